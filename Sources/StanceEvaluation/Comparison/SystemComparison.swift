/// Two systems on the same units: how much they differ, and whether that can be told.
///
/// ```swift
/// let comparison = try SystemComparison.build(first: mine, second: theirs, labels: labels)
/// comparison.verdict          // .cannotTell(.oneGroup), …
/// ```
public struct SystemComparison: Hashable, Sendable {
  public let labels: [String]
  public let groups: Int
  public let first: ConfusionMatrix
  public let second: ConfusionMatrix
  /// The exact test on units; takes them as independent.
  public let mcNemar: McNemarTest
  /// Metrics in the order of the options; the first one decides.
  public let differences: [MetricDifference]
  /// Cohen's h of the two accuracies: 2·asin √p₁ − 2·asin √p₂; nil without units.
  ///
  /// By Cohen's habit 0.2 is small, 0.5 middling, 0.8 large.
  public let cohenH: Double?
  public let verdict: Verdict
  /// Units on which the predictions differ, in the order of the first system's items.
  public let disagreements: [Disagreement]
  public let options: ComparisonOptions

  /// A unit that the two systems answer differently.
  public struct Disagreement: Hashable, Sendable {
    public let id: String
    public let gold: Int
    public let first: Int?
    public let second: Int?
  }
}

/// A metric of two systems.
public struct MetricDifference: Hashable, Sendable {
  public let metric: Metric
  public let first: Double?
  public let second: Double?
  /// first − second, by paired bootstrap over groups: the same groups are drawn for both.
  public let interval: Interval
  /// nil if the metric is undefined for a system.
  public let randomization: GroupRandomization?

  /// first − second; nil if one is undefined.
  public var difference: Double? {
    guard let first, let second else { return nil }
    return first - second
  }
}

/// Settings of a comparison.
public struct ComparisonOptions: Hashable, Sendable {
  /// Metrics of counts; the first one decides, the others inform. Default macro-F1, accuracy,
  /// favor/against-F1.
  public var metrics: [Metric]
  /// A p-value must be at most this for a winner to be named; in (0, 1), default 0.05.
  public var alpha: Double
  /// Resamples of the bootstrap; default 2,000. Its level is 1 − alpha.
  public var replicates: Int
  /// Swaps drawn where not all are tried; default 10,000.
  public var draws: Int
  public var seed: UInt64
  public var variant: Interval.Variant

  public init(
    metrics: [Metric] = [.macroF1, .accuracy, .favorAgainstF1], alpha: Double = 0.05,
    replicates: Int = 2000, draws: Int = 10_000, seed: UInt64 = 1,
    variant: Interval.Variant = .bca
  ) {
    self.metrics = metrics
    self.alpha = alpha
    self.replicates = replicates
    self.draws = draws
    self.seed = seed
    self.variant = variant
  }
}

/// Why two lists of items cannot be compared.
public enum ComparisonError: Error, Hashable, Sendable, CustomStringConvertible {
  case items(EvaluationError)
  /// An identity that occurs twice in one list.
  case duplicateID(String)
  /// Units that the other system does not have: one of them, and their number.
  case missingInSecond(id: String, count: Int)
  case missingInFirst(id: String, count: Int)
  /// The two lists give a unit different gold labels.
  case goldDiffers(id: String)
  case invalidOption(name: String, expected: String)

  public var description: String {
    switch self {
    case .items(let error): error.description
    case .duplicateID(let id): "the unit '\(id)' occurs twice: systems are paired by identity"
    case .missingInSecond(let id, let count):
      "the second system lacks \(count) units of the first, '\(id)' among them"
    case .missingInFirst(let id, let count):
      "the first system lacks \(count) units of the second, '\(id)' among them"
    case .goldDiffers(let id): "the unit '\(id)' has two different gold labels"
    case .invalidOption(let name, let expected): "option '\(name)': expected \(expected)"
    }
  }
}
