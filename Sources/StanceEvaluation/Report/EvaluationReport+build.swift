extension EvaluationReport {
  /// Evaluates items.
  ///
  /// Deterministic: the same items and options give the same report.
  ///
  /// - Parameters:
  ///   - items: in any order; none is allowed, and then all values are nil.
  ///   - labels: K ≥ 2 different labels.
  /// - Throws: the first item or option that does not fit; see `EvaluationError`.
  /// - Complexity: O(n·K + n log n + replicates·(G·K² + n·K)).
  public static func build(
    items: [EvaluationItem], labels: [String], options: EvaluationOptions = EvaluationOptions()
  ) throws(EvaluationError) -> EvaluationReport {
    try EvaluationItem.validate(items, labels: labels)
    try options.validate(items: items.count)
    let scores = GroupedScores(items: items, labels: labels, binCount: options.binCount)
    let confusion = scores.confusion()
    let metrics = Metric.general + labels.indices.flatMap(Metric.ofLabel)
    let values = zip(metrics, scores.values(metrics)).map { MetricValue(metric: $0, value: $1) }
    let intervals = intervals(of: scores, confusion: confusion, options: options)
    var baselines: [BaselineScores] = []
    for baseline in [majority(items, labels)] + options.baselines {
      baselines.append(
        try compare(scores, to: baseline, items: items, labels: labels, options: options))
    }
    return EvaluationReport(
      labels: labels, items: items, groups: scores.groups, confusion: confusion,
      perLabel: confusion.perLabel, values: values, intervals: intervals,
      calibration: scores.calibration, coverageRisk: CoverageRisk(items: items),
      baselines: baselines, slices: slices(of: items, labels: labels, options: options),
      warnings: warnings(
        items: items, labels: labels, groups: scores.groups.count, confusion: confusion,
        intervals: intervals, baselines: baselines, options: options),
      gates: options.gates.map { gate in
        gate.outcome(values.first { $0.metric == gate.metric }?.value ?? nil)
      },
      data: options.data, model: options.model, options: options)
  }

  private static func intervals(
    of scores: GroupedScores, confusion: ConfusionMatrix, options: EvaluationOptions
  ) -> [MetricInterval] {
    let groups = scores.groups.count
    func wilson(_ metric: Metric, _ successes: Int, _ trials: Int) -> MetricInterval {
      var interval = Interval.wilson(successes: successes, trials: trials, level: options.level)
      if trials > groups { interval.notes.append(.unitsTakenAsIndependent(groups: groups)) }
      return MetricInterval(metric: metric, interval: interval)
    }
    var result = [wilson(.accuracy, confusion.correct, confusion.total)]
    for (index, label) in confusion.perLabel.enumerated() {
      result.append(wilson(.precision(index), label.truePositives, label.predicted))
      result.append(wilson(.recall(index), label.truePositives, label.support))
    }
    // The calibration error is left out: it grows under resampling, so that its bootstrap
    // interval may lie wholly above the value.
    var resampled: [Metric] = [
      .accuracy, .macroF1, .microF1, .favorAgainstF1, .balancedAccuracy, .kappa,
    ]
    resampled += confusion.labels.indices.map { .f1($0) }
    resampled += [.rocAUC, .logLoss, .brier]
    // What is undefined in the data costs no resampling.
    let observed = scores.values(resampled)
    let defined = resampled.indices.filter { observed[$0] != nil }.map { resampled[$0] }
    let intervals = options.bootstrap.intervals(groups: groups) { weights in
      scores.values(defined, weights: weights)
    }
    let known = Dictionary(uniqueKeysWithValues: zip(defined, intervals))
    for metric in resampled {
      if let interval = known[metric] {
        result.append(MetricInterval(metric: metric, interval: interval))
      } else if !metric.needsProbabilities {
        result.append(
          MetricInterval(
            metric: metric,
            interval: Interval(
              method: .bootstrapByGroup, variant: options.variant, level: options.level, low: nil,
              high: nil, notes: [groups == 0 ? .noItems : .undefinedValue])))
      }
    }
    return result
  }

  /// Answers the most frequent gold label of the items themselves, which flatters it; ties go to the
  /// label listed first.
  private static func majority(_ items: [EvaluationItem], _ labels: [String]) -> Baseline {
    var counts = Array(repeating: 0, count: labels.count)
    for item in items { counts[item.gold] += 1 }
    let label = counts.firstIndex(of: counts.max() ?? 0) ?? 0
    return Baseline(name: "majority", predicted: items.map { _ in label })
  }

  private static func compare(
    _ scores: GroupedScores, to baseline: Baseline, items: [EvaluationItem], labels: [String],
    options: EvaluationOptions
  ) throws(EvaluationError) -> BaselineScores {
    var others = items
    for index in others.indices {
      others[index].predicted = baseline.predicted[index]
      others[index].probabilities = nil
    }
    try EvaluationItem.validate(others, labels: labels)
    let other = GroupedScores(items: others, labels: labels)
    let differences = options.bootstrap.intervals(groups: scores.groups.count) { weights in
      zip(
        scores.values([.accuracy, .macroF1], weights: weights),
        other.values([.accuracy, .macroF1], weights: weights)
      ).map { pair in
        guard let mine = pair.0, let theirs = pair.1 else { return nil }
        return mine - theirs
      }
    }
    return BaselineScores(
      name: baseline.name, confusion: other.confusion(), accuracyDifference: differences[0],
      macroF1Difference: differences[1])
  }

  private static func slices(
    of items: [EvaluationItem], labels: [String], options: EvaluationOptions
  ) -> [SliceScores] {
    var members: [EvaluationItem.Slice: [EvaluationItem]] = [:]
    for item in items {
      for slice in Set(item.slices) { members[slice, default: []].append(item) }
    }
    let order = members.keys.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
    return order.map { slice in
      let scores = GroupedScores(items: members[slice] ?? [], labels: labels)
      let confusion = scores.confusion()
      return SliceScores(
        slice: slice, groups: scores.groups.count, confusion: confusion,
        accuracyInterval: .wilson(
          successes: confusion.correct, trials: confusion.total, level: options.level),
        macroF1Interval: options.bootstrap.intervals(groups: scores.groups.count) {
          scores.values([.macroF1], weights: $0)
        }[0])
    }
  }

  private static func warnings(
    items: [EvaluationItem], labels: [String], groups: Int, confusion: ConfusionMatrix,
    intervals: [MetricInterval], baselines: [BaselineScores], options: EvaluationOptions
  ) -> [EvaluationWarning] {
    var result: [EvaluationWarning] = []
    if !options.unknownLabels.isEmpty { result.append(.unknownLabels(options.unknownLabels)) }
    guard !items.isEmpty else { return [.noItems] + result }
    if items.count < EvaluationWarning.few { result.append(.fewItems(items.count)) }
    if groups == 1 {
      result.append(.oneGroup)
    } else if groups < GroupBootstrap.trustedGroups {
      result.append(.fewGroups(groups))
    }
    for scores in confusion.perLabel {
      if scores.support == 0 { result.append(.labelWithoutGold(scores.label)) }
      if scores.predicted == 0 { result.append(.labelNeverPredicted(scores.label)) }
    }
    for entry in intervals where entry.interval.notes.contains(.degenerate) {
      result.append(.degenerateInterval(entry.metric.name(labels: labels)))
    }
    let abstentions = confusion.total - confusion.answered
    if abstentions > 0 { result.append(.abstentions(abstentions)) }
    let bare = items.reduce(0) { $0 + ($1.probabilities == nil ? 1 : 0) }
    if bare > 0 { result.append(.withoutProbabilities(bare)) }
    if let mine = confusion.macroF1 {
      for baseline in baselines {
        guard let theirs = baseline.confusion.macroF1, theirs >= mine else { continue }
        result.append(.notAboveBaseline(name: baseline.name, metric: "macro_f1"))
      }
    }
    var seen = Set<String>()
    if let shared = items.first(where: { !seen.insert($0.id).inserted }) {
      result.append(.duplicateID(shared.id))
    }
    return result
  }
}
