extension LinearModel {
  /// The scores of rows whose features were collected before, as `UnitScorer` would give them.
  ///
  /// For cross-validation: texts are read once, models are many. The rows may hold families that
  /// the model does not use; those are passed over.
  ///
  /// - Shapes: result n × K, row-major.
  /// - Precondition: the rows were hashed into as many buckets as the model has.
  /// - Complexity: O(entries · K).
  public func scores(of rows: FeatureRows) -> [Float] {
    precondition(rows.spec.bucketBits == spec.bucketBits, "rows and model hash differently")
    var result: [Float] = []
    result.reserveCapacity(rows.rows * labels.count)
    let m = DenseFeature.count
    var sums = Array(repeating: SIMD4<Float>.zero, count: table.groups)
    let words = spec.uses(.characters) ? wordSums(rows.grams) : []
    for row in 0..<rows.rows {
      var values = bias
      for feature in 0..<m {
        let value = rows.dense[row * m + feature]
        if value == 0 { continue }
        for output in 0..<outputs {
          values[output] += value * denseWeights[feature * outputs + output]
        }
      }
      for family in NGramFamily.allCases where spec.uses(family) {
        for group in sums.indices { sums[group] = .zero }
        for entry in rows.entries(row, family) {
          let bucket = Int(rows.buckets[entry])
          for group in sums.indices {
            sums[group] += table.lanes(bucket, group)
          }
        }
        if family == .characters {
          for word in rows.words[rows.words(ofRow: row)] {
            for group in sums.indices { sums[group] += words[Int(word) * sums.count + group] }
          }
        }
        let norm = sums[outputs / 4][outputs % 4]
        guard norm > 0 else { continue }
        let inverse = 1 / max(norm, pivots[family.rawValue]).squareRoot()
        for output in 0..<outputs { values[output] += sums[output / 4][output % 4] * inverse }
      }
      result += scores(values)
    }
    return result
  }

  /// What the character n-grams of each word add to scores and squared norm: words × groups.
  private func wordSums(_ grams: WordGrams) -> [SIMD4<Float>] {
    var result = Array(repeating: SIMD4<Float>.zero, count: grams.count * table.groups)
    for word in 0..<grams.count {
      for entry in grams.entries(word) {
        for group in 0..<table.groups {
          result[word * table.groups + group] +=
            table.lanes(Int(grams.buckets[entry]), group)
        }
      }
    }
    return result
  }
}
