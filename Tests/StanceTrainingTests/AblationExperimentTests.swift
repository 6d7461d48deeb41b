import StanceEvaluation
import Testing

@testable import StanceTraining

@Suite struct AblationExperimentTests {
  @Test func rowsAreCrossValidationsOfTheirFamilies() throws {
    let data = try ExperimentData(
      Fixtures.synthetic(groups: 12, noise: 0.2), trainer: Fixtures.trainer())
    // The ids of packs have no wording: neither joined terms nor words of the target.
    #expect(
      data.families == ["lexicon", "words", "characters", "window", "opening", "context"])
    let settings = ExperimentSettings(strengths: [3])
    let experiment = AblationExperiment(data, folds: 3, settings: settings)
    #expect(experiment.variants.count == 1 + 6 + 5)
    let rows = try experiment.run()
    #expect(rows.map(\.variant) == experiment.variants)
    #expect(rows[0].difference == nil && rows[0].interval == nil)

    // A trainer that never read the family gives the same row.
    for (name, row) in [("lexicon", rows[1]), ("characters", rows[3])] {
      #expect(row.variant == .without(name))
      let other = try ExperimentData(
        Fixtures.synthetic(groups: 12, noise: 0.2),
        trainer: Fixtures.trainer(without: [name]))
      let result = try CrossValidation(
        other, parts: .groups(folds: 3), settings: settings
      ).run()
      #expect(row.items == result.items)
      let full = try #require(rows[0].macroF1)
      let own = try #require(row.macroF1)
      #expect(abs(try #require(row.difference) - (own - full)) < 1e-12)
    }
  }

  /// Rows are compared as rows: an id that stands twice takes no difference away.
  @Test func idsMayStandTwice() throws {
    func rows(_ data: DataSet) throws -> [AblationExperiment.Row] {
      let prepared = try ExperimentData(
        data, trainer: Fixtures.trainer(without: ["window", "opening", "characters", "context"]))
      return try AblationExperiment(
        prepared, folds: 3, settings: ExperimentSettings(strengths: [3])
      ).run()
    }
    let data = Fixtures.synthetic(groups: 12, noise: 0.2)
    var same = data
    for index in same.examples.indices { same.examples[index].id = "same" }
    let (found, expected) = (try rows(same), try rows(data))
    #expect(found.map(\.difference) == expected.map(\.difference))
    #expect(found.map(\.interval) == expected.map(\.interval))
    #expect(found.dropFirst().allSatisfy { $0.difference != nil })
  }

  @Test func familiesThatTheDataLackHaveNoRow() throws {
    var examples = Fixtures.synthetic(groups: 9)
    for index in examples.examples.indices {
      examples.examples[index].section = nil
      examples.examples[index].target = nil
    }
    let data = try ExperimentData(examples, trainer: Fixtures.trainer(without: ["characters"]))
    #expect(data.families == ["lexicon", "words", "opening"])
    #expect(
      AblationExperiment(data).variants.map(\.name) == [
        "all families", "without lexicon", "without words", "without opening", "lexicon alone",
        "words alone", "opening alone",
      ])
  }
}
