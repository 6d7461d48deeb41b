internal import StanceText

/// A text as the key of a dictionary: hashed once, eight bytes at a time, where an array feeds every
/// byte apart.
struct TextKey: Hashable {
  let text: [UInt8]
  private let state: UInt64

  /// - Complexity: O(bytes).
  init(text: [UInt8]) {
    self.text = text
    state = ByteHash.hash(text.span, 0, text.count)
  }

  static func == (a: TextKey, b: TextKey) -> Bool { a.state == b.state && a.text == b.text }

  func hash(into hasher: inout Hasher) { hasher.combine(state) }
}
