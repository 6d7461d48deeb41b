/// Texts that are units by themselves: records, reviews, posts.
public enum RecordText {
  /// Whether there is nothing to read: white space and invisible characters only.
  ///
  /// - Complexity: O(bytes); O(1) for a text that begins with a word.
  public static func isBlank(_ bytes: [UInt8]) -> Bool {
    LineScanner.trim(bytes.span, 0, bytes.count).isEmpty
  }
}
