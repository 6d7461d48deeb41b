internal import StanceLinear
internal import StanceModel

/// What a model that is there already says of the rows of a design, as the centre of the penalty.
///
/// The base's scores of a row, with the row's values as this design scales them, are U0 applied to
/// the row. A small regression of the labels on these scores says what they are worth here and which
/// label each speaks for: A. The penalty then pulls to W0 = U0·A, so that a fit on few texts says
/// what the base says wherever the texts say nothing else.
///
/// - Source: MAP adaptation of a maximum-entropy model, Chelba & Acero 2004.
struct BaseBlock: Sendable {
  private let base: BaseModel
  /// U0: (dense + sparse) × outputs of the base; its biases are 0.
  private let weights: LinearWeights
  /// Scores of the rows: n × outputs of the base.
  private let scores: DesignMatrix

  /// How freely A is fitted: C in the terms of ``LogisticProblem``.
  private static let strength = 10.0

  init(_ base: BaseModel, _ design: TrainingDesign) throws(LinearError) {
    self.base = base
    let (matrix, outputs) = (design.design, base.model.outputs)
    var weights = LinearWeights(
      outputs: outputs, denseFeatures: matrix.dense.columns,
      sparseFeatures: matrix.sparse.columns)
    if matrix.dense.columns > 0 {
      for feature in 0..<DenseFeature.count {
        for output in 0..<outputs {
          let raw = base.model.denseWeights[feature * outputs + output]
          weights[feature, output] = Double(raw * design.deviations[feature])
        }
      }
    }
    for bucket in design.columns.buckets {
      guard let column = design.columns.column(of: bucket) else { continue }
      let root = Double(design.scales.root(bucket, column))
      for output in 0..<outputs {
        weights[matrix.dense.columns + column, output] +=
          Double(base.weight(bucket, output)) / root
      }
    }
    self.weights = weights
    scores = try DesignMatrix(dense: LogisticRegression.scores(weights, matrix))
  }

  /// A, outputs of the base × outputs.
  ///
  /// - Parameter rowWeights: 0 for rows that the fit must not see.
  func map(
    _ labels: [Int], classes: Int, rowWeights: [Double]
  ) throws(LinearError) -> LinearWeights {
    let total = rowWeights.reduce(0, +)
    let problem = try LogisticProblem(
      design: scores, labels: labels, classes: classes, sampleWeights: rowWeights,
      classWeights: LogisticProblem.balancedClassWeights(
        labels: labels, classes: classes, sampleWeights: rowWeights),
      penalty: .uniform(LogisticProblem.lambda(c: Self.strength, totalWeight: total)))
    return try LogisticRegression().fit(problem).weights
  }

  /// W0 = U0·A.
  func centre(_ map: LinearWeights) -> LinearWeights {
    var result = LinearWeights(
      outputs: map.outputs, denseFeatures: weights.denseFeatures,
      sparseFeatures: weights.sparseFeatures)
    for feature in 0..<weights.features {
      for output in 0..<map.outputs {
        for k in 0..<weights.outputs {
          result[feature, output] += weights[feature, k] * map[k, output]
        }
      }
    }
    return result
  }

  /// Sets the weights by which the base takes part in the model, for one bucket.
  ///
  /// - Returns: its s_f; 0 where the base does not know the bucket, and the weights are 0.
  func say(_ bucket: Int, _ map: LinearWeights, into weights: inout [Float]) -> Float {
    let scale = base.scale(bucket)
    for output in weights.indices {
      weights[output] = 0
      guard scale > 0 else { continue }
      for k in 0..<base.model.outputs {
        weights[output] += base.weight(bucket, k) * Float(map[k, output])
      }
    }
    return scale
  }
}
