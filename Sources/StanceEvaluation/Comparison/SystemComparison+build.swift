#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension SystemComparison {
  /// Compares two systems' predictions for the same units, paired by `id`.
  ///
  /// Groups are those of the first list. A metric that needs probabilities is left out.
  ///
  /// - Throws: the first fault; units that one list lacks are a fault, not left out.
  /// - Complexity: O(n + (replicates + draws)·(G + K²·metrics)).
  public static func build(
    first: [EvaluationItem], second: [EvaluationItem], labels: [String],
    options: ComparisonOptions = ComparisonOptions()
  ) throws(ComparisonError) -> SystemComparison {
    try check(options)
    let partners = try pair(first, second, labels: labels)
    // Groups and order of the first list, predictions of the second.
    var others = first
    for index in others.indices { others[index].predicted = partners[index].predicted }
    let a = GroupedScores(items: first, labels: labels, binCount: 1)
    let b = GroupedScores(items: others, labels: labels, binCount: 1)
    let metrics = options.metrics.filter { !$0.needsProbabilities }
    let bootstrap = GroupBootstrap(
      replicates: options.replicates, seed: options.seed, level: 1 - options.alpha,
      variant: options.variant)
    let intervals = bootstrap.intervals(groups: a.groups.count) { weights in
      let mine = a.confusion(weights: weights)
      let theirs = b.confusion(weights: weights)
      return metrics.map { metric in
        guard let x = mine.value(of: metric), let y = theirs.value(of: metric) else { return nil }
        return x - y
      }
    }
    let mine = a.confusion()
    let theirs = b.confusion()
    let randomizations = GroupRandomization.test(
      metrics, first: a.groups.indices.map(a.confusion(of:)),
      second: b.groups.indices.map(b.confusion(of:)), draws: options.draws, seed: options.seed)
    let differences = metrics.indices.map { index in
      MetricDifference(
        metric: metrics[index], first: mine.value(of: metrics[index]),
        second: theirs.value(of: metrics[index]), interval: intervals[index],
        randomization: randomizations[index])
    }
    var onlyFirst = 0
    var onlySecond = 0
    var disagreements: [Disagreement] = []
    for (item, other) in zip(first, others) where item.predicted != other.predicted {
      if item.predicted == item.gold { onlyFirst += 1 }
      if other.predicted == item.gold { onlySecond += 1 }
      disagreements.append(
        Disagreement(
          id: item.id, gold: item.gold, first: item.predicted, second: other.predicted))
    }
    return SystemComparison(
      labels: labels, groups: a.groups.count, first: mine, second: theirs,
      mcNemar: McNemarTest(onlyFirst: onlyFirst, onlySecond: onlySecond),
      differences: differences, cohenH: cohenH(mine.accuracy, theirs.accuracy),
      verdict: .of(
        differences.first, groups: a.groups.count, same: disagreements.isEmpty,
        alpha: options.alpha),
      disagreements: disagreements, options: options)
  }

  /// Cohen's effect size of two proportions: 2·asin √p − 2·asin √q.
  ///
  /// - Returns: in [−π, π]; nil if a proportion is undefined.
  /// - Source: Cohen 1988, Statistical Power Analysis, chapter 6.
  public static func cohenH(_ p: Double?, _ q: Double?) -> Double? {
    guard let p, let q else { return nil }
    return 2 * asin(p.squareRoot()) - 2 * asin(q.squareRoot())
  }

  private static func check(_ options: ComparisonOptions) throws(ComparisonError) {
    guard options.alpha > 0, options.alpha < 1 else {
      throw .invalidOption(name: "alpha", expected: "a number between 0 and 1")
    }
    guard options.replicates >= 0, options.replicates <= 10_000_000 else {
      throw .invalidOption(name: "replicates", expected: "0 to 10000000")
    }
    guard options.draws > 0, options.draws <= 10_000_000 else {
      throw .invalidOption(name: "draws", expected: "1 to 10000000")
    }
  }

  /// The second system's item of each of the first's.
  private static func pair(
    _ first: [EvaluationItem], _ second: [EvaluationItem], labels: [String]
  ) throws(ComparisonError) -> [EvaluationItem] {
    for items in [first, second] {
      do { try EvaluationItem.validate(items, labels: labels) } catch { throw .items(error) }
    }
    let known = try byID(first)
    let others = try byID(second)
    let missing = first.filter { others[$0.id] == nil }
    if let one = missing.first { throw .missingInSecond(id: one.id, count: missing.count) }
    let surplus = second.filter { known[$0.id] == nil }
    if let one = surplus.first { throw .missingInFirst(id: one.id, count: surplus.count) }
    var result: [EvaluationItem] = []
    for item in first {
      guard let other = others[item.id] else { continue }
      guard other.gold == item.gold else { throw .goldDiffers(id: item.id) }
      result.append(other)
    }
    return result
  }

  private static func byID(
    _ items: [EvaluationItem]
  ) throws(ComparisonError) -> [String: EvaluationItem] {
    var result: [String: EvaluationItem] = [:]
    for item in items {
      guard result.updateValue(item, forKey: item.id) == nil else {
        throw .duplicateID(item.id)
      }
    }
    return result
  }
}
