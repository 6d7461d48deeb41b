/// The strength of the L2 penalty.
public enum Penalty: Equatable, Sendable {
  /// One λ for every feature.
  case uniform(Double)
  /// λ for the dense block and λ for the sparse block.
  case blocks(dense: Double, sparse: Double)
  /// λⱼ for each of the m + d features.
  case perFeature([Double])
}

/// What is minimised: penalised, weighted logistic loss over a design.
///
/// J(W) = (1/S) Σᵢ sᵢ·(−log p(yᵢ|xᵢ)) + ½ Σⱼ λⱼ·‖Wⱼ − W0ⱼ‖² + R(W),  S = Σᵢ sᵢ, R of ``hints``,
/// sᵢ = sample weight of row i × weight of its class,
/// p(k|x) = exp zₖ / Σ exp z,  z = xW + b + offset;
/// for two classes z₀ = 0 and only z₁ is modelled. The bias b is not penalised.
///
/// In scikit-learn's and LIBLINEAR's terms λ = 1 / (C · S), with the sᵢ *after* class weights:
/// they minimise C·Σ sᵢ·loss + ½‖W‖². ``lambda(c:totalWeight:)`` converts.
///
/// A class without a row of positive weight has no minimum: its bias falls until the tolerance
/// ends it, and its probability is close to 0. Leave such classes out.
///
/// - Shapes: `design` n × (m + d), `labels` n with values in `0 ..< classes`.
public struct LogisticProblem: Sendable {
  public internal(set) var design: DesignMatrix
  public let labels: [Int]
  /// At least 2.
  public let classes: Int
  /// Effective weight sᵢ of each row: sample weight × class weight. At least one is positive.
  public let rowWeights: [Double]
  public let penalty: Penalty
  /// W0, to which the penalty pulls; nil means 0. Its biases are not used.
  public let prior: LinearWeights?
  /// Fixed addends to the scores, n × K (K as in ``LinearWeights``); nil means 0.
  public let offsets: DenseMatrix?
  /// Added to J.
  public let hints: [MonotonicityHints]
  /// Whether a bias is fitted. When false the biases stay where the start has them.
  public let fitsBias: Bool

  /// K of ``LinearWeights``: 1 for two classes, else the number of classes.
  public var outputs: Int { classes == 2 ? 1 : classes }

  /// - Parameters:
  ///   - sampleWeights: finite, ≥ 0, n of them; nil means 1.
  ///   - classWeights: finite, ≥ 0, one per class; nil means 1.
  ///   - penalty: finite λ ≥ 0. With 0 a separable problem has no minimum.
  /// - Throws: `empty` without rows or weight, else the error of the argument at fault.
  /// - Complexity: O(n + features).
  public init(
    design: DesignMatrix, labels: [Int], classes: Int, sampleWeights: [Double]? = nil,
    classWeights: [Double]? = nil, penalty: Penalty, prior: LinearWeights? = nil,
    offsets: DenseMatrix? = nil, hints: [MonotonicityHints] = [], fitsBias: Bool = true
  ) throws(LinearError) {
    guard classes >= 2 else {
      throw .invalidParameter(name: "classes", value: Double(classes), expected: "at least 2")
    }
    guard design.rows > 0 else { throw .empty(what: "design") }
    try LinearError.check(labels.count, design.rows, "labels")
    for (row, label) in labels.enumerated() where label < 0 || label >= classes {
      throw .labelOutOfRange(row: row, label: label, classes: classes)
    }
    if let sampleWeights {
      try LinearError.check(sampleWeights.count, design.rows, "sample weights")
      try LogisticProblem.checkNotNegative(sampleWeights, "sample weight")
    }
    if let classWeights {
      try LinearError.check(classWeights.count, classes, "class weights")
      try LogisticProblem.checkNotNegative(classWeights, "class weight")
    }
    let outputs = classes == 2 ? 1 : classes
    switch penalty {
    case .uniform(let value): try LogisticProblem.checkNotNegative([value], "penalty")
    case .blocks(let dense, let sparse):
      try LogisticProblem.checkNotNegative([dense, sparse], "penalty")
    case .perFeature(let values):
      try LinearError.check(values.count, design.features, "penalties")
      try LogisticProblem.checkNotNegative(values, "penalty")
    }
    if let prior {
      try LinearError.check(prior.outputs, outputs, "outputs of the prior")
      try LinearError.check(
        prior.denseFeatures, design.dense.columns, "dense features of the prior")
      try LinearError.check(
        prior.sparseFeatures, design.sparse.columns, "sparse features of the prior")
    }
    if let offsets {
      try LinearError.check(offsets.rows, design.rows, "rows of the offsets")
      try LinearError.check(offsets.columns, outputs, "columns of the offsets")
      try LinearError.checkFinite(offsets.elements, "offsets")
    }
    for hints in hints {
      try LinearError.check(
        hints.changes.columns, design.dense.columns, "dense features of the hints")
      try LinearError.checkFinite(hints.changes.elements, "hints")
      try LinearError.check(hints.changeWeights.count, hints.changes.rows, "weights of changes")
      try LogisticProblem.checkNotNegative(
        [hints.weight] + hints.changeWeights, "weight of the hints")
      for label in [hints.rising, hints.falling] where label < 0 || label >= classes {
        throw .invalidParameter(
          name: "class of the hints", value: Double(label), expected: "in 0 ..< \(classes)")
      }
    }
    var weights = sampleWeights ?? Array(repeating: 1, count: labels.count)
    if let classWeights {
      for row in labels.indices { weights[row] *= classWeights[labels[row]] }
    }
    let total = weights.reduce(0, +)
    guard total > 0 else { throw .empty(what: "weights of the rows") }
    guard total.isFinite else { throw .notFinite(what: "sum of the row weights", index: 0) }
    self.design = design
    self.labels = labels
    self.classes = classes
    self.rowWeights = weights
    self.penalty = penalty
    self.prior = prior
    self.offsets = offsets
    self.hints = hints
    self.fitsBias = fitsBias
  }

  /// λ = 1 / (C · S): the penalty that scikit-learn and LIBLINEAR call C.
  ///
  /// - Parameters:
  ///   - c: their C, > 0.
  ///   - totalWeight: S = Σ sᵢ, sample weights times class weights; n when there are none.
  public static func lambda(c: Double, totalWeight: Double) -> Double {
    1 / (c * totalWeight)
  }

  /// scikit-learn's "balanced": n / (classes · count of the class), by weighted counts.
  ///
  /// - Returns: one weight per class; 0 for a class without weight.
  public static func balancedClassWeights(
    labels: [Int], classes: Int, sampleWeights: [Double]? = nil
  ) -> [Double] {
    var totals = Array(repeating: 0.0, count: classes)
    for (row, label) in labels.enumerated() where label >= 0 && label < classes {
      totals[label] += sampleWeights.map { row < $0.count ? $0[row] : 0 } ?? 1
    }
    let sum = totals.reduce(0, +)
    return totals.map { $0 > 0 ? sum / (Double(classes) * $0) : 0 }
  }

  private static func checkNotNegative(_ values: [Double], _ name: String) throws(LinearError) {
    for value in values where !(value.isFinite && value >= 0) {
      throw .invalidParameter(name: name, value: value, expected: "finite and at least 0")
    }
  }
}
