internal import StanceLinear
internal import StanceModel

/// What the rules alone would say of a text, as two dense columns: its side, and its neutrality.
///
/// The penalty pulls the named features towards ``DenseFeature/prior`` and holds each of them hard.
/// Where the label is not what the rules speak of (an answer to a question may praise what the
/// question opposes), all of them would have to move at once; along these two columns they can. The
/// map is linear: after the fit its weights are added to those of the named features
/// (``fold(_:first:into:)``).
///
/// side = Σ xᵢ·(favorᵢ − againstᵢ), neutrality = Σ xᵢ·(neutralᵢ − ½(favorᵢ + againstᵢ)), with xᵢ
/// the raw value of feature i and its prior.
enum RulesBlock {
  static let count = 2

  /// Penalty of a column relative to that of a word; 1 to 30 were measured to be alike, on
  /// comments, reviews and tweets.
  static let penalty = 10.0

  /// How much feature i adds to side and neutrality, per unit of its raw value.
  private static let directions: [SIMD2<Double>] = DenseFeature.allCases.map { feature in
    let prior = feature.prior
    return SIMD2(
      prior.favor - prior.against, prior.neutral - (prior.favor + prior.against) / 2)
  }

  /// The two columns of rows of raw values.
  static func values(_ dense: [Float]) -> DenseMatrix {
    let m = DenseFeature.count
    var result = DenseMatrix(rows: dense.count / m, columns: count)
    for row in 0..<result.rows {
      var sum = SIMD2<Double>.zero
      for feature in 0..<m where directions[feature] != .zero {
        sum += Double(dense[row * m + feature]) * directions[feature]
      }
      for column in 0..<count { result[row, column] = sum[column] }
    }
    return result
  }

  /// Adds the weights of the columns to those of the named features, for raw values.
  ///
  /// - Parameter first: the first of the columns in the weights.
  static func fold(_ weights: LinearWeights, first: Int, into dense: inout [Float]) {
    let outputs = weights.outputs
    for (feature, direction) in directions.enumerated() where direction != .zero {
      for output in 0..<outputs {
        let sum = direction[0] * weights[first, output] + direction[1] * weights[first + 1, output]
        dense[feature * outputs + output] += Float(sum)
      }
    }
  }
}
