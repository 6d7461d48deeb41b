/// The exact test of two systems on the same units: do they win equally often where one is right
/// and the other wrong?
///
/// p = min(1, 2·P(X ≤ min(b, c))),  X binomial of b + c trials with chance ½
///
/// It takes units as independent; units of one group are not, so that p is then too small.
///
/// - Source: McNemar 1947, Psychometrika 12, in its exact form.
public struct McNemarTest: Hashable, Sendable {
  /// b: units that only the first system has right.
  public let onlyFirst: Int
  /// c: units that only the second system has right.
  public let onlySecond: Int
  /// Two-sided; 1 without discordant units; never 0.
  public let pValue: Double
  /// The p-value if all b + c discordant units had gone one way: 2^(1 − b − c), at most 1.
  public let smallestPValue: Double

  /// - Parameters: counts of 0 or more; traps on less.
  public init(onlyFirst: Int, onlySecond: Int) {
    precondition(onlyFirst >= 0 && onlySecond >= 0, "negative counts")
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
    let n = onlyFirst + onlySecond
    smallestPValue = max(.leastNonzeroMagnitude, halved(1, times: n - 1))
    let tail = SpecialFunctions.binomialCDF(
      min(onlyFirst, onlySecond), trials: n, chance: 0.5)
    pValue = min(1, max(smallestPValue, 2 * tail))
  }
}

/// x / 2ⁿ, or x for n < 0; 0 once too small to write.
func halved(_ x: Double, times n: Int) -> Double {
  Double(sign: .plus, exponent: -max(n, 0), significand: x)
}
