/// Turns raw bytes into valid UTF-8.
///
/// Order of the trials: byte order mark (UTF-8, UTF-16 little or big endian), signs of a binary
/// format, strict UTF-8, UTF-8 with stray bytes of Windows-1252 where most of what is not ASCII
/// is UTF-8, Windows-1252; the last two with a warning.
///
/// ```swift
/// let text = try TextDecoder.decode(bytes)
/// print(text.encoding.rawValue, text.bytes.count, text.warnings)
/// ```
public enum TextDecoder {
  /// Decodes a whole file, or whole lines of a longer one.
  ///
  /// - Parameter isStart: whether the bytes begin a file: only there stand marks and the signs by which
  ///   binary formats begin. What stands further on is text, whatever it looks like.
  /// - Returns: UTF-8 without byte order mark; nothing in, nothing out. Valid UTF-8 is returned
  ///   as it is, without a copy.
  /// - Throws: `TextReadingError.binary` for bytes that begin as PDF, ZIP, PNG, gzip and others
  ///   do, and for text with NUL bytes.
  /// - Complexity: O(bytes).
  public static func decode(
    _ raw: [UInt8], isStart: Bool = true
  ) throws(TextReadingError) -> DecodedText {
    let span = raw.span
    if isStart {
      if begins(span, [0xff, 0xfe]) { return try decodeUTF16(span, isLittleEndian: true) }
      if begins(span, [0xfe, 0xff]) { return try decodeUTF16(span, isLittleEndian: false) }
      if let format = BinaryFormat.signature(span) {
        throw .binary(format: format, offset: 0)
      }
    }
    let hasMark = isStart && begins(span, [0xef, 0xbb, 0xbf])
    let scan = UTF8Validation.scan(raw)
    if let place = scan.firstNull {
      throw .binary(format: BinaryFormat.guess(span, nullAt: place), offset: place)
    }
    if let invalid = scan.firstInvalid {
      if let place = firstNull(span, from: invalid) {
        throw .binary(format: BinaryFormat.guess(span, nullAt: place), offset: place)
      }
      return Windows1252.decode(span, from: hasMark ? 3 : 0, firstInvalid: invalid)
    }
    return DecodedText(bytes: hasMark ? Array(raw[3...]) : raw, encoding: .utf8)
  }

  /// Whether a mark says that the bytes are UTF-16, in which no byte ends a line for certain.
  public static func isUTF16(_ raw: [UInt8]) -> Bool {
    begins(raw.span, [0xff, 0xfe]) || begins(raw.span, [0xfe, 0xff])
  }

  static func begins(_ bytes: Span<UInt8>, _ signature: [UInt8]) -> Bool {
    guard bytes.count >= signature.count else { return false }
    for index in signature.indices where bytes[index] != signature[index] { return false }
    return true
  }

  private static func firstNull(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    for index in start..<bytes.count where bytes[index] == 0 { return index }
    return nil
  }

  private static func decodeUTF16(
    _ bytes: Span<UInt8>, isLittleEndian: Bool
  ) throws(TextReadingError) -> DecodedText {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var warnings = WarningCounter()
    var position = 2
    while position + 1 < bytes.count {
      let unit = codeUnit(bytes, position, isLittleEndian)
      var scalar = UInt32(unit)
      var length = 2
      switch unit {
      case 0:
        throw .binary(format: "binary data", offset: position)
      case 0xd800...0xdbff:
        let next =
          position + 3 < bytes.count ? codeUnit(bytes, position + 2, isLittleEndian) : 0
        if next >= 0xdc00 && next <= 0xdfff {
          scalar = 0x10000 + (UInt32(unit) - 0xd800) << 10 + (UInt32(next) - 0xdc00)
          length = 4
        } else {
          scalar = 0xfffd
          warnings.add(.unpairedSurrogate, at: position)
        }
      case 0xdc00...0xdfff:
        scalar = 0xfffd
        warnings.add(.unpairedSurrogate, at: position)
      default: break
      }
      UTF8Scalar.append(scalar, to: &result)
      position += length
    }
    if position < bytes.count {
      UTF8Scalar.append(0xfffd, to: &result)
      warnings.add(.truncated, at: position)
    }
    return DecodedText(
      bytes: result, encoding: isLittleEndian ? .utf16LittleEndian : .utf16BigEndian,
      warnings: warnings.warnings)
  }

  private static func codeUnit(
    _ bytes: Span<UInt8>, _ position: Int, _ isLittleEndian: Bool
  ) -> UInt16 {
    let first = UInt16(bytes[position])
    let second = UInt16(bytes[position + 1])
    return isLittleEndian ? second << 8 | first : first << 8 | second
  }
}

/// Counts warnings of each kind and keeps the place of the first.
struct WarningCounter {
  private(set) var warnings: [TextWarning] = []

  mutating func add(_ kind: TextWarning.Kind, at offset: Int) {
    if let index = warnings.firstIndex(where: { $0.kind == kind }) {
      warnings[index].count += 1
    } else {
      warnings.append(TextWarning(kind: kind, offset: offset, count: 1))
    }
  }
}
