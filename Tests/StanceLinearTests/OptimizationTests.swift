import StanceLinear
import Testing

@Suite struct OptimizationTests {
  static let methods = LogisticRegressionTests.methods

  func problem(classes: Int = 3) throws -> LogisticProblem {
    var g = Generated(seed: 21)
    return try LogisticProblem(
      design: DesignMatrix(dense: g.matrix(60, 3), sparse: g.sparse(60, 20)),
      labels: g.labels(60, classes: classes), classes: classes, penalty: .uniform(1e-3))
  }

  @Test(arguments: methods) func warmStartAtTheMinimumTakesNoStep(method: OptimizationMethod) throws
  {
    for classes in [2, 3] {
      let problem = try problem(classes: classes)
      let tight = LogisticRegression(
        method: method, stopping: StoppingRule(tolerance: 1e-7, maximumIterations: 1000))
      let cold = try tight.fit(problem)
      let loose = LogisticRegression(method: method, stopping: StoppingRule(tolerance: 1e-6))
      let warm = try loose.fit(problem, start: cold.weights)
      #expect(warm.report.iterations == 0)
      #expect(warm.report.converged)
      #expect(warm.report.referenceNorm == cold.report.referenceNorm)
      #expect(largestDifference(warm.weights.values, cold.weights.values) < 1e-12)
    }
  }

  @Test(arguments: methods) func progressCanStop(method: OptimizationMethod) throws {
    var seen: [OptimizationProgress] = []
    let fit = try LogisticRegression(method: method).fit(problem()) { progress in
      seen.append(progress)
      return progress.iteration == 2 ? .stop : .proceed
    }
    #expect(fit.report.outcome == .cancelled)
    #expect(seen.map(\.iteration) == [1, 2])
    #expect(seen.last?.objective == fit.report.objective)
  }

  @Test(arguments: methods) func theObjectiveNeverRises(method: OptimizationMethod) throws {
    var last = Double.infinity
    let fit = try LogisticRegression(
      method: method, stopping: StoppingRule(tolerance: 1e-9, maximumIterations: 500)
    ).fit(problem()) { progress in
      #expect(progress.objective <= last + 1e-12)
      last = progress.objective
      return .proceed
    }
    #expect(fit.report.converged)
  }

  @Test(arguments: methods) func iterationsAreLimited(method: OptimizationMethod) throws {
    let fit = try LogisticRegression(
      method: method, stopping: StoppingRule(tolerance: 1e-9, maximumIterations: 1)
    ).fit(problem())
    #expect(fit.report.outcome == .iterationLimit)
    #expect(fit.report.iterations == 1)
  }

  @Test(arguments: methods) func impossibleToleranceEndsAllTheSame(method: OptimizationMethod)
    throws
  {
    let fit = try LogisticRegression(
      method: method, stopping: StoppingRule(tolerance: 0, maximumIterations: 5000)
    ).fit(problem())
    #expect(fit.report.iterations < 5000)
    #expect(fit.report.gradientNorm < 1e-7 * fit.report.referenceNorm)
  }

  @Test(arguments: methods) func separableWithoutPenaltyEnds(method: OptimizationMethod) throws {
    let design = try DesignMatrix(dense: DenseMatrix([[1], [2], [-1], [-3]]))
    let problem = try LogisticProblem(
      design: design, labels: [1, 1, 0, 0], classes: 2, penalty: .uniform(0))
    let fit = try LogisticRegression(method: method).fit(problem)
    #expect(fit.weights.values.allSatisfy { $0.isFinite })
    let p = LogisticRegression.probabilities(fit.weights, design)
    #expect(p[0, 1] > 0.99 && p[2, 0] > 0.99)
  }

  @Test(arguments: methods) func featuresOnWildScalesConverge(method: OptimizationMethod) throws {
    var g = Generated(seed: 3)
    let block = try DenseMatrix(
      (0..<50).map { _ in [g.random.normal() * 1e4, g.random.normal(), g.random.normal() * 1e-3] })
    let problem = try LogisticProblem(
      design: DesignMatrix(dense: block), labels: g.labels(50, classes: 3), classes: 3,
      penalty: .uniform(1e-4))
    let fit = try LogisticRegression(
      method: method, stopping: StoppingRule(tolerance: 1e-6, maximumIterations: 5000)
    ).fit(problem)
    #expect(fit.report.gradientNorm < 1e-4 * fit.report.referenceNorm, "\(fit.report)")
  }

  @Test(arguments: methods) func numbersTooLargeAreReported(method: OptimizationMethod) throws {
    let design = try DesignMatrix(dense: DenseMatrix([[1e300], [-1e300]]))
    let problem = try LogisticProblem(
      design: design, labels: [0, 1], classes: 2, penalty: .uniform(1e-3))
    let fit = try LogisticRegression(method: method).fit(problem)
    #expect(fit.report.outcome != .cancelled)
    #expect(fit.weights.values.allSatisfy { $0.isFinite })
  }

  @Test func aStartOfAnotherShapeIsRefused() throws {
    let start = LinearWeights(outputs: 3, denseFeatures: 3, sparseFeatures: 19)
    #expect(
      throws: LinearError.shapeMismatch(what: "weights of the start", expected: 72, found: 69)
    ) { try LogisticRegression().fit(problem(), start: start) }
  }
}
