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
  public let language: Language
  public let kind: LexiconSourceKind
  public let text: [UInt8]

  public init(file: String, language: Language, kind: LexiconSourceKind, text: [UInt8]) {
    self.file = file
    self.language = language
    self.kind = kind
    self.text = text
  }

  /// A table of the shipped tree, its language and kind read from its name.
  ///
  /// - Returns: nil unless `file` is `fr/NAME.tsv` or `en/NAME.tsv`. The names `operators`,
  ///   `conjugation` and `agreement` are special; any other table holds entries.
  public init?(file: String, text: [UInt8]) {
    let parts = file.split(separator: "/")
    guard parts.count == 2, parts[1].hasSuffix(".tsv"),
      let language = Language(rawValue: String(parts[0])),
      language == .french || language == .english
    else { return nil }
    let kind: LexiconSourceKind =
      switch parts[1].dropLast(4) {
      case "operators": .operators
      case "conjugation": .conjugation
      case "agreement": .agreement
      default: .entries
      }
    self.init(file: file, language: language, kind: kind, text: text)
  }
}
