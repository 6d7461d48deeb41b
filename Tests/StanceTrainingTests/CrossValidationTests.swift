import StanceEvaluation
import StanceModel
import Testing

@testable import StanceTraining

@Suite struct CrossValidationTests {
  private func data(_ groups: Int = 12, without: Set<String> = []) throws -> ExperimentData {
    try ExperimentData(
      Fixtures.synthetic(groups: groups), trainer: Fixtures.trainer(without: without))
  }

  /// Every fold against a model trained from the texts of the other folds and run on this one.
  @Test func itemsAreThoseOfAModelThatHasNotSeenThem() throws {
    // Columns lie in another order: the fits agree as far as they go.
    var exact = try Fixtures.trainer()
    exact.options.tolerance = 1e-6
    let data = try ExperimentData(Fixtures.synthetic(groups: 12), trainer: exact)
    let validation = CrossValidation(data, parts: .groups(folds: 3))
    let result = try validation.run()
    #expect(result.items.map(\.id) == data.examples.map(\.id))
    #expect(result.rows == Array(0..<data.count))
    for part in validation.assignment() {
      var trainer = data.trainer
      trainer.options.folds = 3
      let training = DataSet(examples: part.learning.map { data.examples[$0] })
      let model = try trainer.train(training).model
      let runner = ModelRunner(
        model: model, lexicon: trainer.lexicon, rules: trainer.rules, targets: trainer.targets)
      let expected = runner.items(DataSet(examples: part.answering.map { data.examples[$0] }))
      for (row, item) in zip(part.answering, expected.items) {
        let found = result.items[row]
        #expect(found.gold == item.gold && found.slices == item.slices)
        for (a, b) in zip(found.probabilities ?? [], item.probabilities ?? []) {
          #expect(abs(a - b) < 1e-4, "\(item.id): \(a) and \(b)")
        }
      }
    }
  }

  @Test func noGroupOnBothSides() throws {
    for parts in [CrossValidation.Parts.groups(folds: 4), .targets(folds: nil)] {
      let data = try data()
      var answered: [Int] = []
      for part in CrossValidation(data, parts: parts).assignment() {
        let inside = Set(part.learning.map { data.examples[$0].group })
        #expect(part.answering.allSatisfy { !inside.contains(data.examples[$0].group) })
        answered += part.answering
      }
      #expect(answered.sorted() == Array(0..<data.count))
    }
  }

  /// What no fold of training divides, no fold of an experiment divides either.
  @Test func noAuthorOnBothSides() throws {
    var examples = Fixtures.synthetic(groups: 24)
    for index in examples.examples.indices {
      examples.examples[index].slices = [.init(name: "author", value: "\(index / 6 % 8)")]
    }
    func authors(_ data: ExperimentData, _ rows: [Int]) -> Set<String> {
      Set(rows.compactMap { data.examples[$0].slice("author") })
    }
    var trainer = try Fixtures.trainer()
    let free = try ExperimentData(examples, trainer: trainer)
    trainer.options.foldsBy = "author"
    let data = try ExperimentData(examples, trainer: trainer)
    for parts in [CrossValidation.Parts.groups(folds: 4), .targets(folds: nil)] {
      for part in CrossValidation(data, parts: parts).assignment() {
        #expect(!part.answering.isEmpty)
        #expect(authors(data, part.learning).isDisjoint(with: authors(data, part.answering)))
      }
    }
    let divided = CrossValidation(free, parts: .groups(folds: 4)).assignment().contains { part in
      !authors(free, part.learning).isDisjoint(with: authors(free, part.answering))
    }
    #expect(divided, "articles alone may stand on both sides")
    let plan = LearningCurveExperiment(data).plan(0)
    let learning = data.examples.indices.filter { plan.order.contains(data.examples[$0].group) }
    #expect(learning.count + plan.test.count == data.count)
    #expect(authors(data, learning).isDisjoint(with: authors(data, plan.test)))
    let result = try CrossValidation(
      data, parts: .groups(folds: 4), settings: ExperimentSettings(strengths: [1])
    ).run()
    #expect(result.items.count == data.count)
  }

  @Test func leavingOutATargetLeavesOutAllOfIt() throws {
    let data = try data()
    let parts = CrossValidation(data, parts: .targets(folds: nil)).assignment()
    #expect(parts.map(\.name).sorted() == ["acme", "zenith"])
    for part in parts {
      #expect(part.answering.allSatisfy { data.examples[$0].target == part.name })
      #expect(part.learning.allSatisfy { data.examples[$0].target != part.name })
    }
    let result = try CrossValidation(data, parts: .targets(folds: nil)).run()
    #expect(result.items.count == data.count && result.folds.count == 2)
  }

  /// A group with two targets is neither learned from nor lost.
  @Test func groupsOfSeveralTargets() throws {
    var examples = Fixtures.synthetic(groups: 12)
    for index in examples.examples.indices where examples.examples[index].group == "articles/0.txt"
    {
      examples.examples[index].target = index % 2 == 0 ? "acme" : "zenith"
    }
    let data = try ExperimentData(examples, trainer: Fixtures.trainer())
    for part in CrossValidation(data, parts: .targets(folds: nil)).assignment() {
      #expect(part.learning.allSatisfy { data.examples[$0].group != "articles/0.txt" })
    }
  }

  @Test func sameSeedSameResult() throws {
    let data = try data(9)
    let validation = CrossValidation(data, parts: .groups(folds: 3))
    #expect(try validation.run() == validation.run())
  }

  @Test func tooLittleToTrainOnIsTold() throws {
    // Two targets, of which one has all the groups but two.
    var examples = Fixtures.synthetic(groups: 8)
    for index in examples.examples.indices {
      let group = examples.examples[index].group
      let isFew = group == "articles/0.txt" || group == "articles/1.txt"
      examples.examples[index].target = isFew ? "acme" : "zenith"
    }
    let data = try ExperimentData(examples, trainer: Fixtures.trainer())
    let result = try CrossValidation(data, parts: .targets(folds: nil)).run()
    #expect(result.unanswered.map(\.name) == ["zenith"])
    #expect(result.unanswered.first?.reason == .tooFewGroups(found: 2, needed: 3))
    #expect(result.items.count == 12)
  }

  @Test func cancelling() throws {
    let data = try data(9)
    #expect(throws: TrainingError.cancelled) {
      try CrossValidation(data).run { $0.fraction < 0.5 }
    }
  }

  @Test func oneStrengthSavesTheSearch() throws {
    let data = try data(9)
    let result = try CrossValidation(
      data, parts: .groups(folds: 3), settings: ExperimentSettings(strengths: [2])
    ).run()
    #expect(result.folds.allSatisfy { $0.strength == 2 })
  }
}
