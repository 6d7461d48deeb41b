/// The encodings that the decoder tells apart.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  /// Valid UTF-8.
  case utf8 = "utf-8"
  /// Not UTF-8, read as Windows-1252.
  case windows1252 = "windows-1252"
  /// UTF-8 with single bytes that are not, read as Windows-1252.
  case mixed = "utf-8+windows-1252"
  /// UTF-16, low bytes first.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, high bytes first.
  case utf16BigEndian = "utf-16be"

  /// Whether bytes that are not UTF-8 were read as Windows-1252.
  public var isAssumed: Bool { self == .windows1252 || self == .mixed }
}

/// Something a reader of the text should know about how it was read.
public struct TextWarning: Sendable, Hashable {
  /// What was noticed.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Not valid UTF-8, therefore read as Windows-1252; the offset is that of the first bad byte.
    case assumedWindows1252 = "assumed-windows-1252"
    /// Bytes that are not UTF-8 in a text that is otherwise, read as Windows-1252.
    case strayByte = "stray-byte"
    /// Bytes that Windows-1252 leaves undefined (81 8D 8F 90 9D), replaced by U+FFFD.
    case undefinedByte = "undefined-byte"
    /// Half of a UTF-16 surrogate pair, replaced by U+FFFD.
    case unpairedSurrogate = "unpaired-surrogate"
    /// UTF-16 with an odd number of bytes; the last was replaced by U+FFFD.
    case truncated = "truncated"
    /// A page of HTML, read as it is; the offset is that of the first tag.
    case html = "html"
    /// Lines of JSON with a `text` each, read as prose; the offset is 0.
    case records
    /// A table whose header names a column `text`, read as prose; the offset is 0.
    case table
    /// Bytes behind the gzip data, left out; the offset counts in the file as it is stored.
    case behindGzip = "behind-gzip"
  }
  /// What was noticed.
  public var kind: Kind
  /// Byte offset of the first occurrence in the raw input.
  public var offset: Int
  /// Number of occurrences.
  public var count: Int

  /// A warning of `count` places.
  public init(kind: Kind, offset: Int, count: Int) {
    self.kind = kind
    self.offset = offset
    self.count = count
  }
}

extension TextWarning: CustomStringConvertible {
  public var description: String {
    let place = "first at byte \(offset)"
    return switch kind {
    case .assumedWindows1252:
      "not UTF-8 (\(place)): read as Windows-1252; ranges refer to its UTF-8 form"
    case .strayByte:
      "\(count) byte\(count == 1 ? " is" : "s are") not UTF-8 (\(place)): read as Windows-1252;"
        + " ranges refer to its UTF-8 form"
    case .undefinedByte: "bytes that Windows-1252 leaves undefined (\(place)) became U+FFFD"
    case .unpairedSurrogate: "half a UTF-16 character (\(place)) became U+FFFD"
    case .truncated: "UTF-16 with an odd number of bytes; the last became U+FFFD"
    case .html:
      "looks like a page of HTML: its tags were read as text; extract its text first, for example"
        + " with `pandoc -t plain` or as a browser saves it"
    case .records:
      "looks like one JSON object a line and was read as prose, as .txt is; rename it to .jsonl, or send"
        + " it to standard input, to have its records read"
    case .table:
      "looks like a table with a column `text` and was read as prose, as .txt is; rename it to .csv, or"
        + " send it to standard input, to have its rows read"
    case .behindGzip: "what stands behind the gzip data (\(place)) is none: left out"
    }
  }
}

extension [TextWarning] {
  /// Adds the warnings of a part of a stream that begins at byte `offset`; there is one a kind.
  public mutating func add(_ part: [TextWarning], at offset: Int) {
    for warning in part {
      if let index = firstIndex(where: { $0.kind == warning.kind }) {
        self[index].count += warning.count
      } else {
        append(warning)
        self[count - 1].offset += offset
      }
    }
  }
}

/// Why bytes are refused as text.
public enum TextReadingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The bytes are no text. `format` says what they seem to be ("PDF", "ZIP or DOCX", ...,
  /// "binary data"); `offset` is the byte that shows it.
  case binary(format: String, offset: Int)

  /// The same, of bytes that begin at byte `offset` of a stream.
  public func moved(by offset: Int) -> TextReadingError {
    switch self {
    case .binary(let format, let place): .binary(format: format, offset: place + offset)
    }
  }

  public var description: String {
    switch self {
    case .binary(let format, let offset):
      "expected text, found \(format) (byte \(offset)); convert it to plain text first"
    }
  }
}

/// Text as valid UTF-8, without byte order mark.
public struct DecodedText: Sendable, Hashable {
  /// Valid UTF-8.
  public var bytes: [UInt8]
  /// What the input was.
  public var encoding: TextEncoding
  /// What a reader of the text should know.
  public var warnings: [TextWarning]

  /// Text with what is known of its reading.
  public init(bytes: [UInt8], encoding: TextEncoding, warnings: [TextWarning] = []) {
    self.bytes = bytes
    self.encoding = encoding
    self.warnings = warnings
  }
}
