public import StanceText

/// How bad a finding is.
public enum LintSeverity: String, Sendable, Hashable, CaseIterable {
  /// The row is wrong; a build should fail.
  case error
  /// The row works, but should be looked at.
  case warning
}

/// What is wrong with a row.
public enum LintRule: String, Sendable, Hashable, CaseIterable {
  /// The table, or the row, cannot be read.
  case unreadable
  /// A valence of 0, which silences a word.
  case zeroValence = "zero-valence"
  /// The same term with the same meaning stands in an earlier row.
  case duplicate
  /// The tokenizer never gives these words in a row.
  case unreachable
  /// A form of two rows whose valences contradict each other.
  case conflict
  /// No source.
  case missingSource = "missing-source"
  /// A tag that has no meaning.
  case unknownTag = "unknown-tag"
  /// Not written as texts are compared.
  case notNormal = "not-normal"
  /// No pattern of words.
  case pattern
  /// A verb of too few forms: the tables have no model for it.
  case inflection
}

/// One thing to mend in a table.
public struct LintFinding: Sendable, Hashable {
  /// Whether the table can be used all the same.
  public let severity: LintSeverity
  /// What is held against it.
  public let rule: LintRule
  /// As the table was named.
  public let file: String
  /// 1-based.
  public let line: Int
  /// What was expected and found, in one line.
  public let message: String

  /// A finding at a line.
  public init(severity: LintSeverity, rule: LintRule, file: String, line: Int, message: String) {
    self.severity = severity
    self.rule = rule
    self.file = file
    self.line = line
    self.message = message
  }
}

/// Checks tables of lexicon data before they are compiled.
///
///     let findings = LexiconLinter(tokenizer: tokenizer).lint(sources)
///     let failed = findings.contains { $0.severity == .error }
public struct LexiconLinter: Sendable {
  /// Decides which rows running text can ever match.
  public let tokenizer: Tokenizer

  /// - Parameter tokenizer: that of running text.
  public init(tokenizer: Tokenizer) { self.tokenizer = tokenizer }

  /// All findings, by table and line.
  ///
  /// - Complexity: O(forms).
  public func lint(_ sources: [LexiconSource]) -> [LintFinding] {
    var report = Report()
    var inflector = Inflector()
    var blobs: [ImageFormat.Section: [UInt8]] = [:]
    for source in sources {
      switch (source.kind, source.language) {
      case (.conjugation, .english): blobs[.englishVerbs] = source.text
      case (.conjugation, _): blobs[.conjugation] = source.text
      case (.agreement, .french): blobs[.agreement] = source.text
      default: break
      }
    }
    do { inflector = try LexiconCompiler.inflector(blobs) } catch { report.add(error) }
    var forms = FormTable()
    for source in sources {
      do {
        switch source.kind {
        case .entries:
          let rows = report.good(try source.entryRows())
          lint(rows, &report)
          for row in rows { forms.add(row, inflector, &report) }
        case .operators: lint(report.good(try source.operatorRows()), &report)
        case .conjugation, .agreement: break
        }
      } catch {
        report.add(error)
      }
    }
    forms.finish(&report)
    return report.findings.sorted {
      ($0.file, $0.line, $0.message) < ($1.file, $1.line, $1.message)
    }
  }

  private func lint(_ rows: [EntryRow], _ report: inout Report) {
    var seen: [String: Int] = [:]
    for row in rows {
      let key = row.term + "\t" + row.part.name
      if let first = seen[key] {
        report.add(.error, .duplicate, row, "\"\(row.term)\" is already on line \(first)")
      }
      seen[key] = row.line
      if row.source.isEmpty {
        report.add(.error, .missingSource, row, "\"\(row.term)\" has no source")
      }
      for tag in row.tags.unknown {
        report.add(.error, .unknownTag, row, "\"\(row.term)\" has the unknown tag \"\(tag)\"")
      }
      // A phrase of valence 0 keeps its words from counting by themselves (assurance accident).
      if row.valence == 0, row.part != .phrase, row.tags.tags.isDisjoint(with: [.shift, .amp]) {
        report.add(
          .warning, .zeroValence, row,
          "\"\(row.term)\" has valence 0, which silences it; only a user's layer needs that")
      }
      checkTerm(row.term, row.part == .phrase, row.language, row.file, row.line, &report)
    }
  }

  private func lint(_ rows: [OperatorRow], _ report: inout Report) {
    var seen: [String: Int] = [:]
    for row in rows {
      let key = row.term + "\t" + row.kind.name
      if let first = seen[key] {
        report.add(
          LintFinding(
            severity: .error, rule: .duplicate, file: row.file, line: row.line,
            message: "\"\(row.term)\" is already on line \(first)"))
      }
      seen[key] = row.line
      if row.source.isEmpty {
        report.add(
          LintFinding(
            severity: .error, rule: .missingSource, file: row.file, line: row.line,
            message: "\"\(row.term)\" has no source"))
      }
      if row.kind != .conditional {
        checkTerm(row.term, true, row.language, row.file, row.line, &report)
      }
    }
  }

  /// Whether the term is normal, can be parsed, and is what the tokenizer makes of it.
  private func checkTerm(
    _ term: String, _ isPhrase: Bool, _ language: Language, _ file: String, _ line: Int,
    _ report: inout Report
  ) {
    var words = WordTable()
    let pattern: PhrasePattern
    do {
      pattern = try PhrasePattern(term, &words)
    } catch {
      report.add(
        LintFinding(
          severity: .error, rule: .pattern, file: file, line: line,
          message: "\"\(error.piece)\" is no pattern element"))
      return
    }
    if !isPhrase, pattern.elements.count > 1 {
      report.add(
        LintFinding(
          severity: .error, rule: .pattern, file: file, line: line,
          message: "\"\(term)\" has several words: its part of speech should be phrase"))
    }
    var expected: [String] = []
    for element in pattern.elements {
      switch element {
      case .word(let text): expected.append(text)
      case .lemma(let text, _): expected.append(text)
      case .group(.possessive): expected.append(language == .english ? "its" : "son")
      case .group(.reflexive): expected.append(language == .english ? "itself" : "se")
      case .group(.determiner): expected.append(language == .english ? "the" : "le")
      case .group(.number): expected.append("12")
      }
    }
    if let first = pattern.elements.first, case .word(let text) = first, !term.hasPrefix(text) {
      report.add(
        LintFinding(
          severity: .warning, rule: .notNormal, file: file, line: line,
          message: "\"\(term)\" is not in normal form: expected \"\(text)\""))
    }
    let found = tokens(expected, language)
    if found != expected {
      report.add(
        LintFinding(
          severity: .error, rule: .unreachable, file: file, line: line,
          message: "text never has these words in a row: the tokenizer reads "
            + found.map { "‹\($0)›" }.joined(separator: " ")))
    }
  }

  /// The normal forms that running text with these words gives.
  private func tokens(_ words: [String], _ language: Language) -> [String] {
    // A suffix needs a word to hang on.
    let isSuffix = words.first.map { $0.hasPrefix("'") || $0 == "n't" } ?? false
    var text = isSuffix ? "it" : ""
    for word in words {
      let isJoined = text.hasSuffix("'") && !text.hasSuffix(" '")
      let hangs = word.hasPrefix("'") || word == "n't"
      text += text.isEmpty || isJoined || hangs ? word : " " + word
    }
    var table = WordTable()
    var buffer = TokenBuffer()
    let bytes = Array(text.utf8)
    tokenizer.tokenize(
      bytes, in: 0..<bytes.count, language: language, into: &buffer, words: &table)
    return buffer.tokens.dropFirst(isSuffix ? 1 : 0).map { table.string($0.word) }
  }
}

/// Findings as they come in.
struct Report {
  private(set) var findings: [LintFinding] = []

  mutating func add(_ finding: LintFinding) { findings.append(finding) }

  mutating func add(
    _ severity: LintSeverity, _ rule: LintRule, _ row: EntryRow, _ message: String
  ) {
    findings.append(
      LintFinding(
        severity: severity, rule: rule, file: row.file, line: row.line, message: message))
  }

  /// The good rows; the others are reported.
  mutating func good<Row>(_ rows: [Result<Row, LexiconError>]) -> [Row] {
    rows.compactMap { row in
      do throws(LexiconError) { return try row.get() } catch {
        add(error)
        return nil
      }
    }
  }

  mutating func add(_ error: LexiconError) {
    let place: (String, Int) =
      switch error {
      case .row(let file, let line, _, _): (file, line)
      case .header(let file, _, _): (file, 1)
      case .image, .emptyTarget: ("", 0)
      }
    findings.append(
      LintFinding(
        severity: .error, rule: .unreadable, file: place.0, line: place.1,
        message: error.reason))
  }
}
