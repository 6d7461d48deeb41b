/// Reading bytes eight at a time.
enum ByteScan {
  static let highBits: UInt64 = 0x8080_8080_8080_8080
  static let lowBits: UInt64 = 0x0101_0101_0101_0101

  /// The bytes `start..<end`, at most eight, as a little-endian word padded with zeros.
  @inline(__always)
  static func word(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    if start + 8 <= bytes.count {
      let all = load(bytes, start)
      let length = end - start
      return length == 8 ? all : all & ((1 << UInt64(length * 8)) &- 1)
    }
    var result: UInt64 = 0
    var shift: UInt64 = 0
    var position = start
    while position < end {
      result |= UInt64(bytes[position]) << shift
      shift += 8
      position += 1
    }
    return result
  }

  /// Eight bytes from `start` as a little-endian word; `start + 8` must not pass the end.
  ///
  /// The load is bounds-checked by the span, and every bit pattern is a valid `UInt64`: that is
  /// the proof that it is safe.
  @inline(__always)
  static func load(_ bytes: Span<UInt8>, _ start: Int) -> UInt64 {
    UInt64(
      littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(
        fromByteOffset: start, as: UInt64.self))
  }

  /// The first `count` of sixteen bytes from `start`, at most all, as two little-endian words
  /// padded with zeros; `start + 16` must not pass the end.
  ///
  /// The load is bounds-checked by the span, and every bit pattern is a valid vector: that is the
  /// proof that it is safe.
  @inline(__always)
  static func load16(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> (UInt64, UInt64) {
    let both = unsafe bytes.bytes.unsafeLoadUnaligned(
      fromByteOffset: start, as: SIMD2<UInt64>.self)
    // Half of the bits that are too many at a time: a shift by all 64 would be none.
    let first = UInt64(truncatingIfNeeded: max(8 &- count, 0) &* 4)
    let second = UInt64(truncatingIfNeeded: min(16 &- count, 8) &* 4)
    return (
      UInt64(littleEndian: both.x) & ((~0 &>> first) &>> first),
      UInt64(littleEndian: both.y) & ((~0 &>> second) &>> second)
    )
  }

  /// Not zero when a byte of the word is below 0x10.
  @inline(__always)
  static func below16(_ word: UInt64) -> UInt64 {
    (word &- 0x10 * lowBits) & ~word & highBits
  }

  /// A word whose high bit is set in each byte that equals `pattern`'s byte.
  ///
  /// Exact for the lowest such byte, which is all that a search needs.
  @inline(__always)
  static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
    let difference = word ^ pattern
    return (difference &- lowBits) & ~difference & highBits
  }

  /// The number of bytes at the beginning of a word that are ASCII letters in lower case.
  @inline(__always)
  static func lowerRun(_ word: UInt64) -> Int {
    let low7 = word & ~highBits
    let notBelow = low7 &+ (0x1f * lowBits)
    let above = low7 &+ (0x05 * lowBits)
    let others = ~(notBelow & ~above & ~word) & highBits
    return others.trailingZeroBitCount / 8
  }
}

extension Span<UInt8> {
  /// The offset of the first byte from `start` on that is `first`, `second` or below 0x20, else the
  /// end.
  ///
  /// - Complexity: O(bytes passed), eight at a step.
  public func firstIndex(of first: UInt8, or second: UInt8, from start: Int) -> Int {
    let low = ByteScan.lowBits
    let (firsts, seconds) = (UInt64(first) &* low, UInt64(second) &* low)
    var place = start
    while place + 8 <= count {
      let word = ByteScan.load(self, place)
      let found =
        ByteScan.matches(word, firsts) | ByteScan.matches(word, seconds)
        | (word &- 0x20 * low) & ~word & ByteScan.highBits
      if found != 0 { return place + found.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < count, self[place] != first, self[place] != second, self[place] >= 0x20 {
      place += 1
    }
    return place
  }
}
