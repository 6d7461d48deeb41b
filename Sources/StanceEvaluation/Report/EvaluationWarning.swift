/// What a reader must know before trusting a report.
public enum EvaluationWarning: Hashable, Sendable, CustomStringConvertible {
  case noItems
  /// Fewer units than ``few``.
  case fewItems(Int)
  /// No interval by group is possible.
  case oneGroup
  /// Fewer groups than a bootstrap by group needs.
  case fewGroups(Int)
  /// Units that were left out because the system does not have their labels.
  case unknownLabels([LabelCount])
  /// A label that no unit has as gold: nothing is known of its recall.
  case labelWithoutGold(String)
  /// A label that is never predicted.
  case labelNeverPredicted(String)
  /// A metric whose resamples all agree, so that it has no interval.
  case degenerateInterval(String)
  /// Units without a prediction.
  case abstentions(Int)
  /// Units without probabilities: calibration leaves them out.
  case withoutProbabilities(Int)
  /// A baseline that is as good or better, by the metric named.
  case notAboveBaseline(name: String, metric: String)
  /// An identity that several units share.
  case duplicateID(String)

  /// Below this number of units every number is rough.
  static let few = 30

  public var description: String {
    switch self {
    case .noItems: "there is nothing to evaluate"
    case .fewItems(let count): "only \(count) units: every number is rough"
    case .oneGroup:
      "all units come from one group: nothing is known of other articles, "
        + "and no interval by group can be given"
    case .fewGroups(let count): "only \(count) groups: intervals by group are rough"
    case .unknownLabels(let labels):
      "\(count ?? 0) units are left out, as the system does not have their labels: "
        + labels.prefix(5).map { "'\($0.label)' (\($0.count))" }.joined(separator: ", ")
        + (labels.count > 5 ? " and \(labels.count - 5) more" : "")
    case .labelWithoutGold(let label): "no unit has the gold label '\(label)'"
    case .labelNeverPredicted(let label): "the label '\(label)' is never predicted"
    case .degenerateInterval(let metric):
      "every resample gives the same \(metric): no interval, and no certainty either"
    case .abstentions(let count): "\(count) units have no prediction and count as errors"
    case .withoutProbabilities(let count):
      "\(count) units have no probabilities; calibration leaves them out"
    case .notAboveBaseline(let name, let metric):
      "the baseline '\(name)' reaches the same \(metric) or more"
    case .duplicateID(let id): "several units share the identity '\(id)'"
    }
  }

  /// A short fixed name, for machines.
  public var code: String {
    switch self {
    case .noItems: "no_items"
    case .fewItems: "few_items"
    case .oneGroup: "one_group"
    case .fewGroups: "few_groups"
    case .unknownLabels: "unknown_labels"
    case .labelWithoutGold: "label_without_gold"
    case .labelNeverPredicted: "label_never_predicted"
    case .degenerateInterval: "degenerate_interval"
    case .abstentions: "abstentions"
    case .withoutProbabilities: "without_probabilities"
    case .notAboveBaseline: "not_above_baseline"
    case .duplicateID: "duplicate_id"
    }
  }

  /// How many units or groups it speaks of; nil where that is not the point.
  public var count: Int? {
    switch self {
    case .fewItems(let count), .fewGroups(let count), .abstentions(let count),
      .withoutProbabilities(let count):
      count
    case .unknownLabels(let labels): labels.reduce(0) { $0 + $1.count }
    default: nil
    }
  }
}
