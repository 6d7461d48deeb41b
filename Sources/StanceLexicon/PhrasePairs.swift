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

  private struct Slot {
    var key: UInt64
    var pair: Pair
  }

  private static let bits: UInt64 = 12
  private var slots: [Slot] = []
  private var generation = -1

  /// Forgets everything when the word table was reset.
  mutating func prepare(_ words: WordTable) {
    guard words.generation != generation || slots.isEmpty else { return }
    generation = words.generation
    slots = Array(repeating: Slot(key: .max, pair: Pair()), count: 1 << Self.bits)
  }

  /// The pair of two words of a language, found out by `make` when it is not remembered.
  @inline(__always)
  mutating func pair(
    _ first: WordID, _ second: WordID, _ language: Language, _ make: () -> Pair
  ) -> Pair {
    let isEnglish: UInt64 = language == .english ? 1 : 0
    let key =
      UInt64(truncatingIfNeeded: first) << 32 | UInt64(truncatingIfNeeded: second) << 1
      | isEnglish
    let place = Int(
      truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> (64 - Self.bits))
    if slots[place].key == key { return slots[place].pair }
    let pair = make()
    slots[place] = Slot(key: key, pair: pair)
    return pair
  }
}
