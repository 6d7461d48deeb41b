import StanceEvaluation
import StanceLinear
import StanceModel
import Testing

@testable import StanceTraining

/// Held-out scores against fits that have never met the held-out rows.
@Suite struct FoldFitsTests {
  @Test func nothingOfTheHeldOutRowsIsInTheirScores() throws {
    let trainer = try Fixtures.trainer()
    let data = try PreparedData(
      Fixtures.synthetic(groups: 10), trainer: trainer, progress: { _ in true })
    let design = try TrainingDesign(data.rows, families: [.words], usesLexicon: true)
    let strengths = [1.0, 100]
    // Close to the minimum: without the rows of a fold the same sums round otherwise on the way.
    var options = trainer.options
    options.tolerance = 1e-8
    let folds = FoldFits(data: data, design: design, strengths: strengths, options: options)
    let found = try folds.run { _, _ in true }.heldOut
    let k = data.labels.count
    for fold in 0..<data.foldCount {
      let inside = (0..<data.count).filter { data.folds[$0] != fold }
      let outside = (0..<data.count).filter { data.folds[$0] == fold }
      let labels = inside.map { data.classes[$0] }
      var start: LinearWeights?
      for (index, strength) in strengths.enumerated() {
        // The rows outside the fold alone, with penalty, prior and hints of the fold's problem.
        let settings = try data.problem(
          design, without: fold, strength: strength,
          centre: data.centre(design, without: fold, options: options), options: options)
        let problem = try LogisticProblem(
          design: design.design.selecting(rows: inside), labels: labels, classes: k,
          classWeights: LogisticProblem.balancedClassWeights(labels: labels, classes: k),
          penalty: settings.penalty, prior: settings.prior, hints: settings.hints)
        let fit = LogisticRegression(
          stopping: StoppingRule(tolerance: options.tolerance)
        ).fit(together: [problem], start: start.map { [$0] })[0]
        start = fit.weights
        let expected = LogisticRegression.classScores(
          LogisticRegression.scores(fit.weights, design.design.selecting(rows: outside)))
        for (position, row) in outside.enumerated() {
          for label in 0..<k {
            let difference = Double(found[index][row * k + label]) - expected[position, label]
            #expect(abs(difference) < 1e-4, "fold \(fold), C \(strength), row \(row)")
          }
        }
      }
    }
  }

  /// The fit of all rows beside the folds against the same fit alone, on one thread and two.
  @Test(arguments: [1, 2])
  func allRowsAreFittedBesideTheFolds(threads: Int) throws {
    let trainer = try Fixtures.trainer()
    let data = try PreparedData(
      Fixtures.synthetic(groups: 6), trainer: trainer, progress: { _ in true })
    let design = try TrainingDesign(data.rows, families: [.words], usesLexicon: true)
    var options = trainer.options
    (options.threads, options.tolerance) = (threads, 1e-7)
    let strengths = [1.0, 3, 10]
    let fits = try FoldFits(data: data, design: design, strengths: strengths, options: options)
      .run { _, _ in true }.all
    #expect(fits.count == strengths.count)
    for (fit, strength) in zip(fits, strengths) {
      let alone = try LogisticRegression(stopping: StoppingRule(tolerance: 1e-7)).fit(
        data.problem(
          design, without: nil, strength: strength,
          centre: data.centre(design, without: nil, options: options), options: options))
      #expect(fit.report.converged)
      #expect(abs(fit.report.objective - alone.report.objective) < 1e-8)
      for (found, expected) in zip(fit.weights.values, alone.weights.values) {
        #expect(abs(found - expected) < 1e-4)
      }
    }
  }

  /// Where fits start changes their minimum by what the tolerance leaves only.
  @Test func fitsOfAnEarlierDesignAreAStartAndNoMore() throws {
    let trainer = try Fixtures.trainer()
    let data = try PreparedData(
      Fixtures.synthetic(groups: 8), trainer: trainer, progress: { _ in true })
    var options = trainer.options
    options.tolerance = 1e-7
    let strengths = [1.0, 3, 10]
    func run(_ families: Set<NGramFamily>, _ earlier: FoldFits.Fits?) throws -> FoldFits.Outcome {
      let design = try TrainingDesign(data.rows, families: families, usesLexicon: true)
      return try FoldFits(
        data: data, design: design, strengths: strengths, options: options, earlier: earlier,
        keepsFolds: true
      ).run { _, _ in true }
    }
    let kept = try #require(try run([.words], nil).kept)
    #expect(kept.weights.keys.sorted() == strengths)
    #expect(kept.weights[3]?.count == data.foldCount + 1)
    let cold = try run([.words, .opening], nil)
    let warm = try run([.words, .opening], kept)
    for (one, other) in zip(cold.heldOut.joined(), warm.heldOut.joined()) {
      #expect(abs(one - other) < 1e-4)
    }
    let products = { (outcome: FoldFits.Outcome) in
      outcome.all.reduce(0) { $0 + $1.report.hessianProducts }
    }
    #expect(products(warm) < products(cold))
  }

  /// Rows that weigh three are rows that stand there three times: the same fit, in a fold and of all.
  @Test(arguments: [nil, 1]) func weightsAreRepetitions(fold: Int?) throws {
    var trainer = try Fixtures.trainer()
    trainer.options.weights = ["plain": 3]
    var set = Fixtures.synthetic(groups: 10)
    for index in set.examples.indices {
      set.examples[index].slices = [.init(name: "register", value: index % 4 == 0 ? "plain" : "-")]
    }
    let data = try PreparedData(set, trainer: trainer, progress: { _ in true })
    let design = try TrainingDesign(data.rows, families: [.words], usesLexicon: true)
    let problem = try data.problem(
      design, without: fold, strength: 3,
      centre: data.centre(design, without: fold, options: trainer.options), options: trainer.options
    )
    let copies = data.examples.indices.flatMap { row in
      data.folds[row] == fold
        ? []
        : Array(repeating: row, count: data.examples[row].slice("register") == "plain" ? 3 : 1)
    }
    #expect(copies.count > data.count / 2)
    let labels = copies.map { data.classes[$0] }
    let repeated = try LogisticProblem(
      design: design.design.selecting(rows: copies), labels: labels, classes: data.labels.count,
      classWeights: LogisticProblem.balancedClassWeights(
        labels: labels, classes: data.labels.count),
      penalty: problem.penalty, prior: problem.prior,
      hints: problem.hints.map { Self.repeated($0, copies, design) })
    let regression = LogisticRegression(stopping: StoppingRule(tolerance: 1e-7))
    let (found, expected) = (try regression.fit(problem), try regression.fit(repeated))
    #expect(abs(found.report.objective - expected.report.objective) < 1e-6)
    for (one, other) in zip(found.weights.values, expected.weights.values) {
      #expect(abs(one - other) < 1e-3)
    }
    // λ = 1/(C·sum of the weights).
    guard case .perFeature(let penalties) = problem.penalty else {
      Issue.record("a penalty for each feature")
      return
    }
    let lambda = 1 / (3 * Double(copies.count))
    #expect(abs((penalties.first ?? 0) - lambda * trainer.options.densePenalty) < 1e-9)
  }

  /// The hints of the cues in the rows named, as often as they are named.
  private static func repeated(
    _ hints: MonotonicityHints, _ rows: [Int], _ design: TrainingDesign
  ) -> MonotonicityHints {
    let cues = rows.flatMap { row in design.cueRows.indices.filter { design.cueRows[$0] == row } }
    var changes = DenseMatrix(rows: cues.count, columns: design.cues.columns)
    for (place, cue) in cues.enumerated() {
      for column in 0..<changes.columns { changes[place, column] = design.cues[cue, column] }
    }
    return MonotonicityHints(
      changes: changes, rising: hints.rising, falling: hints.falling, weight: hints.weight)
  }
}
