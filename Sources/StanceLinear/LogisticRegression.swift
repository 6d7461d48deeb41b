/// Fits the minimum of a ``LogisticProblem`` and applies linear models.
///
///     let lambda = LogisticProblem.lambda(c: 1, totalWeight: Double(labels.count))
///     let problem = try LogisticProblem(
///       design: design, labels: labels, classes: 3, penalty: .uniform(lambda))
///     let fit = LogisticRegression().fit(problem)
///     let p = LogisticRegression.probabilities(fit.weights, design)
///
/// The result depends on the problem alone: no seed, no clock, no threads of its own.
public struct LogisticRegression: Sendable {
  public var method: OptimizationMethod
  public var stopping: StoppingRule

  public init(
    method: OptimizationMethod = .trustRegionNewton, stopping: StoppingRule = StoppingRule()
  ) {
    self.method = method
    self.stopping = stopping
  }

  /// Minimises J. The tolerance is relative to the gradient without hints at the prior centre.
  ///
  /// - Parameters:
  ///   - start: where to start; nil means the prior centre, or 0. From three classes on, what is
  ///     common to all classes in `start` (less the prior) is dropped: it changes no probability.
  ///   - progress: called after each outer iteration; `stop` ends the fit with what is reached.
  /// - Returns: the weights and the account; look at `report.outcome`.
  /// - Throws: `shapeMismatch` when `start` does not fit the problem.
  /// - Complexity: O(entries · K) time for each evaluation and each Hessian product.
  public func fit(
    _ problem: LogisticProblem, start: LinearWeights? = nil,
    progress: (OptimizationProgress) -> OptimizationDecision = { _ in .proceed }
  ) throws(LinearError) -> LogisticFit {
    var problem = problem
    problem.design = problem.design.columnwise()
    let design = problem.design
    var objective = LogisticObjective(problem)
    var u = Array(repeating: 0.0, count: objective.dimension)
    var reference: Double?
    if start != nil || !problem.hints.isEmpty {
      var gradient: [Double] = []
      _ = objective.evaluate(u, gradient: &gradient, withHints: false)
      reference = BLAS.nrm2(gradient)
    }
    if let start {
      let expected = LinearWeights(
        outputs: problem.outputs, denseFeatures: design.dense.columns,
        sparseFeatures: design.sparse.columns)
      guard start.outputs == expected.outputs, start.denseFeatures == expected.denseFeatures,
        start.sparseFeatures == expected.sparseFeatures,
        start.values.count == expected.values.count
      else {
        throw .shapeMismatch(
          what: "weights of the start", expected: expected.values.count,
          found: start.values.count)
      }
      u = objective.basis.coordinates(of: start, relativeTo: problem.prior)
    }
    let report: OptimizationReport
    switch method {
    case .trustRegionNewton:
      report = TrustRegionNewton(stopping: stopping).minimize(
        &objective, from: &u, referenceNorm: reference, progress: progress)
    case .limitedMemoryBFGS(let memory):
      report = LimitedMemoryBFGS(stopping: stopping, memory: memory).minimize(
        &objective, from: &u, referenceNorm: reference, progress: progress)
    }
    let weights = objective.basis.weights(
      from: u, denseFeatures: design.dense.columns, sparseFeatures: design.sparse.columns,
      prior: problem.prior)
    return LogisticFit(weights: weights, report: report)
  }

  /// Minimises J of several problems over one design, side by side: a pass over the design serves
  /// them all.
  ///
  /// Each gets what ``fit(_:start:progress:)`` by Newton's method would give it alone, up to
  /// rounding: products with the Hessian are in single precision here; J, its gradient and the
  /// weights in double. No thread, seed or neighbour changes a bit of it.
  ///
  /// - Shapes: n rows, features as the design of the first problem has them, which serves all; the
  ///   weights have K outputs, 1 for two classes.
  /// - Parameters:
  ///   - problems: any number; none gives none.
  ///   - start: where to start, one for each; nil means the prior centres, or 0.
  ///   - progress: called after each outer iteration with the first problem that still runs, if any
  ///     does; `stop` ends all that do.
  /// - Returns: weights and account of each, in the order of `problems`; look at `report.outcome`.
  /// - Precondition: the problems have the same design and classes and fit their biases; `start`
  ///   has their shape.
  /// - Complexity: for B problems of q variables a feature (1 for two classes, else as many as there
  ///   are classes less one), O(entries · ⌈B·q/4⌉) time for each evaluation and each Hessian product
  ///   until the last is done; memory for about ten vectors of B·q·features numbers and for
  ///   n·B·(2·q² + classes) numbers beside.
  public func fit(
    together problems: [LogisticProblem], start: [LinearWeights]? = nil,
    progress: (OptimizationProgress) -> OptimizationDecision = { _ in .proceed }
  ) -> [LogisticFit] {
    guard let design = problems.first?.design else { return [] }
    var objective = JointObjective(problems)
    let (basis, q) = (objective.basis, objective.width)
    let points = start.map { start in
      precondition(start.count == problems.count, "a start for each problem")
      var points = Array(
        repeating: Lanes<Double>(repeating: .zero, count: objective.dimension),
        count: objective.vectors)
      for (number, weights) in start.enumerated() {
        let own = basis.coordinates(of: weights, relativeTo: problems[number].prior)
        precondition(own.count == objective.dimension * q, "weights of the start")
        for a in 0..<q {
          let lane = number * q + a
          for j in 0..<objective.dimension { points[lane / 4][j][lane % 4] = own[j * q + a] }
        }
      }
      return points
    }
    let (u, reports) = JointNewton(stopping: stopping).minimize(
      &objective, from: points, progress: progress)
    return problems.indices.map { number in
      var own = Array(repeating: 0.0, count: objective.dimension * q)
      for a in 0..<q {
        let lane = number * q + a
        for j in 0..<objective.dimension { own[j * q + a] = u[lane / 4][j][lane % 4] }
      }
      return LogisticFit(
        weights: basis.weights(
          from: own, denseFeatures: design.dense.columns, sparseFeatures: design.sparse.columns,
          prior: problems[number].prior),
        report: reports[number])
    }
  }

  /// Scores z = x·W + b.
  ///
  /// - Shapes: result n × K; K is `weights.outputs`.
  /// - Precondition: the design has the features of the weights.
  /// - Complexity: O(entries · K).
  public static func scores(_ weights: LinearWeights, _ design: DesignMatrix) -> DenseMatrix {
    precondition(
      weights.denseFeatures == design.dense.columns
        && weights.sparseFeatures == design.sparse.columns, "features of weights and design")
    let outputs = weights.outputs
    let block = DenseBlock(design.dense, outputs: outputs)
    var result = DenseMatrix(rows: design.rows, columns: outputs)
    result.elements = block.scores(weights.values, bias: weights.features * outputs)
    let sparse = design.times(
      outputs: outputs, base: design.dense.columns * outputs, weights: weights.values)
    BLAS.axpy(1, sparse, into: &result.elements)
    return result
  }

  /// The probability of each class.
  ///
  /// - Shapes: result n × classes; each row is in [0, 1] and sums to 1 within 10⁻¹².
  /// - Precondition: as for `scores`.
  public static func probabilities(
    _ weights: LinearWeights, _ design: DesignMatrix
  ) -> DenseMatrix {
    Softmax.probabilities(classScores(scores(weights, design)))
  }

  /// Scores of every class: a single output gets the zeros of class 0 beside it.
  ///
  /// - Shapes: n × 1 becomes n × 2; anything else is returned as it is.
  public static func classScores(_ scores: DenseMatrix) -> DenseMatrix {
    guard scores.columns == 1 else { return scores }
    var result = DenseMatrix(rows: scores.rows, columns: 2)
    for i in 0..<scores.rows { result[i, 1] = scores[i, 0] }
    return result
  }
}
