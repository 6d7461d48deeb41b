/// What the rules found out about a cue.
@frozen
public struct CueFlags: OptionSet, Hashable, Sendable {
  /// One bit a fact.
  public let rawValue: UInt32

  /// Facts by their bits.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Under a negation.
  @inlinable public static var negated: CueFlags { CueFlags(rawValue: 1 << 0) }
  /// Under two negations, which state.
  @inlinable public static var doubleNegated: CueFlags { CueFlags(rawValue: 1 << 1) }
  /// With a word of high degree (très).
  @inlinable public static var intensified: CueFlags { CueFlags(rawValue: 1 << 2) }
  /// With a word of low degree (un peu).
  @inlinable public static var attenuated: CueFlags { CueFlags(rawValue: 1 << 3) }
  /// Not asserted: under « si », « peut-être », a conditional.
  @inlinable public static var hypothetical: CueFlags { CueFlags(rawValue: 1 << 4) }
  /// In a question.
  @inlinable public static var inQuestion: CueFlags { CueFlags(rawValue: 1 << 5) }
  /// Between quotation marks.
  @inlinable public static var quoted: CueFlags { CueFlags(rawValue: 1 << 6) }
  /// In reported speech (« selon », « affirme que »).
  @inlinable public static var reported: CueFlags { CueFlags(rawValue: 1 << 7) }
  /// Behind « mais ».
  @inlinable public static var afterContrast: CueFlags { CueFlags(rawValue: 1 << 8) }
  /// Granted by the author before saying the opposite, or made lighter by what follows.
  @inlinable public static var conceded: CueFlags { CueFlags(rawValue: 1 << 9) }
  /// In a comparison with a rival.
  @inlinable public static var compared: CueFlags { CueFlags(rawValue: 1 << 10) }
  /// Object of a valence shifter (« éviter la catastrophe »).
  @inlinable public static var shifted: CueFlags { CueFlags(rawValue: 1 << 11) }
  /// Praise that is meant the other way round.
  @inlinable public static var ironic: CueFlags { CueFlags(rawValue: 1 << 12) }
  /// In a sentence with an exclamation mark.
  @inlinable public static var exclaimed: CueFlags { CueFlags(rawValue: 1 << 13) }
  /// In « ne … que ».
  @inlinable public static var restricted: CueFlags { CueFlags(rawValue: 1 << 14) }
  /// Side that the author rejects (« loin de », « plutôt que »).
  @inlinable public static var substituted: CueFlags { CueFlags(rawValue: 1 << 15) }
  /// Stands before the contrast word of its sentence.
  @inlinable public static var beforeContrast: CueFlags { CueFlags(rawValue: 1 << 16) }
  /// Said against the facts (« aurait pu », « si seulement »).
  @inlinable public static var counterfactual: CueFlags { CueFlags(rawValue: 1 << 17) }
  /// Found only through accents removed or a misspelling.
  @inlinable public static var approximate: CueFlags { CueFlags(rawValue: 1 << 18) }
  /// A multi-word entry.
  @inlinable public static var phrase: CueFlags { CueFlags(rawValue: 1 << 19) }
  /// Target and rival face each other around this cue (« Meta distance ses rivaux »).
  @inlinable public static var competitive: CueFlags { CueFlags(rawValue: 1 << 20) }

  /// Every flag with a name that is stable across versions.
  public static let named: [(name: String, flag: CueFlags)] = [
    ("negated", .negated), ("doubleNegated", .doubleNegated), ("intensified", .intensified),
    ("attenuated", .attenuated), ("hypothetical", .hypothetical), ("inQuestion", .inQuestion),
    ("quoted", .quoted), ("reported", .reported), ("afterContrast", .afterContrast),
    ("conceded", .conceded), ("compared", .compared), ("shifted", .shifted),
    ("ironic", .ironic), ("exclaimed", .exclaimed), ("restricted", .restricted),
    ("substituted", .substituted), ("beforeContrast", .beforeContrast),
    ("counterfactual", .counterfactual), ("approximate", .approximate), ("phrase", .phrase),
    ("competitive", .competitive),
  ]

  /// The names of the flags that are set, in the order of ``named``.
  public var names: [String] { CueFlags.named.filter { contains($0.flag) }.map(\.name) }
}

/// Whom a cue is about.
@frozen
public enum Referent: UInt8, Sendable, Hashable, CaseIterable {
  case target, rival, other, unknown
}

/// Who speaks.
@frozen
public enum Voice: UInt8, Sendable, Hashable, CaseIterable {
  case author, quoted
}

/// A lexicon row found in the text, with what its surroundings made of its valence.
///
/// `value` follows from `base` by the firings of ``firings``, in order.
@frozen
public struct Cue: Sendable, Hashable {
  /// Tokens of the buffer that the row matched (with the particles skipped inside).
  public var tokens: Range<Int32>
  /// UTF-8 byte offsets in the buffer that was tokenized.
  public var bytes: Range<Int32>
  /// The row of the lexicon.
  public var entry: EntryID
  /// Valence of the row.
  public var base: Float
  /// Valence after the rules, from the point of view of ``referent``.
  public var value: Float
  /// Those of the row.
  public var tags: EntryTags
  /// What the rules found out.
  public var flags: CueFlags
  /// Whom it is said of.
  public var referent: Referent
  /// Who says it.
  public var voice: Voice
  /// Index in ``LexicalAnalysis/sentences``.
  public var sentence: Int32
  /// Indices in ``LexicalAnalysis/firings``.
  public var firings: Range<Int32>

  /// A cue before its rules, unless they are given.
  @inlinable
  public init(
    tokens: Range<Int32>, bytes: Range<Int32>, entry: EntryID, base: Float, value: Float,
    tags: EntryTags = [], flags: CueFlags = [], referent: Referent = .unknown,
    voice: Voice = .author, sentence: Int32 = 0, firings: Range<Int32> = 0..<0
  ) {
    self.tokens = tokens
    self.bytes = bytes
    self.entry = entry
    self.base = base
    self.value = value
    self.tags = tags
    self.flags = flags
    self.referent = referent
    self.voice = voice
    self.sentence = sentence
    self.firings = firings
  }
}
