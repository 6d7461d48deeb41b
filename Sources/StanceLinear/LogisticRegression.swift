/// Fits the minimum of a ``LogisticProblem``.
///
///     let problem = try LogisticProblem(
///       design: design, labels: labels, classes: 3,
///       penalty: .uniform(LogisticProblem.lambda(c: 1, totalWeight: Double(labels.count))))
///     let fit = try LogisticRegression().fit(problem)
///     let p = LogisticRegression.probabilities(fit.weights, design)
public struct LogisticRegression: Sendable {
  public var method: OptimizationMethod
  public var stopping: StoppingRule

  public init(
    method: OptimizationMethod = .trustRegionNewton, stopping: StoppingRule = StoppingRule()
  ) {
    self.method = method
    self.stopping = stopping
  }
}
