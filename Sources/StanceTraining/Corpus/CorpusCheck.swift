internal import StanceEvaluation
public import StanceText

/// Checks whether a corpus is worth learning from: balance, copies, words that give the label
/// away, openings that repeat, lengths, targets and splits.
///
///     let report = CorpusCheck(rules: rules).run(input)
///     report.passed                 // every gate kept, no error found
///
/// Deterministic: the same input gives the same report.
public struct CorpusCheck: Sendable {
  private let rules: ReadingRules
  /// The share of common runs of words from which two paragraphs count as one.
  var duplicateThreshold = 0.5
  /// Words in a row that may not stand in other texts.
  static let overlapWords = 8
  /// Highest accuracy of single words alone; default 0.6.
  public var giveAwayLimit = 0.6
  /// Words that count as an opening.
  private static let openingWords = 3
  /// Texts that may open alike, as a share of all, and at least three.
  static let openingShare = 0.01
  /// Words that an article's paragraph should have.
  static let paragraphWords = 40...120
  /// Lower bounds for counts by name: `articles`, `paragraphs`, `records`, `targets`, `groups`.
  public var minimums: [(name: String, value: Double)] = []
  /// Highest share of one target among the articles; nil for no bound.
  public var largestTargetShare: Double?
  public var seed: UInt64 = 1

  public init(rules: ReadingRules) { self.rules = rules }

  /// - Complexity: O(words) and a few small fits; see `NearDuplicates.pairs`.
  public func run(_ input: CorpusInput) -> CorpusReport {
    var reader = WordReader(rules: rules)
    let examples = input.data.examples
    let texts = examples.map { reader.words($0.text) }
    let labels = input.data.labels
    let counts = counts(examples)
    let giveAway = giveAway(examples, texts, reader.names, labels)
    let openings = CorpusStatistics.openings(
      examples, texts, reader.names, labels, words: Self.openingWords)
    var findings = duplicates(examples, texts)
    findings += overlaps(input, &reader)
    findings += labelWords(examples, texts, reader.names, input.labelWords)
    findings += targets(examples, input.packs)
    findings += repeated(openings, among: examples.count)
    findings += lengths(examples)
    findings += LeakCheck(rules: rules).titles(input.data).map { found in
      guard case .titleInText(let place, _) = found else {
        return CorpusFinding(.error, found.code, found.description, [])
      }
      return CorpusFinding(.error, found.code, "the text opens with a section title", [place])
    }
    findings += input.data.notes.map { note in
      CorpusFinding(
        .warning, "note", note.message,
        [DataPlace(file: note.file, line: note.line ?? 1)])
    }
    if input.hasSplits {
      findings += SplitCheck.faults(input.data).map {
        CorpusFinding(.error, "split", $0.description, [])
      }
    }
    // What was not measured is not kept.
    if giveAway.isEmpty {
      findings.insert(
        CorpusFinding(
          .error, "unmeasured", "no text has a label: what single words give away is not known", []),
        at: 0)
    }
    findings.sort { $0.severity < $1.severity }
    return CorpusReport(
      counts: counts, balance: balance(examples, labels), giveAway: giveAway,
      lengths: CorpusStatistics.lengths(examples, labels), openings: openings,
      findings: findings, gates: gates(counts, giveAway, examples))
  }

  private func counts(_ examples: [Example]) -> CorpusReport.Counts {
    let articles = examples.filter(SplitFile.isArticle)
    let records = examples.filter { !SplitFile.isArticle($0) }
    return CorpusReport.Counts(
      articles: Set(articles.map(\.file)).count, records: records.count,
      labelledParagraphs: articles.count { $0.label != nil }, paragraphs: articles.count,
      labelledRecords: records.count { $0.label != nil },
      groups: Set(examples.map(\.group)).count,
      targets: Set(examples.compactMap(\.target)).count)
  }

  private func gates(
    _ counts: CorpusReport.Counts, _ giveAway: [CorpusReport.GiveAway], _ examples: [Example]
  ) -> [CorpusGate] {
    var gates = giveAway.filter { $0.part != "records" }.map { part in
      CorpusGate(
        name: "give-away accuracy, \(part.part)", found: part.words.accuracy,
        bound: giveAwayLimit, isMaximum: true)
    }
    for (name, value) in minimums {
      let found: Int? =
        switch name {
        case "articles": counts.articles
        case "paragraphs": counts.paragraphs
        case "labelled": counts.labelledParagraphs
        case "records": counts.records
        case "targets": counts.targets
        case "groups": counts.groups
        default: nil
        }
      gates.append(
        CorpusGate(name: name, found: found.map(Double.init), bound: value, isMaximum: false))
    }
    if let largestTargetShare {
      var files: [String: Set<String>] = [:]
      for example in examples where SplitFile.isArticle(example) {
        files[example.target ?? "", default: []].insert(example.file)
      }
      let most = files.values.map(\.count).max() ?? 0
      gates.append(
        CorpusGate(
          name: "largest share of a target",
          found: counts.articles > 0 ? Double(most) / Double(counts.articles) : nil,
          bound: largestTargetShare, isMaximum: true))
    }
    return gates
  }

  private func giveAway(
    _ examples: [Example], _ texts: [[UInt64]], _ names: [UInt64: String], _ labels: [String]
  ) -> [CorpusReport.GiveAway] {
    let position = [String: Int](uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    func part(_ name: String, _ chosen: (Example) -> Bool) -> CorpusReport.GiveAway? {
      let rows = examples.indices.filter { examples[$0].label != nil && chosen(examples[$0]) }
      guard !rows.isEmpty else { return nil }
      return CorpusReport.GiveAway(
        part: name,
        words: GiveAwayWords(
          rows.map { texts[$0] }, names: names,
          classes: rows.map { position[examples[$0].label ?? ""] ?? 0 }, labels: labels,
          groups: rows.map { examples[$0].group }, seed: seed))
    }
    let hasArticles = examples.contains(where: SplitFile.isArticle)
    let hasRecords = examples.contains { !SplitFile.isArticle($0) }
    guard hasArticles, hasRecords else { return [part("all") { _ in true }].compactMap { $0 } }
    return [
      part("all") { _ in true }, part("articles", SplitFile.isArticle),
      part("records") { !SplitFile.isArticle($0) },
    ].compactMap { $0 }
  }

  private func balance(_ examples: [Example], _ labels: [String]) -> [CorpusBalance] {
    func kind(_ example: Example) -> String? {
      SplitFile.isArticle(example) ? "articles" : "records"
    }
    return [
      CorpusStatistics.balance("kind", examples, labels, kind),
      CorpusStatistics.balance("register", examples, labels) { $0.slice("register") },
      CorpusStatistics.balance("style", examples, labels) { $0.slice("style") },
      CorpusStatistics.balance("split", examples, labels, \.split),
      CorpusStatistics.balance("target", examples, labels, \.target),
    ].filter { !$0.rows.isEmpty }
  }
}
