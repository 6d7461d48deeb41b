/// A text as the key of a dictionary: hashed in one loop, where an array feeds every byte apart.
struct TextKey: Hashable {
  let text: [UInt8]

  /// - Source: FNV-1a, 64 bits (Fowler, Noll, Vo).
  func hash(into hasher: inout Hasher) {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hasher.combine(state)
  }
}
