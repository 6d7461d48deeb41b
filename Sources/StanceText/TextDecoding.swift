/// The encodings that the decoder tells apart.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "utf-8"
  case windows1252 = "windows-1252"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
}

/// Something a reader of the text should know about how it was decoded.
public struct TextWarning: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Not valid UTF-8, therefore read as Windows-1252; the offset is that of the first bad byte.
    case assumedWindows1252 = "assumed-windows-1252"
    /// Bytes that Windows-1252 leaves undefined (81 8D 8F 90 9D), replaced by U+FFFD.
    case undefinedByte = "undefined-byte"
    /// Half of a UTF-16 surrogate pair, replaced by U+FFFD.
    case unpairedSurrogate = "unpaired-surrogate"
    /// UTF-16 with an odd number of bytes; the last was replaced by U+FFFD.
    case truncated = "truncated"
  }
  public var kind: Kind
  /// Byte offset of the first occurrence in the raw input.
  public var offset: Int
  /// Number of occurrences.
  public var count: Int

  public init(kind: Kind, offset: Int, count: Int) {
    self.kind = kind
    self.offset = offset
    self.count = count
  }
}

/// Why bytes are refused as text.
public enum TextReadingError: Error, Sendable, Hashable {
  /// The bytes are no text. `format` says what they seem to be ("PDF", "ZIP or DOCX", ...,
  /// "binary data"); `offset` is the byte that shows it.
  case binary(format: String, offset: Int)
}

/// Text as valid UTF-8, without byte order mark.
public struct DecodedText: Sendable, Hashable {
  public var bytes: [UInt8]
  public var encoding: TextEncoding
  public var warnings: [TextWarning]

  public init(bytes: [UInt8], encoding: TextEncoding, warnings: [TextWarning] = []) {
    self.bytes = bytes
    self.encoding = encoding
    self.warnings = warnings
  }
}
