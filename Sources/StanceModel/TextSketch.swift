internal import StanceText

/// Which texts a model was trained on, to know one of them again: 32 bits of a hash each, no words.
///
///     let sketch = TextSketch(texts)
///     sketch.contains(texts[0])               // true
///
/// A text that is not among n is taken for one of them with probability n / 2³².
public struct TextSketch: Sendable, Equatable {
  /// The hashes, ascending and different, four bytes each, little-endian.
  let bytes: ConstantBytes

  /// No text.
  public init() { bytes = ConstantBytes([]) }

  /// - Parameters:
  ///   - texts: UTF-8; each is known again by all of its bytes.
  ///   - other: a sketch that is part of the new one.
  /// - Complexity: O(bytes + n log n).
  public init(_ texts: some Sequence<[UInt8]>, and other: TextSketch = TextSketch()) {
    let others = (0..<other.count).map { other.hash($0) }
    let hashes = Set(others).union(texts.map { Self.hash(of: $0) }).sorted()
    bytes = ConstantBytes(
      hashes.flatMap { hash in
        (0..<4).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt32($0))) }
      })
  }

  /// The bytes of a model's file; nil when they are not ascending words.
  ///
  /// - Parameter verifying: whether the order is looked at.
  /// - Complexity: O(1); O(n) with verifying.
  init?(_ bytes: ConstantBytes, verifying: Bool) {
    guard bytes.count % 4 == 0 else { return nil }
    self.bytes = bytes
    guard verifying, count > 1 else { return }
    for place in 1..<count where hash(place - 1) >= hash(place) { return nil }
  }

  /// Number of different texts.
  public var count: Int { bytes.count / 4 }

  /// Whether a text is one of them.
  ///
  /// - Complexity: O(bytes + log n).
  public func contains(_ text: [UInt8]) -> Bool {
    let wanted = Self.hash(of: text)
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if hash(middle) < wanted { low = middle + 1 } else { high = middle }
    }
    return low < count && hash(low) == wanted
  }

  private func hash(_ place: Int) -> UInt32 { bytes.word32(at: 4 * place) }

  /// - Source: FNV-1a, 64 bits (Fowler, Noll, Vo), folded to 32 by exclusive or as its authors advise.
  private static func hash(of text: [UInt8]) -> UInt32 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return UInt32(truncatingIfNeeded: state ^ state >> 32)
  }
}
