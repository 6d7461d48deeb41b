/// ``TrustRegionNewton`` for several problems at once.
///
/// Every problem takes its own steps by its own radius; they go side by side, so that one pass
/// over the design serves them all. Steps are in single precision, points and gradients in double.
/// A problem whose steps are done waits for the others.
struct JointNewton {
  var stopping: StoppingRule
  /// Share of the diagonal in the preconditioner.
  var blend = TrustRegionNewton(stopping: StoppingRule()).blend

  /// Where one problem stands.
  private struct State {
    var value: Double
    var norm: Double
    var reference: Double
    var radius = 0.0
    var iterations = 0
    var evaluations = 1
    var products = 0
    var accepted = true
    var outcome: OptimizationOutcome?

    func report(_ outcome: OptimizationOutcome) -> OptimizationReport {
      OptimizationReport(
        outcome: outcome, iterations: iterations, evaluations: evaluations,
        hessianProducts: products, objective: value, gradientNorm: norm,
        referenceNorm: reference)
    }
  }

  /// Minimises from `x`, which becomes the best points found.
  ///
  /// - Parameter progress: gets the account of a problem that still runs.
  func minimize(
    _ objective: inout JointObjective, from x: inout [Lanes<Double>], referenceNorms: [Double]?,
    progress: (OptimizationProgress) -> OptimizationDecision
  ) -> [OptimizationReport] {
    let all = Array(objective.problems.indices)
    let lanes = LaneMap(problems: all.count, width: objective.width)
    var gradient = x
    let values = objective.evaluate(x, gradient: &gradient)
    objective.acceptCandidate(all)
    let norms = lanes.norms(gradient)
    var states = all.map {
      State(value: values[$0], norm: norms[$0], reference: referenceNorms?[$0] ?? norms[$0])
    }
    var trial = x
    var trialGradient = gradient
    var region = JointConjugateGradients(objective.dimension, lanes)

    while true {
      for number in all where states[number].outcome == nil {
        let state = states[number]
        if !(state.value.isFinite && state.norm.isFinite) {
          states[number].outcome = .notFinite
        } else if state.norm <= stopping.tolerance * state.reference {
          states[number].outcome = .converged
        } else if state.iterations >= stopping.maximumIterations {
          states[number].outcome = .iterationLimit
        }
      }
      let open = all.filter { states[$0].outcome == nil }
      if open.isEmpty { return states.map { $0.report($0.outcome ?? .stalled) } }
      if open.contains(where: { states[$0].accepted }) {
        region.precondition(objective.hessianDiagonal(), blend: blend)
        let radii = region.initialRadii(gradient)
        for number in open where states[number].iterations == 0 {
          states[number].radius = radii[number]
        }
      }
      let steps = region.solve(
        &objective, gradient: gradient,
        goals: all.map { number in
          let state = states[number]
          guard state.outcome == nil else { return nil }
          return JointConjugateGradients.Goal(
            radius: state.radius,
            forcing: TrustRegionNewton.forcing(norm: state.norm, reference: state.reference),
            enough: 0.5 * stopping.tolerance * state.reference)
        })
      let slopes = lanes.sums(zip(gradient, region.step).map { LaneKernels.dot($0, $1) })
      for vector in x.indices {
        LaneKernels.add(region.step[vector], to: x[vector], into: &trial[vector])
      }
      let trialValues = objective.evaluate(trial, gradient: &trialGradient)
      let trialNorms = lanes.norms(trialGradient)
      for number in open {
        Self.judge(
          &states[number], steps[number], value: trialValues[number], norm: trialNorms[number],
          slope: slopes[number])
      }
      let accepted = open.filter { states[$0].accepted }
      objective.acceptCandidate(accepted)
      for vector in x.indices {
        let mask = lanes.mask(vector, accepted)
        LaneKernels.replace(&x[vector], with: trial[vector], where: mask)
        LaneKernels.replace(&gradient[vector], with: trialGradient[vector], where: mask)
      }
      let running = open.filter {
        states[$0].outcome == nil
          && states[$0].norm > stopping.tolerance * states[$0].reference
      }
      guard let state = running.first.map({ states[$0] }) else { continue }
      let decision = progress(
        OptimizationProgress(
          iteration: state.iterations, objective: state.value, gradientNorm: state.norm,
          targetNorm: stopping.tolerance * state.reference))
      if decision == .stop {
        for number in running { states[number].outcome = .cancelled }
      }
    }
  }

  /// Takes or leaves a step, as ``TrustRegionNewton`` does.
  private static func judge(
    _ state: inout State, _ step: ConjugateGradients.Step, value: Double, norm: Double,
    slope: Double
  ) {
    state.products += step.products
    state.evaluations += 1
    state.iterations += 1
    let actual = state.value - value
    let noise = 1e-14 * max(abs(state.value), 1e-300)
    let inNoise = step.reduction <= noise * 100 && abs(actual) <= noise * 100
    state.accepted = inNoise ? norm < state.norm : actual > 1e-4 * step.reduction
    if state.iterations == 1, value.isFinite { state.radius = min(state.radius, step.length) }
    state.radius = TrustRegionNewton.nextRadius(
      state.radius, step: step, actual: inNoise ? step.reduction : actual, slope: slope)
    if state.accepted {
      (state.value, state.norm) = (value, norm)
    } else if inNoise || state.radius <= 1e-14 * max(step.length, 1e-300) {
      state.outcome = .stalled
    }
  }
}

/// Which lanes belong to which problem.
struct LaneMap: Sendable {
  let problems: Int
  let width: Int

  /// Vectors of four lanes.
  var vectors: Int { (problems * width + 3) / 4 }

  /// The problem of a lane; nil for one that is left over.
  func problem(_ vector: Int, _ lane: Int) -> Int? {
    let number = (4 * vector + lane) / width
    return number < problems ? number : nil
  }

  /// Sums over the lanes of each problem.
  func sums(_ values: [SIMD4<Double>]) -> [Double] {
    var result = Array(repeating: 0.0, count: problems)
    for vector in values.indices {
      for lane in 0..<4 {
        if let number = problem(vector, lane) { result[number] += values[vector][lane] }
      }
    }
    return result
  }

  /// ‖x‖ of each problem.
  func norms(_ x: [Lanes<Double>]) -> [Double] {
    sums(x.map { LaneKernels.squares($0) }).map { $0.squareRoot() }
  }

  /// A number for each problem as one for each lane of a vector; 0 for those left over.
  func spread(_ values: [Double], _ vector: Int) -> SIMD4<Float> {
    var result = SIMD4<Float>()
    for lane in 0..<4 {
      if let number = problem(vector, lane) { result[lane] = Float(values[number]) }
    }
    return result
  }

  /// The lanes of a vector that belong to the problems named.
  func mask(_ vector: Int, _ numbers: [Int]) -> SIMDMask<SIMD4<Int64>> {
    var result = SIMDMask<SIMD4<Int64>>(repeating: false)
    for lane in 0..<4 {
      if let number = problem(vector, lane) { result[lane] = numbers.contains(number) }
    }
    return result
  }
}
