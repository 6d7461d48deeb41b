/// Conjugate gradients inside a trust region, with buffers that are kept between calls.
struct ConjugateGradients {
  /// What one solve did.
  struct Step {
    /// −(gᵀs + ½ sᵀHs): the fall that the model promises.
    var reduction: Double
    /// ‖s‖_M.
    var length: Double
    var onBoundary: Bool
    var products: Int
  }

  /// s of the last solve.
  private(set) var step: [Double]
  private var residual: [Double]
  private var direction: [Double]
  private var product: [Double]
  /// The diagonal of M⁻¹.
  private var inverse: [Double]

  init(dimension: Int) {
    let zeros = Array(repeating: 0.0, count: dimension)
    (step, residual, direction, product) = (zeros, zeros, zeros, zeros)
    inverse = Array(repeating: 1, count: dimension)
  }

  /// M = (1 − α)·μ + α·diag H, where μ is the smallest positive diagonal element.
  mutating func precondition(_ diagonal: [Double], blend: Double) {
    var smallest = Double.infinity
    for value in diagonal where value > 0 { smallest = min(smallest, value) }
    guard smallest.isFinite else {
      for j in inverse.indices { inverse[j] = 1 }
      return
    }
    for j in inverse.indices {
      let m = (1 - blend) * smallest + blend * diagonal[j]
      inverse[j] = 1 / (m > 0 ? m : smallest)
    }
  }

  /// ‖g‖_{M⁻¹}.
  func initialRadius(_ gradient: [Double]) -> Double {
    VectorKernels.weightedSquares(inverse, gradient).squareRoot()
  }

  /// Minimises the model; the minimiser is in ``step``.
  ///
  /// - Parameters:
  ///   - forcing: residual, relative to the gradient, in the norm of M⁻¹, at which it stops.
  ///   - enough: 2-norm of the residual, which is that of the next gradient as the model has it,
  ///     at which it stops too.
  mutating func solve<Objective: TwiceDifferentiable>(
    _ objective: inout Objective, gradient: [Double], radius: Double, forcing: Double,
    enough: Double
  ) -> Step {
    VectorKernels.clear(&step, count: gradient.count)
    residual = gradient
    VectorKernels.scale(-1, &residual)
    VectorKernels.blend(0, inverse, residual, into: &direction)
    var rho = VectorKernels.weightedSquares(inverse, residual)
    let goal = forcing * rho.squareRoot()
    // Norms in M by recurrence: s·Ms, s·Md, d·Md.
    var (ss, sd, dd) = (0.0, 0.0, rho)
    var products = 0
    var onBoundary = false
    // A quadratic in `dimension` variables needs no more steps than that, rounding apart.
    let limit = max(5, min(gradient.count, 1000))
    while products < limit, rho.squareRoot() > goal, BLAS.dot(residual, residual) > enough * enough
    {
      objective.hessianProduct(direction, into: &product)
      products += 1
      let curvature = BLAS.dot(direction, product)
      let toBoundary = ConjugateGradients.distance(ss, sd, dd, radius)
      let alpha = curvature > 0 ? rho / curvature : .infinity
      if !(alpha < toBoundary) {
        guard toBoundary.isFinite else { break }
        advance(toBoundary)
        ss = radius * radius
        onBoundary = true
        break
      }
      let next = advance(alpha)
      ss += 2 * alpha * sd + alpha * alpha * dd
      let beta = next / rho
      sd = beta * (sd + alpha * dd)
      dd = next + beta * beta * dd
      rho = next
      VectorKernels.blend(beta, inverse, residual, into: &direction)
    }
    let reduction = 0.5 * (BLAS.dot(step, residual) - BLAS.dot(gradient, step))
    return Step(
      reduction: reduction, length: max(ss, 0).squareRoot(), onBoundary: onBoundary,
      products: products)
  }

  /// s += α·d, r −= α·H·d; returns rᵀ·M⁻¹·r.
  @discardableResult
  private mutating func advance(_ alpha: Double) -> Double {
    VectorKernels.axpy(alpha, direction, into: &step)
    VectorKernels.axpy(-alpha, product, into: &residual)
    return VectorKernels.weightedSquares(inverse, residual)
  }

  /// τ ≥ 0 with ‖s + τ·d‖_M = Δ.
  static func distance(_ ss: Double, _ sd: Double, _ dd: Double, _ radius: Double) -> Double {
    let room = max(radius * radius - ss, 0)
    let root = (sd * sd + dd * room).squareRoot()
    // The form without cancellation.
    return sd >= 0 ? room / (sd + root) : (root - sd) / dd
  }
}
