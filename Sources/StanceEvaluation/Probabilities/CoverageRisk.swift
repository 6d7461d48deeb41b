/// What accuracy costs in answers: the error rate when a system keeps silent below a confidence.
///
/// Units are taken by falling confidence (probability of the predicted label); units of one
/// confidence come together. Units without prediction or probabilities are never reached, but
/// count in the coverage.
public struct CoverageRisk: Hashable, Sendable {
  /// The state when all units at or above a confidence are answered.
  public struct Point: Hashable, Sendable {
    /// The lowest confidence answered.
    public let confidence: Double
    /// Share of all units that are answered, in (0, 1].
    public let coverage: Double
    /// Share of wrong answers among them.
    public let risk: Double
  }

  /// By rising coverage; one a distinct confidence.
  public let points: [Point]
  /// The mean risk over the coverages 1/n … m/n of the m answerable units; nil without any.
  ///
  /// Within units of one confidence it is the mean over all their orders.
  ///
  /// - Source: Geifman, Uziel, El-Yaniv 2019, Bias-Reduced Uncertainty Estimation, AURC.
  public let area: Double?
  /// The area if the same errors had had the lowest confidences: the best reachable.
  public let bestArea: Double?

  /// - Shapes: `confidences` and `correct` m; `total` n ≥ m units. Traps on other counts.
  /// - Complexity: O(m log m).
  public init(confidences: [Double], correct: [Bool], total: Int) {
    let m = confidences.count
    precondition(correct.count == m && total >= m, "counts do not fit")
    let order = (0..<m).sorted { confidences[$0] > confidences[$1] }
    var points: [Point] = []
    var errors = 0
    var start = 0
    var sum = 0.0
    while start < m {
      var end = start
      var block = 0
      let confidence = confidences[order[start]]
      while end < m, confidences[order[end]] == confidence {
        block += correct[order[end]] ? 0 : 1
        end += 1
      }
      let share = Double(block) / Double(end - start)
      for k in (start + 1)...end {
        sum += (Double(errors) + Double(k - start) * share) / Double(k)
      }
      errors += block
      points.append(
        Point(
          confidence: confidence, coverage: Double(end) / Double(total),
          risk: Double(errors) / Double(end)))
      start = end
    }
    self.points = points
    area = m == 0 ? nil : sum / Double(m)
    var best = 0.0
    for k in 0..<errors { best += Double(k + 1) / Double(m - errors + k + 1) }
    bestArea = m == 0 ? nil : best / Double(m)
  }

  /// The curve of items whose positions fit their probabilities.
  public init(items: [EvaluationItem]) {
    var confidences: [Double] = []
    var correct: [Bool] = []
    for item in items {
      guard let predicted = item.predicted, let probabilities = item.probabilities else { continue }
      confidences.append(probabilities[predicted])
      correct.append(predicted == item.gold)
    }
    self.init(confidences: confidences, correct: correct, total: items.count)
  }
}
