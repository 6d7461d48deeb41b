import Testing

@testable import StanceLinear

/// Problems fitted side by side against each of them fitted alone.
@Suite struct JointNewtonTests {
  /// Problems over one design, each with its own weights of rows, labels, penalties and prior.
  private func problems(
    _ g: inout Generated, classes: Int, count: Int, isCounted: Bool
  ) throws -> [LogisticProblem] {
    let (n, m, d) = (g.integer(20...40), g.integer(0...4), g.integer(1...9))
    let dense = try g.matrix(n, m)
    let (inner, sparse) = (g.integer(1...6), try isCounted ? nil : g.sparse(n, d))
    let counted =
      try !isCounted
      ? nil
      : CountedBlock(
        rows: n, columnScales: g.numbers(d),
        parts: [
          CountedBlock.Part(
            rowScales: g.numbers(n), left: g.counts(rows: n, columns: inner),
            right: g.counts(rows: inner, columns: d)),
          CountedBlock.Part(rowScales: g.numbers(n), counts: g.counts(rows: n, columns: d)),
        ])
    let design = try DesignMatrix(
      dense: dense, sparse: sparse ?? .withoutEntries(rows: n, columns: d), counted: counted)
    let outputs = classes == 2 ? 1 : classes
    return try (0..<count).map { number in
      var prior = LinearWeights(outputs: outputs, denseFeatures: m, sparseFeatures: d)
      // Of named features alone, as a rule; of all of them now and then.
      for j in 0..<(number == 1 ? m + d : m) * outputs { prior.values[j] = g.random.normal() }
      return try LogisticProblem(
        design: design, labels: g.labels(n, classes: classes), classes: classes,
        // Some rows weigh nothing, never those that bring the classes.
        sampleWeights: (0..<n).map { $0 % 5 == number && $0 >= classes ? 0 : 1 },
        penalty: .perFeature((0..<m + d).map { _ in 0.01 + g.random.uniform() }), prior: prior,
        offsets: number == 2 ? g.matrix(n, outputs) : nil, hints: g.hints(m, classes: classes))
    }
  }

  @Test(arguments: [2, 3, 4, 7, 10, 11, 13], [false, true])
  func eachIsAsIfFittedAlone(classes: Int, isCounted: Bool) throws {
    for seed in UInt64(0)..<15 {
      var g = Generated(seed: seed &* 43 &+ UInt64(classes))
      let problems = try problems(
        &g, classes: classes, count: g.integer(1...5), isCounted: isCounted)
      let regression = LogisticRegression(stopping: StoppingRule(tolerance: 1e-7))
      let fits = regression.fit(together: problems)
      for (number, problem) in problems.enumerated() {
        let alone = try regression.fit(problem)
        let fit = fits[number]
        #expect(fit.report.converged, "seed \(seed), problem \(number)")
        #expect(abs(fit.report.objective - alone.report.objective) < 1e-9)
        if !isCounted {
          #expect(abs(fit.report.objective - plainObjective(problem, fit.weights)) < 1e-9)
        }
        #expect(
          largestDifference(fit.weights.values, alone.weights.values) < 1e-4,
          "seed \(seed), problem \(number)")
        #expect(abs(fit.report.referenceNorm - alone.report.referenceNorm) < 1e-12)
      }
    }
  }

  @Test func aStartAtTheMinimumTakesNoStep() throws {
    var g = Generated(seed: 5)
    let problems = try problems(&g, classes: 3, count: 3, isCounted: true)
    let tight = LogisticRegression(stopping: StoppingRule(tolerance: 1e-7))
    let cold = tight.fit(together: problems)
    let loose = LogisticRegression(stopping: StoppingRule(tolerance: 1e-6))
    for fit in loose.fit(together: problems, start: cold.map(\.weights)) {
      #expect(fit.report.iterations == 0)
      #expect(fit.report.converged)
    }
  }

  @Test func progressCanStop() throws {
    var g = Generated(seed: 6)
    let problems = try problems(&g, classes: 2, count: 4, isCounted: false)
    let fits = LogisticRegression(stopping: StoppingRule(tolerance: 1e-12)).fit(together: problems)
    { $0.iteration == 1 ? .stop : .proceed }
    for fit in fits {
      #expect(fit.report.outcome == .cancelled)
      #expect(fit.report.iterations == 1)
    }
  }

  /// A stop cancels what still runs, not what has just converged; and what has is not shown.
  @Test func aStopLeavesWhatConverged() throws {
    var mixed = 0
    for seed in UInt64(0)..<20 {
      var g = Generated(seed: seed &+ 60)
      let problems = try problems(&g, classes: 2, count: 4, isCounted: false)
      let regression = LogisticRegression(stopping: StoppingRule(tolerance: 1e-3))
      let whole = regression.fit(together: problems).map(\.report)
      let first = try #require(whole.map(\.iterations).min())
      let stopped = regression.fit(together: problems) {
        #expect($0.gradientNorm > $0.targetNorm)
        return $0.iteration == first ? .stop : .proceed
      }.map(\.report)
      for (report, full) in zip(stopped, whole) {
        let isDone = full.iterations == first
        #expect(report.outcome == (isDone ? full.outcome : .cancelled), "seed \(seed)")
        #expect(report.iterations == first)
      }
      if Set(stopped.map(\.converged)).count == 2 { mixed += 1 }
    }
    #expect(mixed > 0)
  }

  @Test func nothingGivesNothing() {
    #expect(LogisticRegression().fit(together: []).isEmpty)
  }

  /// Neighbours in the same vector change no bit of a fit.
  @Test(arguments: [2, 3, 6, 11, 14])
  func aFitDoesNotDependOnItsNeighbours(classes: Int) throws {
    var g = Generated(seed: 7)
    let problems = try problems(&g, classes: classes, count: 4, isCounted: true)
    let together = LogisticRegression().fit(together: problems)
    for (number, problem) in problems.enumerated() {
      #expect(LogisticRegression().fit(together: [problem]) == [together[number]])
    }
  }
}
