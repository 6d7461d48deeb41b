/// Intervals of a proportion k / n.
extension Interval {
  /// Wilson's score interval.
  ///
  /// (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n),  p = k/n,  z = Φ⁻¹((1+level)/2)
  ///
  /// - Parameters:
  ///   - successes: k, 0...n; traps outside.
  ///   - trials: n; with 0 there is no interval.
  ///   - level: in (0, 1); traps outside.
  /// - Returns: ends in [0, 1]; exactly 0 at k = 0 and 1 at k = n.
  /// - Source: Wilson 1927, Journal of the American Statistical Association 22.
  public static func wilson(successes k: Int, trials n: Int, level: Double = 0.95) -> Interval {
    precondition(k >= 0 && k <= n, "successes outside 0...trials")
    precondition(level > 0 && level < 1, "level outside (0, 1)")
    guard n > 0 else { return empty(.wilson, level) }
    let z = -SpecialFunctions.normalQuantile((1 - level) / 2)
    let count = Double(n)
    let p = Double(k) / count
    let centre = p + z * z / (2 * count)
    let half = z * (p * (1 - p) / count + z * z / (4 * count * count)).squareRoot()
    let scale = 1 + z * z / count
    return Interval(
      method: .wilson, level: level, low: k == 0 ? 0 : max(0, (centre - half) / scale),
      high: k == n ? 1 : min(1, (centre + half) / scale))
  }

  /// Clopper and Pearson's exact interval: never covers less than `level`.
  ///
  /// The ends are the chances at which k or more, and k or fewer, successes have probability
  /// (1 − level)/2.
  ///
  /// - Parameters: as of `wilson`.
  /// - Complexity: O(√n) a step of halving.
  /// - Source: Clopper and Pearson 1934, Biometrika 26.
  public static func clopperPearson(
    successes k: Int, trials n: Int, level: Double = 0.95
  ) -> Interval {
    precondition(k >= 0 && k <= n, "successes outside 0...trials")
    precondition(level > 0 && level < 1, "level outside (0, 1)")
    guard n > 0 else { return empty(.clopperPearson, level) }
    let tail = (1 - level) / 2
    let low =
      k == 0
      ? 0
      : SpecialFunctions.solve(low: 0, high: 1) {
        SpecialFunctions.incompleteBeta($0, Double(k), Double(n - k + 1)) < tail
      }
    let high =
      k == n
      ? 1
      : SpecialFunctions.solve(low: 0, high: 1) {
        SpecialFunctions.incompleteBeta($0, Double(k + 1), Double(n - k)) < 1 - tail
      }
    return Interval(method: .clopperPearson, level: level, low: low, high: high)
  }

  private static func empty(_ method: Method, _ level: Double) -> Interval {
    Interval(method: method, level: level, low: nil, high: nil, notes: [.noItems])
  }
}
