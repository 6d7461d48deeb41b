import StanceLinear
import Testing

@Suite struct MonotonicityHintsTests {
  /// A feature that stands in the rows of the wrong class, and one that tells the right one.
  private func problem(_ hints: [MonotonicityHints], classes: Int) throws -> LogisticProblem {
    let rows = [[1.0, 0], [1, 0], [1, 1], [0, 1], [0, 1], [0, 0]]
    let labels = classes == 2 ? [0, 0, 1, 1, 1, 0] : [0, 0, 1, 1, 2, 2]
    return try LogisticProblem(
      design: DesignMatrix(dense: DenseMatrix(rows)), labels: labels, classes: classes,
      penalty: .uniform(0.01), hints: hints)
  }

  private func pull(_ weights: LinearWeights, rising: Int, falling: Int) -> Double {
    func weight(_ label: Int) -> Double {
      weights.outputs == 1 ? (label == 1 ? weights[0, 0] : 0) : weights[0, label]
    }
    return weight(rising) - weight(falling)
  }

  /// The heavier the hints, the less is left of a pull to the wrong side; what they do not name stays.
  @Test(arguments: [2, 3], [OptimizationMethod.trustRegionNewton, .limitedMemoryBFGS(memory: 10)])
  func wrongPullsGoAway(classes: Int, method: OptimizationMethod) throws {
    let regression = LogisticRegression(
      method: method, stopping: StoppingRule(tolerance: 1e-8, maximumIterations: 500))
    var pulls: [Double] = []
    for weight in [0.0, 1, 100, 10_000] {
      let hints = MonotonicityHints(
        changes: try DenseMatrix([[1, 0], [2, 0]]), rising: 1, falling: 0, weight: weight)
      let fit = try regression.fit(problem([hints], classes: classes))
      #expect(fit.report.converged)
      pulls.append(pull(fit.weights, rising: 1, falling: 0))
    }
    #expect(pulls[0] < -0.5, "without hints the fit turns the feature round")
    #expect(zip(pulls, pulls.dropFirst()).allSatisfy { $0 < $1 })
    #expect(abs(pulls[3]) < 0.1)
  }

  /// Where all is as it should be, hints change nothing.
  @Test func rightPullsStay() throws {
    let hints = MonotonicityHints(
      changes: try DenseMatrix([[1, 0]]), rising: 0, falling: 1, weight: 1000)
    let regression = LogisticRegression(stopping: StoppingRule(tolerance: 1e-9))
    let free = try regression.fit(problem([], classes: 3))
    let held = try regression.fit(problem([hints], classes: 3))
    #expect(largestDifference(free.weights.values, held.weights.values) < 1e-6)
  }
}
