import StanceText

/// What the first two words of a phrase lead to, remembered for the pairs met last.
///
/// Nearly every word begins some phrase, and nearly every pair of words begins none, or one that
/// the third word rules out. Two lookups here tell most of these cases without a walk through the
/// tries.
struct PhrasePairs: Sendable {
  /// What can follow a pair.
  struct Pair: Sendable {
    /// Symbols that go on from the pair, modulo 64.
    var follow: UInt64 = 0
    /// A phrase may end with the first or the second word: the search must decide.
    var isOpen = false
  }

  /// A pair that is remembered.
  struct Place: Sendable {
    /// Its two words, its language, whether it is open.
    var key = UInt64.max
    var follow: UInt64 = 0
    /// The phrase of an open pair: list, layer, length plus one; 0 is not known.
    var phrase: UInt64 = 0
  }

  /// The longest phrase that begins with a pair, where no other token has a say.
  struct Phrase: Sendable {
    /// Tokens: 0 for none, 1 or 2.
    var length: Int
    var layer: Int
    var list: UInt32
  }

  /// By the hash of the pair.
  private var places: [Place] = []
  private var generation = -1
  /// Pairs entered since the last change of size.
  private var entered = 0
  /// Base-2 logarithm of the number of places: few at first, so that a short text clears few.
  private var bits: UInt64 = 0

  private static let fewest: UInt64 = 10
  private static let most: UInt64 = 16
  private static let open: UInt64 = 1
  private static let english: UInt64 = 2

  /// Keeps the pairs of words that survived a renewal of the word table.
  mutating func prepare(_ words: WordTable) {
    guard words.generation != generation || places.isEmpty else { return }
    let survivors = words.generation == generation + 1 ? words.survivors : []
    let old = places
    generation = words.generation
    clear(bits: max(bits, Self.fewest))
    for place in old {
      guard let key = Self.key(place.key, survivors) else { continue }
      places[Self.place(key & ~Self.open, bits)] = Place(
        key: key, follow: place.follow, phrase: place.phrase)
      entered += 1
    }
  }

  /// The key of a pair after a renewal; nil when one of its words did not survive.
  private static func key(_ key: UInt64, _ survivors: [WordID]) -> UInt64? {
    let words = (first: Int(key >> 33), second: Int(key >> 2 & 0x7fff_ffff))
    guard words.first < survivors.count, words.second < survivors.count else { return nil }
    let (first, second) = (survivors[words.first], survivors[words.second])
    guard first >= 0, second >= 0 else { return nil }
    return UInt64(first) << 33 | UInt64(second) << 2 | key & (english | open)
  }

  private mutating func clear(bits: UInt64) {
    self.bits = bits
    entered = 0
    places = Array(repeating: Place(), count: 1 << bits)
  }

  /// Number of a pair of words that stand side by side.
  @inline(__always)
  static func key(_ first: WordID, _ second: WordID, _ language: Language) -> UInt64 {
    UInt64(truncatingIfNeeded: first) << 33 | UInt64(truncatingIfNeeded: second) << 2
      | (language == .english ? english : 0)
  }

  /// Asks for the places where the pairs of a text would be remembered.
  func prefetch(_ tokens: [Token], _ language: Language) {
    guard !places.isEmpty, var first = tokens.first?.word else { return }
    let (places, bits) = (places, bits)
    for token in tokens.dropFirst() {
      places.prefetch(Self.place(Self.key(first, token.word, language), bits))
      first = token.word
    }
  }

  /// What is remembered of a pair.
  @inline(__always)
  func pair(_ key: UInt64) -> Pair? {
    let place = places[Self.place(key, bits)]
    guard place.key & ~Self.open == key else { return nil }
    return Pair(follow: place.follow, isOpen: place.key & Self.open != 0)
  }

  /// Remembers a pair.
  mutating func enter(_ pair: Pair, _ key: UInt64) {
    if entered == places.count, bits < Self.most { clear(bits: bits + 2) }
    entered += 1
    places[Self.place(key, bits)] = Place(
      key: pair.isOpen ? key | Self.open : key, follow: pair.follow)
  }

  /// What is remembered of the phrase that begins with a pair.
  func phrase(_ key: UInt64) -> Phrase? {
    let place = places[Self.place(key, bits)]
    guard place.key & ~Self.open == key, place.phrase != 0 else { return nil }
    return Phrase(
      length: Int(place.phrase & 0xff) - 1, layer: Int(place.phrase >> 8 & 0xff_ffff),
      list: UInt32(truncatingIfNeeded: place.phrase >> 32))
  }

  /// Remembers the phrase that begins with a pair, if the pair is remembered.
  mutating func enter(_ phrase: Phrase, _ key: UInt64) {
    let place = Self.place(key, bits)
    guard places[place].key & ~Self.open == key else { return }
    places[place].phrase =
      UInt64(phrase.list) << 32 | UInt64(phrase.layer & 0xff_ffff) << 8 | UInt64(phrase.length + 1)
  }

  @inline(__always)
  private static func place(_ key: UInt64, _ bits: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> (64 &- bits))
  }
}
