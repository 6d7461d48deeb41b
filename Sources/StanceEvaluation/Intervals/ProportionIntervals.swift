/// The interval of a proportion k / n.
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
    guard n > 0 else {
      return Interval(method: .wilson, level: level, low: nil, high: nil, notes: [.noItems])
    }
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
}
