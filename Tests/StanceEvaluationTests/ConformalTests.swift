import StanceEvaluation
import Testing

@Suite struct ConformalTests {
  static func items(_ gold: [Int], _ probabilities: [[Double]]) -> [EvaluationItem] {
    gold.indices.map {
      EvaluationItem(
        id: "\($0)", gold: gold[$0], predicted: nil, probabilities: probabilities[$0])
    }
  }

  @Test(arguments: 0..<4) func thresholdsAreThoseOfThePeer(number: Int) throws {
    let golden = try GoldenFile("conformal")
    let c = "k\(number)."
    let shape = try golden.numbers(c + "shape")
    let k = Int(shape[1])
    let items = Self.items(
      try golden.integers(c + "gold"), try golden.table(c + "probabilities", width: k))
    let predictor = try ConformalPredictor(
      calibration: items, labels: (0..<k).map { "l\($0)" }, coverage: shape[2])
    #expect(agree(predictor.threshold, try golden.numbers(c + "lac")[0]))
    #expect(predictor.rows == items.count)
  }

  @Test func theRowsNeededAreCounted() throws {
    for (coverage, rows) in [
      (0.5, 1), (0.8, 4), (0.9, 9), (0.95, 19), (0.99, 99), (0.999, 999), (2.0 / 3, 2), (0.3, 1),
      (1e-14, 1),
    ] {
      #expect(try ConformalPredictor.rowsNeeded(coverage: coverage) == rows, "\(coverage)")
    }
    for bad in [0, 1, -1, Double.nan, .infinity] {
      #expect(throws: ConformalError.self) {
        try ConformalPredictor.rowsNeeded(coverage: bad)
      }
    }
  }

  @Test func tooFewRowsAreRefused() throws {
    var g = Generated(seed: 3)
    let items = g.items(9, labels: 3, groups: 9)
    let labels = ["a", "b", "c"]
    _ = try ConformalPredictor(calibration: items, labels: labels, coverage: 0.9)
    #expect(throws: ConformalError.tooFewRows(needed: 9, found: 8)) {
      try ConformalPredictor(calibration: Array(items.dropLast()), labels: labels, coverage: 0.9)
    }
    #expect(throws: ConformalError.items(.tooFewLabels(1))) {
      try ConformalPredictor(calibration: items, labels: ["a"], coverage: 0.9)
    }
  }

  /// The promise itself: each of n + 1 rows being left to the others, sets hold often enough.
  @Test func coverageIsKeptOnExchangeableRows() throws {
    for seed in UInt64(0)..<30 {
      var g = Generated(seed: seed)
      let k = g.integer(2...4)
      let items = g.items(
        g.integer(12...40), labels: k, groups: 1, skill: 0.3, coarse: seed % 2 == 0)
      for coverage in [0.9, 0.8, 0.5] {
        var covered = 0
        for index in items.indices {
          var others = items
          others.remove(at: index)
          let predictor = try ConformalPredictor(
            calibration: others, labels: (0..<k).map { "\($0)" }, coverage: coverage)
          let set = predictor.set(items[index].probabilities ?? [])
          covered += set.contains(items[index].gold) ? 1 : 0
        }
        #expect(
          Double(covered) >= coverage * Double(items.count) - 1e-9, "seed \(seed) \(coverage)")
      }
    }
  }

  @Test func fareIsCounted() throws {
    // Four rows allow 0.8: the threshold is the largest of their scores, 0.6.
    let predictor = try ConformalPredictor(
      calibration: Self.items([0, 0, 0, 0], [0.4, 0.5, 0.6, 0.7].map { [$0, 1 - $0, 0] }),
      labels: ["a", "b", "c"], coverage: 0.8)
    #expect(predictor.threshold == 0.6 && predictor.rows == 4)
    #expect(predictor.set([0.125, 0.625, 0.25]) == [1])
    #expect(predictor.set([0.3, 0.35, 0.35]) == [])
    let report = predictor.evaluate(
      Self.items([0, 1, 2], [[0.5, 0.5, 0], [0.9, 0.1, 0], [0.34, 0.33, 0.33]])
        + [EvaluationItem(id: "x", gold: 0, predicted: 0)])
    #expect(report.count == 3 && report.covered == 1)
    #expect(report.sizes == [1, 1, 1, 0])
    #expect(report.meanSize == 1)
    #expect(report.coverage == 1.0 / 3)
    #expect(report.tree["mean_size"] == .number(1))
    #expect(predictor.evaluate([]).coverage == nil)
  }
}
