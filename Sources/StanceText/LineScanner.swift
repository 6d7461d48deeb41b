/// Finding lines in bytes: LF, CRLF and CR.
enum LineScanner {
  /// The first line end at or after `start`: the place of its LF or CR, or nil.
  ///
  /// - Complexity: O(distance), 32 bytes at a step.
  static func lineEnd(_ bytes: Span<UInt8>, from start: Int, limit: Int) -> Int? {
    var position = start
    while position + 8 <= limit {
      // Line ends are rare, and so are other control characters.
      while position + 32 <= limit {
        let found =
          ByteScan.below16(ByteScan.load(bytes, position))
          | ByteScan.below16(ByteScan.load(bytes, position + 8))
          | ByteScan.below16(ByteScan.load(bytes, position + 16))
          | ByteScan.below16(ByteScan.load(bytes, position + 24))
        if found != 0 { break }
        position += 32
      }
      guard position + 8 <= limit else { break }
      let found = ByteScan.below16(ByteScan.load(bytes, position))
      guard found != 0 else {
        position += 8
        continue
      }
      position += found.trailingZeroBitCount / 8
      let byte = bytes[position]
      if byte == 0x0a || byte == 0x0d { return position }
      position += 1
    }
    while position < limit {
      let byte = bytes[position]
      if byte == 0x0a || byte == 0x0d { return position }
      position += 1
    }
    return nil
  }

  /// Where the line after the one that ends at `end` begins; nil when that depends on a byte
  /// that is not there yet (a CR at the end of a block that is not the last).
  static func next(
    _ bytes: Span<UInt8>, after end: Int, limit: Int, isLast: Bool
  ) -> Int? {
    if bytes[end] == 0x0a { return end + 1 }
    if end + 1 < limit { return bytes[end + 1] == 0x0a ? end + 2 : end + 1 }
    return isLast ? end + 1 : nil
  }

  /// The range without the blanks at its ends: white space of any kind, invisible characters.
  static func trim(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int> {
    var low = start
    while low < end {
      let byte = bytes[low]
      if byte > 0x20 && byte < 0x7f { break }
      let (kind, length) = ScalarClass.at(bytes, low, end)
      guard kind == .space || kind == .invisible else { break }
      low += length
    }
    var high = end
    while high > low {
      let byte = bytes[high - 1]
      if byte > 0x20 && byte < 0x7f { break }
      var begin = high - 1
      while begin > low, high - begin < 4, bytes[begin] & 0xc0 == 0x80 { begin -= 1 }
      let (kind, length) = ScalarClass.at(bytes, begin, high)
      guard kind == .space || kind == .invisible, begin + length == high else { break }
      high = begin
    }
    return low..<high
  }
}
