/// ``TrustRegionNewton`` for several problems at once.
///
/// Every problem takes its own steps by its own radius; they go side by side, so that one pass
/// over the design serves them all. Steps are in single precision, points and gradients in double.
/// A problem whose steps are done waits for the others.
struct JointNewton {
  var stopping: StoppingRule
  /// Share of the diagonal in the preconditioner.
  var blend = TrustRegionNewton(stopping: StoppingRule()).blend

  /// Minimises from `start`, or from 0.
  ///
  /// - Parameter progress: gets the account of a problem that still runs.
  /// - Returns: the best points found, and the account of each problem.
  func minimize(
    _ objective: inout JointObjective, from start: [Lanes<Double>]?,
    progress: (OptimizationProgress) -> OptimizationDecision
  ) -> (points: [Lanes<Double>], reports: [OptimizationReport]) {
    let all = Array(objective.problems.indices)
    let lanes = LaneMap(problems: all.count, width: objective.width)
    var x = Array(
      repeating: Lanes<Double>(repeating: .zero, count: objective.dimension),
      count: lanes.vectors)
    var gradient = x
    // The tolerance is relative to the gradient without hints at 0.
    var values = objective.evaluateWithoutHints(x, gradient: &gradient)
    let references = lanes.norms(gradient)
    if let start {
      x = start
      values = objective.evaluateWithoutHints(x, gradient: &gradient)
    }
    objective.addHints(x, &values, &gradient)
    objective.acceptCandidate(all)
    let norms = lanes.norms(gradient)
    var states = all.map {
      NewtonState(
        value: values[$0], norm: norms[$0], reference: references[$0], stopping: stopping)
    }
    var trial = x
    var trialGradient = gradient
    var region = JointConjugateGradients(objective.dimension, lanes)

    while true {
      for number in all where states[number].outcome == nil { states[number].check(stopping) }
      let open = all.filter { states[$0].outcome == nil }
      if open.isEmpty { return (x, states.map(\.report)) }
      if open.contains(where: { states[$0].accepted }) {
        region.precondition(objective, blend: blend)
        let fresh = open.filter { states[$0].iterations == 0 }
        if !fresh.isEmpty {
          let radii = region.initialRadii(gradient)
          for number in fresh { states[number].radius = radii[number] }
        }
      }
      let steps = region.solve(
        &objective, gradient: gradient,
        goals: all.map { number in
          let state = states[number]
          guard state.outcome == nil else { return nil }
          return JointConjugateGradients.Goal(
            radius: state.radius, forcing: state.forcing, enough: 0.5 * state.target)
        })
      let slopes = lanes.sums(zip(gradient, region.step).map { LaneKernels.dot($0, $1) })
      for vector in x.indices {
        LaneKernels.add(region.step[vector], to: x[vector], into: &trial[vector])
      }
      let trialValues = objective.evaluate(trial, gradient: &trialGradient)
      let trialNorms = lanes.norms(trialGradient)
      for number in open {
        states[number].judge(
          steps[number], value: trialValues[number], norm: trialNorms[number],
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
        states[$0].outcome == nil && states[$0].norm > states[$0].target
      }
      guard let state = running.first.map({ states[$0] }) else { continue }
      if progress(state.progress) == .stop {
        for number in running { states[number].outcome = .cancelled }
      }
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
