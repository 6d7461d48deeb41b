internal import StanceLinear
internal import StanceModel

/// Chooses the strength of the penalty and the n-gram families by grouped cross-validation.
enum StrengthSearch {
  struct Outcome {
    var families: Set<NGramFamily>
    var strength: Double
    var macroF1: Double
    /// Macro-F1 by strength.
    var curve: [Double: Double] = [:]
    var heldOut: HeldOutScores
    var points: [Trainer.SearchPoint]
    var design: TrainingDesign
    /// The fit of all rows.
    var fit: LogisticFit
    /// What later designs start from.
    var fits: FoldFits.Fits?
  }

  /// Families that must earn their place, with the gain in macro-F1 that they need.
  private static let optional: [NGramFamily] = [.opening, .window, .target, .joined]
  private static let neededGain = 0.003
  /// Texts from which on latent directions are tried: on fewer they were measured to be noise.
  private static let latentTexts = 3000

  /// All strengths are tried for words and characters; what must earn its place is tried at the
  /// best strength so far and its neighbours.
  ///
  /// - Complexity: (strengths + 3 · optional families) · (1 + folds) fits, warm-started from strong
  ///   to weak penalty.
  static func run(
    _ data: PreparedData, options: TrainingOptions, progress: (TrainingProgress) -> Bool
  ) throws(TrainingError) -> Outcome {
    let given = options.usedBase?.model.spec.families ?? []
    let tried = optional.filter { data.available.contains($0) && !given.contains($0) }
    var done = 0.1
    let triesLatent =
      data.count >= latentTexts && options.usedBase == nil && data.available.contains(.words)
      && !options.without.contains("latent")
    let share = 0.9 / Double(1 + tried.count + (triesLatent ? 1 : 0))
    var points: [Trainer.SearchPoint] = []
    let first = data.available.subtracting(tried).union(given)
    var best = try path(
      data, first, try design(data, first, options), options.strengths, options, &points,
      keepsFolds: !tried.isEmpty || triesLatent, from: done, share, progress)
    for family in tried {
      done += share
      let families = best.families.union([family])
      let next = try path(
        data, families, try design(data, families, options), near(best, options), options, &points,
        earlier: best.fits, keepsFolds: family != tried.last || triesLatent, from: done, share,
        progress)
      if gain(of: next, over: best) >= neededGain { best = next }
    }
    if triesLatent {
      done += share
      var latent = best.design
      do {
        try latent.addLatent(seed: options.seed, threads: options.threads)
      } catch { throw .numeric("\(error)") }
      // Without directions it is the design that was tried already.
      if latent.latent != nil {
        let next = try path(
          data, best.families, latent, near(best, options), options, &points,
          earlier: best.fits, from: done, share, progress)
        if gain(of: next, over: best) >= neededGain { best = next }
      }
    }
    best.points = points
    return best
  }

  /// Mean difference in macro-F1 over the strengths that both have: the best of each is luckier
  /// than what it stands for.
  private static func gain(of next: Outcome, over best: Outcome) -> Double {
    let both = next.curve.keys.filter { best.curve[$0] != nil }.sorted()
    let sum = both.reduce(0) { $0 + (next.curve[$1] ?? 0) - (best.curve[$1] ?? 0) }
    return both.isEmpty ? 0 : sum / Double(both.count)
  }

  /// The best strength so far with the next smaller and the next larger one.
  private static func near(_ best: Outcome, _ options: TrainingOptions) -> [Double] {
    let all = Set(options.strengths).sorted()
    guard let place = all.firstIndex(of: best.strength) else { return all }
    return Array(all[max(0, place - 1)..<min(all.count, place + 2)])
  }

  private static func design(
    _ data: PreparedData, _ families: Set<NGramFamily>, _ options: TrainingOptions
  ) throws(TrainingError) -> TrainingDesign {
    do {
      return try TrainingDesign(
        data.rows, families: families, usesLexicon: data.usesLexicon,
        base: options.usedBase.map { BaseModel($0.model, bucketBits: data.rows.spec.bucketBits) },
        threads: options.threads)
    } catch { throw .numeric("\(error)") }
  }

  /// Some strengths for one set of families.
  ///
  /// The fits go from strong to weak penalty, each from what is known already (``FitPath``).
  ///
  /// - Parameters:
  ///   - earlier: the fits of the best setting so far.
  ///   - keepsFolds: whether another setting may follow.
  private static func path(
    _ data: PreparedData, _ families: Set<NGramFamily>, _ design: TrainingDesign,
    _ strengths: [Double], _ options: TrainingOptions, _ points: inout [Trainer.SearchPoint],
    earlier: FoldFits.Fits? = nil, keepsFolds: Bool = false, from done: Double,
    _ share: Double, _ progress: (TrainingProgress) -> Bool
  ) throws(TrainingError) -> Outcome {
    let strengths = Set(strengths).sorted()
    guard !strengths.isEmpty else { throw .numeric("no strength of the penalty was given") }
    let folds = FoldFits(
      data: data, design: design, strengths: strengths, options: options, earlier: earlier,
      keepsFolds: keepsFolds)
    let fits = try folds.run { part, loss in
      progress(
        TrainingProgress(stage: .searching, fraction: done + share * part, loss: loss))
    }
    var best: Outcome?
    var curve: [Double: Double] = [:]
    for (index, strength) in strengths.enumerated() {
      let heldOut = HeldOutScores(
        scores: fits.heldOut[index], labels: data.labels, folds: data.folds)
      let macroF1 = Self.macroF1(heldOut, data.classes)
      curve[strength] = macroF1
      points.append(
        Trainer.SearchPoint(
          families: names(families, design.latent != nil), strength: strength, macroF1: macroF1))
      // The stronger penalty wins a tie: it generalises at least as well.
      if best == nil || macroF1 > (best?.macroF1 ?? 0) + 1e-9 {
        best = Outcome(
          families: families, strength: strength, macroF1: macroF1, heldOut: heldOut, points: [],
          design: design, fit: fits.all[index], fits: fits.kept)
      }
    }
    best?.curve = curve
    guard let best else { throw .numeric("no strength of the penalty was given") }
    return best
  }

  /// Families by name, and `latent` where the directions take part.
  static func names(_ families: Set<NGramFamily>, _ latent: Bool) -> [String] {
    (families.map(\.name) + (latent ? ["latent"] : [])).sorted()
  }

  /// Macro-F1 of the held-out labels; labels that never occur count 0 only if predicted.
  static func macroF1(_ heldOut: HeldOutScores, _ gold: [Int]) -> Double {
    let k = heldOut.labels.count
    var confusion = Array(repeating: 0.0, count: k * k)
    for row in gold.indices { confusion[gold[row] * k + heldOut.predicted(row)] += 1 }
    var sum = 0.0
    for label in 0..<k {
      let hit = confusion[label * k + label]
      var goldCount = 0.0
      var predictedCount = 0.0
      for other in 0..<k {
        goldCount += confusion[label * k + other]
        predictedCount += confusion[other * k + label]
      }
      sum += goldCount + predictedCount > 0 ? 2 * hit / (goldCount + predictedCount) : 0
    }
    return sum / Double(k)
  }
}
