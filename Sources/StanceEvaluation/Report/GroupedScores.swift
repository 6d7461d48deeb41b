/// Items summed by group, so that any metric of any resample of groups is cheap.
struct GroupedScores: Sendable {
  let labels: [String]
  /// Names of the groups, in the order of their first item.
  let groups: [String]
  private let confusions: [ConfusionMatrix]
  private let cells: GroupCells
  /// All items.
  let calibration: CalibrationTally
  /// Of each group: units with probabilities, Σ −ln p(gold), Σ squared distances.
  private let lossCounts: [Int]
  private let logLosses: [Double]
  private let briers: [Double]
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
    var calibration = CalibrationTally(binCount: binCount)
    var losses: [CalibrationTally] = []
    var rankedGroups: [Int] = []
    var ranked: [EvaluationItem] = []
    for item in items {
      let group = positions[item.group] ?? groups.count
      if group == groups.count {
        positions[item.group] = group
        groups.append(item.group)
        confusions.append(ConfusionMatrix(labels: labels))
        losses.append(CalibrationTally(binCount: 1))
      }
      confusions[group].add(gold: item.gold, predicted: item.predicted)
      if let probabilities = item.probabilities {
        calibration.add(
          gold: item.gold, predicted: item.predicted, probabilities: probabilities)
        losses[group].add(gold: item.gold, predicted: nil, probabilities: probabilities)
        rankedGroups.append(group)
        ranked.append(item)
      }
    }
    self.groups = groups
    self.confusions = confusions
    self.calibration = calibration
    var cells = GroupCells()
    for confusion in confusions { cells.append(confusion) }
    self.cells = cells
    lossCounts = losses.map(\.count)
    logLosses = losses.map(\.logLossSum)
    briers = losses.map(\.brierSum)
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
      if times != 0 { cells.add(group, times: times, to: &sum) }
    }
    return sum
  }

  /// A mean of losses in the same resample; nil without units.
  private func meanLoss(_ losses: [Double], weights: [Int]?) -> Double? {
    var sum = 0.0
    var count = 0
    for group in groups.indices {
      let times = weights?[group] ?? 1
      sum += Double(times) * losses[group]
      count += times * lossCounts[group]
    }
    return count == 0 ? nil : sum / Double(count)
  }

  /// One-vs-rest area of a label in the same resample.
  func rocAUC(of label: Int, weights: [Int]? = nil) -> Double? {
    guard let weights else { return rankings[label].area() }
    return rankings[label].area { weights[rankedGroups[$0]] }
  }

  /// The values of metrics in a resample (nil: the data itself).
  ///
  /// The calibration error and the area of the coverage-risk curve are known of the data only,
  /// and nil in a resample.
  func values(_ metrics: [Metric], weights: [Int]? = nil) -> [Double?] {
    let confusion = confusion(weights: weights)
    return metrics.map { metric in
      switch metric {
      case .logLoss:
        weights == nil ? calibration.logLoss : meanLoss(logLosses, weights: weights)
      case .brier: weights == nil ? calibration.brier : meanLoss(briers, weights: weights)
      case .calibrationError: weights == nil ? calibration.expectedCalibrationError : nil
      case .coverageRiskArea: weights == nil ? coverageRiskArea : nil
      case .labelROCAUC(let label): rocAUC(of: label, weights: weights)
      case .rocAUC:
        meanOfDefined(labels.indices.map { rocAUC(of: $0, weights: weights) })
      default: confusion.value(of: metric)
      }
    }
  }
}
