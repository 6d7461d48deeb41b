/// When an optimiser stops.
public struct StoppingRule: Equatable, Sendable {
  /// Stop when ‖∇J‖ ≤ tolerance · ‖∇J at the reference point‖ (the prior centre, else zero), so
  /// that a warm start is held to the same quality as a cold one. Default 10⁻⁴.
  public var tolerance: Double
  /// Outer iterations at most. Default 200.
  public var maximumIterations: Int

  public init(tolerance: Double = 1e-4, maximumIterations: Int = 200) {
    self.tolerance = tolerance
    self.maximumIterations = maximumIterations
  }
}

/// Which optimiser runs. Both reach the same minimum: J is convex.
public enum OptimizationMethod: Equatable, Sendable {
  /// Trust-region Newton, conjugate gradients with a diagonal preconditioner.
  case trustRegionNewton
  /// Limited-memory BFGS with the given number of correction pairs.
  case limitedMemoryBFGS(memory: Int = 10)
}

/// Where an optimiser stands after an outer iteration.
public struct OptimizationProgress: Equatable, Sendable {
  public let iteration: Int
  public let objective: Double
  public let gradientNorm: Double
  /// The norm at which it stops.
  public let targetNorm: Double
}

/// What a progress callback answers.
public enum OptimizationDecision: Equatable, Sendable {
  case proceed
  case stop
}

/// Why an optimiser stopped.
public enum OptimizationOutcome: Equatable, Sendable {
  /// The gradient tolerance is met.
  case converged
  case iterationLimit
  /// The progress callback answered `stop`.
  case cancelled
  /// No step makes the objective smaller at this precision; the gradient is above the tolerance.
  case stalled
  /// The objective or the gradient is not finite (numbers too large to be added up).
  case notFinite
}

/// What an optimiser did.
public struct OptimizationReport: Equatable, Sendable {
  public let outcome: OptimizationOutcome
  /// Outer iterations.
  public let iterations: Int
  /// Evaluations of objective and gradient.
  public let evaluations: Int
  /// Products of the Hessian with a vector; 0 for L-BFGS.
  public let hessianProducts: Int
  public let objective: Double
  public let gradientNorm: Double
  /// ‖∇J‖ at the reference point.
  public let referenceNorm: Double

  public var converged: Bool { outcome == .converged }
}

/// A fitted model with the account of the fit.
public struct LogisticFit: Equatable, Sendable {
  public let weights: LinearWeights
  public let report: OptimizationReport
}
