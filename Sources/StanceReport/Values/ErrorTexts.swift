public import StanceEvaluation
public import StanceKit
internal import StanceLexicon
internal import StanceModel
internal import StanceText
public import StanceTraining

/// Finds the texts of a report's worst errors and the reasons of their predictions.
///
/// ```swift
/// details.texts = ErrorTexts(analyzer: analyzer, targets: resolver)
///   .collect(report, examples: data.examples, worst: details.worst)
/// ```
public struct ErrorTexts: Sendable {
  private let analyzer: Analyzer
  private let targets: TargetResolver

  /// - Parameters:
  ///   - targets: as the runner that made the report's items had it.
  ///   - usesContext: whether that runner let the sections of a text take part.
  public init(analyzer: Analyzer, targets: TargetResolver, usesContext: Bool = true) {
    var analyzer = analyzer
    if !usesContext { analyzer.model.context = nil }
    self.analyzer = analyzer
    self.targets = targets
  }

  /// - Parameters:
  ///   - examples: what the report's items were made from.
  ///   - worst: how many errors the report will show.
  /// - Returns: by the item's id. An explanation is given only where it leads to the very
  ///   probabilities that the report counts; else the text stands alone.
  /// - Complexity: O(bytes of the articles that hold the errors).
  public func collect(
    _ report: EvaluationReport, examples: [Example], worst: Int = 20
  ) -> [String: JudgedText] {
    var places: [String: Int] = [:]
    for (place, example) in examples.enumerated() where places[example.id] == nil {
      places[example.id] = place
    }
    var scorers: [String: DocumentScorer] = [:]
    var articles: [String: [String: JudgedPrediction]] = [:]
    var result: [String: JudgedText] = [:]
    for item in ErrorCase.shown(report, worst) {
      guard let place = places[item.id] else { continue }
      let example = examples[place]
      let target = example.target ?? ""
      var scorer = scorers[target] ?? self.scorer(example.target)
      let found: JudgedPrediction?
      if example.section == nil {
        found = JudgedPrediction(
          prediction: scorer.scoreUnit(
            example.text, target: targets.wording(of: example.target), explaining: .full), offset: 0
        )
      } else {
        let article =
          articles[example.group]
          ?? Self.predictions(examples.filter { $0.group == example.group }, &scorer)
        articles[example.group] = article
        found = article[example.id]
      }
      scorers[target] = scorer
      let holds = found.map { Self.agree($0.prediction.probabilities, item.probabilities) } ?? false
      result[item.id] = JudgedText(
        text: example.text, offset: found?.offset ?? 0,
        language: found?.prediction.unit.language ?? .undetermined,
        explanation: holds ? found?.prediction.explanation : nil)
    }
    return result
  }

  private struct JudgedPrediction {
    let prediction: UnitPrediction
    /// Where the text begins in what the explanation's ranges count.
    let offset: Int
  }

  private func scorer(_ target: String?) -> DocumentScorer {
    var analyzer = analyzer
    analyzer.target = targets.pack(for: target)
    return DocumentScorer(analyzer)
  }

  /// The paragraphs of one article, put together again with a break between its sections.
  private static func predictions(
    _ examples: [Example], _ scorer: inout DocumentScorer
  ) -> [String: JudgedPrediction] {
    var bytes: [UInt8] = []
    var units: [TextUnit] = []
    var section = examples.first?.section
    for example in examples {
      if example.section != section || example.section == nil {
        units.append(
          TextUnit(
            index: units.count, line: example.line, range: bytes.count..<bytes.count,
            kind: .heading, rule: "section"))
        section = example.section
      }
      let start = bytes.count
      bytes += example.text
      units.append(
        TextUnit(
          index: units.count, line: example.line, range: start..<bytes.count, kind: .body,
          section: example.section?.isTitled == true ? "section" : nil, rule: "paragraph",
          language: example.language
            ?? scorer.analyzer.rules.language(of: example.text, in: 0..<example.text.count)))
      bytes += [0x0A, 0x0A]
    }
    let search = TargetSearch(scorer.analyzer.target)
    let predictions = scorer.score(
      bytes, offset: 0, units: units,
      assumeTarget: examples.first?.head.map { search.isNamed(in: $0[...]) } ?? true,
      explaining: .full)
    var result: [String: JudgedPrediction] = [:]
    for (example, prediction) in zip(examples, predictions.filter { $0.unit.kind == .body }) {
      result[example.id] = JudgedPrediction(
        prediction: prediction, offset: prediction.unit.range.lowerBound)
    }
    return result
  }

  private static func agree(_ a: [Double]?, _ b: [Double]?) -> Bool {
    guard let a, let b, a.count == b.count else { return false }
    return zip(a, b).allSatisfy { abs($0 - $1) < 1e-3 }
  }
}
