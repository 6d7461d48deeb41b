/// What a unit of a document is.
public enum UnitKind: String, Sendable, Hashable, CaseIterable {
  /// Running text: what is scored.
  case body
  /// A title, of the document or of a section.
  case heading
  /// What a page puts around its text: menus, references, comment forms, notices.
  case furniture
}

/// One paragraph-like unit of a document, with its place in the source.
///
/// - Units: `range` is a half-open range of UTF-8 byte offsets into the decoded stream, without
///   the surrounding blanks; `line` is 1-based, the line on which the unit starts.
public struct TextUnit: Sendable, Hashable {
  /// Position of the unit in the document, from 0.
  public var index: Int
  /// The line on which the unit starts, from 1.
  public var line: Int
  /// The bytes of the unit in the stream.
  public var range: Range<Int>
  /// Running text, title or page furniture.
  public var kind: UnitKind
  /// Title of the section in which the unit stands (of itself for a section's title);
  /// nil before the first section and for furniture.
  public var section: String?
  /// The label that the section's title gives to its body paragraphs; nil for all other units.
  public var gold: String?
  /// Id of the rule that decided `kind`.
  public var rule: String
  /// The language of the unit.
  public var language: Language

  /// A unit as a reader of the whole text sees it.
  public init(
    index: Int, line: Int, range: Range<Int>, kind: UnitKind, section: String? = nil,
    gold: String? = nil, rule: String, language: Language = .undetermined
  ) {
    self.index = index
    self.line = line
    self.range = range
    self.kind = kind
    self.section = section
    self.gold = gold
    self.rule = rule
    self.language = language
  }
}
