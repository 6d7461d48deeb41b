/// The language data of the reader: section titles, furniture rules, abbreviations, word parts
/// and function words, parsed from the tab-separated files of `Lexicons/reading`.
///
/// A value to be built once and shared. Empty rules read any text too, only worse.
public struct ReadingRules: Sendable {
  var words = WordRules()
  var titles = SectionTitles()
  var furniture = FurnitureRules()
  /// Words that begin a question used as a heading.
  var questionWords: Set<UInt64> = []

  /// Rules that know nothing.
  public init() {}

  /// Rules from files, in order.
  ///
  /// - Parameter files: the name of each file, which says what it holds, and its bytes.
  public init(files: [(name: String, bytes: [UInt8])]) throws(ReadingRulesError) {
    for file in files { try add(file.name, file.bytes) }
  }

  /// The names of the files that make up the shipped rules.
  public static let fileNames = [
    "section-titles.tsv", "furniture.tsv", "abbreviations.tsv", "word-parts.tsv",
    "function-words.tsv",
  ]

  /// Adds a file of rules; later files override or extend earlier ones.
  ///
  /// - Parameters:
  ///   - name: the file's name, which says what it holds: one of `fileNames`.
  ///   - bytes: its content, UTF-8.
  /// - Throws: `ReadingRulesError` with the line, for another name or malformed content; the rules
  ///   read so far stay.
  public mutating func add(_ name: String, _ bytes: [UInt8]) throws(ReadingRulesError) {
    switch name {
    case "section-titles.tsv": try addSectionTitles(bytes, file: name)
    case "abbreviations.tsv":
      let table = try RuleTable(file: name, bytes, columns: ["form", "lang", "kind", "note"])
      for row in table.rows { try words.addAbbreviation(table, row) }
    case "word-parts.tsv":
      let table = try RuleTable(file: name, bytes, columns: ["form", "kind", "lang", "note"])
      for row in table.rows { try words.addPart(table, row) }
    case "function-words.tsv":
      let table = try RuleTable(file: name, bytes, columns: ["word", "lang", "role"])
      var keys = LineKeys()
      for row in table.rows {
        let key = try words.key(table, row)
        words.functionWords.insert(key, LanguageGuess.bits(row[1]))
        guard !row.place(2).isEmpty else { continue }
        keys.read(bytes.span, row.place(0), limit: 1)
        if let first = keys.keys.first { questionWords.insert(first.hash) }
      }
    case "furniture.tsv":
      try furniture.add(
        RuleTable(
          file: name, bytes, columns: ["id", "match", "pattern", "lang", "reason"]))
    default:
      throw ReadingRulesError(
        file: name, line: 0,
        reason: "expected one of \(ReadingRules.fileNames.joined(separator: ", "))")
    }
  }

  /// Why the rule `id` (`TextUnit.rule`) decides as it does; nil for an unknown id.
  public func reason(ofRule id: String) -> String? {
    furniture.reason(id) ?? KindRule(rawValue: id)?.reason
  }

  /// Adds a table of section titles, with the columns `title` and `label` and any behind them, such as
  /// `lang` and `note`; a title known already gets the new label, or none.
  ///
  /// - Parameter file: its name for errors.
  /// - Throws: `ReadingRulesError` with the line.
  public mutating func addSectionTitles(
    _ bytes: [UInt8], file: String
  ) throws(ReadingRulesError) {
    for row in try RuleTable(file: file, bytes, columns: ["title", "label"]).rows {
      titles.add(bytes, row.place(0), label: row.place(1).isEmpty ? nil : row[1])
    }
  }

  /// Makes `title` open sections whose body paragraphs are labelled `label` (nil: unlabelled).
  public mutating func addSectionTitle(_ title: String, label: String?) {
    let bytes = Array(title.utf8)
    titles.add(bytes, 0..<bytes.count, label: label)
  }
}

/// What is wrong in a file of reading rules.
public struct ReadingRulesError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's name as it was given.
  public var file: String
  /// The line, from 1; 0 for the file as a whole.
  public var line: Int
  /// What was expected and what was found.
  public var reason: String

  /// An error at a line; 0 for the file as a whole.
  public init(file: String, line: Int, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// One line for people: place, what was expected, what was found.
  public var description: String {
    line == 0 ? "\(file): \(reason)" : "\(file):\(line): \(reason)"
  }
}
