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

  /// Forgets everything when the word table was reset.
  mutating func prepare(_ words: WordTable) {
    guard words.generation != generation || places.isEmpty else { return }
    generation = words.generation
    clear(bits: max(bits, Self.fewest))
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

  /// Where the pairs that begin at some tokens would be remembered.
  ///
  /// Only fetches, so that what is not in the cache is awaited for many pairs at once.
  func fetch(
    _ visits: [Int32], _ tokens: [Token], _ language: Language, into found: inout [Place]
  ) {
    let places = places
    found.clear()
    found.append(addingCapacity: visits.count) { found in
      for visit in visits {
        let second = min(Int(visit) + 1, tokens.count - 1)
        let key = Self.key(tokens[Int(visit)].word, tokens[second].word, language)
        found.append(places[Self.place(key, bits)])
      }
    }
  }

  /// What is remembered of a pair.
  @inline(__always)
  func pair(_ key: UInt64) -> Pair? { Self.pair(key, in: places[Self.place(key, bits)]) }

  /// What a place remembers of a pair.
  @inline(__always)
  static func pair(_ key: UInt64, in place: Place) -> Pair? {
    guard place.key & ~open == key else { return nil }
    return Pair(follow: place.follow, isOpen: place.key & open != 0)
  }

  /// Remembers a pair.
  mutating func enter(_ pair: Pair, _ key: UInt64) {
    if entered == places.count, bits < Self.most { clear(bits: bits + 2) }
    entered += 1
    places[Self.place(key, bits)] = Place(
      key: pair.isOpen ? key | Self.open : key, follow: pair.follow)
  }

  @inline(__always)
  private static func place(_ key: UInt64, _ bits: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> (64 &- bits))
  }
}
