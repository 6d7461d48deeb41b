/// A number that an evaluation gives, by its one name.
public enum Metric: Hashable, Sendable {
  case accuracy, macroF1, microF1, favorAgainstF1, balancedAccuracy, kappa
  case coverage, answeredAccuracy
  case rocAUC, logLoss, brier, calibrationError, coverageRiskArea
  /// Of the label at a position.
  case precision(Int)
  case recall(Int)
  case f1(Int)
  case labelROCAUC(Int)

  /// The metrics that are no label's own, in the order of reports.
  public static let general: [Metric] = [
    .accuracy, .macroF1, .microF1, .favorAgainstF1, .balancedAccuracy, .kappa, .coverage,
    .answeredAccuracy, .rocAUC, .logLoss, .brier, .calibrationError, .coverageRiskArea,
  ]

  /// The metrics of each label.
  public static func ofLabel(_ label: Int) -> [Metric] {
    [.precision(label), .recall(label), .f1(label), .labelROCAUC(label)]
  }

  /// The name, such as `macro_f1` or `f1.favor`.
  public func name(labels: [String]) -> String {
    switch self {
    case .accuracy: "accuracy"
    case .macroF1: "macro_f1"
    case .microF1: "micro_f1"
    case .favorAgainstF1: "favor_against_f1"
    case .balancedAccuracy: "balanced_accuracy"
    case .kappa: "kappa"
    case .coverage: "coverage"
    case .answeredAccuracy: "answered_accuracy"
    case .rocAUC: "roc_auc"
    case .logLoss: "log_loss"
    case .brier: "brier"
    case .calibrationError: "ece"
    case .coverageRiskArea: "aurc"
    case .precision(let label): "precision." + labels[label]
    case .recall(let label): "recall." + labels[label]
    case .f1(let label): "f1." + labels[label]
    case .labelROCAUC(let label): "roc_auc." + labels[label]
    }
  }

  /// The metric of a name; nil if there is none.
  public init?(name: String, labels: [String]) {
    let all = Metric.general + labels.indices.flatMap(Metric.ofLabel)
    guard let metric = all.first(where: { $0.name(labels: labels) == name }) else { return nil }
    self = metric
  }

  /// What it can be: the Brier score sums over the labels, log loss has no upper end.
  public var range: ClosedRange<Double> {
    switch self {
    case .kappa: -1...1
    case .brier: 0...2
    case .logLoss: 0 ... .infinity
    default: 0...1
    }
  }

  /// Whether less is better: log loss, Brier, calibration error, area of the coverage-risk curve.
  public var isLoss: Bool {
    switch self {
    case .logLoss, .brier, .calibrationError, .coverageRiskArea: true
    default: false
    }
  }

  /// Whether it needs probabilities.
  public var needsProbabilities: Bool {
    switch self {
    case .labelROCAUC, .rocAUC: true
    default: isLoss
    }
  }
}

extension ConfusionMatrix {
  /// The value of a metric of counts; nil if undefined, or if it needs probabilities.
  public func value(of metric: Metric) -> Double? {
    switch metric {
    case .accuracy: accuracy
    case .macroF1: macroF1
    case .microF1: microF1
    case .favorAgainstF1: favorAgainstF1()
    case .balancedAccuracy: balancedAccuracy
    case .kappa: cohenKappa
    case .coverage: coverage
    case .answeredAccuracy: answeredAccuracy
    case .precision(let label): scores(of: label).precision
    case .recall(let label): scores(of: label).recall
    case .f1(let label): scores(of: label).f1
    case .rocAUC, .logLoss, .brier, .calibrationError, .coverageRiskArea, .labelROCAUC: nil
    }
  }
}
