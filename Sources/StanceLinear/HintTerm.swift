/// R of ``MonotonicityHints`` in the coordinates of an objective.
///
/// - Shapes: `t`, gradients and products have m numbers: Σₐ rₐ·uⱼₐ of dense feature j, with
///   r = Qᵀ(e_rising − e_falling).
struct HintTerm: Sendable {
  /// r.
  let axis: [Double]
  private let hints: MonotonicityHints
  /// μ·sⱼ/Σ s.
  private let shares: [Double]
  /// D·v of the prior.
  private let fixed: [Double]
  private var candidate: [Double]
  /// ∇²R along the axis at the accepted point, m × m.
  private(set) var curvature: DenseMatrix

  init(_ hints: MonotonicityHints, _ problem: LogisticProblem, _ basis: ClassBasis) {
    let m = hints.changes.columns
    self.hints = hints
    let total = hints.changeWeights.reduce(0, +)
    shares = hints.changeWeights.map { total > 0 ? hints.weight * $0 / total : 0 }
    let axis = (0..<basis.width).map { basis[hints.rising, $0] - basis[hints.falling, $0] }
    self.axis = axis
    var fixed = Array(repeating: 0.0, count: hints.changes.rows)
    if let prior = problem.prior {
      let weights = (0..<m).map { feature in
        prior.outputs == 1
          ? prior[feature, 0] * axis[0]
          : prior[feature, hints.rising] - prior[feature, hints.falling]
      }
      BLAS.gemv(1, hints.changes, weights, 0, into: &fixed)
    }
    self.fixed = fixed
    candidate = fixed
    curvature = DenseMatrix(rows: m, columns: m)
  }

  /// t of the variables u, of which feature j has `u(j, a)`.
  @inline(__always)
  func along(_ u: (Int, Int) -> Double) -> [Double] {
    (0..<curvature.rows).map { j in
      var sum = 0.0
      for a in axis.indices { sum += axis[a] * u(j, a) }
      return sum
    }
  }

  /// R at t; t becomes its gradient along the axis. The point becomes the candidate.
  mutating func evaluate(_ t: inout [Double]) -> Double {
    candidate = fixed
    BLAS.gemv(1, hints.changes, t, 1, into: &candidate)
    var (slopes, sum) = (candidate, 0.0)
    for (row, z) in candidate.enumerated() {
      let cost = MonotonicityHints.cost(z)
      slopes[row] = shares[row] * cost.slope
      sum += shares[row] * cost.value
    }
    BLAS.gemv(1, hints.changes, transposed: true, slopes, 0, into: &t)
    return sum
  }

  /// Takes the Hessian at the candidate.
  mutating func acceptCandidate() {
    let m = hints.changes.columns
    var bent: [Double] = []
    var rows = 0
    for (row, z) in candidate.enumerated() {
      let root = (shares[row] * MonotonicityHints.cost(z).curvature).squareRoot()
      guard root > 0 else { continue }
      rows += 1
      for value in hints.changes.elements[row * m..<(row + 1) * m] { bent.append(root * value) }
    }
    var active = DenseMatrix(rows: rows, columns: m)
    active.elements = bent
    curvature = DenseMatrix(rows: m, columns: m)
    BLAS.syrk(1, active, transposed: true, 0, into: &curvature)
  }

  /// ∇²R·v along the axis.
  func product(_ v: [Double]) -> [Double] {
    var result = Array(repeating: 0.0, count: v.count)
    BLAS.gemv(1, curvature, v, 0, into: &result)
    return result
  }
}
