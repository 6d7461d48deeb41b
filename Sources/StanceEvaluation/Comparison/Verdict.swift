/// What may be said of two systems.
public enum Verdict: Hashable, Sendable {
  case firstIsBetter
  case secondIsBetter
  /// The data could have shown a difference, and did not.
  case noDifferenceShown(VerdictReason)
  /// The data could not have shown one, whatever the systems do.
  case cannotTell(VerdictReason)

  /// A short fixed name, for machines.
  public var code: String {
    switch self {
    case .firstIsBetter: "first_is_better"
    case .secondIsBetter: "second_is_better"
    case .noDifferenceShown: "no_difference_shown"
    case .cannotTell: "cannot_tell"
    }
  }

  /// Why no winner is named; nil if one is.
  public var reason: VerdictReason? {
    switch self {
    case .firstIsBetter, .secondIsBetter: nil
    case .noDifferenceShown(let reason), .cannotTell(let reason): reason
    }
  }
}

/// Why no winner is named.
public enum VerdictReason: Hashable, Sendable, CustomStringConvertible {
  case noItems
  case undefinedMetric
  case samePredictions
  case oneGroup
  /// Even if every group went the same way, p could not reach alpha.
  case tooFewGroups(differing: Int, smallestPValue: Double, alpha: Double)
  case pValueAboveAlpha(Double, alpha: Double)
  /// The bootstrap gives no interval.
  case noInterval([IntervalNote])
  case intervalHoldsZero(low: Double, high: Double)
  /// The test and the interval point to different winners.
  case intervalContradicts

  public var description: String {
    switch self {
    case .noItems: "there are no units"
    case .undefinedMetric: "the metric is undefined for one of the systems"
    case .samePredictions: "both systems predict the same"
    case .oneGroup: "all units come from one group: nothing is known of other articles"
    case .tooFewGroups(let differing, let smallest, let alpha):
      "the systems differ in \(differing) group\(differing == 1 ? "" : "s") only, too few to tell: "
        + "the least p that these allow is \(Self.short(smallest)), above \(alpha)"
    case .pValueAboveAlpha(let p, let alpha): "p = \(Self.short(p)), above \(alpha)"
    case .noInterval(let notes):
      "no interval: " + notes.map(\.description).joined(separator: "; ")
    case .intervalHoldsZero(let low, let high):
      "the interval of the difference, \(Self.short(low)) to \(Self.short(high)), holds 0"
    case .intervalContradicts: "the interval and the difference have different signs"
    }
  }

  /// At most four decimals; p-values below that stay as they are.
  private static func short(_ value: Double) -> String {
    let scaled = (value * 10_000).rounded()
    guard scaled != 0, abs(scaled) < 1e12 else { return "\(value)" }
    return "\(scaled / 10_000)"
  }
}

extension Verdict {
  /// The rule: a winner needs two groups or more, a p-value by group of at most alpha, and an
  /// interval by group that leaves 0 out (or the same difference in every resample).
  static func of(_ deciding: MetricDifference?, groups: Int, same: Bool, alpha: Double) -> Verdict {
    guard groups > 0 else { return .cannotTell(.noItems) }
    if same { return .noDifferenceShown(.samePredictions) }
    guard let deciding, let difference = deciding.difference,
      let randomization = deciding.randomization
    else { return .cannotTell(.undefinedMetric) }
    guard groups > 1 else { return .cannotTell(.oneGroup) }
    guard randomization.smallestPValue <= alpha else {
      return .cannotTell(
        .tooFewGroups(
          differing: randomization.differingGroups,
          smallestPValue: randomization.smallestPValue, alpha: alpha))
    }
    guard randomization.pValue <= alpha else {
      return .noDifferenceShown(.pValueAboveAlpha(randomization.pValue, alpha: alpha))
    }
    guard let low = deciding.interval.low, let high = deciding.interval.high else {
      // Every resample gives this very difference: it has one sign, and the test has spoken.
      if difference != 0, deciding.interval.notes.contains(.degenerate) {
        return difference > 0 ? .firstIsBetter : .secondIsBetter
      }
      return .cannotTell(.noInterval(deciding.interval.notes))
    }
    if low <= 0, high >= 0 { return .noDifferenceShown(.intervalHoldsZero(low: low, high: high)) }
    guard (low > 0) == (difference > 0) else { return .noDifferenceShown(.intervalContradicts) }
    return difference > 0 ? .firstIsBetter : .secondIsBetter
  }
}
