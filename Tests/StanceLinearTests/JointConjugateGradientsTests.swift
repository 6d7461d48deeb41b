import Testing

@testable import StanceLinear

/// Solves side by side against the same solve alone.
@Suite struct JointConjugateGradientsTests {
  private typealias Goal = JointConjugateGradients.Goal

  private struct Outcome {
    var step: [Lanes<Float>]
    var reports: [ConjugateGradients.Step]
  }

  /// Two problems over one ill-conditioned design: columns of lengths from 1/30 to 30.
  private func problems() throws -> [LogisticProblem] {
    var g = Generated(seed: 11)
    let (n, m) = (60, 110)
    var dense = try g.matrix(n, m)
    for j in 0..<m {
      let length = [1.0 / 30, 0.1, 0.3, 1, 3, 30][j % 6]
      for i in 0..<n { dense[i, j] *= length }
    }
    let design = try DesignMatrix(dense: dense)
    return try (0..<2).map { number in
      try LogisticProblem(
        design: design, labels: g.labels(n, classes: 2), classes: 2,
        penalty: .uniform(number == 0 ? 1e-2 : 1e-6))
    }
  }

  /// Solves from 0 without the diagonal in M, by the gradients there times `factors`.
  private func solve(
    _ problems: [LogisticProblem], _ goals: [Goal?], factors: [Double]
  ) -> Outcome {
    var objective = JointObjective(problems)
    let lanes = LaneMap(problems: problems.count, width: objective.width)
    let zero = Array(
      repeating: Lanes<Double>(repeating: .zero, count: objective.dimension),
      count: objective.vectors)
    var gradient = zero
    _ = objective.evaluate(zero, gradient: &gradient)
    objective.acceptCandidate(Array(problems.indices))
    for (number, factor) in factors.enumerated() {
      for j in 0..<objective.dimension { gradient[number / 4][j][number % 4] *= factor }
    }
    var region = JointConjugateGradients(objective.dimension, lanes)
    region.precondition(objective, blend: 0)
    let reports = region.solve(&objective, gradient: gradient, goals: goals)
    return Outcome(step: region.step, reports: reports)
  }

  /// A problem that has left through the boundary keeps its step while the other goes on for as
  /// many products as there are variables.
  @Test func aClosedProblemKeepsItsStep() throws {
    let problems = try problems()
    let long = Goal(radius: 1e30, forcing: 0, enough: 0)
    let free = solve([problems[0]], [Goal(radius: 1e30, forcing: 1e-4, enough: 0)], factors: [1])
    for share in [0.6, 0.8, 0.9, 0.97] {
      let short = Goal(radius: share * free.reports[0].length, forcing: 1e-4, enough: 0)
      let alone = solve([problems[0]], [short], factors: [1])
      let beside = solve(problems, [short, long], factors: [1, 1])
      #expect(alone.reports[0].onBoundary && alone.reports[0].products > 1)
      #expect(beside.reports[1].products > 100)
      #expect(beside.reports[0].products == alone.reports[0].products)
      #expect(beside.reports[0].reduction == alone.reports[0].reduction, "share \(share)")
      #expect(beside.reports[0].length == alone.reports[0].length)
      #expect(beside.step[0].map { $0[0] } == alone.step[0].map { $0[0] }, "share \(share)")
    }
  }

  /// Curvature beyond single precision ends a solve, and that solve alone.
  @Test(arguments: [3e13, 1e14, 1e15])
  func curvatureThatIsNotFiniteEndsASolve(factor: Double) throws {
    let problems = try problems()
    let goal = Goal(radius: 1e30, forcing: 0.1, enough: 0)
    let both = solve(problems, [goal, goal], factors: [1, factor])
    #expect(both.reports[1].products == 1)
    #expect(both.reports[1].length == 0)
    #expect(both.step[0].allSatisfy { $0[1] == 0 })
    let alone = solve([problems[0]], [goal], factors: [1])
    #expect(both.step[0].map { $0[0] } == alone.step[0].map { $0[0] })
  }

  @Test func lanesWithoutAProblemStayZero() throws {
    let goal = Goal(radius: 1, forcing: 0.1, enough: 0)
    let outcome = solve(try problems(), [goal, goal], factors: [1, 1])
    #expect(outcome.step[0].allSatisfy { $0[2] == 0 && $0[3] == 0 })
    #expect(outcome.step[0].contains { $0[0] != 0 && $0[1] != 0 })
  }
}
