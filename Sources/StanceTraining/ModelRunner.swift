public import StanceEvaluation
public import StanceLexicon
public import StanceModel
public import StanceText

/// Runs a model over a data set: the predictions that reports count.
///
/// Paragraphs of articles are scored with the others of their article, records by themselves, as
/// `stance score` does.
public struct ModelRunner: Sendable {
  public let model: LinearModel
  public let lexicon: Lexicon
  public let rules: ReadingRules
  public let targets: TargetResolver
  /// Whether the other paragraphs of an article take part where the model knows how.
  public var usesContext = true

  public init(
    model: LinearModel, lexicon: Lexicon, rules: ReadingRules, targets: TargetResolver
  ) {
    self.model = model
    self.lexicon = lexicon
    self.rules = rules
    self.targets = targets
  }

  /// Probabilities of the model's labels for every example, in order.
  ///
  /// - Complexity: O(bytes).
  public func probabilities(_ examples: [Example]) -> [[Double]] {
    let k = model.labels.count
    var scores = Array(repeating: Float(0), count: examples.count * k)
    var rowsByTarget: [String: [Int]] = [:]
    var packs: [String: TargetPack] = [:]
    for (row, example) in examples.enumerated() {
      let key = example.target ?? ""
      rowsByTarget[key, default: []].append(row)
      if packs[key] == nil { packs[key] = targets.pack(for: example.target) }
    }
    var scorer = UnitScorer(model: model, lexicon: lexicon, target: .nobody, rules: rules)
    for (key, rows) in rowsByTarget {
      guard let pack = packs[key] else { continue }
      scorer.target = PreparedTarget(pack)
      scorer.recordTarget = RecordTarget(targets.wording(of: key), rules: rules)
      for row in rows {
        let text = examples[row].text
        _ = scorer.add(
          text, 0..<text.count, language: rules.language(of: text, in: 0..<text.count),
          assumeTarget: true)
      }
      let found = scorer.flush()
      for (position, row) in rows.enumerated() {
        for label in 0..<k { scores[row * k + label] = found[position * k + label] }
      }
    }
    if usesContext, let context = model.context {
      scores = context.applied(
        to: scores, labels: k, temperature: model.temperature,
        documents: ContextRows.documents(examples))
    }
    return examples.indices.map { model.probabilities(Array(scores[$0 * k..<($0 + 1) * k])) }
  }

  /// Items for a report: the examples that carry one of the model's labels.
  ///
  /// - Returns: the items, and the examples left out because the model lacks their label.
  public func items(_ data: DataSet) -> (items: [EvaluationItem], unknown: [Example]) {
    let probabilities = probabilities(data.examples)
    var items: [EvaluationItem] = []
    var unknown: [Example] = []
    for (row, example) in data.examples.enumerated() {
      guard let label = example.label else { continue }
      guard let gold = model.labels.firstIndex(of: label) else {
        unknown.append(example)
        continue
      }
      var best = 0
      for index in model.labels.indices
      where probabilities[row][index] > probabilities[row][best] { best = index }
      items.append(
        EvaluationItem(
          id: example.id, file: example.file, line: example.line, group: example.group,
          gold: gold, predicted: best, probabilities: probabilities[row],
          slices: ItemSlices.of(example)))
    }
    return (ItemSlices.telling(items), unknown)
  }
}
