/// A confidence interval, or the reason why there is none.
///
/// `low` and `high` are nil together: an interval that would feign certainty (one group, every
/// resample equal, nothing counted) is not given, and `notes` says why.
public struct Interval: Hashable, Sendable {
  /// How the interval was made.
  public enum Method: String, Hashable, Sendable {
    case wilson
    case bootstrapByGroup = "bootstrap by group"
  }

  /// How ends are read from a bootstrap distribution.
  public enum Variant: String, Hashable, Sendable, CaseIterable {
    case percentile
    case bca
  }

  public var method: Method
  /// Only of a bootstrap: the variant in fact used.
  public var variant: Variant?
  /// Nominal coverage, in (0, 1).
  public var level: Double
  public var low: Double?
  public var high: Double?
  public var notes: [IntervalNote]

  public init(
    method: Method, variant: Variant? = nil, level: Double, low: Double?, high: Double?,
    notes: [IntervalNote] = []
  ) {
    self.method = method
    self.variant = variant
    self.level = level
    self.low = low
    self.high = high
    self.notes = notes
  }

  /// Whether there are ends.
  public var isDefined: Bool { low != nil && high != nil }

  /// Whether a value lies inside; nil without ends.
  public func contains(_ value: Double) -> Bool? {
    guard let low, let high else { return nil }
    return low <= value && value <= high
  }

  /// The notes as one English line, or nil.
  public var note: String? {
    notes.isEmpty ? nil : notes.map(\.description).joined(separator: "; ")
  }
}

/// What a reader must know of an interval.
public enum IntervalNote: Hashable, Sendable, CustomStringConvertible {
  /// Nothing was counted.
  case noItems
  /// The value itself is undefined.
  case undefinedValue
  /// Resampling one group always gives the same group back.
  case oneGroup
  /// Fewer groups than a bootstrap needs to be trusted.
  case fewGroups(Int)
  /// Every resample gives the same value.
  case degenerate
  /// The value was undefined in some resamples, which were left out.
  case undefinedReplicates(Int, of: Int)
  /// Bias or acceleration cannot be computed, so percentiles were taken.
  case percentileInstead
  /// A proportion's interval takes units as independent; units of one group seldom are.
  case unitsTakenAsIndependent(groups: Int)

  public var description: String {
    switch self {
    case .noItems: "nothing to count"
    case .undefinedValue: "the value is undefined"
    case .oneGroup: "one group: resampling by group says nothing"
    case .fewGroups(let count): "only \(count) groups: the interval is rough"
    case .degenerate: "every resample gives the same value: this is no certainty"
    case .undefinedReplicates(let count, let all): "undefined in \(count) of \(all) resamples"
    case .percentileInstead: "bca cannot be computed: percentiles"
    case .unitsTakenAsIndependent(let groups):
      "takes units as independent, though they come from \(groups) "
        + (groups == 1 ? "group" : "groups")
    }
  }
}
