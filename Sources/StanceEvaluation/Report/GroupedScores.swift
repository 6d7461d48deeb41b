/// Items summed by group, so that any metric of any resample of groups is cheap.
struct GroupedScores: Sendable {
  let labels: [String]
  /// Names of the groups, in the order of their first item.
  let groups: [String]
  private let confusions: [ConfusionMatrix]
  private let calibrations: [CalibrationTally]
  /// Of items with probabilities: the position of their group.
  private let rankedGroups: [Int]
  /// One a label.
  private let rankings: [RankedScores]
  private let coverageRiskArea: Double?

  /// Items must have been validated.
  init(items: [EvaluationItem], labels: [String], binCount: Int = 10) {
    self.labels = labels
    var positions: [String: Int] = [:]
    var groups: [String] = []
    var confusions: [ConfusionMatrix] = []
    var calibrations: [CalibrationTally] = []
    var rankedGroups: [Int] = []
    var ranked: [EvaluationItem] = []
    for item in items {
      let group = positions[item.group] ?? groups.count
      if group == groups.count {
        positions[item.group] = group
        groups.append(item.group)
        confusions.append(ConfusionMatrix(labels: labels))
        calibrations.append(CalibrationTally(binCount: binCount))
      }
      confusions[group].add(gold: item.gold, predicted: item.predicted)
      if let probabilities = item.probabilities {
        calibrations[group].add(
          gold: item.gold, predicted: item.predicted, probabilities: probabilities)
        rankedGroups.append(group)
        ranked.append(item)
      }
    }
    self.groups = groups
    self.confusions = confusions
    self.calibrations = calibrations
    self.rankedGroups = rankedGroups
    rankings = labels.indices.map { label in
      RankedScores(
        scores: ranked.map { $0.probabilities?[label] ?? 0 },
        positive: ranked.map { $0.gold == label })
    }
    coverageRiskArea = CoverageRisk(items: items).area
  }

  /// The counts of a group, by its position.
  func confusion(of group: Int) -> ConfusionMatrix { confusions[group] }

  /// The counts when group g is taken `weights[g]` times; nil is each once.
  func confusion(weights: [Int]? = nil) -> ConfusionMatrix {
    var sum = ConfusionMatrix(labels: labels)
    for group in groups.indices {
      let times = weights?[group] ?? 1
      if times != 0 { sum.add(confusions[group], times: times) }
    }
    return sum
  }

  /// The calibration sums of the same resample.
  func calibration(weights: [Int]? = nil) -> CalibrationTally {
    guard let first = calibrations.first else { return CalibrationTally() }
    var sum = CalibrationTally(binCount: first.bins.count)
    for group in groups.indices {
      let times = weights?[group] ?? 1
      if times != 0 { sum.add(calibrations[group], times: times) }
    }
    return sum
  }

  /// One-vs-rest area of a label in the same resample.
  func rocAUC(of label: Int, weights: [Int]? = nil) -> Double? {
    guard let weights else { return rankings[label].area() }
    return rankings[label].area { weights[rankedGroups[$0]] }
  }

  /// The values of metrics in a resample (nil: the data itself).
  ///
  /// The area of the coverage-risk curve is known of the data only, and nil in a resample.
  func values(_ metrics: [Metric], weights: [Int]? = nil) -> [Double?] {
    let confusion = confusion(weights: weights)
    let calibration =
      metrics.contains(where: \.isLoss)
      ? calibration(weights: weights) : CalibrationTally(binCount: 1)
    return metrics.map { metric in
      switch metric {
      case .logLoss: calibration.logLoss
      case .brier: calibration.brier
      case .calibrationError: calibration.expectedCalibrationError
      case .coverageRiskArea: weights == nil ? coverageRiskArea : nil
      case .labelROCAUC(let label): rocAUC(of: label, weights: weights)
      case .rocAUC:
        meanOfDefined(labels.indices.map { rocAUC(of: $0, weights: weights) })
      default: confusion.value(of: metric)
      }
    }
  }
}
