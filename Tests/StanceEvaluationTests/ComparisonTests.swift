import Testing

@testable import StanceEvaluation

@Suite struct ComparisonTests {
  static let abc = ["favor", "neutral", "against"]

  @Test func mcNemarIsThatOfThePeer() throws {
    let golden = try GoldenFile("comparison")
    for row in try golden.table("mcnemar", width: 3) {
      let test = McNemarTest(onlyFirst: Int(row[0]), onlySecond: Int(row[1]))
      #expect(agree(test.pValue, row[2], 1e-9), "\(row) \(test)")
      #expect(test.smallestPValue <= test.pValue)
    }
    for row in try golden.table("cohen_h", width: 3) {
      #expect(agree(SystemComparison.cohenH(row[0], row[1]), row[2]), "\(row)")
    }
    #expect(SystemComparison.cohenH(nil, 0.5) == nil)
  }

  @Test func mcNemarReachesItsFloorAndNoLower() {
    #expect(McNemarTest(onlyFirst: 0, onlySecond: 0).smallestPValue == 1)
    for n in 1...60 {
      let test = McNemarTest(onlyFirst: n, onlySecond: 0)
      #expect(agree(test.pValue, test.smallestPValue, 1e-11))
      #expect(abs(test.pValue / test.smallestPValue - 1) < 1e-9, "\(n)")
    }
    let far = McNemarTest(onlyFirst: 100_000, onlySecond: 0)
    #expect(far.pValue > 0 && far.smallestPValue > 0)
  }

  /// Counts of groups, from units and right answers in each.
  static func counts(_ units: [Int], _ right: [Int]) -> [ConfusionMatrix] {
    zip(units, right).map { units, right in
      var matrix = ConfusionMatrix(labels: ["a", "b"])
      matrix.add(gold: 0, predicted: 0, count: right)
      matrix.add(gold: 0, predicted: 1, count: units - right)
      return matrix
    }
  }

  @Test(arguments: 0..<4) func randomizationIsThatOfThePeer(number: Int) throws {
    let golden = try GoldenFile("comparison")
    let c = "r\(number)."
    let units = try golden.integers(c + "units")
    let first = Self.counts(units, try golden.integers(c + "first"))
    let second = Self.counts(units, try golden.integers(c + "second"))
    let p = try golden.numbers(c + "p")[0]
    let exact = try #require(
      GroupRandomization.test(.accuracy, first: first, second: second))
    #expect(exact.isExact)
    #expect(agree(exact.pValue, p), "\(exact)")
    // Too few draws for all assignments: about the same p, never below its floor.
    let drawn = try #require(
      GroupRandomization.test(.accuracy, first: first, second: second, draws: 15, seed: 3))
    #expect(!drawn.isExact && drawn.assignments == 16 || drawn.differingGroups <= 3)
    #expect(drawn.pValue >= drawn.smallestPValue && drawn.smallestPValue >= 1.0 / 16)
  }

  @Test func drawnAssignmentsComeNearAllOfThem() throws {
    var g = Generated(seed: 12)
    let units = (0..<16).map { _ in g.integer(3...9) }
    let first = Self.counts(units, units.map { g.integer(1...$0) })
    let second = Self.counts(units, units.map { g.integer(0...$0) })
    let exact = try #require(
      GroupRandomization.test(.macroF1, first: first, second: second, draws: 1 << 16))
    let drawn = try #require(
      GroupRandomization.test(.macroF1, first: first, second: second, draws: 5000))
    #expect(exact.isExact && !drawn.isExact)
    #expect(abs(exact.pValue - drawn.pValue) < 0.03, "\(exact) \(drawn)")
  }

  /// Every swap by hand, for a metric that is no mean.
  @Test func randomizationTriesEverySwap() throws {
    for seed in UInt64(0)..<20 {
      var g = Generated(seed: seed)
      let count = g.integer(1...7)
      func some() -> [ConfusionMatrix] {
        (0..<count).map { _ in
          ConfusionMatrix(labels: Self.abc, items: g.items(4, labels: 3, groups: 1))
        }
      }
      let first = some()
      let second = (0..<count).map { g.chance(0.2) ? first[$0] : some()[0] }
      func difference(_ mask: Int) -> Double? {
        var a = ConfusionMatrix(labels: Self.abc)
        var b = a
        for group in 0..<count {
          a.add(mask >> group & 1 == 0 ? first[group] : second[group])
          b.add(mask >> group & 1 == 0 ? second[group] : first[group])
        }
        guard let x = a.macroF1, let y = b.macroF1 else { return nil }
        return abs(x - y)
      }
      let observed = try #require(difference(0))
      let hits = (0..<(1 << count)).count { (difference($0) ?? 9) >= observed - 1e-12 }
      let test = try #require(
        GroupRandomization.test(.macroF1, first: first, second: second))
      #expect(agree(test.pValue, Double(hits) / Double(1 << count)), "seed \(seed)")
      #expect(test.pValue >= test.smallestPValue, "seed \(seed)")
      #expect(test.differingGroups == zip(first, second).count { $0 != $1 }, "seed \(seed)")
    }
  }

  /// Items of two systems: the first right with chance `p`, the second with chance `q`.
  static func pair(
    groups: Int, each: Int, p: Double, q: Double, seed: UInt64
  ) -> ([EvaluationItem], [EvaluationItem]) {
    var g = Generated(seed: seed)
    var first: [EvaluationItem] = []
    var second: [EvaluationItem] = []
    for index in 0..<(groups * each) {
      let gold = index % 3
      func answer(_ chance: Double) -> Int {
        g.chance(chance) ? gold : (gold + 1 + g.integer(0...1)) % 3
      }
      let id = "i\(index)"
      let group = "g\(index / each)"
      first.append(EvaluationItem(id: id, group: group, gold: gold, predicted: answer(p)))
      second.append(EvaluationItem(id: id, group: group, gold: gold, predicted: answer(q)))
    }
    return (first, second)
  }

  @Test func aWinnerIsNamedOnlyWhereItCan() throws {
    let quick = ComparisonOptions(replicates: 500, draws: 2000)
    func verdict(_ pair: ([EvaluationItem], [EvaluationItem])) throws -> Verdict {
      try SystemComparison.build(
        first: pair.0, second: pair.1, labels: Self.abc, options: quick
      ).verdict
    }
    let clear = Self.pair(groups: 20, each: 9, p: 0.9, q: 0.5, seed: 1)
    #expect(try verdict(clear) == .firstIsBetter)
    #expect(try verdict((clear.1, clear.0)) == .secondIsBetter)
    #expect(try verdict((clear.0, clear.0)) == .noDifferenceShown(.samePredictions))
    let single = Self.pair(groups: 1, each: 60, p: 0.95, q: 0.3, seed: 2)
    #expect(try verdict(single) == .cannotTell(.oneGroup))
    let five = Self.pair(groups: 5, each: 30, p: 0.95, q: 0.3, seed: 3)
    guard case .cannotTell(.tooFewGroups(5, 0.0625, _)) = try verdict(five) else {
      Issue.record("\(try verdict(five))")
      return
    }
    let close = Self.pair(groups: 12, each: 6, p: 0.7, q: 0.68, seed: 4)
    guard case .noDifferenceShown(.pValueAboveAlpha) = try verdict(close) else {
      Issue.record("\(try verdict(close))")
      return
    }
    #expect(try verdict(([], [])) == .cannotTell(.noItems))
  }

  /// Always right against always wrong: no resample varies, and the test by group decides.
  @Test func oneDifferenceInEveryResample() throws {
    func items(_ groups: Int, right: Bool) -> [EvaluationItem] {
      (0..<groups * 3).map {
        EvaluationItem(
          id: "\($0)", group: "g\($0 / 3)", gold: $0 % 3, predicted: right ? $0 % 3 : ($0 + 1) % 3)
      }
    }
    func verdict(_ groups: Int) throws -> Verdict {
      try SystemComparison.build(
        first: items(groups, right: false), second: items(groups, right: true), labels: Self.abc
      ).verdict
    }
    #expect(try verdict(12) == .secondIsBetter)
    // Three groups: p cannot be below 1/4.
    #expect(
      try verdict(3) == .cannotTell(.tooFewGroups(differing: 3, smallestPValue: 0.25, alpha: 0.05)))
  }

  @Test func reasonsHaveFewDigits() {
    let reason = VerdictReason.intervalHoldsZero(low: -0.012345678, high: 0.1)
    #expect(reason.description == "the interval of the difference, -0.0123 to 0.1, holds 0")
    #expect(VerdictReason.pValueAboveAlpha(0.296875, alpha: 0.05).description.contains("0.2969"))
  }

  /// Of systems of one quality, a winner is named about as seldom as alpha says.
  @Test func noWinnerWhereThereIsNone() throws {
    var named = 0
    for seed in UInt64(0)..<60 {
      let pair = Self.pair(groups: 12, each: 5, p: 0.6, q: 0.6, seed: seed)
      let comparison = try SystemComparison.build(
        first: pair.0, second: pair.1, labels: Self.abc,
        options: ComparisonOptions(metrics: [.accuracy], replicates: 200, draws: 300, seed: seed))
      if comparison.verdict.reason == nil { named += 1 }
    }
    #expect(named <= 8, "\(named) of 60")
  }

  @Test func partsAgree() throws {
    let pair = Self.pair(groups: 12, each: 5, p: 0.8, q: 0.5, seed: 8)
    // The second list may come in any order.
    let comparison = try SystemComparison.build(
      first: pair.0, second: pair.1.reversed(), labels: Self.abc,
      options: ComparisonOptions(replicates: 300, draws: 500))
    #expect(comparison.groups == 12)
    #expect(comparison.first == ConfusionMatrix(labels: Self.abc, items: pair.0))
    #expect(comparison.second == ConfusionMatrix(labels: Self.abc, items: pair.1))
    let test = comparison.mcNemar
    #expect(
      test.onlyFirst - test.onlySecond == comparison.first.correct - comparison.second.correct)
    let accuracy = try #require(comparison.differences.first { $0.metric == .accuracy })
    #expect(
      agree(accuracy.difference, Double(test.onlyFirst - test.onlySecond) / 60))
    #expect(accuracy.interval.contains(accuracy.difference ?? 9) == true)
    #expect(comparison.tree["verdict"]?["code"] == .text(comparison.verdict.code))
    #expect(comparison.tree["mcnemar"]?["only_first_correct"] == .integer(test.onlyFirst))
  }

  @Test func listsThatDoNotFitAreRefused() {
    let one = EvaluationItem(id: "a", gold: 0, predicted: 0)
    let two = EvaluationItem(id: "b", gold: 1, predicted: 0)
    func fault(
      _ first: [EvaluationItem], _ second: [EvaluationItem],
      _ options: ComparisonOptions = ComparisonOptions()
    ) -> ComparisonError? {
      do {
        _ = try SystemComparison.build(
          first: first, second: second, labels: Self.abc, options: options)
        return nil
      } catch { return error }
    }
    #expect(fault([one, two], [one]) == .missingInSecond(id: "b", count: 1))
    #expect(fault([one], [one, two]) == .missingInFirst(id: "b", count: 1))
    #expect(fault([one, one], [one, one]) == .duplicateID("a"))
    #expect(
      fault([one], [EvaluationItem(id: "a", gold: 1, predicted: 0)]) == .goldDiffers(id: "a"))
    #expect(
      fault([one], [EvaluationItem(id: "a", gold: 7, predicted: 0)])
        == .items(.labelOutOfRange(id: "a", position: 7, labels: 3)))
    #expect(fault([one], [one], ComparisonOptions(alpha: 0))?.description.contains("alpha") == true)
  }
}
