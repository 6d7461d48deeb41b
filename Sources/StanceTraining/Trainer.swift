internal import StanceEvaluation
public import StanceLexicon
internal import StanceLinear
public import StanceModel
public import StanceText

/// Trains a classifier on labelled examples of any label set.
///
/// One pass reads the features; a grouped cross-validation chooses the strength of the penalty and
/// which n-gram families stay; the final fit uses every row; temperature and context weights come
/// from the scores of held-out folds.
///
///     let trainer = Trainer(lexicon: lexicon, rules: rules, targets: resolver)
///     let trained = try trainer.train(data)
///     let file = ModelFile.encode(trained.model)
///
/// - Complexity: O(bytes) for the features, then some dozens of fits of O(entries · K) each.
public struct Trainer: Sendable {
  public let lexicon: Lexicon
  public let rules: ReadingRules
  public let targets: TargetResolver
  public var options: TrainingOptions

  public init(
    lexicon: Lexicon, rules: ReadingRules, targets: TargetResolver,
    options: TrainingOptions = TrainingOptions()
  ) {
    self.lexicon = lexicon
    self.rules = rules
    self.targets = targets
    self.options = options
  }

  /// A model, and what was seen on the way.
  public struct Result: Sendable {
    public var model: LinearModel
    /// Held-out prediction of every training row, by the chosen settings.
    public var heldOut: HeldOutScores
    public var search: [SearchPoint]
    /// What was chosen of them: names of feature families in their order, and C.
    public var families: [String]
    public var strength: Double
    /// What the model was trained on: the labelled examples that have a text.
    public var examples: [Example]
    public var notes: [DataNote]
  }

  /// One setting that the search tried.
  public struct SearchPoint: Sendable, Equatable {
    public var families: [String]
    public var strength: Double
    /// Macro-F1 over the held-out folds.
    public var macroF1: Double
  }

  /// - Parameters:
  ///   - data: labelled examples; unlabelled ones are left out.
  ///   - progress: called often; false cancels.
  /// - Throws: ``TrainingError``.
  public func train(
    _ data: DataSet, progress: (TrainingProgress) -> Bool = { _ in true }
  ) throws(TrainingError) -> Result {
    try train(PreparedData(data, trainer: self, progress: progress), progress: progress)
  }

  /// As ``train(_:progress:)``, on rows whose features were read before.
  func train(
    _ prepared: PreparedData, progress: (TrainingProgress) -> Bool = { _ in true }
  ) throws(TrainingError) -> Result {
    let search = try StrengthSearch.run(prepared, options: options, progress: progress)
    var spec = prepared.rows.spec
    if !search.families.contains(.words) { spec.wordOrders = nil }
    if !search.families.contains(.characters) { spec.characterOrders = nil }
    if !search.families.contains(.window) { spec.targetWindow = 0 }
    if !search.families.contains(.joined) { spec.joinsTarget = false }
    if !search.families.contains(.opening) { spec.marksOpening = false }
    if !search.families.contains(.target) { spec.readsTarget = false }
    let families = StrengthSearch.names(search.families, search.design.latent != nil)
    let map: LinearWeights?
    do { map = try prepared.map(search.design, without: nil) } catch { throw .numeric("\(error)") }
    var model = search.design.model(
      search.fit.weights, map: map, labels: prepared.labels, spec: spec,
      provenance: provenance(prepared, search, families))
    calibrate(&model, prepared, search.heldOut)
    model.texts = TextSketch(
      prepared.examples.lazy.map(\.text), and: options.usedBase?.model.texts ?? TextSketch())
    return Result(
      model: model, heldOut: search.heldOut, search: search.points, families: families,
      strength: search.strength, examples: prepared.examples, notes: prepared.notes)
  }

  private func calibrate(
    _ model: inout LinearModel, _ prepared: PreparedData, _ heldOut: HeldOutScores
  ) {
    let classes = prepared.labels.count
    var scores = DenseMatrix(rows: prepared.count, columns: classes)
    scores.elements = heldOut.scores.map { Double($0) }
    let scaling = try? TemperatureScaling.fit(scores: scores, labels: prepared.classes)
    let (low, high) = (LinearModel.temperatures.lowerBound, LinearModel.temperatures.upperBound)
    model.temperature = min(high, max(low, Float(scaling?.cautious ?? 1)))
    let temperature = Double(model.temperature)
    guard !options.without.contains("context") else { return }
    let context = prepared.context
    let gold = context.places.map { place -> Int? in
      if case .row(let row) = place { prepared.classes[row] } else { nil }
    }
    model.context = ContextFit.fit(
      scores: context.scores(
        rows: heldOut.scores, unlabelled: model.scores(of: context.unlabelled), labels: classes),
      gold: gold, isRunning: options.running.map(context.isOf(register:)), classes: classes,
      documents: context.documents, temperature: temperature)
  }

  private func provenance(
    _ prepared: PreparedData, _ search: StrengthSearch.Outcome, _ families: [String]
  ) -> Provenance {
    let report = search.fit.report
    let names = SourceNames(prepared.examples)
    return Provenance(
      program: StanceVersion.current, seed: options.seed,
      data: prepared.sources.map { "\($0.fingerprint ?? "-") \(names.name($0))" }
        + (options.usedBase?.model.provenance.data ?? []),
      facts: [
        .init("rows", String(prepared.count)), .init("groups", String(prepared.groupCount)),
        .init("folds by", options.foldsBy ?? "group"),
        .init("running text", options.running ?? "articles not divided"),
        .init("weights", Self.text(options.weights)),
      ] + (prepared.isAboutNobody ? [.init(Provenance.targetFact, TargetPack.nobody.id)] : [])
        + (options.usedBase.map { [.init("base", $0.name)] } ?? []) + [
          .init("strength C", search.strength.description),
          .init("families", families.joined(separator: " ")),
          .init("cross-validated macro-F1", search.macroF1.description),
          .init("objective", report.objective.description),
          .init("converged", report.converged ? "yes" : "no"),
        ])
  }

  private static func text(_ weights: [String: Double]) -> String {
    weights.isEmpty
      ? "alike" : weights.sorted { $0.key < $1.key }.map { "\($0) \($1)" }.joined(separator: ", ")
  }
}

/// Held-out scores, row-major, in the order of the training rows.
public struct HeldOutScores: Sendable, Equatable {
  /// n × K.
  public var scores: [Float]
  public var labels: [String]
  /// Fold in which each row was held out.
  public var folds: [Int]

  /// Label with the highest score of a row.
  public func predicted(_ row: Int) -> Int {
    let k = labels.count
    var best = 0
    for label in 1..<k where scores[row * k + label] > scores[row * k + best] { best = label }
    return best
  }
}

extension NGramFamily {
  /// The name in options and reports.
  public var name: String {
    switch self {
    case .words: "words"
    case .characters: "characters"
    case .window: "window"
    case .joined: "joined"
    case .opening: "opening"
    case .target: "target"
    }
  }
}

extension NGramFamily {
  /// How hard the weights of a family are held down, relative to those of words.
  ///
  /// Measured by cross-validation on sets of reviews, tweets and comments, roughly: character n-grams repeat what words say and are many; what stands near the target
  /// tells more than words at large; openings and the target's wording shift a score a little.
  var penalty: Double {
    switch self {
    case .words, .joined: 1
    case .characters: 1.5
    case .window: 0.5
    case .opening, .target: 3
    }
  }
}
