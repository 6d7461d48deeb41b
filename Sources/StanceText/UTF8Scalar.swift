/// One character read from UTF-8 bytes.
@usableFromInline struct UTF8Scalar {
  /// The code point; U+FFFD for bytes that are not UTF-8.
  var value: UInt32
  /// Bytes taken, from 1.
  var length: Int

  /// Reads the character at `start`; a byte that begins none counts as one U+FFFD.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  static func decode(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> UTF8Scalar {
    let lead = bytes[start]
    if lead < 0x80 { return UTF8Scalar(value: UInt32(lead), length: 1) }
    return decodeMultibyte(bytes, start, limit, lead)
  }

  private static func decodeMultibyte(
    _ bytes: Span<UInt8>, _ start: Int, _ limit: Int, _ lead: UInt8
  ) -> UTF8Scalar {
    let invalid = UTF8Scalar(value: 0xfffd, length: 1)
    let length: Int
    var value: UInt32
    switch lead {
    case 0xc2...0xdf: (length, value) = (2, UInt32(lead & 0x1f))
    case 0xe0...0xef: (length, value) = (3, UInt32(lead & 0x0f))
    case 0xf0...0xf4: (length, value) = (4, UInt32(lead & 0x07))
    default: return invalid
    }
    guard start + length <= limit else { return invalid }
    for offset in 1..<length {
      let byte = bytes[start + offset]
      guard byte & 0xc0 == 0x80 else { return invalid }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    switch length {
    case 3 where value < 0x800 || (value >= 0xd800 && value < 0xe000): return invalid
    case 4 where value < 0x10000 || value > 0x10ffff: return invalid
    default: return UTF8Scalar(value: value, length: length)
    }
  }

  /// Appends a character as UTF-8; `value` must be a Unicode scalar.
  static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    switch value {
    case ..<0x80: bytes.append(UInt8(truncatingIfNeeded: value))
    case ..<0x800:
      bytes.append(UInt8(truncatingIfNeeded: 0xc0 | value >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3f))
    case ..<0x10000:
      bytes.append(UInt8(truncatingIfNeeded: 0xe0 | value >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3f))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3f))
    default:
      bytes.append(UInt8(truncatingIfNeeded: 0xf0 | value >> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3f))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3f))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3f))
    }
  }
}
