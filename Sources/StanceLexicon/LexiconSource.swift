public import StanceText

/// What a table of lexicon data holds.
public enum LexiconSourceKind: Sendable, Hashable, CaseIterable {
  /// `term, pos, valence, tags, source`
  case entries
  /// `term, operator, value, tags, source`
  case operators
  /// Model verbs: how irregular verbs are conjugated.
  case conjugation
  /// Irregular plurals and feminines.
  case agreement
}

/// One table handed to the compiler: its name, its language and its bytes.
public struct LexiconSource: Sendable {
  /// Shown in errors and by `why`: `fr/verbs.tsv`.
  public let file: String
  /// French or English.
  public let language: Language
  /// What its columns are.
  public let kind: LexiconSourceKind
  /// UTF-8, tab-separated, with a header.
  public let text: [UInt8]

  /// A table; it is read when it is compiled.
  public init(file: String, language: Language, kind: LexiconSourceKind, text: [UInt8]) {
    self.file = file
    self.language = language
    self.kind = kind
    self.text = text
  }

  /// A user's table, its language and kind read from its path: English in a folder `en` or as
  /// `NAME.en.tsv` (or `.csv`), else French; operators where the name begins with `operators`; the names
  /// `conjugation` and `agreement` are special; any other table holds entries.
  public init(path: String, text: [UInt8]) {
    let parts = path.split(separator: "/")
    let name = parts.last ?? ""
    let isEnglish =
      parts.dropLast().last == "en"
      || name.split(separator: ".").dropFirst().dropLast().last == "en"
    let kind: LexiconSourceKind =
      switch name.prefix(while: { $0 != "." }) {
      case "conjugation": .conjugation
      case "agreement": .agreement
      case let name: name.hasPrefix("operators") ? .operators : .entries
      }
    self.init(file: path, language: isEnglish ? .english : .french, kind: kind, text: text)
  }

  /// A table of the shipped tree, its language and kind read from its name.
  ///
  /// - Returns: nil unless `file` is `fr/NAME.tsv` or `en/NAME.tsv`; else as ``init(path:text:)``.
  public init?(file: String, text: [UInt8]) {
    let parts = file.split(separator: "/")
    guard parts.count == 2, parts[1].hasSuffix(".tsv"),
      parts[0] == "fr" || parts[0] == "en"
    else { return nil }
    self.init(path: file, text: text)
  }
}
