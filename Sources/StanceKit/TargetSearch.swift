public import StanceLexicon

/// Whether a document names a target at all, before anything is tokenized.
public enum TargetSearch {
  /// Bytes that are searched: titles and leads name whom an article is about.
  static let limit = 1 << 16

  /// Whether one of the pack's names, aliases, persons, products or descriptions occurs in the
  /// first 64 KB, letters of ASCII compared without case.
  ///
  /// - Complexity: O(bytes · rows).
  public static func names(_ pack: TargetPack, in bytes: ArraySlice<UInt8>) -> Bool {
    let head = bytes.prefix(limit).map(lowered)
    for row in pack.rows {
      switch row.role {
      case .rival, .reject, .flip, .title: continue
      default: if contains(head, row.term.utf8.map(lowered)) { return true }
      }
    }
    return false
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard let first = word.first, text.count >= word.count else { return false }
    var start = 0
    while start <= text.count - word.count {
      if text[start] == first, text[start..<start + word.count].elementsEqual(word) {
        let before = start == 0 || !isLetter(text[start - 1])
        let end = start + word.count
        if before, end == text.count || !isLetter(text[end]) { return true }
      }
      start += 1
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39
  }
}
