/// A text as the key of a dictionary: hashed once, eight bytes at a time, where an array feeds every
/// byte apart.
struct TextKey: Hashable {
  let text: [UInt8]
  private let state: UInt64

  /// - Complexity: O(bytes).
  /// - Source: FNV-1a, 64 bits (Fowler, Noll, Vo), on words in place of bytes; a shift brings
  ///   upper bits to the lower ones.
  init(text: [UInt8]) {
    self.text = text
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    var word: UInt64 = 0
    for (index, byte) in text.enumerated() {
      word = word << 8 | UInt64(byte)
      guard index & 7 == 7 else { continue }
      state = (state ^ word) &* 0x100_0000_01B3
      state ^= state >> 32
    }
    self.state = (state ^ word) &* 0x100_0000_01B3
  }

  static func == (a: TextKey, b: TextKey) -> Bool { a.state == b.state && a.text == b.text }

  func hash(into hasher: inout Hasher) { hasher.combine(state) }
}
