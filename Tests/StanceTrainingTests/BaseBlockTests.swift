import StanceEvaluation
import StanceLinear
import StanceModel
import StanceText
import Testing

@testable import StanceTraining

/// Training that starts from a model.
@Suite struct BaseBlockTests {
  /// A model of twelve articles, with a table of 2¹⁰ buckets.
  private static let base = Result {
    var trainer = try Fixtures.trainer(without: ["window", "joined", "opening", "target"])
    trainer.options.spec.bucketBits = 10
    return try trainer.train(Fixtures.synthetic(groups: 12, seed: 7)).model
  }

  private func base() throws -> TrainingOptions.Base {
    TrainingOptions.Base(name: "base", model: try Self.base.get())
  }

  private func trainer(strengths: [Double] = [1]) throws -> Trainer {
    var trainer = try Fixtures.trainer()
    trainer.options.base = try base()
    trainer.options.strengths = strengths
    return trainer
  }

  private func rows(_ trainer: Trainer, groups: Int = 6) throws -> PreparedData {
    try PreparedData(Fixtures.synthetic(groups: groups), trainer: trainer, progress: { _ in true })
  }

  /// Every bucket's value, tf-idf as the definition has it, with the base's scales where it has them.
  @Test func knownBucketsKeepTheirScales() throws {
    let data = try rows(trainer())
    let base = BaseModel(try base().model, bucketBits: 12)
    let design = try TrainingDesign(data.rows, families: [.words], usesLexicon: false, base: base)
    let plain = try TrainingDesign(data.rows, families: [.words], usesLexicon: false)
    let columns = design.columns
    let sparse = try design.design.expanded(columns: Array(0..<columns.count)).dense()
    var known = 0
    for row in 0..<data.count {
      var counts: [Int: Double] = [:]
      for entry in data.rows.entries(row, .words) {
        counts[Int(data.rows.buckets[entry]), default: 0] += 1
      }
      func scale(_ bucket: Int) -> Double {
        let own = base.scale(bucket)
        if own > 0 { known += 1 }
        return Double(own > 0 ? own : plain.scales.buckets[bucket])
      }
      let mass = counts.reduce(0) { $0 + $1.value * scale($1.key) * scale($1.key) }
      let words = NGramFamily.words.rawValue
      #expect(base.model.pivots[words] > 0 && design.pivots[words] == base.model.pivots[words])
      let norm = max(mass, Double(base.model.pivots[words])).squareRoot()
      for (bucket, count) in counts {
        let column = try #require(columns.column(of: bucket))
        let found = sparse[row, column] / Double(design.scales.root(bucket, column))
        #expect(abs(found - count * scale(bucket) / norm) < 1e-5, "row \(row), bucket \(bucket)")
      }
    }
    #expect(known > 100)
  }

  /// With a penalty that nothing overcomes, the model is what the base is worth: its scores times
  /// the map, up to the bias, for rows that it was fitted on and for words that these lack.
  @Test(arguments: [10, 12])
  func heldFastItIsTheBase(bits: Int) throws {
    var trainer = try trainer(strengths: [1e-9])
    trainer.options.spec.bucketBits = bits
    trainer.options.without = ["window", "joined", "opening", "target", "context"]
    trainer.options.densePenalty = 1e9
    let data = try rows(trainer)
    let model = try trainer.train(data).model
    let design = try TrainingDesign(
      data.rows, families: [.words, .characters], usesLexicon: true,
      base: BaseModel(base().model, bucketBits: bits))
    let map = try #require(try data.map(design, without: nil))
    let texts = ["Acme signe un succès formidable.", "Un échec cuisant, rien de plus !", "Zut."]
    // On words that the base knows both have the same norm; « quarkonium » is unknown to both.
    for text in texts + ["quarkonium"] {
      func scores(_ model: LinearModel) throws -> [Float] {
        var scorer = UnitScorer(
          model: model, lexicon: try Fixtures.lexicon(),
          target: try Fixtures.resolver().pack(for: "acme"),
          rules: try Fixtures.rules())
        let bytes = Array(text.utf8)
        _ = scorer.add(bytes, 0..<bytes.count, language: .french, assumeTarget: true)
        return scorer.flush()
      }
      let base = try base().model
      let own = try scores(base)
      let found = try scores(model)
      func expected(_ output: Int) -> Double {
        (0..<3).reduce(Double(model.bias[output])) { sum, k in
          sum + Double(own[k] - base.bias[k]) * map[k, output]
        }
      }
      let left = found.indices.map { Double(found[$0]) - expected($0) }
      let tolerance = 0.05
      #expect(left.allSatisfy { abs($0 - left[0]) < tolerance }, "\(text): \(left)")
    }
  }

  /// A dozen rows in other words than the base's, and labels of other names: what only the base knows
  /// is still told.
  @Test func fewRowsKeepWhatTheBaseKnows() throws {
    let labels = ["favor": "oui", "neutral": "bof", "against": "non"]
    var data = Fixtures.synthetic(groups: 4, noise: 0)
    for place in data.examples.indices {
      data.examples[place].label = labels[data.examples[place].label ?? ""]
    }
    let trainer = try trainer()
    let model = try trainer.train(data).model
    #expect(model.provenance.facts.contains(.init("base", "base")))
    let learnt = try base().model.provenance.data
    #expect(!learnt.isEmpty && learnt.allSatisfy(model.provenance.data.contains))
    let runner = ModelRunner(
      model: model, lexicon: trainer.lexicon, rules: trainer.rules, targets: trainer.targets)
    var other = Fixtures.synthetic(groups: 6, seed: 9, noise: 0)
    for place in other.examples.indices {
      other.examples[place].label = labels[other.examples[place].label ?? ""]
    }
    let items = runner.items(other).items
    let right = items.count { $0.gold == $0.predicted }
    #expect(Double(right) > 0.9 * Double(items.count), "\(right) of \(items.count)")
  }

  /// An ablation has no base, also where its rows were read for one with more buckets.
  @Test func ablationHasNoBase() throws {
    var wide = try trainer()
    wide.options.spec.bucketBits = 8
    let settings = ExperimentSettings(strengths: [1])
    func rows(_ trainer: Trainer) throws -> [AblationExperiment.Row] {
      let data = try ExperimentData(Fixtures.synthetic(groups: 6), trainer: trainer)
      return try AblationExperiment(data, folds: 2, settings: settings).run()
    }
    var plain = wide
    plain.options.base = nil
    plain.options.spec = wide.options.reading
    #expect(try rows(wide) == rows(plain))
  }

  /// Where a family of the base is left out, there is no base.
  @Test func familiesLeftOut() throws {
    var options = try trainer().options
    #expect(options.usedBase?.name == "base" && options.reading.bucketBits == 12)
    options.spec.bucketBits = 10
    options.spec.characterOrders = 2...3
    #expect(options.reading.characterOrders == 3...4)
    options.without = ["characters"]
    #expect(options.usedBase == nil && options.reading == options.spec)
  }
}
