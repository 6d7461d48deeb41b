import StanceTestSupport
import Testing

@testable import StanceText

@Suite struct TextDecoderTests {
  func decode(_ bytes: [UInt8]) throws(TextReadingError) -> DecodedText {
    try TextDecoder.decode(bytes)
  }

  @Test func emptyAndPlain() throws {
    #expect(try decode([]) == DecodedText(bytes: [], encoding: .utf8))
    let text = Array("L’été, 中, 😀".utf8)
    #expect(try decode(text) == DecodedText(bytes: text, encoding: .utf8))
    #expect(try decode([0xef, 0xbb, 0xbf] + text) == DecodedText(bytes: text, encoding: .utf8))
    #expect(try decode([0xef, 0xbb, 0xbf]).bytes.isEmpty)
  }

  @Test func windows1252() throws {
    let text = try decode([0x63, 0x9c, 0x75, 0x72, 0x20, 0x92, 0xe9, 0x20, 0x80, 0x81])
    #expect(String(decoding: text.bytes, as: UTF8.self) == "cœur ’é €\u{fffd}")
    #expect(text.encoding == .windows1252)
    #expect(
      text.warnings == [
        TextWarning(kind: .assumedWindows1252, offset: 1, count: 1),
        TextWarning(kind: .undefinedByte, offset: 9, count: 1),
      ])
  }

  /// One byte from elsewhere: what is UTF-8 stays, as long as there is more of it.
  @Test func strayBytes() throws {
    let text = try decode(Array("d’été ".utf8) + [0x92, 0x20] + Array("à l’eau".utf8))
    #expect(String(decoding: text.bytes, as: UTF8.self) == "d’été ’ à l’eau")
    #expect(text.encoding == .mixed && text.encoding.isAssumed)
    #expect(text.warnings == [TextWarning(kind: .strayByte, offset: 10, count: 1)])
    let few = try decode(Array("é".utf8) + [0xe9])
    #expect(String(decoding: few.bytes, as: UTF8.self) == "Ã©é" && few.encoding == .windows1252)
  }

  /// Every mixture of UTF-8 and single bytes becomes what its parts are, given more of the former.
  @Test func mixtures() throws {
    let letters: [[UInt8]] = ["é", "œ", "中", "😀", "a", " "].map { Array($0.utf8) }
    // Bytes that neither end nor begin a sequence with what stands around them.
    let strays: [(byte: UInt8, letter: String)] = [(0x92, "’"), (0x9c, "œ"), (0xa0, "\u{a0}")]
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      var bytes: [UInt8] = Array("éé中".utf8)
      var expected = bytes
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        if let letter = letters.randomElement(using: &generator) {
          bytes += letter
          expected += letter
        }
      }
      for stray in strays.prefix(Int.random(in: 1...2, using: &generator)) {
        bytes += [stray.byte, 0x20]
        expected += Array(stray.letter.utf8) + [0x20]
      }
      let text = try decode(bytes)
      #expect(text.bytes == expected && text.encoding == .mixed)
    }
  }

  /// Parts of a stream: one warning a kind, its place counted from the beginning.
  @Test func warningsOfParts() throws {
    let (first, second) = (Array("été ".utf8), [0x63, 0x9c, 0x75, 0x72, 0x81] as [UInt8])
    var warnings: [TextWarning] = []
    warnings.add(try decode(first).warnings, at: 0)
    warnings.add(try decode(second).warnings, at: 6)
    warnings.add(try decode(second).warnings, at: 11)
    #expect(
      warnings == [
        TextWarning(kind: .assumedWindows1252, offset: 7, count: 2),
        TextWarning(kind: .undefinedByte, offset: 10, count: 2),
      ])
  }

  @Test(arguments: [true, false]) func utf16(_ isLittleEndian: Bool) throws {
    let text = "L’été 😀 中\r\n"
    var units: [UInt16] = [0xfeff] + Array(text.utf16)
    let decoded = try decode(bytes(units, isLittleEndian))
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
    #expect(decoded.encoding == (isLittleEndian ? .utf16LittleEndian : .utf16BigEndian))
    #expect(decoded.warnings.isEmpty)
    units = [0xfeff, 0x61, 0xd800, 0x62, 0xdc00, 0xd83d]
    let broken = try decode(bytes(units, isLittleEndian) + [0x61])
    #expect(String(decoding: broken.bytes, as: UTF8.self) == "a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}")
    #expect(
      broken.warnings == [
        TextWarning(kind: .unpairedSurrogate, offset: 4, count: 3),
        TextWarning(kind: .truncated, offset: 12, count: 1),
      ])
  }

  private func bytes(_ units: [UInt16], _ isLittleEndian: Bool) -> [UInt8] {
    units.flatMap { unit in
      let pair = [UInt8(unit & 0xff), UInt8(unit >> 8)]
      return isLittleEndian ? pair : pair.reversed()
    }
  }

  @Test(arguments: [
    (Array("%PDF-1.7\n".utf8), "PDF"), ([0x50, 0x4b, 3, 4, 20], "ZIP (or DOCX, ODT, EPUB)"),
    ([0x89, 0x50, 0x4e, 0x47, 0x0d], "PNG image"), ([0x1f, 0x8b, 8], "gzip"),
    (Array("{\\rtf1".utf8), "RTF document"), ([0x61, 0x62, 0x00, 0x63], "binary data"),
    ([0x61, 0x00, 0x62, 0x00, 0x63, 0x00], "UTF-16 text without byte order mark"),
    ([0xff, 0x61, 0x00, 0x80, 0x80], "binary data"),
  ])
  func refusesBinaries(_ bytes: [UInt8], _ format: String) {
    #expect {
      try TextDecoder.decode(bytes)
    } throws: { error in
      guard case .binary(let found, _) = error as? TextReadingError else { return false }
      return found == format
    }
  }

  @Test func nulOffset() {
    #expect(throws: TextReadingError.binary(format: "binary data", offset: 40)) {
      try TextDecoder.decode([UInt8](repeating: 0x61, count: 40) + [0, 0x62])
    }
  }

  /// Validation against the standard library's.
  @Test(arguments: 0..<200) func validation(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...40, using: &generator) {
      switch Int.random(in: 0...9, using: &generator) {
      case 0: bytes.append(UInt8.random(in: 1...255, using: &generator))
      case 1...5:
        bytes += (0..<Int.random(in: 1...20, using: &generator)).map { _ in
          UInt8.random(in: 1...127, using: &generator)
        }
      default:
        let scalar = Unicode.Scalar(UInt32.random(in: 0x80...0x10ffff, using: &generator))
        bytes += Array(String(scalar ?? "é").utf8)
      }
    }
    let invalid = UTF8Validation.firstInvalid(bytes)
    #expect((invalid == nil) == (String(validating: bytes, as: UTF8.self) != nil), "seed \(seed)")
    if let invalid {
      #expect(String(validating: bytes[..<invalid], as: UTF8.self) != nil, "seed \(seed)")
    }
  }

  @Test func illFormedSequences() {
    for bytes: [UInt8] in [
      [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x9f, 0xbf], [0xed, 0xa0, 0x80], [0xf0, 0x8f, 0xbf, 0xbf],
      [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x80], [0xc3], [0xe2, 0x82], [0xff],
    ] {
      #expect(UTF8Validation.firstInvalid([0x61] + bytes) == 1, "\(bytes)")
    }
  }
}
