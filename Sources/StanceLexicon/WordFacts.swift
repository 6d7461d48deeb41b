import StanceText

/// Roles of a token as a bit set over the first 64 kinds of operators.
typealias Roles = UInt64

extension OperatorKind {
  /// The role bit; 0 for the kinds that have none.
  @inline(__always)
  var bit: Roles { rawValue < 64 ? 1 << Roles(rawValue) : 0 }

  /// The bit of a kind that has no role, in a set of those; 0 for the others.
  @inline(__always)
  var bitBeyond: Roles { rawValue < 64 ? 0 : 1 << Roles(rawValue - 64) }
}

/// What a token is besides its roles.
struct Marks: OptionSet, Sendable {
  let rawValue: UInt32

  /// Behind any of these a clause may begin.
  static let beforeClause: Marks = [.comma, .strongStop, .colon, .bracket, .hasOperators]

  static let startsPhrase = Marks(rawValue: 1 << 0)
  static let startsName = Marks(rawValue: 1 << 1)
  static let onlyCapitals = Marks(rawValue: 1 << 2)
  static let approximate = Marks(rawValue: 1 << 3)
  static let guessed = Marks(rawValue: 1 << 4)
  static let participle = Marks(rawValue: 1 << 5)
  static let comma = Marks(rawValue: 1 << 6)
  /// ; : and dashes between spaces
  static let strongStop = Marks(rawValue: 1 << 7)
  static let colon = Marks(rawValue: 1 << 8)
  static let bracket = Marks(rawValue: 1 << 9)
  static let hasOperators = Marks(rawValue: 1 << 10)
  static let exclamation = Marks(rawValue: 1 << 11)
  static let startsVerbPhrase = Marks(rawValue: 1 << 12)
  static let hasEntry = Marks(rawValue: 1 << 13)
  /// All facts of the word are known.
  static let isFilled = Marks(rawValue: 1 << 14)
  /// What the lexicon says of it is known, whatever the target pack does.
  static let isRead = Marks(rawValue: 1 << 22)
  /// « par »
  static let agent = Marks(rawValue: 1 << 15)
  /// « à », « pour », « contre »
  static let toward = Marks(rawValue: 1 << 16)
  /// A form of avoir.
  static let have = Marks(rawValue: 1 << 17)
  /// « avec »
  static let with = Marks(rawValue: 1 << 19)
  /// « sera », « aura »
  static let future = Marks(rawValue: 1 << 20)
  /// A word of a name of the target pack.
  static let inName = Marks(rawValue: 1 << 21)
  /// A finite form of an auxiliary or of a verb of the tables, and of nothing else.
  static let finite = Marks(rawValue: 1 << 23)
  /// An adverb of the tables.
  static let adverb = Marks(rawValue: 1 << 24)
  /// Any form of a verb of the tables.
  static let verb = Marks(rawValue: 1 << 25)
  /// A noun of the tables.
  static let noun = Marks(rawValue: 1 << 26)
  /// A given name that is a common word too (Claire, Victoire).
  static let givenName = Marks(rawValue: 1 << 27)
  /// The infinitive of a verb of saying.
  static let infinitive = Marks(rawValue: 1 << 28)
  /// A person or body that is somebody else, or a work about a party.
  static let bystander = Marks(rawValue: 1 << 29)
  /// « lancer », « diriger », « filiale »
  static let belonging = Marks(rawValue: 1 << 30)
  /// A company that many know; no noun and no verb has both.
  static let company: Marks = [.bystander, .belonging]
  /// Ends as participles do: -é, -ée, -i, -u, with -s.
  static let participial = Marks(rawValue: 1 << 31)
  /// « ce », « cette »
  static let demonstrative = Marks(rawValue: 1 << 18)
}

/// What the scanner reads of every token's word, in one language; an array of these beside the word
/// table. 32 bytes: two words to a cache line.
struct WordState: Sendable {
  /// What a token of the word begins with: all that the rules need.
  var token = TokenState()
  /// Symbols that can follow the word in a phrase that it begins, modulo 64.
  var follow: UInt64 = 0
  /// Phrase symbols of the word itself, modulo 64.
  var symbols: UInt64 = 0

  /// Phrase symbols of a token of this word, modulo 64: numbers are all one symbol.
  @inline(__always)
  func symbols(_ kind: TokenKind) -> UInt64 {
    kind == .number || kind == .amount ? symbols | WordState.number : symbols
  }

  private static let number: UInt64 = 1 << UInt64(WordGroup.number.rawValue & 63)
}

/// What else is known of one distinct word, for the few tokens that are looked at closely.
///
/// 32 bytes: two words to a cache line. Roles and marks are in the word's ``WordState``.
struct WordFacts: Sendable {
  var valence: Float = 0
  var tags: UInt32 = 0
  /// Row that speaks, or −1.
  var entry: Int32 = -1
  /// Slices of the cache's side arrays.
  var operators: Int32 = 0
  var symbols: Int32 = 0
  var operatorCount: UInt8 = 0
  var symbolCount: UInt8 = 0
  /// Row number of the part of speech; 255 when there is no entry.
  var part: UInt8 = 255
  /// Symbol of the target pack, where the word is marked as one of a name.
  var name: Int32 = -1
  /// Node of the pack's trie that the word leads to from the root, where it is marked so.
  var nameRoot: Int32 = -1
}

/// A symbol of a word in one layer's trie, with the node that it leads to from the root.
struct PhraseSymbol: Sendable {
  var layer: Int32
  var symbol: UInt32
  var root = TrieNode()
}

/// A node of a trie, with what is said of it: the trie itself is far away.
struct TrieNode: Sendable {
  /// 0 for none, which is also the root's.
  var number: UInt32 = 0
  /// What ends at it; 0 for nothing.
  var list: UInt32 = 0
  /// Symbols that go on from it, modulo 64.
  var follow: UInt64 = 0
}
