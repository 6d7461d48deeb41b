/// Units sorted by the score of one label, for the area under its ROC curve.
///
/// Sorted once, so that a bootstrap pays O(n) a resample.
public struct RankedScores: Sendable {
  /// Units, by rising score.
  private let order: [Int]
  /// Whether the score at a place of `order` equals the one before it.
  private let tied: [Bool]
  private let positive: [Bool]

  /// - Shapes: `scores` and `positive` n; traps if their counts differ.
  /// - Complexity: O(n log n).
  public init(scores: [Double], positive: [Bool]) {
    precondition(scores.count == positive.count, "scores and truths of different counts")
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    self.order = order
    self.positive = positive
    tied = order.indices.map { $0 > 0 && scores[order[$0]] == scores[order[$0 - 1]] }
  }

  /// The area under the ROC curve: P(score of a positive > score of a negative), ties half.
  ///
  /// - Parameter weight: how often each unit counts, 0 or more.
  /// - Returns: in [0, 1]; nil without positives or without negatives.
  /// - Complexity: O(n).
  /// - Source: Mann and Whitney 1947; scikit-learn's `roc_auc_score`.
  public func area(weight: (Int) -> Int = { _ in 1 }) -> Double? {
    var negativesBelow = 0
    var positives = 0
    var blockPositives = 0
    var blockNegatives = 0
    var doubled = 0.0
    func close() {
      doubled += Double(blockPositives) * Double(2 * negativesBelow + blockNegatives)
      negativesBelow += blockNegatives
      positives += blockPositives
      blockPositives = 0
      blockNegatives = 0
    }
    for place in order.indices {
      if !tied[place] { close() }
      let unit = order[place]
      if positive[unit] { blockPositives += weight(unit) } else { blockNegatives += weight(unit) }
    }
    close()
    guard positives > 0, negativesBelow > 0 else { return nil }
    return doubled / 2 / Double(positives) / Double(negativesBelow)
  }
}
