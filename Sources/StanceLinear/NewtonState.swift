/// Where a solve by trust-region Newton steps stands, and what becomes of a step.
struct NewtonState {
  /// ‖g‖ at which the solve has converged.
  let target: Double
  private let reference: Double
  private(set) var value: Double
  private(set) var norm: Double
  /// Δ.
  var radius = 0.0
  private(set) var iterations = 0
  private var evaluations = 1
  private var products = 0
  /// Whether the last step was taken.
  private(set) var accepted = true
  /// Nil while the solve goes on.
  var outcome: OptimizationOutcome?

  /// - Parameters:
  ///   - value: J at the start.
  ///   - norm: ‖g‖ there.
  ///   - reference: the norm that the tolerance is relative to; nil for the start's.
  init(value: Double, norm: Double, reference: Double?, stopping: StoppingRule) {
    (self.value, self.norm) = (value, norm)
    self.reference = reference ?? norm
    target = stopping.tolerance * self.reference
  }

  var progress: OptimizationProgress {
    OptimizationProgress(
      iteration: iterations, objective: value, gradientNorm: norm, targetNorm: target)
  }

  var report: OptimizationReport {
    OptimizationReport(
      outcome: outcome ?? .stalled, iterations: iterations, evaluations: evaluations,
      hessianProducts: products, objective: value, gradientNorm: norm, referenceNorm: reference)
  }

  /// The residual, relative to the gradient, at which conjugate gradients stop: loose far from
  /// the minimum, tighter as it comes near.
  var forcing: Double { min(0.3, max(0.03, (norm / reference).squareRoot())) }

  /// Ends a solve that has arrived or cannot go on.
  mutating func check(_ stopping: StoppingRule) {
    if !(value.isFinite && norm.isFinite) {
      outcome = .notFinite
    } else if norm <= target {
      outcome = .converged
    } else if iterations >= stopping.maximumIterations {
      outcome = .iterationLimit
    }
  }

  /// Takes or leaves a step, and sets the next radius; ends a solve that gains nothing more.
  ///
  /// - Parameters:
  ///   - value: J behind the step.
  ///   - norm: ‖g‖ there.
  ///   - slope: gᵀs.
  mutating func judge(
    _ step: ConjugateGradients.Step, value: Double, norm: Double, slope: Double
  ) {
    products += step.products
    evaluations += 1
    iterations += 1
    let actual = self.value - value
    let noise = 1e-14 * max(abs(self.value), 1e-300)
    let inNoise = step.reduction <= noise * 100 && abs(actual) <= noise * 100
    accepted = inNoise ? norm < self.norm : actual > 1e-4 * step.reduction
    if iterations == 1, value.isFinite { radius = min(radius, step.length) }
    radius = nextRadius(step, actual: inNoise ? step.reduction : actual, slope: slope)
    if accepted {
      (self.value, self.norm) = (value, norm)
    } else if inNoise || radius <= 1e-14 * max(step.length, 1e-300) {
      outcome = .stalled
    }
  }

  /// Lin and Moré's update: shrink towards the interpolated minimum, grow when the model is good.
  private func nextRadius(
    _ step: ConjugateGradients.Step, actual: Double, slope: Double
  ) -> Double {
    guard actual.isFinite else { return 0.25 * min(radius, step.length) }
    let curvature = -actual - slope
    let alpha = curvature <= 0 ? 4 : max(0.25, -0.5 * slope / curvature)
    switch actual / step.reduction {
    case ..<1e-4: return min(max(alpha, 0.25) * step.length, 0.5 * radius)
    case ..<0.25: return max(0.25 * radius, min(alpha * step.length, 0.5 * radius))
    case ..<0.75: return max(0.25 * radius, min(alpha * step.length, 4 * radius))
    default:
      return step.onBoundary
        ? 4 * radius : max(radius, min(alpha * step.length, 4 * radius))
    }
  }
}
