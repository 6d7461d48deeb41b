/// Recognises files that are no text.
enum BinaryFormat {
  private static let signatures: [(bytes: [UInt8], format: String)] = [
    (Array("%PDF-".utf8), "PDF"),
    ([0x50, 0x4b, 0x03, 0x04], "ZIP (or DOCX, ODT, EPUB)"),
    ([0x50, 0x4b, 0x05, 0x06], "ZIP (empty)"),
    ([0x89, 0x50, 0x4e, 0x47], "PNG image"),
    ([0x1f, 0x8b], "gzip"),
    ([0xff, 0xd8, 0xff], "JPEG image"),
    (Array("GIF87a".utf8), "GIF image"),
    (Array("GIF89a".utf8), "GIF image"),
    ([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "old Office document (DOC, XLS)"),
    (Array("BZh".utf8) + [0x31], "bzip2"),
    (Array("BZh".utf8) + [0x39], "bzip2"),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], "xz"),
    ([0x28, 0xb5, 0x2f, 0xfd], "Zstandard"),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "7-Zip"),
    ([0x7f, 0x45, 0x4c, 0x46], "ELF program"),
    (Array("SQLite format 3".utf8), "SQLite database"),
    (Array("{\\rtf".utf8), "RTF document"),
    (Array("OggS".utf8), "Ogg media"),
    (Array("ID3".utf8) + [0x03], "MP3 audio"),
    (Array("ID3".utf8) + [0x04], "MP3 audio"),
    (Array("PAR1".utf8), "Parquet table"),
  ]

  /// The format whose signature the bytes begin with, or nil.
  static func signature(_ bytes: Span<UInt8>) -> String? {
    for (signature, format) in signatures where TextDecoder.begins(bytes, signature) {
      return format
    }
    return nil
  }

  /// What bytes with a NUL at `place` may be.
  ///
  /// Text in UTF-16 without byte order mark has a NUL in every other byte.
  static func guess(_ bytes: Span<UInt8>, nullAt place: Int) -> String {
    var nulls = (even: 0, odd: 0)
    let sample = min(bytes.count, 1_024)
    for index in 0..<sample where bytes[index] == 0 {
      if index & 1 == 0 { nulls.even += 1 } else { nulls.odd += 1 }
    }
    let high = max(nulls.even, nulls.odd)
    if sample >= 4, high * 3 >= sample, min(nulls.even, nulls.odd) * 8 <= high {
      return "UTF-16 text without byte order mark"
    }
    return "binary data"
  }
}
