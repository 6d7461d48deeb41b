/// Everything that is known of a system's predictions for labelled items, as one value.
///
/// ```swift
/// let report = try EvaluationReport.build(
///   items: items, labels: ["favor", "neutral", "against"],
///   options: EvaluationOptions(gates: [try Gate("macro_f1=0.6", labels: labels)]))
/// report[.macroF1]            // Double?, nil if undefined
/// report.shortfalls           // gates that were not kept
/// report.tree.json()          // the JSON of the contract
/// ```
public struct EvaluationReport: Hashable, Sendable {
  /// Version of the JSON form.
  public static let schema = 1

  public let labels: [String]
  public let items: [EvaluationItem]
  /// Names of the groups, in the order of their first item.
  public let groups: [String]
  public let confusion: ConfusionMatrix
  /// In the order of `labels`.
  public let perLabel: [LabelScores]
  /// All metrics with their values; nil where undefined.
  public let values: [MetricValue]
  public let intervals: [MetricInterval]
  public let calibration: CalibrationTally
  public let coverageRisk: CoverageRisk
  /// The majority baseline first, then those given.
  public let baselines: [BaselineScores]
  /// Sorted by name, then by value.
  public let slices: [SliceScores]
  public let warnings: [EvaluationWarning]
  public let gates: [GateOutcome]
  public let data: [DataSource]
  public let model: ReportTree
  /// The settings that the intervals were made with.
  public let options: EvaluationOptions

  /// The value of a metric; nil if undefined.
  public subscript(metric: Metric) -> Double? {
    values.first { $0.metric == metric }?.value
  }

  /// The interval of a metric, or nil if none is made.
  ///
  /// Accuracy has two: Wilson's, which takes units as independent, and the one by group.
  public func interval(
    of metric: Metric, method: Interval.Method? = nil
  ) -> Interval? {
    intervals.first { $0.metric == metric && (method == nil || $0.interval.method == method) }?
      .interval
  }

  /// The gates that were not kept.
  public var shortfalls: [GateOutcome] { gates.filter { !$0.passed } }
}

/// A metric with its value, nil where undefined.
public struct MetricValue: Hashable, Sendable {
  public let metric: Metric
  public let value: Double?
}

/// A metric with an interval.
public struct MetricInterval: Hashable, Sendable {
  public let metric: Metric
  public let interval: Interval
}

/// A baseline's scores, and how far the system is above it.
public struct BaselineScores: Hashable, Sendable {
  public let name: String
  public let confusion: ConfusionMatrix
  /// System − baseline, by paired bootstrap over groups.
  public let accuracyDifference: Interval
  /// System − baseline, by paired bootstrap over groups.
  public let macroF1Difference: Interval
}

/// The scores of the items that share a property.
public struct SliceScores: Hashable, Sendable {
  public let slice: EvaluationItem.Slice
  /// Number of groups that its items come from.
  public let groups: Int
  public let confusion: ConfusionMatrix
  /// Wilson's interval of the accuracy.
  public let accuracyInterval: Interval
  /// By bootstrap over the groups of the slice.
  public let macroF1Interval: Interval
}
