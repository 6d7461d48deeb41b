/// Strict validation of UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
enum UTF8Validation {
  /// Offset of the first byte that is not part of well-formed UTF-8, or nil.
  ///
  /// - Complexity: O(bytes).
  static func firstInvalid(_ bytes: [UInt8]) -> Int? { scan(bytes).firstInvalid }

  /// The first byte that is not part of well-formed UTF-8, and the first NUL before it.
  ///
  /// Runs of ASCII go eight bytes at a step, two-byte letters take a short path.
  ///
  /// - Complexity: O(bytes).
  static func scan(_ bytes: [UInt8]) -> (firstInvalid: Int?, firstNull: Int?) {
    let span = bytes.span
    let count = span.count
    var position = 0
    while position < count {
      while position + 8 <= count {
        let word = ByteScan.load(span, position)
        let stop = (word | ByteScan.matches(word, 0)) & ByteScan.highBits
        if stop == 0 {
          position += 8
          continue
        }
        position += stop.trailingZeroBitCount / 8
        // Most letters outside ASCII have two bytes.
        guard position + 1 < count, span[position] >= 0xc2, span[position] <= 0xdf,
          isTrail(span[position + 1])
        else { break }
        position += 2
      }
      guard position < count else { break }
      let byte = span[position]
      if byte == 0 { return (nil, position) }
      let length = byte < 0x80 ? 1 : sequenceLength(span, position, count)
      if length == 0 { return (position, nil) }
      position += length
    }
    return (nil, nil)
  }

  /// Length of the well-formed multi-byte sequence at `start`, or 0.
  @inline(__always)
  static func sequenceLength(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
    let lead = bytes[start]
    if lead >= 0xc2 && lead <= 0xdf {
      return start + 1 < limit && isTrail(bytes[start + 1]) ? 2 : 0
    }
    if lead >= 0xe0 && lead <= 0xef {
      guard start + 2 < limit, isTrail(bytes[start + 2]) else { return 0 }
      let second = bytes[start + 1]
      let low: UInt8 = lead == 0xe0 ? 0xa0 : 0x80
      let high: UInt8 = lead == 0xed ? 0x9f : 0xbf
      return second >= low && second <= high ? 3 : 0
    }
    if lead >= 0xf0 && lead <= 0xf4 {
      guard start + 3 < limit, isTrail(bytes[start + 2]), isTrail(bytes[start + 3]) else {
        return 0
      }
      let second = bytes[start + 1]
      let low: UInt8 = lead == 0xf0 ? 0x90 : 0x80
      let high: UInt8 = lead == 0xf4 ? 0x8f : 0xbf
      return second >= low && second <= high ? 4 : 0
    }
    return 0
  }

  @inline(__always)
  private static func isTrail(_ byte: UInt8) -> Bool { byte & 0xc0 == 0x80 }
}
