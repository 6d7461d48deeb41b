/// A small seeded generator: the same seed gives the same numbers everywhere.
///
/// - Source: Steele, Lea, Flood 2014, Fast splittable pseudorandom number generators.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A uniform number below `bound`, without bias: values that would favour some are redrawn.
  ///
  /// - Source: Lemire 2019, Fast random integer generation in an interval.
  mutating func below(_ bound: Int) -> Int {
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let least = (0 &- bound) % bound
      while product.low < least { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A uniform number in [0, 1).
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
