#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Distribution functions that intervals and tests need.
///
/// Quantiles are found by halving, since they are asked for a few times a report: the result is
/// as exact as the distribution function itself, and nothing is fitted.
enum SpecialFunctions {
  /// Φ(x), the standard normal distribution function.
  static func normalCDF(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  /// Φ⁻¹(p); −∞ at or below 0, ∞ at or above 1.
  static func normalQuantile(_ p: Double) -> Double {
    if p.isNaN { return p }
    if p <= 0 { return -.infinity }
    if p >= 1 { return .infinity }
    if p > 0.5 { return -normalQuantile(1 - p) }
    return solve(low: -40, high: 0) { normalCDF($0) < p }
  }

  /// ln Γ(x) for x > 0, to about 15 digits: Stirling's series after raising x above 16.
  static func logGamma(_ x: Double) -> Double {
    var x = x
    var product = 1.0
    while x < 16 {
      product *= x
      x += 1
    }
    let y = 1 / (x * x)
    let series =
      (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y * (1.0 / 1188))))) / x
    return (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + series - log(product)
  }

  /// Iₓ(a, b), the regularised incomplete beta function, for a, b > 0.
  ///
  /// - Complexity: O(√max(a, b)).
  /// - Source: continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions,
  ///   evaluated by the modified Lentz method.
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let front =
      a * log(x) + b * log1p(-x) - log(a) + logGamma(a + b) - logGamma(a) - logGamma(b)
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var fraction = d
    for m in 1...10_000 {
      let m = Double(m)
      for step in 0..<2 {
        let term =
          step == 0
          ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
          : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 + term * d
        c = 1 + term / c
        d = 1 / (abs(d) < tiny ? tiny : d)
        if abs(c) < tiny { c = tiny }
        fraction *= d * c
      }
      if abs(d * c - 1) < 1e-16 { break }
    }
    return exp(front) * fraction
  }

  /// P(X ≤ k) for X binomial of n trials with chance p.
  static func binomialCDF(_ k: Int, trials n: Int, chance p: Double) -> Double {
    if k < 0 { return 0 }
    if k >= n { return 1 }
    return incompleteBeta(1 - p, Double(n - k), Double(k + 1))
  }

  /// The x in [low, high] at which `isBelow` turns from true to false, by halving to the last bit.
  static func solve(low: Double, high: Double, isBelow: (Double) -> Bool) -> Double {
    var low = low
    var high = high
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }
}
