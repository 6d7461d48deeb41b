import Testing

@testable import StanceEvaluation

@Suite struct GroupedScoresTests {
  static let abc = ["favor", "neutral", "against"]

  /// A resample's values are those of the items written out as often as their group was drawn.
  @Test func resamplesAreItemsWrittenOut() {
    let metrics: [Metric] =
      [
        .accuracy, .macroF1, .microF1, .favorAgainstF1, .balancedAccuracy, .kappa, .coverage,
        .answeredAccuracy, .rocAUC, .logLoss, .brier,
      ] + (0..<3).flatMap(Metric.ofLabel)
    for seed in UInt64(0)..<60 {
      var g = Generated(seed: seed)
      var items = g.items(
        g.integer(1...40), labels: 3, groups: g.integer(1...8), abstain: 0.1,
        coarse: seed % 2 == 0)
      for index in items.indices where g.chance(0.2) { items[index].probabilities = nil }
      let scores = GroupedScores(items: items, labels: Self.abc)
      let weights = scores.groups.map { _ in g.integer(0...3) }
      let times = Dictionary(uniqueKeysWithValues: zip(scores.groups, weights))
      let written = items.flatMap { Array(repeating: $0, count: times[$0.group] ?? 0) }
      let expected = GroupedScores(items: written, labels: Self.abc).values(metrics)
      for (index, value) in scores.values(metrics, weights: weights).enumerated() {
        #expect(agree(value, expected[index]), "seed \(seed) \(metrics[index])")
      }
    }
  }

  @Test func theDataItselfKnowsMore() throws {
    var g = Generated(seed: 2)
    let items = g.items(50, labels: 3, groups: 6)
    let scores = GroupedScores(items: items, labels: Self.abc)
    let only: [Metric] = [.calibrationError, .coverageRiskArea]
    let ones = scores.groups.map { _ in 1 }
    #expect(scores.values(only, weights: ones) == [nil, nil])
    #expect(scores.values(only).allSatisfy { $0 != nil })
    #expect(
      scores.groups.indices.reduce(ConfusionMatrix(labels: Self.abc)) {
        $0 + scores.confusion(of: $1)
      } == scores.confusion())
  }
}
