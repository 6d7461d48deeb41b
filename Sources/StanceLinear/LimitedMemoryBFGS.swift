/// L-BFGS with a line search for the weak Wolfe conditions.
///
/// Training takes ``TrustRegionNewton``, which is faster here. This one shares nothing with it but J and
/// its gradient: tests hold the two minima against each other, and benchmarks their speed.
///
/// The line search brackets and bisects, with a cubic guess inside the bracket: on a convex
/// function it ends. Close to the minimum, where differences of J drown in rounding, a step is
/// judged by its slope alone (Hager and Zhang's approximate condition).
///
/// - Source: Liu, Nocedal 1989, Math. Programming 45; Hager, Zhang 2005, SIAM J. Optim. 16.
struct LimitedMemoryBFGS {
  var stopping: StoppingRule
  var memory: Int

  func minimize<Objective: TwiceDifferentiable>(
    _ objective: inout Objective, from x: inout [Double], referenceNorm: Double?,
    progress: (OptimizationProgress) -> OptimizationDecision
  ) -> OptimizationReport {
    let n = objective.dimension
    var gradient = Array(repeating: 0.0, count: n)
    var value = objective.evaluate(x, gradient: &gradient)
    var norm = BLAS.nrm2(gradient)
    let reference = referenceNorm ?? norm
    let target = stopping.tolerance * reference
    var (iterations, evaluations) = (0, 1)
    var pairs = CorrectionPairs(capacity: max(1, memory))
    var direction = gradient
    var previous = gradient
    // In the noise neither J nor the gradient gets better any more.
    var (lowest, smallest, idle) = (value, norm, 0)

    func report(_ outcome: OptimizationOutcome) -> OptimizationReport {
      OptimizationReport(
        outcome: outcome, iterations: iterations, evaluations: evaluations, hessianProducts: 0,
        objective: value, gradientNorm: norm, referenceNorm: reference)
    }

    while true {
      guard value.isFinite, norm.isFinite else { return report(.notFinite) }
      if norm <= target { return report(.converged) }
      if iterations >= stopping.maximumIterations { return report(.iterationLimit) }
      pairs.direction(gradient, into: &direction)
      var slope = BLAS.dot(gradient, direction)
      if !(slope < 0) {
        pairs.removeAll()
        pairs.direction(gradient, into: &direction)
        slope = -norm * norm
      }
      previous = gradient
      var search = LineSearch(value: value, slope: slope)
      var step = pairs.isEmpty ? 1 / norm : 1
      var point = x
      var trialValue = value
      var found = false
      for _ in 0..<60 {
        point = x
        BLAS.axpy(step, direction, into: &point)
        trialValue = objective.evaluate(point, gradient: &gradient)
        evaluations += 1
        guard
          let next = search.next(
            step: step, value: trialValue, slope: BLAS.dot(gradient, direction))
        else {
          found = true
          break
        }
        step = next
      }
      guard found else {
        gradient = previous
        if pairs.isEmpty { return report(.stalled) }
        pairs.removeAll()
        continue
      }
      iterations += 1
      pairs.append(from: x, previous, to: point, gradient)
      x = point
      value = trialValue
      norm = BLAS.nrm2(gradient)
      if value < lowest - 1e-14 * abs(lowest) || norm < 0.9 * smallest {
        (lowest, smallest, idle) = (min(value, lowest), min(norm, smallest), 0)
      } else {
        idle += 1
      }
      let decision = progress(
        OptimizationProgress(
          iteration: iterations, objective: value, gradientNorm: norm, targetNorm: target))
      if decision == .stop, norm > target { return report(.cancelled) }
      if idle >= 20, norm > target { return report(.stalled) }
    }
  }
}

/// The last pairs (s, y) of L-BFGS and the two loops over them.
struct CorrectionPairs {
  private var steps: [[Double]] = []
  private var changes: [[Double]] = []
  private var inverses: [Double] = []
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  var isEmpty: Bool { steps.isEmpty }

  mutating func removeAll() {
    steps.removeAll()
    changes.removeAll()
    inverses.removeAll()
  }

  /// Keeps s = x₁ − x₀ and y = g₁ − g₀ if they curve upwards.
  mutating func append(
    from x0: [Double], _ g0: [Double], to x1: [Double], _ g1: [Double]
  ) {
    var (s, y) = (x1, g1)
    BLAS.axpy(-1, x0, into: &s)
    BLAS.axpy(-1, g0, into: &y)
    let product = BLAS.dot(s, y)
    guard product > 1e-14 * BLAS.nrm2(s) * BLAS.nrm2(y), product > 0 else { return }
    if steps.count == capacity {
      steps.removeFirst()
      changes.removeFirst()
      inverses.removeFirst()
    }
    steps.append(s)
    changes.append(y)
    inverses.append(1 / product)
  }

  /// d = −H·g with the two-loop recursion.
  func direction(_ gradient: [Double], into d: inout [Double]) {
    d = gradient
    BLAS.scal(-1, &d)
    guard let s = steps.last, let y = changes.last else { return }
    var alphas = Array(repeating: 0.0, count: steps.count)
    for i in steps.indices.reversed() {
      alphas[i] = inverses[i] * BLAS.dot(steps[i], d)
      BLAS.axpy(-alphas[i], changes[i], into: &d)
    }
    BLAS.scal(BLAS.dot(s, y) / BLAS.dot(y, y), &d)
    for i in steps.indices {
      let beta = inverses[i] * BLAS.dot(changes[i], d)
      BLAS.axpy(alphas[i] - beta, steps[i], into: &d)
    }
  }
}

/// Brackets a step that satisfies the weak Wolfe conditions.
struct LineSearch {
  private let value: Double
  private let slope: Double
  private var low: (step: Double, value: Double, slope: Double)
  private var high: (step: Double, value: Double, slope: Double)?

  init(value: Double, slope: Double) {
    self.value = value
    self.slope = slope
    low = (0, value, slope)
  }

  /// nil when the step is good, else the next step to try.
  mutating func next(step: Double, value trial: Double, slope trialSlope: Double) -> Double? {
    let falls = trial <= value + 1e-4 * step * slope
    let nearlyFlat =
      trial <= value + 1e-13 * abs(value) && trialSlope <= (2e-4 - 1) * slope
    guard trial.isFinite, trialSlope.isFinite, falls || nearlyFlat else {
      high = (step, trial, trialSlope)
      return inside()
    }
    if trialSlope < 0.9 * slope {
      low = (step, trial, trialSlope)
      return high == nil ? step * 3 : inside()
    }
    return nil
  }

  /// The minimiser of the cubic through both ends, kept away from them.
  private func inside() -> Double {
    guard let high else { return low.step * 2 }
    let width = high.step - low.step
    let middle = low.step + 0.5 * width
    guard high.value.isFinite, high.slope.isFinite else { return low.step + 0.1 * width }
    let a = low.slope + high.slope - 3 * (high.value - low.value) / width
    let root = a * a - low.slope * high.slope
    guard root >= 0 else { return middle }
    let b = root.squareRoot()
    let guess = high.step - width * (high.slope + b - a) / (high.slope - low.slope + 2 * b)
    guard guess.isFinite else { return middle }
    return min(max(guess, low.step + 0.1 * width), high.step - 0.1 * width)
  }
}
