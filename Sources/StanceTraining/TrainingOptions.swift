public import StanceModel

/// What can be said about a training run; the defaults suit most data.
public struct TrainingOptions: Sendable {
  /// The same seed and data give the same model.
  public var seed: UInt64
  /// Folds of the grouped cross-validation that chooses strength and families.
  public var folds: Int
  /// Candidates for C, the inverse of the penalty; one value skips the search.
  public var strengths: [Double]
  /// Penalty of the dense block relative to that of the n-grams.
  public var densePenalty: Double
  /// How much of what the rules alone would say is the centre of the penalty; 0: none, 1: all.
  public var prior: Double
  /// μ of the ``StanceLinear/MonotonicityHints`` by which plain cues keep their side; 0 lets a fit turn
  /// them round. From 10 to 300 was measured to be alike on tweets, reviews and comments; at 30 a word
  /// of praise more moves a score down in 7 press paragraphs of 100, where 0 has 46.
  public var cueWeight: Double
  /// Orders of n-grams and size of the table; window and joined terms are tried and kept only
  /// where they help.
  public var spec: NGramSpec
  /// A model to start from, of any labels; nil: what the rules alone would say. What the base says is
  /// worth for the labels at hand is learnt first; the penalty then pulls to it, so that a model of few
  /// texts says what the base says wherever they say nothing else. Its n-gram families stay; where
  /// one of them is among ``without``, there is no base. Latent directions are not tried on a base.
  public var base: Base?
  /// Feature families to leave out, for ablations: `lexicon`, `words`, `characters`, `window`,
  /// `joined`, `opening`, `target`, `latent` (directions), `context`.
  public var without: Set<String>
  /// Register whose articles are running text, with intertitles or without, and teach nothing of
  /// sections; nil: an article that intertitles divide teaches of sections.
  public var running: String?
  /// How much the rows of a register weigh in the loss of a fit, and in the balance of its labels, as
  /// if they stood there so many times; 1 where none is named. Scales of columns, the choice of C and
  /// families, temperature and context count every row once.
  public var weights: [String: Double]
  /// Member of the rows, such as `author`, whose values no fold divides, here and in experiments;
  /// nil: groups alone.
  public var foldsBy: String?
  /// Relative gradient norm at which a fit counts as converged.
  public var tolerance: Double
  /// Threads that share the fits of the search, in batches of up to four; the model is the same for
  /// any number.
  public var threads: Int

  public init(
    seed: UInt64 = 1, folds: Int = 5, strengths: [Double] = [1, 3, 10, 30],
    densePenalty: Double = 300, prior: Double = 1, cueWeight: Double = 30, base: Base? = nil,
    spec: NGramSpec = NGramSpec(
      bucketBits: 20, targetWindow: 6, joinsTarget: true, marksOpening: true, readsTarget: true),
    without: Set<String> = [], running: String? = nil, weights: [String: Double] = [:],
    foldsBy: String? = nil, tolerance: Double = 1e-3, threads: Int = 1
  ) {
    self.seed = seed
    self.folds = folds
    self.strengths = strengths
    self.densePenalty = densePenalty
    self.prior = prior
    self.cueWeight = cueWeight
    self.base = base
    self.spec = spec
    self.without = without
    self.running = running
    self.weights = weights
    self.foldsBy = foldsBy
    self.tolerance = tolerance
    self.threads = threads
  }

  /// ``base``, unless an n-gram family that it reads is left out.
  var usedBase: Base? {
    base.flatMap { base in
      base.model.spec.families.contains { without.contains($0.name) } ? nil : base
    }
  }

  /// What is read: ``spec``, or what the base reads and what of ``spec`` it leaves open.
  var reading: NGramSpec {
    guard let base = usedBase?.model.spec else { return spec }
    var result = spec
    result.bucketBits = max(spec.bucketBits, base.bucketBits)
    result.wordOrders = base.wordOrders ?? spec.wordOrders
    result.characterOrders = base.characterOrders ?? spec.characterOrders
    if base.targetWindow > 0 { result.targetWindow = base.targetWindow }
    result.joinsTarget = spec.joinsTarget || base.joinsTarget
    result.marksOpening = spec.marksOpening || base.marksOpening
    result.readsTarget = spec.readsTarget || base.readsTarget
    return result
  }

  /// A model to start from, and what it is called in the new model's facts.
  public struct Base: Sendable {
    public var name: String
    public var model: LinearModel

    public init(name: String, model: LinearModel) {
      self.name = name
      self.model = model
    }
  }

  /// The names that ``without`` understands.
  public static let families = [
    "lexicon", "words", "characters", "window", "joined", "opening", "target", "latent",
    "context",
  ]
}

/// Why training cannot go on; each case says what to do.
public enum TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
  case noLabels
  /// Every example that has a label has a blank text.
  case noTexts
  case oneLabel(String)
  case tooFewGroups(found: Int, needed: Int)
  /// The register of ``TrainingOptions/running`` or ``TrainingOptions/weights`` does not occur;
  /// `found` are those that do.
  case unknownRegister(String, found: [String])
  /// Too few parts that a fold may hold whole, by the member of ``TrainingOptions/foldsBy``.
  case tooFewBlocks(String, found: Int, needed: Int)
  /// No row has the member of ``TrainingOptions/foldsBy``; `found` are those that rows have.
  case unknownMember(String, found: [String])
  /// A label of one row or group, and where it stands first; `like` is the more frequent label
  /// that it was probably meant to be.
  case rareLabel(label: String, first: DataPlace, rows: Int, groups: Int, like: String?)
  case cancelled
  case numeric(String)

  public var description: String {
    switch self {
    case .noLabels:
      "no example has a label: give articles with labelled sections, or JSONL with `label`"
    case .noTexts: "every example with a label has an empty text: there is nothing to learn from"
    case .oneLabel(let label):
      "every example is labelled \(label): a classifier needs at least two labels"
    case .tooFewGroups(let found, let needed):
      Told.count(found, "group")
        + " where at least \(needed) are needed: cross-validation never cuts an"
        + " article or group in two; add articles, or set `group`"
    case .tooFewBlocks(let name, let found, let needed):
      Told.count(found, "part")
        + " where at least \(needed) are needed, when no fold may divide what has one"
        + " \(name): add data of others, or train without --folds-by"
    case .unknownMember(let name, let found):
      "no row has the member \(name): expected "
        + (found.isEmpty ? "rows that name their `\(name)`" : found.joined(separator: " or "))
    case .unknownRegister(let name, let found):
      "no text to which the option applies is of the register \(name): expected "
        + (found.isEmpty ? "texts that name their `register`" : found.joined(separator: " or "))
    case .rareLabel(let label, let first, let rows, let groups, let like):
      "\(first): label \(label) has " + Told.count(rows, "row") + " in "
        + Told.count(groups, "group") + ": at least 2 groups must have it;"
        + (like.map { " did you mean \($0)?" } ?? " is it a typing error?")
        + " Otherwise add examples or remove it"
    case .cancelled: "interrupted; nothing was written"
    case .numeric(let reason): "the fit failed: \(reason)"
    }
  }
}

/// Where a training run stands.
public struct TrainingProgress: Sendable, Equatable {
  public enum Stage: String, Sendable { case reading, searching }
  public var stage: Stage
  /// Share of the whole run that is done, 0...1.
  public var fraction: Double
  /// Mean loss of the fit under way; nil outside fits.
  public var loss: Double?
}
