internal import StanceLinear
internal import StanceModel

extension TrainingDesign {
  /// Weights of another design of the same rows as weights of this one, with 0 where that had no
  /// column; both have named columns or neither has.
  func carried(_ weights: LinearWeights, _ other: TrainingDesign) -> LinearWeights {
    let outputs = weights.outputs
    var result = LinearWeights(
      outputs: outputs, denseFeatures: design.dense.columns, sparseFeatures: columns.count)
    let named = min(weights.denseFeatures, result.denseFeatures) * outputs
    result.values.replaceSubrange(..<named, with: weights.values[..<named])
    for column in 0..<columns.count {
      let leader = Int(columns.leaders[column])
      guard let source = other.columns.column(of: leader) else { continue }
      let scale = Double(scales.root(leader, column) / other.scales.root(leader, source))
      for output in 0..<outputs {
        result[result.denseFeatures + column, output] =
          scale * weights[weights.denseFeatures + source, output]
      }
    }
    result.bias = weights.bias
    return result
  }

  /// The fitted weights as a model: dense weights for raw values, n-gram weights by bucket.
  ///
  /// - Parameter map: of the base, as all rows have it; nil without one.
  func model(
    _ weights: LinearWeights, map: LinearWeights?, labels: [String], spec: NGramSpec,
    provenance: Provenance
  ) -> LinearModel {
    let outputs = weights.outputs
    let m = DenseFeature.count
    var dense = Array(repeating: Float(0), count: m * outputs)
    if weights.denseFeatures > latent?.count ?? 0 {
      for feature in 0..<m {
        for output in 0..<outputs {
          dense[feature * outputs + output] =
            Float(weights[feature, output]) / deviations[feature]
        }
      }
      RulesBlock.fold(weights, first: m, into: &dense)
    }
    var sparse = weights.values[(weights.denseFeatures * outputs)...].prefix(
      columns.count * outputs
    )
    .map { Float($0) }
    latent?.fold(weights, into: &sparse)
    let table =
      if let base, let map { table(sparse, on: base, map, outputs, spec) } else {
        table(sparse, outputs, spec)
      }
    var model = LinearModel(
      labels: labels, spec: spec, denseWeights: dense, bias: weights.bias.map { Float($0) },
      table: table, temperature: 1, context: nil,
      provenance: provenance)
    model.pivots = pivots
    return model
  }

  /// The weights of the columns by bucket: equal shares for the buckets of one.
  private func table(_ sparse: [Float], _ outputs: Int, _ spec: NGramSpec) -> WeightTable {
    var table = WeightTable.Builder(buckets: spec.buckets, outputs: outputs)
    var shares = sparse
    for column in 0..<columns.count {
      for output in 0..<outputs { shares[column * outputs + output] /= columns.roots[column] }
    }
    for bucket in columns.buckets {
      guard let column = columns.column(of: bucket) else { continue }
      let place = column * outputs
      table.set(bucket, weights: shares[place..<place + outputs], scale: scales.buckets[bucket])
    }
    return table.table()
  }

  /// The same on a base: buckets of one column share what the rows taught beyond it, each has beside
  /// that what the base says of it, and so have those that no row has.
  private func table(
    _ sparse: [Float], on base: BaseBlock, _ map: LinearWeights, _ outputs: Int, _ spec: NGramSpec
  ) -> WeightTable {
    var table = WeightTable.Builder(buckets: spec.buckets, outputs: outputs)
    let centre = base.centre(map)
    let taught = sparse.enumerated().map {
      $1 - Float(centre.values[centre.denseFeatures * outputs + $0])
    }
    var weights = Array(repeating: Float(0), count: outputs)
    for bucket in columns.buckets {
      let scale = base.say(bucket, map, into: &weights)
      if let column = columns.column(of: bucket) {
        let root = scales.root(bucket, column)
        for output in 0..<outputs { weights[output] += taught[column * outputs + output] / root }
        table.set(bucket, weights: weights[...], scale: scales.buckets[bucket])
      } else if scale > 0 {
        table.set(bucket, weights: weights[...], scale: scale)
      }
    }
    return table.table()
  }
}
