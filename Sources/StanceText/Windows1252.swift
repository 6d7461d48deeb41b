/// The Windows code page 1252: Latin-1 with letters and marks in 0x80...0x9F.
enum Windows1252 {
  /// Code points of the bytes 0x80...0x9F; U+FFFD where the code page defines none.
  ///
  /// - Source: the Unicode Consortium's mapping table of code page 1252.
  private static let upper: [UInt32] = [
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
    0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
  ]

  /// Decodes all bytes from `start`; always succeeds, with a warning that the encoding is assumed.
  static func decode(_ bytes: Span<UInt8>, from start: Int, firstInvalid: Int) -> DecodedText {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var warnings = WarningCounter()
    warnings.add(.assumedWindows1252, at: firstInvalid)
    for position in start..<bytes.count {
      let byte = bytes[position]
      switch byte {
      case ..<0x80: result.append(byte)
      case 0x80...0x9f:
        let scalar = upper[Int(byte - 0x80)]
        if scalar == 0xfffd { warnings.add(.undefinedByte, at: position) }
        UTF8Scalar.append(scalar, to: &result)
      default: UTF8Scalar.append(UInt32(byte), to: &result)
      }
    }
    return DecodedText(bytes: result, encoding: .windows1252, warnings: warnings.warnings)
  }
}
