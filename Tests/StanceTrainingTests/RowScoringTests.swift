import StanceModel
import Testing

@testable import StanceTraining

/// Scores from collected features against scores from texts.
@Suite struct RowScoringTests {
  @Test(arguments: [[], ["lexicon"], ["words", "joined"], ["characters", "window"]])
  func asTheScorerOfTextsHasThem(without: [String]) throws {
    let trainer = try Fixtures.trainer(without: Set(without))
    let data = Fixtures.synthetic(groups: 10)
    var model = try trainer.train(data).model
    model.context = nil
    // Rows hold every family; the model uses only those that it has.
    let rows = try PreparedData(
      data, trainer: Fixtures.trainer(), progress: { _ in true }
    ).rows
    let scores = model.scores(of: rows)
    let runner = ModelRunner(
      model: model, lexicon: trainer.lexicon, rules: trainer.rules, targets: trainer.targets)
    let expected = runner.probabilities(data.examples)
    let k = model.labels.count
    for row in 0..<rows.rows {
      let found = model.probabilities(Array(scores[row * k..<(row + 1) * k]))
      for (a, b) in zip(expected[row], found) { #expect(abs(a - b) < 1e-5, "row \(row)") }
    }
  }

  @Test func selectedRowsAreTheRows() throws {
    let data = Fixtures.synthetic(groups: 6)
    let rows = try PreparedData(
      data, trainer: Fixtures.trainer(), progress: { _ in true }
    ).rows
    let chosen = [30, 2, 17, 2]
    let part = rows.selecting(chosen)
    #expect(part.rows == 4)
    for (place, row) in chosen.enumerated() {
      for family in NGramFamily.allCases {
        let a = rows.entries(row, family)
        let b = part.entries(place, family)
        #expect(Array(rows.buckets[a]) == Array(part.buckets[b]))
      }
      #expect(
        Array(rows.words[rows.words(ofRow: row)]) == Array(part.words[part.words(ofRow: place)]))
      let m = DenseFeature.count
      #expect(
        Array(rows.dense[row * m..<(row + 1) * m])
          == Array(part.dense[place * m..<(place + 1) * m]))
      #expect(rows.facts[row] == part.facts[place])
    }
  }
}
