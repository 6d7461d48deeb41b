public import StanceEvaluation
public import StanceLexicon
public import StanceModel
public import StanceText

/// Runs a model over a data set: the predictions that reports count.
///
/// Paragraphs of articles are scored with the others of their article, records by themselves, as
/// `stance score` does: a paragraph that does not name its target is taken to be about it where the
/// article does, a record always, and paragraphs in other languages are not scored.
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

  /// Probabilities of the model's labels for every example, in order; none for those that are not
  /// ``Example/isScored``.
  ///
  /// - Complexity: O(bytes).
  public func probabilities(_ examples: [Example]) -> [[Double]] {
    var scored = self.scored(examples.filter(\.isScored)).makeIterator()
    return examples.map { $0.isScored ? scored.next() ?? [] : [] }
  }

  private func scored(_ examples: [Example]) -> [[Double]] {
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
      var assumption = TargetAssumption(pack)
      for row in rows {
        let example = examples[row]
        _ = scorer.add(
          example.text, 0..<example.text.count, language: example.language(by: rules),
          assumeTarget: assumption.holds(for: example))
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

  /// Whether an example is an item of reports: scored, and with one of the model's labels.
  public func measures(_ example: Example) -> Bool {
    example.isScored && example.label.map(model.labels.contains) ?? false
  }

  /// Items for a report: the examples that the model is measured on.
  ///
  /// - Returns: the items, and the examples left out because the model lacks their label.
  public func items(_ data: DataSet) -> (items: [EvaluationItem], unknown: [Example]) {
    let probabilities = probabilities(data.examples)
    var items: [EvaluationItem] = []
    var unknown: [Example] = []
    for (row, example) in data.examples.enumerated() {
      guard example.isScored, let label = example.label else { continue }
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

/// Whether texts are taken to be about a target that they do not name: records always are,
/// paragraphs where their article names it.
struct TargetAssumption {
  private let search: TargetSearch
  /// By the article's group.
  private var named: [String: Bool] = [:]

  init(_ target: TargetPack) { search = TargetSearch(target) }

  /// - Complexity: O(bytes of the article's head), once an article.
  mutating func holds(for example: Example) -> Bool {
    guard let head = example.head else { return true }
    if let known = named[example.group] { return known }
    let isNamed = search.isNamed(in: head[...])
    named[example.group] = isNamed
    return isNamed
  }
}

extension Example {
  /// The language that its article's reader found, else that of its own words.
  func language(by rules: ReadingRules) -> Language {
    language ?? rules.language(of: text, in: 0..<text.count)
  }
}
