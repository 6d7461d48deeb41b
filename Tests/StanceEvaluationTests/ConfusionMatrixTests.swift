import StanceEvaluation
import Testing

@Suite struct ConfusionMatrixTests {
  static let abc = ["favor", "neutral", "against"]

  @Test func countsLandWhereTheyBelong() {
    var matrix = ConfusionMatrix(labels: Self.abc)
    matrix.add(gold: 0, predicted: 2)
    matrix.add(gold: 0, predicted: 2, count: 3)
    matrix.add(gold: 1, predicted: nil)
    matrix.add(gold: 2, predicted: 2)
    #expect(matrix.rows == [[0, 0, 4], [0, 0, 0], [0, 0, 1]])
    #expect(matrix.abstained == [0, 1, 0])
    #expect(matrix.total == 6)
    #expect(matrix.answered == 5)
    #expect(matrix.correct == 1)
    #expect(matrix.support(of: 1) == 1)
    #expect(matrix.predictions(of: 2) == 5)
  }

  @Test func matricesAdd() {
    for seed in UInt64(0)..<50 {
      var g = Generated(seed: seed)
      let items = g.items(g.integer(0...60), labels: 3, groups: 4, abstain: 0.2)
      let cut = g.integer(0...items.count)
      let first = ConfusionMatrix(labels: Self.abc, items: items[..<cut])
      let second = ConfusionMatrix(labels: Self.abc, items: items[cut...])
      let all = ConfusionMatrix(labels: Self.abc, items: items)
      #expect(first + second == all, "seed \(seed)")
      var thrice = first
      thrice.add(first, times: 2)
      #expect(thrice == first + first + first, "seed \(seed)")
    }
  }

  @Test func undefinedIsNil() {
    let empty = ConfusionMatrix(labels: Self.abc)
    #expect(empty.accuracy == nil)
    #expect(empty.macroF1 == nil)
    #expect(empty.microF1 == nil)
    #expect(empty.favorAgainstF1() == nil)
    #expect(empty.balancedAccuracy == nil)
    #expect(empty.cohenKappa == nil)
    #expect(empty.coverage == nil)
    #expect(empty.answeredAccuracy == nil)
    var one = empty
    one.add(gold: 0, predicted: 0, count: 5)
    #expect(one.accuracy == 1)
    #expect(one.cohenKappa == nil)
    #expect(one.macroF1 == 1)
    #expect(one.favorAgainstF1() == nil)
    #expect(one.scores(of: 1).precision == nil)
    #expect(one.scores(of: 1).recall == nil)
    #expect(one.scores(of: 1).f1 == nil)
    var silent = empty
    silent.add(gold: 1, predicted: nil, count: 4)
    #expect(silent.accuracy == 0)
    #expect(silent.coverage == 0)
    #expect(silent.answeredAccuracy == nil)
    #expect(silent.scores(of: 1).precision == nil)
    #expect(silent.scores(of: 1).recall == 0)
    #expect(silent.scores(of: 1).f1 == 0)
  }

  @Test func favorAndAgainstAreFoundByName() {
    var matrix = ConfusionMatrix(labels: ["positive", "negative"])
    matrix.add(gold: 0, predicted: 0)
    matrix.add(gold: 1, predicted: 0)
    #expect(matrix.favorAgainstF1() == nil)
    #expect(matrix.favorAgainstF1(favor: "positive", against: "negative") == 1.0 / 3)
  }

  @Test(arguments: 0..<7) func scoresAreThoseOfThePeer(number: Int) throws {
    let golden = try GoldenFile("classification")
    let c = "c\(number)."
    let k = try golden.integers(c + "labels")[0]
    let labels =
      k == 2 ? ["favor", "against"] : ["favor"] + (1..<(k - 1)).map { "l\($0)" } + ["against"]
    var matrix = ConfusionMatrix(labels: labels)
    for (gold, predicted) in zip(
      try golden.integers(c + "gold"), try golden.integers(c + "predicted"))
    {
      matrix.add(gold: gold, predicted: predicted < 0 ? nil : predicted)
    }
    #expect(matrix.counts == (try golden.integers(c + "confusion")))
    #expect(agree(matrix.accuracy, try golden.optional(c + "accuracy")[0]))
    #expect(agree(matrix.macroF1, try golden.optional(c + "macro_f1")[0]))
    #expect(agree(matrix.microF1, try golden.optional(c + "micro_f1")[0]))
    #expect(agree(matrix.favorAgainstF1(), try golden.optional(c + "favor_against_f1")[0]))
    #expect(agree(matrix.balancedAccuracy, try golden.optional(c + "balanced_accuracy")[0]))
    #expect(agree(matrix.cohenKappa, try golden.optional(c + "kappa")[0]))
    #expect(matrix.perLabel.map(\.support) == (try golden.integers(c + "support")))
    for label in 0..<k {
      let scores = matrix.scores(of: label)
      #expect(agree(scores.precision, try golden.optional(c + "precision")[label]))
      #expect(agree(scores.recall, try golden.optional(c + "recall")[label]))
      #expect(agree(scores.f1, try golden.optional(c + "f1")[label]))
    }
  }
}
