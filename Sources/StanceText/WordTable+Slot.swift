/// A surface of at most sixteen bytes whose token waits for its word.
struct Surface: Sendable {
  /// The first eight bytes, or all there are.
  var key: UInt64
  /// The last eight bytes of one longer than eight, else 0.
  var tail: UInt64
  var length: Int32
  /// Index of the token; it ends where the surface ends.
  var token: Int32

  /// Bytes of the longest such surface.
  static let longest = 16

  /// - Precondition: `start ..< end` is not longer than ``longest``.
  @inline(__always)
  init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, token: Int) {
    let isLong = end - start > 8
    key = isLong ? ByteScan.load(bytes, start) : ByteScan.word(bytes, start, end)
    tail = isLong ? ByteScan.load(bytes, end - 8) : 0
    length = Int32(truncatingIfNeeded: end - start)
    self.token = Int32(truncatingIfNeeded: token)
  }

  /// Where the search for it begins, before the table's mask.
  @inline(__always)
  var beginning: Int { WordTable.Slot.beginning(key, tail, length) }

  @inline(__always)
  func isIn(_ slot: WordTable.Slot) -> Bool {
    slot.key == key && slot.tail == tail && slot.place == length && slot.word != WordTable.free
  }
}

extension WordTable {
  /// One surface; up to sixteen bytes it is all here.
  struct Slot: Sendable {
    /// The surface's first eight bytes, or all it has; the hash of one longer than sixteen.
    var key: UInt64 = 0
    /// The last eight bytes of one longer than eight; 0 beyond sixteen.
    var tail: UInt64 = 0
    var word: Int32 = WordTable.free
    /// The surface's length; beyond sixteen its place in `arena`, complemented, where two bytes of
    /// length stand before it.
    var place: Int32 = 0

    /// Where the search for the surface begins, before the table's mask.
    var beginning: Int {
      place < 0 ? Int(truncatingIfNeeded: key) : Slot.beginning(key, tail, place)
    }

    /// Where the search for a surface of at most sixteen bytes begins.
    @inline(__always)
    static func beginning(_ key: UInt64, _ tail: UInt64, _ length: Int32) -> Int {
      Int(
        truncatingIfNeeded: ByteHash.mix(
          key, tail ^ UInt64(truncatingIfNeeded: length) &<< 56))
    }
  }

  /// Makes room for as many surfaces again.
  mutating func growSlots() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.word != WordTable.free {
      var index = slot.beginning & mask
      while slots[index].word != WordTable.free { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}
