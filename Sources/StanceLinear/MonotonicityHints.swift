/// Changes of the dense features that must not make one class less probable relative to another.
///
/// R(W) = (μ/Σ sⱼ) Σⱼ sⱼ·φ(dⱼ·v),  v = W_rising − W_falling of the dense features, dⱼ the j-th change,
/// φ″(z) = 1 below −τ, falling evenly to 0 at τ: half a square of what goes the wrong way, nothing of
/// what goes the right way, and smooth between, so that Newton's method does not jump between the two.
/// R is convex; the larger μ, the smaller what is left of wrong changes.
///
/// - Shapes: `changes` h × m; m as the dense block of the design.
/// - Source: monotonicity hints as penalties, Sill and Abu-Mostafa 1996, NIPS 9; half a
///   parabola in place of their squared difference of outputs, so that the whole stays convex.
public struct MonotonicityHints: Sendable, Equatable {
  public let changes: DenseMatrix
  /// The class that no change may make less probable relative to ``falling``.
  public let rising: Int
  public let falling: Int
  /// μ.
  public let weight: Double
  /// τ, in the units of a score.
  public static let width = 0.03

  /// sⱼ.
  public let changeWeights: [Double]

  /// - Parameter changeWeights: ≥ 0, one for each change; nil means 1.
  public init(
    changes: DenseMatrix, rising: Int, falling: Int, weight: Double, changeWeights: [Double]? = nil
  ) {
    (self.changes, self.rising, self.falling, self.weight) = (changes, rising, falling, weight)
    self.changeWeights = changeWeights ?? Array(repeating: 1, count: changes.rows)
  }

  /// φ with its first and second derivative.
  static func cost(_ z: Double) -> (value: Double, slope: Double, curvature: Double) {
    let rest = width - z
    if rest <= 0 { return (0, 0, 0) }
    if rest >= 2 * width { return (0.5 * z * z + width * width / 6, z, 1) }
    return (rest * rest * rest / (12 * width), -rest * rest / (4 * width), rest / (2 * width))
  }
}
