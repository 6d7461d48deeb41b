/// The parameters of a linear model, interleaved by output.
///
/// One feature's weights for all outputs stand side by side, so that a sparse entry reads one
/// place in memory, and the biases come last:
///
///     values = [ f₀k₀ f₀k₁ … | f₁k₀ f₁k₁ … | … | b₀ b₁ … ]
///
/// - Shapes: (m + d + 1) × K, row-major; m dense features, d sparse features, K `outputs`.
///   K is 1 for two classes (the weights of class 1; class 0 has none) and the number of classes
///   from three classes on.
public struct LinearWeights: Equatable, Sendable {
  public let outputs: Int
  public let denseFeatures: Int
  public let sparseFeatures: Int
  /// All parameters; the length is `(features + 1) * outputs` and must stay so.
  public var values: [Double]

  /// m + d, without the bias.
  public var features: Int { denseFeatures + sparseFeatures }
  /// The number of classes: 2 when there is one output.
  public var classes: Int { outputs == 1 ? 2 : outputs }

  /// All zero.
  ///
  /// - Precondition: no count is negative, `outputs >= 1`.
  public init(outputs: Int, denseFeatures: Int, sparseFeatures: Int) {
    precondition(outputs >= 1 && denseFeatures >= 0 && sparseFeatures >= 0, "no such shape")
    self.outputs = outputs
    self.denseFeatures = denseFeatures
    self.sparseFeatures = sparseFeatures
    self.values = Array(repeating: 0, count: (denseFeatures + sparseFeatures + 1) * outputs)
  }

  /// Given parameters.
  ///
  /// - Throws: `shapeMismatch` on a wrong length, `notFinite` on a NaN or infinity.
  public init(
    outputs: Int, denseFeatures: Int, sparseFeatures: Int, values: [Double]
  ) throws(LinearError) {
    self.init(outputs: outputs, denseFeatures: denseFeatures, sparseFeatures: sparseFeatures)
    guard values.count == self.values.count else {
      throw .shapeMismatch(what: "weights", expected: self.values.count, found: values.count)
    }
    for (index, value) in values.enumerated() where !value.isFinite {
      throw .notFinite(what: "weights", index: index)
    }
    self.values = values
  }

  /// The weight of a feature (dense first, then sparse) for an output.
  public subscript(feature: Int, output: Int) -> Double {
    get { values[feature * outputs + output] }
    set { values[feature * outputs + output] = newValue }
  }

  /// The biases, one per output.
  public var bias: [Double] {
    get { Array(values[(features * outputs)...]) }
    set {
      precondition(newValue.count == outputs, "one bias per output")
      values.replaceSubrange((features * outputs)..., with: newValue)
    }
  }
}
