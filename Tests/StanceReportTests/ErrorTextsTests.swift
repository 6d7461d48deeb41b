import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceTestSupport
import StanceText
import Testing

@testable import StanceTraining

/// Texts and reasons of errors, with the bundled model (or the one `STANCE_SAMPLE_MODEL` names).
@Suite struct ErrorTextsTests {
  static func analyzer() throws -> Analyzer {
    let model = try PackageFiles.environment("STANCE_SAMPLE_MODEL").map { file in
      try ModelFile.decode(try #require(PackageFiles.read(file), "\(file) cannot be read"))
    }
    return try Analyzer(target: "meta", model: model)
  }

  static func data(_ analyzer: Analyzer) throws -> DataSet {
    var data = DataSet()
    for name in ["w1-01-plain-blog-mercato", "w1-06-hard-opinion-superintelligence"] {
      let path = "Evaluation/corpus/meta/\(name).txt"
      guard let bytes = PackageFiles.read(path) else { continue }
      data.append(
        try ArticleReader.read(bytes, file: path, target: "meta", rules: analyzer.rules))
    }
    // One that does not name its target.
    data.append(
      try ArticleReader.read(
        Array(
          """
          Point de vue optimiste

          Le choix est excellent : les équipes gagnent de la place et font des économies.

          Point de vue pessimiste

          Quelle mauvaise idée que d’envoyer tout le monde si loin du métro et des commerces.

          """.utf8), file: "nameless.txt", target: "meta", rules: analyzer.rules))
    return data
  }

  static func runner(_ analyzer: Analyzer) -> ModelRunner {
    ModelRunner(
      model: analyzer.model, lexicon: analyzer.lexicon, rules: analyzer.rules,
      targets: TargetResolver(
        packs: ["meta": analyzer.target], fallback: analyzer.target, persons: nil))
  }

  @Test func reasonsLeadToThePredictions() throws {
    let analyzer = try Self.analyzer()
    var data = try Self.data(analyzer)
    // A record too: no neighbours take part.
    data.examples.append(
      Example(
        id: "record", file: "r.jsonl", line: 1, text: Array("Meta a perdu la tête.".utf8),
        label: "favor", target: "meta", group: "record"))
    for context in [true, false] {
      var runner = Self.runner(analyzer)
      runner.usesContext = context
      // Whatever was predicted counts as wrong, so that every text is an error.
      var items = runner.items(data).items
      for index in items.indices {
        items[index].gold = ((items[index].predicted ?? 0) + 1) % analyzer.model.labels.count
      }
      let report = try EvaluationReport.build(
        items: items, labels: analyzer.model.labels, options: EvaluationOptions(replicates: 0))
      let texts = ErrorTexts(
        analyzer: analyzer, targets: runner.targets, usesContext: context
      ).collect(report, examples: data.examples, worst: 1000)
      #expect(texts.count == items.count && items.count > 15)
      for item in items {
        let judged = try #require(texts[item.id])
        #expect(judged.text == data.examples.first { $0.id == item.id }?.text)
        let explanation = try #require(judged.explanation, "\(item.id), context \(context)")
        let predicted = try #require(item.predicted)
        #expect(explanation.scores[predicted] == explanation.scores.max())
        for part in explanation.contributions {
          guard let range = part.range else { continue }
          #expect(range.lowerBound >= judged.offset)
          #expect(range.upperBound <= judged.offset + judged.text.count)
        }
      }
    }
  }

  @Test func experimentsBecomeCurves() {
    let curve = LearningCurve([
      .init(fraction: 0.5, groups: 9.6, rows: 90, macroF1: [0.4, 0.6]),
      .init(fraction: 1, groups: 20, rows: 190, macroF1: [0.7]),
    ])
    #expect(
      curve.points == [
        .init(size: 10, value: 0.5, low: 0.4, high: 0.6), .init(size: 20, value: 0.7),
      ])
    #expect(curve.band == "lowest to highest of 2 draws")
  }
}
