/// The function an optimiser minimises, with its gradient and Hessian.
public protocol TwiceDifferentiable {
  /// The number of variables.
  var dimension: Int { get }
  /// J(x); `gradient` becomes ∇J(x). The point becomes the candidate.
  mutating func evaluate(_ x: [Double], gradient: inout [Double]) -> Double
  /// Makes the candidate the point at which Hessians are taken.
  mutating func acceptCandidate()
  /// `result` becomes ∇²J·v at the accepted point, which may be rounded to single precision: it
  /// steers the steps, and the gradient says where they end.
  mutating func hessianProduct(_ v: [Double], into result: inout [Double])
  /// The diagonal of ∇²J at the accepted point, or about so.
  func hessianDiagonal() -> [Double]
}

/// J of a ``LogisticProblem`` in the coordinates in which it is solved.
///
/// The variables are u, (m + d + 1) × q interleaved like ``LinearWeights``, with q = classes − 1
/// and W = W0 + u·Qᵀ. For two classes Q = (0, 1)ᵀ. From three to ten classes Q (see ``ClassBasis``) is
/// an orthonormal basis of the vectors whose sum is 0: adding one number to all class weights
/// changes no probability, so at the minimum W − W0 sums to 0 over the classes and nothing is
/// lost; ‖u‖ = ‖W − W0‖, a third of the work for three classes falls away, and the bias has no
/// direction left in which J is flat. Beyond that Q = 1, and ∇J is 0 along that direction.
/// X·W0 and the offsets are added up once, at the start.
///
/// - Complexity: two passes over the entries for `evaluate` and for `hessianProduct`.
public struct LogisticObjective: TwiceDifferentiable, Sendable {
  public let dimension: Int
  let problem: LogisticProblem
  let basis: ClassBasis
  /// q.
  let width: Int
  private let totalWeight: Double
  /// Fixed scores n × classes, or empty for none.
  private let fixedScores: [Double]
  /// λ of every variable.
  private let lambda: [Double]
  private let denseBlock: DenseBlock
  private var hints: [HintTerm]
  private var candidate: [Double]
  private var accepted: [Double]

  /// - Complexity: O(features · q + n · classes), and one pass if there is a prior.
  public init(_ problem: LogisticProblem) {
    self.problem = problem
    basis = ClassBasis(classes: problem.classes)
    width = basis.width
    dimension = (problem.design.features + 1) * width
    totalWeight = problem.rowWeights.reduce(0, +)
    lambda = LogisticObjective.penalties(problem, width: width)
    denseBlock = DenseBlock(problem.design.dense, outputs: width)
    let basis = basis
    hints = problem.hints.map { HintTerm($0, problem, basis) }
    fixedScores = LogisticObjective.fixedScores(problem)
    candidate = Array(repeating: 0, count: problem.design.rows * problem.classes)
    accepted = candidate
  }

  public mutating func evaluate(_ x: [Double], gradient: inout [Double]) -> Double {
    evaluate(x, gradient: &gradient, withHints: true)
  }

  /// As ``evaluate(_:gradient:)``, with R or without.
  mutating func evaluate(
    _ x: [Double], gradient: inout [Double], withHints: Bool
  ) -> Double {
    let (q, n, classes) = (width, problem.design.rows, problem.classes)
    precondition(x.count == dimension, "variables of the objective")
    VectorKernels.clear(&gradient, count: dimension)
    var scores = denseBlock.scores(x, bias: dimension - q)
    var probabilities = Array(repeating: 0.0, count: classes)
    let (basis, problem, fixed) = (basis, problem, fixedScores)
    let scale = 1 / totalWeight
    var loss = 0.0
    var next: [Double] = []
    swap(&next, &candidate)
    problem.design.pass(
      outputs: q, base: denseBlock.columns * q, weights: x,
      gradient: &gradient
    ) { i, t in
      let s = problem.rowWeights[i] * scale
      for a in 0..<q { t[a] += scores[i * q + a] }
      basis.expand(t, into: &probabilities)
      if !fixed.isEmpty {
        for k in 0..<classes { probabilities[k] += fixed[i * classes + k] }
      }
      let own = probabilities[problem.labels[i]]
      let logSum = Softmax.normalize(&probabilities)
      if s > 0 { loss += s * (logSum - own) }
      for k in 0..<classes { next[i * classes + k] = probabilities[k] }
      probabilities[problem.labels[i]] -= 1
      basis.contract(probabilities, scale: s, into: &t)
      for a in 0..<q { scores[i * q + a] = t[a] }
    }
    candidate = next
    denseBlock.addGradient(scores, rows: n, bias: dimension - q, into: &gradient)
    let penalised = loss + addPenalty(x, into: &gradient)
    return withHints ? penalised + addHints(x, into: &gradient) : penalised
  }

  public mutating func acceptCandidate() {
    swap(&candidate, &accepted)
    for index in hints.indices { hints[index].acceptCandidate() }
  }

  public mutating func hessianProduct(_ v: [Double], into result: inout [Double]) {
    let (q, n, classes) = (width, problem.design.rows, problem.classes)
    precondition(v.count == dimension, "variables of the objective")
    VectorKernels.clear(&result, count: dimension)
    var scores = denseBlock.scores(v, bias: dimension - q)
    var change = Array(repeating: 0.0, count: classes)
    let (basis, problem, probabilities) = (basis, problem, accepted)
    let scale = 1 / totalWeight
    problem.design.pass(
      outputs: q, base: denseBlock.columns * q, weights: v, gradient: &result, isRough: true
    ) { i, t in
      for a in 0..<q { t[a] += scores[i * q + a] }
      basis.expand(t, into: &change)
      var mean = 0.0
      for k in 0..<classes { mean += probabilities[i * classes + k] * change[k] }
      for k in 0..<classes { change[k] = probabilities[i * classes + k] * (change[k] - mean) }
      basis.contract(change, scale: problem.rowWeights[i] * scale, into: &t)
      for a in 0..<q { scores[i * q + a] = t[a] }
    }
    denseBlock.addGradient(scores, rows: n, bias: dimension - q, into: &result)
    finishProduct(v, &result)
    for term in hints {
      add(term.product(term.along { v[$0 * q + $1] }), term.axis, into: &result)
    }
  }

  public func hessianDiagonal() -> [Double] {
    let (q, n, classes) = (width, problem.design.rows, problem.classes)
    var curvature = Array(repeating: 0.0, count: n * q)
    for i in 0..<n {
      let s = problem.rowWeights[i] / totalWeight
      for a in 0..<q {
        var mean = 0.0
        var square = 0.0
        for k in basis.support(a) {
          let p = accepted[i * classes + k]
          mean += p * basis[k, a]
          square += p * basis[k, a] * basis[k, a]
        }
        curvature[i * q + a] = s * max(square - mean * mean, 0)
      }
    }
    var result = Array(repeating: 0.0, count: dimension)
    problem.design.addTransposedSquares(
      outputs: q, base: denseBlock.columns * q, curvature, into: &result)
    denseBlock.addSquares(curvature, rows: n, bias: dimension - q, into: &result)
    VectorKernels.axpy(1, lambda, into: &result)
    for term in hints {
      for j in 0..<denseBlock.columns {
        let curvature = term.curvature[j, j]
        for a in 0..<q { result[j * q + a] += curvature * term.axis[a] * term.axis[a] }
      }
    }
    if !problem.fitsBias {
      for a in 0..<q { result[dimension - q + a] = 1 }
    }
    return result
  }

  /// R, with its gradient added.
  private mutating func addHints(_ x: [Double], into gradient: inout [Double]) -> Double {
    var sum = 0.0
    for index in hints.indices {
      var part = hints[index].along { x[$0 * width + $1] }
      sum += hints[index].evaluate(&part)
      add(part, hints[index].axis, into: &gradient)
    }
    return sum
  }

  /// Adds what lies along the axis of the hints, one number for each dense feature.
  private func add(_ part: [Double], _ axis: [Double], into result: inout [Double]) {
    for j in part.indices {
      for a in 0..<width { result[j * width + a] += part[j] * axis[a] }
    }
  }

  /// ½ Σ λ·x², with its gradient added.
  private func addPenalty(_ x: [Double], into gradient: inout [Double]) -> Double {
    let sum = VectorKernels.addProduct(lambda, x, into: &gradient)
    if !problem.fitsBias {
      for place in dimension - width..<dimension { gradient[place] = 0 }
    }
    return 0.5 * sum
  }

  private func finishProduct(_ v: [Double], _ result: inout [Double]) {
    VectorKernels.addProduct(lambda, v, into: &result)
    if !problem.fitsBias {
      for place in dimension - width..<dimension { result[place] = v[place] }
    }
  }

  /// λ of every variable; 0 for the biases.
  static func penalties(_ problem: LogisticProblem, width: Int) -> [Double] {
    let (m, d) = (problem.design.dense.columns, problem.design.sparse.columns)
    let biases = Array(repeating: 0.0, count: width)
    switch problem.penalty {
    case .uniform(let value):
      return Array(repeating: value, count: (m + d) * width) + biases
    case .blocks(let dense, let sparse):
      return Array(repeating: dense, count: m * width)
        + Array(repeating: sparse, count: d * width) + biases
    case .perFeature(let values):
      if width == 1 { return values + biases }
      return values.flatMap { repeatElement($0, count: width) } + biases
    }
  }

  static func fixedScores(_ problem: LogisticProblem) -> [Double] {
    guard problem.prior != nil || problem.offsets != nil else { return [] }
    let (n, outputs, classes) = (problem.design.rows, problem.outputs, problem.classes)
    var sum = problem.offsets ?? DenseMatrix(rows: n, columns: outputs)
    if var prior = problem.prior {
      prior.bias = Array(repeating: 0, count: outputs)
      // A prior of named features alone needs no pass over the others.
      let named = problem.design.dense.columns * outputs
      let own =
        prior.values[named...].allSatisfy { $0 == 0 }
        ? DenseBlock(problem.design.dense, outputs: outputs)
          .scores(prior.values, bias: prior.features * outputs)
        : LogisticRegression.scores(prior, problem.design).elements
      BLAS.axpy(1, own, into: &sum.elements)
    }
    guard outputs == 1 else { return sum.elements }
    var result = Array(repeating: 0.0, count: n * classes)
    for i in 0..<n { result[i * 2 + 1] = sum.elements[i] }
    return result
  }
}
