import StanceEvaluation
import StanceKit
import StanceModel
import StanceText
import Testing

@testable import StanceTraining

@Suite struct TrainerTests {
  /// The articles of one author stand in one fold, those of nobody are divided as they are.
  @Test func noFoldDividesAnAuthor() throws {
    var trainer = try Fixtures.trainer()
    trainer.options.strengths = [1]
    var data = Fixtures.synthetic(groups: 24)
    for index in data.examples.indices {
      let article = index / 6
      guard article < 18 else { continue }
      data.examples[index].slices = [.init(name: "author", value: "author \(article % 6)")]
      // One article has two authors: all that either wrote stays together.
      if article == 0, index % 6 > 2 {
        data.examples[index].slices = [.init(name: "author", value: "author 1")]
      }
    }
    trainer.options.foldsBy = "author"
    let result = try trainer.train(data)
    var folds: [String: Set<Int>] = [:]
    for (example, fold) in zip(data.examples, result.heldOut.folds) {
      folds[example.slice("author") ?? example.group, default: []].insert(fold)
    }
    #expect(folds.count == 12)
    #expect(folds.values.allSatisfy { $0.count == 1 })
    #expect(folds["author 0"] == folds["author 1"])
    #expect(result.model.provenance.facts.contains(.init("folds by", "author")))
    trainer.options.foldsBy = nil
    let free = try trainer.train(data)
    let first = zip(data.examples, free.heldOut.folds).filter { $0.0.slice("author") == "author 0" }
    #expect(Set(first.map(\.1)).count > 1, "articles alone may stand in several folds")
  }

  @Test(arguments: [1, 2, 5]) func sameSeedSameBytes(threads: Int) throws {
    let data = Fixtures.synthetic(groups: 12)
    let first = try Fixtures.trainer().train(data)
    var trainer = try Fixtures.trainer()
    trainer.options.threads = threads
    let second = try trainer.train(data)
    #expect(ModelFile.encode(first.model) == ModelFile.encode(second.model))
    #expect(first.heldOut == second.heldOut && first.search == second.search)
  }

  @Test func learnsWhatCanBeLearned() throws {
    let trainer = try Fixtures.trainer()
    let trained = try trainer.train(Fixtures.synthetic(groups: 20, seed: 1, noise: 0))
    let test = Fixtures.synthetic(groups: 6, seed: 99, noise: 0)
    let runner = ModelRunner(
      model: trained.model, lexicon: trainer.lexicon, rules: trainer.rules,
      targets: trainer.targets)
    let (items, unknown) = runner.items(test)
    #expect(unknown.isEmpty && items.count == 36)
    let confusion = ConfusionMatrix(labels: trained.model.labels, items: items)
    #expect((confusion.accuracy ?? 0) > 0.9, "\(confusion.rows)")
    for item in items {
      let sum = item.probabilities?.reduce(0, +) ?? 0
      #expect(abs(sum - 1) < 1e-12)
    }
  }

  /// The facts of a run are written into the model.
  @Test func provenance() throws {
    let data = Fixtures.synthetic(groups: 12)
    let model = try Fixtures.trainer(seed: 5).train(data).model
    #expect(model.provenance.seed == 5)
    #expect(model.provenance.data.count == 12)
    #expect(model.provenance.data[0].hasSuffix(" 0.txt"))
    let facts = [String: String](
      uniqueKeysWithValues: model.provenance.facts.map { ($0.name, $0.value) })
    #expect(facts["rows"] == "72" && facts["groups"] == "12")
  }

  @Test func anyTwoLabels() throws {
    var data = Fixtures.synthetic(groups: 12, noise: 0)
    data.examples = data.examples.filter { $0.label != "neutral" }
    for index in data.examples.indices {
      data.examples[index].label = data.examples[index].label == "favor" ? "oui" : "non"
      data.examples[index].section = nil
    }
    let trainer = try Fixtures.trainer()
    let trained = try trainer.train(data)
    #expect(trained.model.labels == ["non", "oui"] && trained.model.outputs == 1)
    #expect(trained.model.context == nil)
    let runner = ModelRunner(
      model: trained.model, lexicon: trainer.lexicon, rules: trainer.rules,
      targets: trainer.targets)
    let confusion = ConfusionMatrix(
      labels: trained.model.labels, items: runner.items(data).items)
    #expect((confusion.accuracy ?? 0) > 0.95)
  }

  @Test func cancelling() throws {
    let trainer = try Fixtures.trainer()
    let data = Fixtures.synthetic(groups: 12)
    #expect(throws: TrainingError.cancelled) {
      try trainer.train(data) { $0.fraction < 0.3 }
    }
  }

  @Test func progressNeverGoesBack() throws {
    var last = 0.0
    _ = try Fixtures.trainer().train(Fixtures.synthetic(groups: 12)) { state in
      #expect(state.fraction >= last - 1e-9 && state.fraction <= 1)
      last = state.fraction
      return true
    }
  }
}
