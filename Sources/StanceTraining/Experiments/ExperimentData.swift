public import StanceEvaluation
internal import StanceModel

/// Labelled examples whose features were read once, for any number of fits.
///
/// Cross-validation, learning curves and ablations are hundreds of fits over the same texts;
/// reading and analysing them costs as much as a few.
///
///     let data = try ExperimentData(examples, trainer: trainer)
///     let result = try CrossValidation(data).run()
///     let report = try EvaluationReport.build(items: result.items, labels: data.labels)
///
/// - Complexity: O(bytes) time; the features of all texts stay in memory.
public struct ExperimentData: Sendable {
  let prepared: PreparedData
  private(set) var trainer: Trainer

  /// - Parameters:
  ///   - data: labelled examples; unlabelled ones are left out.
  ///   - trainer: how every model is trained; its options name the families that are read at all.
  /// - Throws: ``TrainingError`` as training does.
  public init(
    _ data: DataSet, trainer: Trainer, progress: (TrainingProgress) -> Bool = { _ in true }
  ) throws(TrainingError) {
    self.trainer = trainer
    prepared = try PreparedData(data, trainer: trainer, progress: progress)
  }

  /// The same rows for models that start from nothing.
  var withoutBase: ExperimentData {
    var result = self
    result.trainer.options.base = nil
    return result
  }

  /// The labels, in the order of every item's positions.
  public var labels: [String] { prepared.labels }
  /// Rows that take part.
  public var count: Int { prepared.count }
  /// Groups in the order of their first row.
  public var groups: [String] { Self.distinct(prepared.groups) }
  /// Targets in the order of their first row; examples without one share "".
  public var targets: [String] { Self.distinct(prepared.examples.map { $0.target ?? "" }) }
  /// The examples, row by row.
  public var examples: [Example] { prepared.examples }
  /// What was noticed on the way.
  public var notes: [DataNote] { prepared.notes }
  /// Where the examples come from.
  public var sources: [DataSource] { prepared.sources }
  /// Families that these data have: `lexicon`, `context` where sections are known, n-grams.
  public var families: [String] {
    TrainingOptions.families.filter { name in
      switch name {
      case "lexicon": prepared.usesLexicon
      case "context":
        !trainer.options.without.contains("context")
          && prepared.context.documents.contains { $0.rows.count > 1 }
      default: prepared.available.contains { $0.name == name }
      }
    }
  }

  static func distinct(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }
}

/// One training run inside an experiment: the rows it learns from and the rows it answers for.
struct ExperimentFit {
  /// Item of every answered row, in the order of `answering`.
  let items: [EvaluationItem]
  let strength: Double
  let families: [String]

  /// Trains on some rows and answers for others, by the features read before.
  ///
  /// Strength, families, temperature and context come from the training rows alone.
  ///
  /// - Parameters:
  ///   - learning: rising rows of whole groups.
  ///   - answering: rising rows of whole groups, none of them among `learning`.
  init(
    _ data: ExperimentData, learning: [Int], answering: [Int], settings: ExperimentSettings,
    progress: (TrainingProgress) -> Bool
  ) throws(TrainingError) {
    var trainer = data.trainer
    trainer.options.without.formUnion(settings.without)
    if let strengths = settings.strengths { trainer.options.strengths = strengths }
    let whole = data.prepared
    let part = try PreparedData(
      selecting: learning, of: whole, without: trainer.options.without,
      folds: settings.innerFolds, seed: trainer.options.seed)
    let trained = try trainer.train(part, progress: progress)
    let model = trained.model
    let k = model.labels.count
    var scores = model.scores(of: whole.rows.selecting(answering))
    if let context = model.context {
      let around = ContextRows(selecting: answering, groups: whole.groups, of: whole.context)
      scores = around.applied(
        context, temperature: model.temperature, rows: scores,
        unlabelled: model.scores(of: around.unlabelled), labels: k)
    }
    items = answering.enumerated().map { position, row in
      Self.item(
        whole.examples[row], gold: whole.classes[row],
        model.probabilities(Array(scores[position * k..<(position + 1) * k])))
    }
    strength = trained.strength
    families = trained.families
  }

  private static func item(
    _ example: Example, gold: Int, _ probabilities: [Double]
  ) -> EvaluationItem {
    var best = 0
    for label in probabilities.indices where probabilities[label] > probabilities[best] {
      best = label
    }
    return EvaluationItem(
      id: example.id, file: example.file, line: example.line, group: example.group, gold: gold,
      predicted: best, probabilities: probabilities, slices: ItemSlices.of(example))
  }
}

/// What all experiments share.
public struct ExperimentSettings: Sendable, Equatable {
  /// Folds of the search for strength and families inside each training part; default 3.
  public var innerFolds: Int
  /// Candidates for the strength inside each training part; nil takes the trainer's. One value
  /// saves the search.
  public var strengths: [Double]?
  /// Feature families to leave out, besides the trainer's.
  public var without: Set<String>

  public init(innerFolds: Int = 3, strengths: [Double]? = nil, without: Set<String> = []) {
    self.innerFolds = innerFolds
    self.strengths = strengths
    self.without = without
  }
}
