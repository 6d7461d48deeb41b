import StanceKit
import StanceModel
import StanceText
import Testing

@Suite("DocumentTally")
struct DocumentTallyTests {
  static let labels = ["favor", "neutral", "against"]

  static func prediction(_ probabilities: [Double]?, about: Bool = true) -> UnitPrediction {
    UnitPrediction(
      unit: TextUnit(index: 0, line: 1, range: 0..<10, kind: .body, rule: "body"), target: "meta",
      aboutTarget: about, label: probabilities == nil ? nil : "favor",
      probabilities: probabilities, evidence: 1)
  }

  static func tally(_ predictions: [UnitPrediction]) -> DocumentTally {
    var tally = DocumentTally(labels: labels, favor: 0, against: 2)
    for prediction in predictions { tally.add(prediction) }
    return tally
  }

  @Test("One paragraph is its own document; twice the same changes nothing")
  func identity() throws {
    let values = [0.6, 0.3, 0.1]
    for count in [1, 2, 5] {
      let result = Self.tally(Array(repeating: Self.prediction(values), count: count)).prediction
      let found = try #require(result.probabilities)
      for (a, b) in zip(found, values) { #expect(abs(a - b) < 1e-12) }
      #expect(result.label == "favor")
      #expect(abs((result.score ?? 9) - 0.5) < 1e-12)
      #expect(result.evidence == count)
    }
  }

  @Test("The geometric mean of the probabilities, normalised")
  func mean() throws {
    let found = try #require(
      Self.tally([Self.prediction([0.8, 0.1, 0.1]), Self.prediction([0.2, 0.4, 0.4])])
        .prediction.probabilities)
    let roots = [0.16, 0.04, 0.04].map { $0.squareRoot() }
    for (a, b) in zip(found, roots) { #expect(abs(a - b / roots.reduce(0, +)) < 1e-12) }
  }

  @Test("Paragraphs about the target count alone where there are any")
  func about() throws {
    let other = Self.prediction([0.1, 0.1, 0.8], about: false)
    let own = Self.prediction([0.7, 0.2, 0.1])
    #expect(Self.tally([other, own, other]).prediction.label == "favor")
    #expect(Self.tally([other, own, other]).prediction.aboutTarget)
    #expect(Self.tally([other, other]).prediction.label == "against")
    // So do their cues.
    #expect(Self.tally([other, own, other]).prediction.evidence == 1)
    #expect(Self.tally([other, other]).prediction.evidence == 2)
    let none = Self.tally([Self.prediction(nil)]).prediction
    #expect(none.label == nil && none.probabilities == nil && none.score == nil)
    #expect(Self.tally([]).isEmpty)
  }
}
