/// Ends of an interval, read from the values of a statistic on resamples.
enum BootstrapDistribution {
  /// The p-quantile of sorted values, with linear interpolation (numpy's default).
  static func quantile(_ sorted: [Double], _ p: Double) -> Double {
    let position = p * Double(sorted.count - 1)
    let below = min(max(Int(position.rounded(.down)), 0), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    let part = position - Double(below)
    return sorted[below] + (sorted[above] - sorted[below]) * part
  }

  /// The probabilities at which the bias-corrected and accelerated interval reads its ends.
  ///
  /// z₀ = Φ⁻¹(share of values below θ̂, ties half),  a = Σuᵢ³ / (6·(Σuᵢ²)^{3/2}),
  /// uᵢ = mean of the leave-one-out values − θ̂₍ᵢ₎,
  /// α' = Φ(z₀ + (z₀ + z_α) / (1 − a(z₀ + z_α)))
  ///
  /// - Returns: nil where z₀ or a is not finite.
  /// - Source: Efron 1987, Journal of the American Statistical Association 82.
  static func bcaProbabilities(
    _ sorted: [Double], observed: Double, leaveOneOut: [Double], level: Double
  ) -> (low: Double, high: Double)? {
    var below = 0
    var equal = 0
    for value in sorted {
      if value < observed { below += 1 } else if value == observed { equal += 1 }
    }
    let share = (Double(below) + Double(equal) / 2) / Double(sorted.count)
    let bias = SpecialFunctions.normalQuantile(share)
    let mean = leaveOneOut.reduce(0, +) / Double(leaveOneOut.count)
    var squares = 0.0
    var cubes = 0.0
    for value in leaveOneOut {
      let u = mean - value
      squares += u * u
      cubes += u * u * u
    }
    let acceleration = cubes / (6 * squares * squares.squareRoot())
    guard bias.isFinite, acceleration.isFinite else { return nil }
    func adjusted(_ p: Double) -> Double {
      let z = bias + SpecialFunctions.normalQuantile(p)
      return SpecialFunctions.normalCDF(bias + z / (1 - acceleration * z))
    }
    let ends = (low: adjusted((1 - level) / 2), high: adjusted((1 + level) / 2))
    return ends.low.isFinite && ends.high.isFinite ? ends : nil
  }

  /// The interval of a statistic.
  ///
  /// - Parameters:
  ///   - values: the statistic on each resample; nil where undefined.
  ///   - observed: the statistic on the data.
  ///   - leaveOneOut: the statistic without each group in turn; used by `bca` only.
  static func interval(
    values: [Double?], observed: Double?, leaveOneOut: [Double?], level: Double,
    variant: Interval.Variant, groups: Int
  ) -> Interval {
    var result = Interval(
      method: .bootstrapByGroup, variant: variant, level: level, low: nil, high: nil)
    func refused(_ note: IntervalNote) -> Interval {
      result.notes = [note]
      return result
    }
    guard groups > 0 else { return refused(.noItems) }
    guard let observed else { return refused(.undefinedValue) }
    guard groups > 1 else { return refused(.oneGroup) }
    var sorted = values.compactMap { $0 }
    sorted.sort()
    let missing = values.count - sorted.count
    guard let first = sorted.first, let last = sorted.last, missing * 2 <= values.count else {
      return refused(.undefinedReplicates(missing, of: values.count))
    }
    guard last - first > 1e-12 * max(1, abs(first)) else { return refused(.degenerate) }
    var ends = (low: (1 - level) / 2, high: (1 + level) / 2)
    if variant == .bca {
      let kept = leaveOneOut.compactMap { $0 }
      if kept.count == leaveOneOut.count,
        let adjusted = bcaProbabilities(
          sorted, observed: observed, leaveOneOut: kept, level: level)
      {
        ends = adjusted
      } else {
        result.variant = .percentile
        result.notes.append(.percentileInstead)
      }
    }
    result.low = quantile(sorted, ends.low)
    result.high = quantile(sorted, ends.high)
    if groups < GroupBootstrap.trustedGroups { result.notes.append(.fewGroups(groups)) }
    if missing > 0 { result.notes.append(.undefinedReplicates(missing, of: values.count)) }
    return result
  }
}
