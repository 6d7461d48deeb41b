import StanceLinear
import StanceModel
import Testing

@testable import StanceTraining

/// What the rules say as columns: the model after the fit scores as the fit did.
@Suite struct RulesBlockTests {
  @Test func foldedWeightsGiveTheScoresOfTheColumns() throws {
    let data = try PreparedData(
      Fixtures.synthetic(groups: 8), trainer: Fixtures.trainer(), progress: { _ in true })
    let design = try TrainingDesign(data.rows, families: [], usesLexicon: true)
    let first = DenseFeature.count
    var weights = LinearWeights(
      outputs: 3, denseFeatures: first + RulesBlock.count,
      sparseFeatures: design.design.sparse.columns)
    for column in 0..<first + RulesBlock.count {
      for output in 0..<3 { weights[column, output] = Double((column * 7 + output) % 5) - 2 }
    }
    let expected = LogisticRegression.scores(weights, design.design)
    let model = design.model(
      weights, map: nil, labels: data.labels, spec: data.rows.spec, provenance: Provenance())
    let found = model.scores(of: data.rows)
    for (index, value) in expected.elements.enumerated() {
      #expect(abs(Double(found[index]) - value) < 1e-3 * max(1, abs(value)), "score \(index)")
    }
  }

  /// Side and neutrality are the differences of the scores that the priors give.
  @Test func columnsAreWhatTheRulesSay() throws {
    let data = try PreparedData(
      Fixtures.synthetic(groups: 8), trainer: Fixtures.trainer(), progress: { _ in true })
    let columns = RulesBlock.values(data.rows.dense)
    let m = DenseFeature.count
    for row in 0..<data.count {
      var (favor, neutral, against) = (0.0, 0.0, 0.0)
      for feature in DenseFeature.allCases {
        let value = Double(data.rows.dense[row * m + feature.rawValue])
        favor += value * feature.prior.favor
        neutral += value * feature.prior.neutral
        against += value * feature.prior.against
      }
      #expect(abs(columns[row, 0] - (favor - against)) < 1e-9)
      #expect(abs(columns[row, 1] - (neutral - (favor + against) / 2)) < 1e-9)
    }
    #expect((0..<data.count).contains { columns[$0, 0] > 0 })
    #expect((0..<data.count).contains { columns[$0, 0] < 0 })
  }
}
