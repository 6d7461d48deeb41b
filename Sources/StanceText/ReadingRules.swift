/// The language data of the reader: section titles, furniture rules, abbreviations, word parts
/// and function words, parsed from the tab-separated files of `Lexicons/reading`.
///
/// A value to be built once and shared. Empty rules read any text too, only worse.
public struct ReadingRules: Sendable {
  /// Section title (key form, see `titleKey`) → label; an empty label marks a known title
  /// without a label.
  var titles: [[UInt8]: String] = [:]

  /// Rules that know nothing.
  public init() {}

  /// Adds a file of rules; later files override or extend earlier ones.
  ///
  /// - Parameters:
  ///   - name: the file's name, which says what it holds: `section-titles.tsv`, ...
  ///   - bytes: its content, UTF-8.
  public mutating func add(_ name: String, _ bytes: [UInt8]) throws(ReadingRulesError) {
  }

  /// Makes `title` open sections whose body paragraphs are labelled `label` (nil: unlabelled).
  public mutating func addSectionTitle(_ title: String, label: String?) {
    titles[Array(title.lowercased().utf8)] = label ?? ""
  }
}

/// What is wrong in a file of reading rules.
public struct ReadingRulesError: Error, Sendable, Hashable {
  /// The file's name as it was given.
  public var file: String
  /// The line, from 1; 0 for the file as a whole.
  public var line: Int
  /// What was expected and what was found.
  public var reason: String

  public init(file: String, line: Int, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }
}
