#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A number of at least 0 that neither overflows nor vanishes: `mantissa`·2^`exponent`.
///
/// Sums of products of exponentials run over it where logarithms would need an exponential for
/// each term.
struct WideNumber: Sendable {
  var mantissa: Double
  var exponent: Int

  static let zero = WideNumber(mantissa: 0, exponent: .min / 4)

  @inline(__always)
  init(mantissa: Double, exponent: Int) {
    self.mantissa = mantissa
    self.exponent = exponent
  }

  /// exp x; beyond |x| = 2⁴⁰ what exp gives.
  init(exponentialOf x: Double) {
    guard abs(x) < 0x1p40 else {
      self.init(mantissa: exp(x), exponent: 0)
      return
    }
    let whole = (x * 1.442_695_040_888_963_4).rounded(.down)
    self.init(mantissa: exp(x - whole * 0.693_147_180_559_945_3), exponent: Int(whole))
  }

  /// The natural logarithm; −∞ for zero.
  var logarithm: Double { log(mantissa) + Double(exponent) * 0.693_147_180_559_945_3 }

  /// The same number with a mantissa in [1, 2), where it is a normal number.
  @inline(__always)
  var normalized: WideNumber {
    guard mantissa >= .leastNormalMagnitude, mantissa < .infinity else { return self }
    let bits = mantissa.bitPattern
    return WideNumber(
      mantissa: Double(bitPattern: bits & (1 &<< 52 &- 1) | 1_023 &<< 52),
      exponent: exponent &+ Int(truncatingIfNeeded: bits &>> 52) &- 1_023)
  }

  @inline(__always)
  static func * (left: WideNumber, right: WideNumber) -> WideNumber {
    WideNumber(
      mantissa: left.mantissa * right.mantissa, exponent: left.exponent &+ right.exponent)
  }

  @inline(__always)
  static func += (left: inout WideNumber, right: WideNumber) {
    let most = max(left.exponent, right.exponent)
    left.mantissa =
      left.mantissa * power(left.exponent &- most) + right.mantissa * power(right.exponent &- most)
    left.exponent = most
  }

  /// This number divided by a positive one, as a Double.
  @inline(__always)
  func ratio(to other: WideNumber) -> Double {
    let shift = exponent &- other.exponent
    guard shift < 1_000 else { return .infinity }
    return mantissa / other.mantissa * WideNumber.power(shift)
  }

  /// 2^`exponent`, 0 where that is no normal number.
  ///
  /// - Precondition: `exponent` < 1,024.
  @inline(__always)
  private static func power(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: max(exponent &+ 1_023, 0)) &<< 52)
  }
}
