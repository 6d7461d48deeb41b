/// A surface of at most sixteen bytes that is looked for.
struct Surface: Sendable {
  /// The first eight bytes, or all there are.
  var key: UInt64
  /// Those from the ninth on, else 0.
  var tail: UInt64
  var length: Int32
  /// Index of the token that waits for the word.
  var token: Int32
  /// Where the search for it begins, before the table's mask.
  var hash: UInt32

  /// Bytes of the longest such surface.
  static let longest = 16

  /// - Precondition: `start ..< end` is not longer than ``longest``.
  @inline(__always)
  init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, token: Int) {
    let count = end &- start
    if start &+ 16 <= bytes.count {
      // No branch on the length: nobody could foresee it.
      (key, tail) = ByteScan.load16(bytes, start, count)
    } else {
      key = ByteScan.word(bytes, start, min(end, start + 8))
      tail = count > 8 ? ByteScan.word(bytes, start + 8, end) : 0
    }
    length = Int32(truncatingIfNeeded: count)
    self.token = Int32(truncatingIfNeeded: token)
    hash = WordTable.Slot.hash(key, tail, length)
  }

  @inline(__always)
  func isIn(_ slot: WordTable.Slot) -> Bool {
    slot.key == key && slot.tail == tail && slot.place == length
  }
}

extension WordTable {
  /// One surface; up to sixteen bytes it is all here.
  struct Slot: Sendable {
    /// The surface's first eight bytes, or all it has; the hash of one longer than sixteen.
    var key: UInt64 = 0
    /// The bytes of the surface from the ninth on; 0 beyond sixteen.
    var tail: UInt64 = 0
    var word: Int32 = WordTable.free
    /// The surface's length; beyond sixteen its place in `arena`, complemented, where two bytes of
    /// length stand before it. No surface has the length of none.
    var place: Int32 = .max

    /// Where the search for the surface begins, before the table's mask.
    var hash: UInt32 {
      place < 0 ? UInt32(truncatingIfNeeded: key) : Slot.hash(key, tail, place)
    }

    /// Where the search for a surface of at most sixteen bytes begins.
    @inline(__always)
    static func hash(_ key: UInt64, _ tail: UInt64, _ length: Int32) -> UInt32 {
      UInt32(
        truncatingIfNeeded: ByteHash.mix(
          key, tail ^ UInt64(truncatingIfNeeded: length) &<< 56))
    }
  }

  /// Makes room for as many surfaces again.
  mutating func growSlots() {
    slots = Array(repeating: 0, count: slots.count * 2)
    fillSlots()
  }

  /// Enters all surfaces into empty slots.
  mutating func fillSlots() {
    let mask = slots.count - 1
    for number in 1..<surfaces.count {
      var index = Int(truncatingIfNeeded: surfaces[number].hash) & mask
      while slots[index] != 0 { index = (index + 1) & mask }
      slots[index] = UInt32(truncatingIfNeeded: number)
    }
  }

  /// Makes room for as many words again.
  mutating func growNormalSlots() {
    normalSlots = Array(repeating: WordTable.free, count: normalSlots.count * 2)
    let mask = normalSlots.count - 1
    for (word, hash) in hashes.enumerated() {
      var index = Int(truncatingIfNeeded: hash) & mask
      while normalSlots[index] != WordTable.free { index = (index + 1) & mask }
      normalSlots[index] = Int32(truncatingIfNeeded: word)
    }
  }
}
