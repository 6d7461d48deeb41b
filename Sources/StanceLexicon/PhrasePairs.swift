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

  /// By the hash of a pair: its two words, its language, whether it is open.
  private var keys: [UInt64] = []
  /// What follows, beside.
  private var follows: [UInt64] = []
  private var generation = -1
  /// Pairs entered since the last change of size.
  private var entered = 0
  /// Base-2 logarithm of the number of places: few at first, so that a short text clears few.
  private var bits: UInt64 = 0

  private static let fewest: UInt64 = 10
  private static let most: UInt64 = 14
  private static let open: UInt64 = 1
  private static let english: UInt64 = 2

  /// Forgets everything when the word table was reset.
  mutating func prepare(_ words: WordTable) {
    guard words.generation != generation || keys.isEmpty else { return }
    generation = words.generation
    clear(bits: max(bits, Self.fewest))
  }

  private mutating func clear(bits: UInt64) {
    self.bits = bits
    entered = 0
    keys = Array(repeating: .max, count: 1 << bits)
    follows = Array(repeating: 0, count: 1 << bits)
  }

  /// The pair of two words of a language, found out by `make` when it is not remembered.
  @inline(__always)
  mutating func pair(
    _ first: WordID, _ second: WordID, _ language: Language, _ make: () -> Pair
  ) -> Pair {
    let key =
      UInt64(truncatingIfNeeded: first) << 33 | UInt64(truncatingIfNeeded: second) << 2
      | (language == .english ? Self.english : 0)
    let place = place(key)
    let known = keys[place]
    if known & ~Self.open == key {
      return Pair(follow: follows[place], isOpen: known & Self.open != 0)
    }
    let pair = make()
    enter(pair, key)
    return pair
  }

  private mutating func enter(_ pair: Pair, _ key: UInt64) {
    if entered == keys.count, bits < Self.most { clear(bits: bits + 2) }
    entered += 1
    let place = place(key)
    keys[place] = pair.isOpen ? key | Self.open : key
    follows[place] = pair.follow
  }

  @inline(__always)
  private func place(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> (64 &- bits))
  }
}
