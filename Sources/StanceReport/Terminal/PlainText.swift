internal import StanceText

/// Text of the user's on the terminal.
public enum PlainText {
  /// The bytes as one line: runs of blanks and line ends become a space; what could steer a
  /// terminal (control characters, direction marks) becomes U+FFFD.
  ///
  /// - Parameter limit: bytes that are looked at; 0 for all.
  public static func line(_ bytes: some Collection<UInt8>, limit: Int = 0) -> String {
    let head = limit > 0 ? Array(bytes.prefix(limit)) : Array(bytes)
    var result: [UInt8] = []
    result.reserveCapacity(head.count)
    var needsSpace = false
    for scalar in String(decoding: head, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20, 0x2028, 0x2029: needsSpace = !result.isEmpty
      default:
        if needsSpace { result.append(0x20) }
        needsSpace = false
        result +=
          UTF8.encode(scalar.isSafeInLine ? scalar : "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
      }
    }
    var text = String(decoding: result, as: UTF8.self)
    // A character cut in two by the limit.
    if limit > 0, bytes.count > limit { while text.last == "\u{FFFD}" { text.removeLast() } }
    return text
  }
}
