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

  /// Characters of what a message says was found that are more than words of its own and some paths,
  /// those that are kept of so many, and those that a message has at most.
  private static let (longFound, keptFound, longest) = (1_000, 80, 4_096)

  /// A message as one line. What it says was found in data is cut where it is long, up to the remedy
  /// behind it; where data stand in another place of a message that is too long, its middle is left out.
  ///
  ///     a.tsv:1: expected the columns term, pos, found xxxxxxxx…; name the columns so
  ///
  /// - Complexity: O(bytes).
  public static func message(_ text: String) -> String {
    var line = line(text.utf8)
    if let sign = line.firstRange(of: ", found ") {
      let rest = line[sign.upperBound...]
      let end = rest.ranges(of: "; ").last?.lowerBound ?? rest.endIndex
      if rest[..<end].count > longFound {
        line = line[..<sign.upperBound] + rest[..<end].prefix(keptFound) + "…" + rest[end...]
      }
    }
    guard line.count > longest else { return line }
    return line.prefix(longest / 2) + " … " + line.suffix(longest / 2 - 3)
  }
}
