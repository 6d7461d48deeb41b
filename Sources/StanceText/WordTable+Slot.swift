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
      switch place {
      case ..<0: Int(truncatingIfNeeded: key)
      case 0...8: Slot.beginning(key, Int(place))
      default: Slot.beginning(key, tail, Int(place))
      }
    }

    /// Where the search for a surface of at most eight bytes begins.
    @inline(__always)
    static func beginning(_ key: UInt64, _ length: Int) -> Int {
      Int(truncatingIfNeeded: ByteHash.mix(key, UInt64(truncatingIfNeeded: length)))
    }

    /// The same for nine to sixteen bytes.
    @inline(__always)
    static func beginning(_ key: UInt64, _ tail: UInt64, _ length: Int) -> Int {
      Int(truncatingIfNeeded: ByteHash.mix(key, tail ^ UInt64(truncatingIfNeeded: length) << 56))
    }
  }

  /// A short surface of which the table's answer is kept beside it.
  struct Near: Sendable {
    var key: UInt64 = 0
    var word: Int32 = WordTable.free
    /// −1 for none.
    var length: Int32 = -1

    /// 16 KB of them: half of the nearest cache.
    static let count = 1 << 10

    /// By the upper bits of the hash; the table takes the lower ones.
    @inline(__always)
    static func place(_ beginning: Int) -> Int {
      Int(truncatingIfNeeded: UInt64(truncatingIfNeeded: beginning) &>> 54)
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
