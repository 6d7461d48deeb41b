/// J of several ``LogisticProblem``s over the rows of one design, side by side.
///
/// A pass over the design serves four variables at a time: an entry is read once and adds to four
/// numbers that lie together. Problem b has the lanes b·q ..< (b + 1)·q of ``LogisticObjective``'s
/// variables, in vectors of four lanes each; what is left of the last vector is 0.
///
/// - Shapes: every vector has features + 1 rows, the biases last.
/// - Complexity: as one ``LogisticObjective`` for every four lanes.
struct JointObjective {
  let problems: [LogisticProblem]
  let basis: ClassBasis
  /// q.
  let width: Int
  /// Rows of a vector.
  let dimension: Int
  /// Vectors of four lanes.
  let vectors: Int
  private let design: DesignMatrix
  private let dense: [Double]
  private let roughDense: [Float]
  /// 1, but for the columns of counts.
  private let scales: [Double]
  private let roughScales: [Float]
  /// λ of every variable.
  private let lambda: [Lanes<Double>]
  private let roughLambda: [Lanes<Float>]
  /// Fixed scores n × classes of each problem, or empty for none.
  private let fixedScores: [[Double]]
  /// sᵢ / S of each row and problem.
  private let shares: [[Double]]
  /// Of the candidate, and of the accepted point.
  private var candidate: RowCurvature
  private var accepted: RowCurvature
  /// Those of each problem.
  var hints: [[HintTerm]]

  /// - Precondition: the problems share design (the first's is used) and classes, and fit biases.
  init(_ problems: [LogisticProblem]) {
    let first = problems[0]
    for problem in problems {
      precondition(
        problem.classes == first.classes && problem.design.rows == first.design.rows
          && problem.design.features == first.design.features
          && problem.design.dense.columns == first.design.dense.columns && problem.fitsBias,
        "problems over one design")
    }
    (self.problems, design) = (problems, first.design.columnwise())
    basis = ClassBasis(classes: first.classes)
    width = basis.width
    dimension = design.features + 1
    vectors = (problems.count * width + 3) / 4
    dense = design.dense.elements
    roughDense = dense.map { Float($0) }
    let m = design.dense.columns
    var scales = Array(repeating: 1.0, count: dimension)
    if let counted = design.counted {
      for (column, scale) in counted.columnScales.enumerated() { scales[m + column] = scale }
    }
    self.scales = scales
    roughScales = scales.map { Float($0) }
    var lambda = Array(repeating: Lanes<Double>(repeating: .zero, count: dimension), count: vectors)
    for (number, problem) in problems.enumerated() {
      let values = LogisticObjective.penalties(problem, width: 1)
      for lane in number * width..<(number + 1) * width {
        LaneKernels.set(lane % 4, of: &lambda[lane / 4], to: values)
      }
    }
    self.lambda = lambda
    roughLambda = lambda.map { $0.map { SIMD4<Float>($0) } }
    var fixed: [[Double]] = []
    for (number, problem) in problems.enumerated() {
      let isKnown =
        number > 0 && problem.prior == problems[number - 1].prior
        && problem.offsets == problems[number - 1].offsets
      fixed.append(isKnown ? fixed[number - 1] : LogisticObjective.fixedScores(problem))
    }
    fixedScores = fixed
    shares = problems.map { problem in
      let total = problem.rowWeights.reduce(0, +)
      return problem.rowWeights.map { $0 / total }
    }
    candidate = RowCurvature(basis, shares)
    accepted = candidate
    let basis = basis
    hints = problems.map { problem in
      problem.hints.map { HintTerm($0, problem, basis) }
    }
  }

  /// J of each problem at x without R of its hints; `gradient` becomes the gradient of that. The point
  /// becomes the candidate.
  mutating func evaluateWithoutHints(
    _ x: [Lanes<Double>], gradient: inout [Lanes<Double>]
  ) -> [Double] {
    var scores: [Lanes<Double>] = []
    for vector in 0..<vectors { scores.append(margins(x[vector])) }
    var values = Array(repeating: 0.0, count: problems.count)
    for number in problems.indices { values[number] = loss(number, &scores) }
    let m = design.dense.columns
    for vector in 0..<vectors {
      LaneKernels.clear(&gradient[vector])
      LaneKernels.addTransposed(dense, columns: m, scores[vector], into: &gradient[vector])
      design.counted?.addTransposed(scores[vector], base: m, into: &gradient[vector])
      let penalty = LaneKernels.addPenalty(
        scales, lambda[vector], x[vector], into: &gradient[vector])
      design.sparse.addTransposed(scores[vector], base: m, into: &gradient[vector])
      for lane in 0..<4 {
        let number = (4 * vector + lane) / width
        if number < problems.count { values[number] += 0.5 * penalty[lane] }
      }
    }
    return values
  }

  /// Makes the candidate the point at which the problems named take their Hessians.
  mutating func acceptCandidate(_ numbers: [Int]) {
    accepted.take(numbers, of: candidate)
    for number in numbers {
      for index in hints[number].indices { hints[number][index].acceptCandidate() }
    }
  }

  /// `result` becomes ∇²J·v, in single precision.
  ///
  /// - Returns: vᵀ·∇²J·v of each lane.
  mutating func hessianProduct(
    _ v: [Lanes<Float>], into result: inout [Lanes<Float>]
  ) -> [SIMD4<Double>] {
    let m = design.dense.columns
    var scores: [Lanes<Float>] = []
    for vector in 0..<vectors {
      var t = LaneKernels.times(
        roughDense, rows: design.rows, columns: m, v[vector], plus: v[vector][dimension - 1])
      design.counted?.addTimes(v[vector], scales: roughScales, base: m, into: &t)
      design.sparse.addTimes(v[vector], base: m, into: &t)
      scores.append(t)
    }
    scores = accepted.times(scores)
    var curvature: [SIMD4<Double>] = []
    for vector in 0..<vectors {
      LaneKernels.clear(&result[vector])
      LaneKernels.addTransposed(roughDense, columns: m, scores[vector], into: &result[vector])
      design.counted?.addTransposed(scores[vector], base: m, into: &result[vector])
      var along = LaneKernels.finish(
        roughScales, roughLambda[vector], v[vector], into: &result[vector])
      if design.sparse.entryCount > 0 {
        design.sparse.addTransposed(scores[vector], base: m, into: &result[vector])
        along = LaneKernels.dot(v[vector], result[vector])
      }
      curvature.append(along)
    }
    for number in problems.indices { bendHints(number, v, into: &result, &curvature) }
    return curvature
  }

  /// `result` becomes one vector of the diagonal of ∇²J at the accepted point, or about so
  /// (``CountedBlock``).
  func hessianDiagonal(_ vector: Int, into result: inout Lanes<Float>) {
    let m = design.dense.columns
    let curvature = accepted.diagonal(vector)
    LaneKernels.clear(&result)
    LaneKernels.addTransposed(roughDense, columns: m, curvature, into: &result) { $0 * $0 }
    design.counted?.addTransposed(curvature, base: m, squares: true, into: &result)
    LaneKernels.finishSquares(roughScales, roughLambda[vector], into: &result)
    design.sparse.addTransposed(curvature, base: m, squares: true, into: &result)
    addHintSquares(vector, to: &result)
  }

  /// X·x.
  private func margins(_ x: Lanes<Double>) -> Lanes<Double> {
    guard x.contains(where: { $0 != .zero }) else {
      return Lanes(repeating: .zero, count: design.rows)
    }
    let m = design.dense.columns
    var result = LaneKernels.times(
      dense, rows: design.rows, columns: m, x, plus: x[dimension - 1])
    design.counted?.addTimes(x, scales: scales, base: m, into: &result)
    design.sparse.addTimes(x, base: m, into: &result)
    return result
  }

  /// The loss of one problem; its scores become their gradients, its curvature the candidate's.
  private mutating func loss(_ number: Int, _ scores: inout [Lanes<Double>]) -> Double {
    let (q, problem, fixed) = (width, problems[number], fixedScores[number])
    let classes = problem.classes
    var t = Array(repeating: 0.0, count: q)
    var p = Array(repeating: 0.0, count: classes)
    var loss = 0.0
    for i in 0..<design.rows {
      let share = shares[number][i]
      if share == 0 {
        for a in 0..<q { scores[(number * q + a) / 4][i][(number * q + a) % 4] = 0 }
        continue
      }
      for a in 0..<q { t[a] = scores[(number * q + a) / 4][i][(number * q + a) % 4] }
      basis.expand(t, into: &p)
      if !fixed.isEmpty { for k in 0..<classes { p[k] += fixed[i * classes + k] } }
      let own = p[problem.labels[i]]
      loss += share * (Softmax.normalize(&p) - own)
      candidate.set(number, i, p)
      p[problem.labels[i]] -= 1
      basis.contract(p, scale: share, into: &t)
      for a in 0..<q { scores[(number * q + a) / 4][i][(number * q + a) % 4] = t[a] }
    }
    return loss
  }
}
