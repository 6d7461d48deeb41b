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
  ///
  /// One byte from elsewhere does not spoil a text in UTF-8: where well-formed sequences outnumber the
  /// other bytes above ASCII, they stay.
  static func decode(_ bytes: Span<UInt8>, from start: Int, firstInvalid: Int) -> DecodedText {
    let isMixed = isMostlyUTF8(bytes, from: start)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var warnings = WarningCounter()
    if !isMixed { warnings.add(.assumedWindows1252, at: firstInvalid) }
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      let length = isMixed ? sequence(bytes, position) : 0
      if byte < 0x80 || length > 0 {
        for offset in 0..<max(length, 1) { result.append(bytes[position + offset]) }
        position += max(length, 1)
        continue
      }
      if isMixed { warnings.add(.strayByte, at: position) }
      let scalar = byte < 0xa0 ? upper[Int(byte - 0x80)] : UInt32(byte)
      if scalar == 0xfffd { warnings.add(.undefinedByte, at: position) }
      UTF8Scalar.append(scalar, to: &result)
      position += 1
    }
    return DecodedText(
      bytes: result, encoding: isMixed ? .mixed : .windows1252, warnings: warnings.warnings)
  }

  private static func isMostlyUTF8(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    var (sequences, strays, position) = (0, 0, start)
    while position < bytes.count {
      let length = sequence(bytes, position)
      if length > 0 { sequences += 1 } else if bytes[position] >= 0x80 { strays += 1 }
      position += max(length, 1)
    }
    return sequences > strays
  }

  /// Length of the well-formed sequence of several bytes at a place, or 0.
  private static func sequence(_ bytes: Span<UInt8>, _ position: Int) -> Int {
    bytes[position] < 0x80 ? 0 : UTF8Validation.sequenceLength(bytes, position, bytes.count)
  }
}
