internal import StanceEvaluation
internal import StanceLexicon
internal import StanceLinear
internal import StanceModel
internal import StanceText

/// Checked training rows with their raw features, labels, groups and folds.
struct PreparedData {
  let labels: [String]
  /// Class of each row.
  let classes: [Int]
  let groups: [String]
  /// What no fold divides: the group of each row, or the many groups that
  /// ``TrainingOptions/foldsBy`` puts together.
  let blocks: [String]
  let folds: [Int]
  /// How much each row weighs in fits.
  let weights: [Double]
  /// The articles that the rows come from.
  let context: ContextRows
  let rows: FeatureRows
  let sources: [DataSource]
  /// Whether all are records that name no target, and none was given for them.
  let isAboutNobody: Bool
  let examples: [Example]
  var notes: [DataNote]
  let usesLexicon: Bool
  /// Families that the data and the options allow.
  let available: Set<NGramFamily>

  var count: Int { classes.count }
  var groupCount: Int { Set(groups).count }
  var foldCount: Int { (folds.max() ?? 0) + 1 }

  init(
    _ data: DataSet, trainer: Trainer, progress: (TrainingProgress) -> Bool
  ) throws(TrainingError) {
    let options = trainer.options
    notes = data.notes
    var examples: [Example] = []
    var rows: [Int?] = []
    var blank: [DataNote] = []
    for example in data.examples {
      rows.append(nil)
      guard example.label != nil else { continue }
      if RecordText.isBlank(example.text) {
        blank.append(
          DataNote(
            file: example.file, line: example.line, message: "the text is empty: left out"))
      } else {
        rows[rows.count - 1] = examples.count
        examples.append(example)
      }
    }
    notes += DataChecks.limited(blank)
    let labelled = DataSet(examples: examples)
    let labels = labelled.labels
    guard let first = labels.first else {
      throw data.examples.contains { $0.label != nil } ? .noTexts : .noLabels
    }
    guard labels.count >= 2 else { throw .oneLabel(first) }
    let index = [String: Int](uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    let classes = examples.map { index[$0.label ?? ""] ?? 0 }
    let groups = Self.groups(examples)
    try Self.check(labels, classes, groups, examples)
    if let running = options.running {
      try Self.check(register: running, in: examples.filter { $0.section != nil })
    }
    for register in options.weights.keys.sorted() {
      try Self.check(register: register, in: examples)
    }
    weights = examples.map { $0.slice("register").flatMap { options.weights[$0] } ?? 1 }
    self.labels = labels
    self.classes = classes
    self.groups = groups
    blocks = try Self.blocks(examples, groups: groups, by: options.foldsBy)
    self.examples = examples
    sources = data.sources
    isAboutNobody =
      trainer.targets.pack(for: nil) == .nobody
      && examples.allSatisfy { $0.target == nil && $0.head == nil }
    folds = Folds.grouped(
      blocks, labels: classes, classes: labels.count, k: options.folds, seed: options.seed)
    notes += DataChecks.notes(examples, folds: folds)
    usesLexicon = !options.without.contains("lexicon")
    self.rows = try FeatureReading(examples: examples, trainer: trainer).rows(progress)
    context = try ContextRows(
      options.without.contains("context") ? [] : data.examples,
      rows: options.without.contains("context") ? [] : rows
    ) { unlabelled throws(TrainingError) in
      try FeatureReading(examples: unlabelled, trainer: trainer).rows(progress)
    }
    available = Self.available(self.rows, examples, without: options.without)
  }

  private static func check(
    register: String, in examples: [Example]
  ) throws(TrainingError) {
    let found = Set(examples.compactMap { $0.slice("register") })
    guard found.contains(register) else {
      throw .unknownRegister(register, found: found.sorted())
    }
  }

  /// Groups as the data has them; records without one are grouped by their text, which may stand
  /// there once for each of several targets.
  private static func groups(_ examples: [Example]) -> [String] {
    var first: [TextKey: String] = [:]
    return examples.map { example in
      guard example.group == example.id else { return example.group }
      let key = TextKey(text: example.text)
      if let group = first[key] { return group }
      first[key] = example.group
      return example.group
    }
  }

  /// A name for what stays together: the groups that rows with one value of the member join, over
  /// all their values; the group itself where no row has one.
  private static func blocks(
    _ examples: [Example], groups: [String], by member: String?
  ) throws(TrainingError) -> [String] {
    guard let member else { return groups }
    guard examples.contains(where: { $0.slice(member) != nil }) else {
      let names = examples.flatMap { $0.slices.map(\.name) }
      throw .unknownMember(member, found: Set(names).sorted())
    }
    var parents: [String: String] = [:]
    func root(_ name: String) -> String {
      var name = name
      while let parent = parents[name] { name = parent }
      return name
    }
    for (example, group) in zip(examples, groups) {
      guard let value = example.slice(member) else { continue }
      let (above, below) = (root("\(member)\u{0}\(value)"), root("\u{0}\(group)"))
      if above != below { parents[below] = above }
    }
    let blocks = groups.map { root("\u{0}\($0)") }
    let found = Set(blocks).count
    guard found >= 3 else { throw .tooFewBlocks(member, found: found, needed: 3) }
    return blocks
  }

  private static func check(
    _ labels: [String], _ classes: [Int], _ groups: [String], _ examples: [Example]
  ) throws(TrainingError) {
    let count = Set(groups).count
    guard count >= 3 else { throw .tooFewGroups(found: count, needed: 3) }
    for (label, name) in labels.enumerated() {
      var members: Set<String> = []
      let rows = classes.indices.filter { classes[$0] == label }
      for row in rows { members.insert(groups[row]) }
      guard members.count >= 2 else {
        throw .rareLabel(
          label: name, first: DataPlace(examples[rows[0]]), rows: rows.count,
          groups: members.count,
          like: DataChecks.likely(name, in: DataChecks.counts(examples), times: 2))
      }
    }
  }

  /// Window terms need mentions, those of the target and joined ones several targets.
  static func available(
    _ rows: FeatureRows, _ examples: [Example], without: Set<String>
  ) -> Set<NGramFamily> {
    var families = Set(NGramFamily.allCases).filter { !without.contains($0.name) }
    let windows = (0..<rows.rows).filter { rows.holds($0, .window) }.count
    if windows * 5 < rows.rows { families.remove(.window) }
    if Set(examples.map { $0.target ?? "" }).count < 2 { families.subtract([.target, .joined]) }
    return families.filter { family in
      (0..<rows.rows).contains { rows.holds($0, family) }
    }
  }

  /// The fitting problem of all rows of a design, or of those outside one fold: rows of the fold
  /// weigh nothing.
  ///
  /// - Parameter centre: ``centre(_:without:options:)`` of the same rows.
  func problem(
    _ design: TrainingDesign, without fold: Int?, strength: Double, centre: LinearWeights?,
    options: TrainingOptions
  ) throws(LinearError) -> LogisticProblem {
    let weights = weights(without: fold)
    let lambda = LogisticProblem.lambda(c: strength, totalWeight: weights.reduce(0, +))
    let (penalties, features) = (design.penalties, design.design.features)
    return try LogisticProblem(
      design: design.design, labels: classes, classes: labels.count, sampleWeights: weights,
      classWeights: LogisticProblem.balancedClassWeights(
        labels: classes, classes: labels.count, sampleWeights: weights),
      penalty: .perFeature(
        Array(repeating: lambda * options.densePenalty, count: features - penalties.count)
          + penalties.map { lambda * $0 }),
      prior: centre, hints: hints(design, weights, options))
  }

  /// Praise makes favor more probable relative to neutral, and neutral relative to against; blame the
  /// other way. Cues count as their rows weigh; none where the labels have no sides.
  private func hints(
    _ design: TrainingDesign, _ weights: [Double], _ options: TrainingOptions
  ) -> [MonotonicityHints] {
    let own = design.cueRows.map { weights[$0] }
    let sides = LabelSides(labels)
    guard sides.areNamed, options.cueWeight > 0, own.contains(where: { $0 > 0 })
    else { return [] }
    let steps = [sides.favor, sides.neutral, sides.against].compactMap { $0 }
    return zip(steps, steps.dropFirst()).map {
      MonotonicityHints(
        changes: design.cues, rising: $0, falling: $1, weight: options.cueWeight,
        changeWeights: own)
    }
  }

  /// Where the penalty pulls: to what the base is worth for the labels outside a fold, else to what the
  /// rules alone would say.
  func centre(
    _ design: TrainingDesign, without fold: Int?, options: TrainingOptions
  ) throws(LinearError) -> LinearWeights? {
    guard let base = design.base, let map = try map(design, without: fold) else {
      return prior(design.design, design.deviations, options.prior)
    }
    return base.centre(map)
  }

  /// What the base's scores are worth for the labels outside a fold; nil for a design without a base.
  func map(_ design: TrainingDesign, without fold: Int?) throws(LinearError) -> LinearWeights? {
    try design.base?.map(classes, classes: labels.count, rowWeights: weights(without: fold))
  }

  private func weights(without fold: Int?) -> [Double] {
    zip(folds, weights).map { $0 == fold ? 0 : $1 }
  }

  /// What the rules alone would say as the centre of the penalty (``DenseFeature/prior``), in
  /// weights per standard deviation.
  private func prior(
    _ design: DesignMatrix, _ deviations: [Float], _ size: Double
  ) -> LinearWeights? {
    let sides = LabelSides(labels)
    guard size > 0, usesLexicon, design.dense.columns > 0, let favor = sides.favor,
      let against = sides.against
    else { return nil }
    let outputs = labels.count == 2 ? 1 : labels.count
    var weights = LinearWeights(
      outputs: outputs, denseFeatures: design.dense.columns,
      sparseFeatures: design.sparse.columns)
    for feature in DenseFeature.allCases {
      let prior = feature.prior
      let scale = size * Double(deviations[feature.rawValue])
      if outputs == 1 {
        let pull = (prior.favor - prior.against) * scale
        weights[feature.rawValue, 0] = favor == 1 ? pull : -pull
      } else {
        weights[feature.rawValue, favor] = prior.favor * scale
        weights[feature.rawValue, against] = prior.against * scale
        if let neutral = sides.neutral {
          weights[feature.rawValue, neutral] = prior.neutral * scale
        }
      }
    }
    return weights
  }
}
