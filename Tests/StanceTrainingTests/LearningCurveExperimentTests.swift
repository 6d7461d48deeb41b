import Testing

@testable import StanceTraining

@Suite struct LearningCurveExperimentTests {
  private func experiment(_ groups: Int = 15) throws -> LearningCurveExperiment {
    let data = try ExperimentData(
      Fixtures.synthetic(groups: groups), trainer: Fixtures.trainer())
    return LearningCurveExperiment(
      data, fractions: [1, 0.4, 0.02], repetitions: 2,
      settings: ExperimentSettings(strengths: [3]), seed: 4)
  }

  @Test func sizesAndValues() throws {
    let points = try experiment().run()
    #expect(points.map(\.fraction) == [0.02, 0.4, 1])
    // 15 groups less the 3 of a test part.
    #expect(points.map(\.groups) == [1, 5, 12])
    #expect(points[2].rows == 72)
    // One group is too little to train on; no value stands in its place.
    #expect(points[0].macroF1.isEmpty && points[0].mean == nil && points[0].deviation == nil)
    #expect(points[1].macroF1.count == 2 && points[2].macroF1.count == 2)
    #expect(try experiment().run() == points)
  }

  @Test func testGroupsAreNeverTrainedOn() throws {
    let experiment = try experiment()
    var tested: Set<Int> = []
    for repetition in 0..<5 {
      let plan = experiment.plan(repetition)
      let outside = Set(plan.test.map { experiment.data.examples[$0].group })
      #expect(outside.isDisjoint(with: plan.order))
      #expect(outside.count + plan.order.count == 15)
      tested.formUnion(plan.test)
    }
    // Five repetitions of five test folds test everything once.
    #expect(tested == Set(0..<experiment.data.count))
  }

  @Test func meanAndDeviation() {
    let point = LearningCurveExperiment.Point(
      fraction: 1, groups: 1, rows: 1, macroF1: [0.5, 0.7, 0.6])
    #expect(abs((point.mean ?? 0) - 0.6) < 1e-12)
    #expect(abs((point.deviation ?? 0) - 0.1) < 1e-12)
    #expect(point.lowest == 0.5 && point.highest == 0.7)
    let one = LearningCurveExperiment.Point(fraction: 1, groups: 1, rows: 1, macroF1: [0.5])
    #expect(one.mean == 0.5 && one.deviation == nil)
  }

  @Test func nothingTrainable() throws {
    var experiment = try experiment()
    experiment.fractions = [0.02]
    #expect(throws: TrainingError.tooFewGroups(found: 1, needed: 3)) { try experiment.run() }
  }
}
