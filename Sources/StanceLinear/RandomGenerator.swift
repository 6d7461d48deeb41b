#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// xoshiro256** seeded through SplitMix64: same seed, same bits, everywhere.
///
/// Not for secrets. `normal()` goes through the C library, whose last bit may differ by machine.
///
/// - Source: Blackman, Vigna 2021, Scrambled Linear Pseudorandom Number Generators, ACM TOMS 47;
///   Steele, Lea, Flood 2014 for SplitMix64.
public struct RandomGenerator: RandomNumberGenerator, Equatable, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  public init(seed: UInt64) {
    var mixer = seed
    func split() -> UInt64 {
      mixer &+= 0x9E37_79B9_7F4A_7C15
      var z = mixer
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    state = (split(), split(), split(), split())
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let result = RandomGenerator.rotate(state.1 &* 5, 7) &* 9
    let t = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= t
    state.3 = RandomGenerator.rotate(state.3, 45)
    return result
  }

  /// Uniform in [0, 1), 53 bits.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Normal with mean 0 and variance 1 (Box and Muller's form; the second value is not kept).
  public mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * Double.pi * uniform())
  }

  public static func == (a: RandomGenerator, b: RandomGenerator) -> Bool { a.state == b.state }

  private static func rotate(_ x: UInt64, _ by: UInt64) -> UInt64 {
    (x << by) | (x >> (64 - by))
  }
}
