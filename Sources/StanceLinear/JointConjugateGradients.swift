/// ``ConjugateGradients`` for several problems at once, in single precision.
struct JointConjugateGradients {
  /// What a problem's solve is to reach, as in ``ConjugateGradients``.
  struct Goal {
    var radius: Double
    var forcing: Double
    var enough: Double
  }

  private let lanes: LaneMap
  private let dimension: Int
  /// s of the last solve.
  private(set) var step: [Lanes<Float>]
  private var residual: [Lanes<Float>]
  private var direction: [Lanes<Float>]
  private var product: [Lanes<Float>]
  /// The diagonals of M⁻¹.
  private var inverse: [Lanes<Float>]

  init(_ dimension: Int, _ lanes: LaneMap) {
    self.lanes = lanes
    self.dimension = dimension
    let zeros = Array(
      repeating: Lanes<Float>(repeating: .zero, count: dimension), count: lanes.vectors)
    (step, residual, direction, product, inverse) = (zeros, zeros, zeros, zeros, zeros)
  }

  /// M = (1 − α)·μ + α·diag H for each problem, where μ is its smallest positive diagonal element.
  mutating func precondition(_ objective: JointObjective, blend: Double) {
    var smallest = Array(repeating: Double.infinity, count: lanes.problems)
    for vector in inverse.indices {
      objective.hessianDiagonal(vector, into: &inverse[vector])
      let least = LaneKernels.smallestPositive(inverse[vector])
      for lane in 0..<4 {
        guard let number = lanes.problem(vector, lane) else { continue }
        smallest[number] = min(smallest[number], Double(least[lane]))
      }
    }
    smallest = smallest.map { $0.isFinite ? $0 : 1 }
    for vector in inverse.indices {
      let base = lanes.spread(smallest.map { (1 - blend) * $0 }, vector)
      // 1 in lanes without a problem, so that all that stands there stays 0.
      let known = lanes.spread(smallest, vector)
      let floor = known.replacing(with: 1, where: known .== 0)
      LaneKernels.invert(base, Float(blend), floor: floor, &inverse[vector])
    }
  }

  /// ‖g‖_{M⁻¹} of each problem.
  func initialRadii(_ gradient: [Lanes<Double>]) -> [Double] {
    lanes.sums(
      gradient.indices.map { vector in
        LaneKernels.weightedSquares(
          inverse[vector], gradient[vector].map { SIMD4<Float>($0) })
      }
    ).map { $0.squareRoot() }
  }

  /// Where one problem's solve stands: norms in M by recurrence, s·Ms, s·Md, d·Md.
  private struct State {
    var rho: Double
    var rest: Double
    var goal: Double
    var enough: Double
    var radius: Double
    var ss = 0.0
    var sd = 0.0
    var dd: Double
    var products = 0
    var onBoundary = false
    var isOpen: Bool
    /// What the next advance takes of the direction.
    var alpha = 0.0
    var beta = 0.0

    mutating func close(limit: Int) {
      if products >= limit || rho.squareRoot() <= goal || !(rest > enough * enough) {
        isOpen = false
      }
    }
  }

  /// Minimises the models; the minimisers are in ``step``.
  ///
  /// - Parameters:
  ///   - goals: nil for a problem that takes no step.
  mutating func solve(
    _ objective: inout JointObjective, gradient: [Lanes<Double>], goals: [Goal?]
  ) -> [ConjugateGradients.Step] {
    let share = goals.map { $0 == nil ? 0.0 : -1 }
    for vector in residual.indices {
      LaneKernels.clear(&step[vector])
      LaneKernels.round(lanes.spread(share, vector), gradient[vector], into: &residual[vector])
      LaneKernels.blend(.zero, inverse[vector], residual[vector], into: &direction[vector])
    }
    let rho = lanes.sums(
      residual.indices.map { LaneKernels.weightedSquares(inverse[$0], residual[$0]) })
    let rest = lanes.sums(residual.indices.map { LaneKernels.dot(residual[$0], residual[$0]) })
    var states = goals.indices.map { number in
      State(
        rho: rho[number], rest: rest[number],
        goal: (goals[number]?.forcing ?? 0) * rho[number].squareRoot(),
        enough: goals[number]?.enough ?? 0, radius: goals[number]?.radius ?? 0, dd: rho[number],
        isOpen: goals[number] != nil)
    }
    // A quadratic in so many variables needs no more steps than that, rounding apart.
    let limit = max(5, min(dimension * lanes.width, 1000))
    for number in states.indices { states[number].close(limit: limit) }
    while states.contains(where: \.isOpen) {
      let curvature = lanes.sums(objective.hessianProduct(direction, into: &product))
      for number in states.indices { Self.measure(&states[number], curvature[number]) }
      let next = advance(states.map(\.alpha))
      for number in states.indices where states[number].alpha != 0 {
        Self.follow(&states[number], rho: next.weighted[number], rest: next.plain[number])
        states[number].close(limit: limit)
      }
      // The direction of a closed problem is of no use: it must not grow until 0·d is no number.
      let betas = states.map { $0.isOpen ? $0.beta : 0 }
      for vector in direction.indices {
        LaneKernels.blend(
          lanes.spread(betas, vector), inverse[vector], residual[vector],
          into: &direction[vector])
      }
    }
    let left = lanes.sums(step.indices.map { LaneKernels.dot(step[$0], residual[$0]) })
    let fallen = lanes.sums(step.indices.map { LaneKernels.dot(gradient[$0], step[$0]) })
    return states.indices.map { number in
      let state = states[number]
      return ConjugateGradients.Step(
        reduction: 0.5 * (left[number] - fallen[number]), length: max(state.ss, 0).squareRoot(),
        onBoundary: state.onBoundary, products: state.products)
    }
  }

  /// How far a problem goes along its direction.
  private static func measure(_ state: inout State, _ curvature: Double) {
    state.alpha = 0
    guard state.isOpen else { return }
    state.products += 1
    let toBoundary = ConjugateGradients.distance(state.ss, state.sd, state.dd, state.radius)
    let alpha = curvature > 0 ? state.rho / curvature : .infinity
    // Beyond what single precision can say: nothing is gained from here on.
    guard curvature.isFinite, alpha > 0 else {
      state.isOpen = false
      return
    }
    if alpha < toBoundary {
      state.alpha = alpha
      return
    }
    state.isOpen = false
    guard toBoundary.isFinite else { return }
    state.alpha = toBoundary
    state.onBoundary = true
  }

  /// The norms after the advance, and the share of the old direction in the next.
  private static func follow(_ state: inout State, rho: Double, rest: Double) {
    if state.onBoundary {
      state.ss = state.radius * state.radius
      return
    }
    state.ss += 2 * state.alpha * state.sd + state.alpha * state.alpha * state.dd
    state.beta = rho / state.rho
    state.sd = state.beta * (state.sd + state.alpha * state.dd)
    state.dd = rho + state.beta * state.beta * state.dd
    (state.rho, state.rest) = (rho, rest)
  }

  /// s += α·d, r −= α·H·d; returns rᵀ·M⁻¹·r and rᵀ·r.
  private mutating func advance(_ alphas: [Double]) -> (weighted: [Double], plain: [Double]) {
    var (weighted, plain) = ([SIMD4<Double>](), [SIMD4<Double>]())
    for vector in step.indices {
      let sums = LaneKernels.advance(
        lanes.spread(alphas, vector), direction[vector], product[vector], inverse[vector],
        step: &step[vector], residual: &residual[vector])
      weighted.append(sums.weighted)
      plain.append(sums.plain)
    }
    return (lanes.sums(weighted), lanes.sums(plain))
  }
}
