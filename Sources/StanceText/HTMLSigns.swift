/// Tells a page of HTML from prose, also from prose that mentions tags.
public enum HTMLSigns {
  /// Bytes that are looked at: 64 KB.
  private static let limit = 1 << 16
  /// Closing tags from which on a text that begins with a tag is no prose.
  private static let fewestEnds = 4
  private static let beginnings = ["<!doctype html", "<html"].map { Array($0.utf8) }

  /// Where a page begins: the text begins with a tag, which says that it is HTML or has several that
  /// close behind it.
  ///
  /// - Returns: byte of the first tag; nil for prose.
  /// - Complexity: O(1), at most 64 KB.
  public static func firstTag(in text: [UInt8]) -> Int? {
    let head = text.prefix(limit)
    guard let start = head.firstIndex(where: { $0 > 0x20 }), head[start] == UInt8(ascii: "<") else {
      return nil
    }
    let first = head[start...].prefix(16).map { isLetter($0) ? $0 | 0x20 : $0 }
    if beginnings.contains(where: first.starts(with:)) { return start }
    var ends = 0
    for index in head.indices.dropLast(2)
    where head[index] == UInt8(ascii: "<") && head[index + 1] == UInt8(ascii: "/")
      && isLetter(head[index + 2])
    {
      ends += 1
      if ends == fewestEnds { return start }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
}
