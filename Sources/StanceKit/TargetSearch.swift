public import StanceLexicon

/// Whether a document names a target at all, before anything is tokenized.
public enum TargetSearch {
  /// Bytes that are searched: titles and leads name whom an article is about.
  static let limit = 1 << 16

  /// Whether one of the pack's names, aliases, persons, products or descriptions occurs in the
  /// first 64 KB, letters of ASCII compared without case.
  ///
  /// - Complexity: O(bytes), and the terms that begin like one of the text's words.
  public static func names(_ pack: TargetPack, in bytes: ArraySlice<UInt8>) -> Bool {
    var terms = Array(repeating: [[UInt8]](), count: 256)
    for row in pack.rows {
      switch row.role {
      case .rival, .reject, .flip, .title: continue
      default:
        let term = row.term.utf8.map(lowered)
        if let first = term.first { terms[Int(first)].append(term) }
      }
    }
    let head = bytes.prefix(limit).map(lowered)
    var isInside = false
    for start in head.indices {
      if !isInside {
        for term in terms[Int(head[start])] where stands(term, at: start, in: head) { return true }
      }
      isInside = isLetter(head[start])
    }
    return false
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// Whether the term stands there and no letter goes on behind it.
  private static func stands(_ term: [UInt8], at start: Int, in text: [UInt8]) -> Bool {
    let end = start + term.count
    guard end <= text.count, end == text.count || !isLetter(text[end]) else { return false }
    for index in term.indices where text[start + index] != term[index] { return false }
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39
  }
}
