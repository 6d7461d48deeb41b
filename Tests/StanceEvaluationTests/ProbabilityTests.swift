import Testing

@testable import StanceEvaluation

@Suite struct ProbabilityTests {
  /// Items of a recorded case.
  static func items(_ number: Int, _ golden: GoldenFile) throws -> (labels: Int, [EvaluationItem]) {
    let c = "c\(number)."
    let k = try golden.integers(c + "labels")[0]
    let gold = try golden.integers(c + "gold")
    let predicted = try golden.integers(c + "predicted")
    let probabilities = try golden.table(c + "probabilities", width: k)
    let items = gold.indices.map {
      EvaluationItem(
        id: "\($0)", gold: gold[$0], predicted: predicted[$0] < 0 ? nil : predicted[$0],
        probabilities: probabilities[$0])
    }
    return (k, items)
  }

  @Test(arguments: 0..<7) func valuesAreThoseOfThePeer(number: Int) throws {
    let golden = try GoldenFile("classification")
    let c = "c\(number)."
    let (k, items) = try Self.items(number, golden)
    var tally = CalibrationTally()
    for item in items {
      tally.add(
        gold: item.gold, predicted: item.predicted, probabilities: item.probabilities ?? [])
    }
    #expect(agree(tally.logLoss, try golden.optional(c + "log_loss")[0]))
    #expect(agree(tally.brier, try golden.optional(c + "brier")[0]))
    #expect(agree(tally.expectedCalibrationError, try golden.optional(c + "ece")[0]))
    #expect(tally.reliability.map(\.count) == (try golden.integers(c + "bins")))
    for label in 0..<k {
      let ranked = RankedScores(
        scores: items.map { $0.probabilities?[label] ?? 0 },
        positive: items.map { $0.gold == label })
      #expect(agree(ranked.area(), try golden.optional(c + "roc_auc")[label]))
    }
    #expect(agree(tally.maximumCalibrationError, try golden.optional(c + "max_error")[0]))
    let curve = CoverageRisk(items: items)
    #expect(agree(curve.area, try golden.optional(c + "aurc")[0]))
    #expect(agree(curve.bestArea, try golden.optional(c + "best_aurc")[0]))
    let report = try EvaluationReport.build(
      items: items, labels: (0..<k).map { "l\($0)" }, options: EvaluationOptions(replicates: 0))
    #expect(agree(report[.rocAUC], try golden.optional(c + "roc_auc_macro")[0]))
  }

  @Test func talliesAdd() {
    for seed in UInt64(0)..<40 {
      var g = Generated(seed: seed)
      let items = g.items(g.integer(2...50), labels: 3, groups: 3, abstain: 0.1)
      func tally(_ some: some Sequence<EvaluationItem>) -> CalibrationTally {
        var tally = CalibrationTally(binCount: 7)
        for item in some {
          tally.add(
            gold: item.gold, predicted: item.predicted, probabilities: item.probabilities ?? [])
        }
        return tally
      }
      var sum = tally(items.prefix(1))
      sum.add(tally(items.dropFirst()), times: 2)
      let all = tally(items + items.dropFirst())
      #expect(sum.count == all.count)
      #expect(agree(sum.brier, all.brier), "seed \(seed)")
      #expect(agree(sum.logLoss, all.logLoss), "seed \(seed)")
      #expect(
        agree(sum.expectedCalibrationError, all.expectedCalibrationError), "seed \(seed)")
    }
  }

  @Test func binsAreClosedOnTheRight() {
    for count in [1, 3, 7, 10, 15, 100] {
      for index in 0..<count {
        let edge = Double(index + 1) / Double(count)
        #expect(CalibrationTally.bin(of: edge, count: count) == index)
        #expect(
          CalibrationTally.bin(of: edge.nextUp, count: count) == min(index + 1, count - 1))
      }
      #expect(CalibrationTally.bin(of: 0, count: count) == 0)
    }
  }

  @Test func aCertainSystemIsCalibratedWhenRight() {
    var tally = CalibrationTally()
    tally.add(gold: 1, predicted: 1, probabilities: [0, 1, 0])
    #expect(tally.logLoss == 0)
    #expect(tally.brier == 0)
    #expect(tally.expectedCalibrationError == 0)
    tally.add(gold: 1, predicted: 0, probabilities: [1, 0, 0])
    #expect(tally.brier == 1)
    #expect(tally.expectedCalibrationError == 0.5)
    #expect(tally.maximumCalibrationError == 0.5)
    #expect(CalibrationTally().brier == nil)
    #expect(CalibrationTally().logLoss == nil)
    #expect(CalibrationTally().expectedCalibrationError == nil)
    #expect(CalibrationTally().maximumCalibrationError == nil)
  }

  @Test func areaCountsPairs() {
    for seed in UInt64(0)..<60 {
      var g = Generated(seed: seed)
      let n = g.integer(1...30)
      let scores = (0..<n).map { _ in Double(g.integer(0...6)) }
      let positive = (0..<n).map { _ in g.chance(0.4) }
      let weights = (0..<n).map { _ in g.integer(0...3) }
      var won = 0.0
      var pairs = 0.0
      for i in 0..<n where positive[i] {
        for j in 0..<n where !positive[j] {
          let weight = Double(weights[i] * weights[j])
          pairs += weight
          won += weight * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0)
        }
      }
      let area = RankedScores(scores: scores, positive: positive).area { weights[$0] }
      #expect(agree(area, pairs > 0 ? won / pairs : nil), "seed \(seed)")
    }
  }

  @Test func coverageRiskIsTheMeanOverOrdersOfTies() {
    // Two units of one confidence, one wrong: risk 1/2 on average after the first, 1/2 after both.
    let tied = CoverageRisk(confidences: [0.7, 0.7], correct: [true, false], total: 2)
    #expect(tied.area == 0.5)
    #expect(tied.points.count == 1)
    let sorted = CoverageRisk(confidences: [0.6, 0.9], correct: [false, true], total: 4)
    #expect(sorted.points.map(\.coverage) == [0.25, 0.5])
    #expect(sorted.points.map(\.risk) == [0, 0.5])
    #expect(sorted.area == 0.25)
    #expect(sorted.bestArea == 0.25)
    let none = CoverageRisk(confidences: [], correct: [], total: 3)
    #expect(none.area == nil && none.bestArea == nil && none.points.isEmpty)
  }

  @Test func noOrderIsBetterThanTheBest() {
    for seed in UInt64(0)..<60 {
      var g = Generated(seed: seed)
      let items = g.items(g.integer(1...40), labels: 3, groups: 2, abstain: 0.1, coarse: true)
      let curve = CoverageRisk(items: items)
      if let area = curve.area, let best = curve.bestArea {
        #expect(area >= best - 1e-12, "seed \(seed)")
      }
      if let last = curve.points.last {
        let confusion = ConfusionMatrix(labels: ["a", "b", "c"], items: items)
        #expect(agree(last.coverage, confusion.coverage), "seed \(seed)")
        #expect(agree(1 - last.risk, confusion.answeredAccuracy), "seed \(seed)")
      }
    }
  }
}
