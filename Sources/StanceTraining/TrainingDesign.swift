internal import StanceLinear
internal import StanceModel

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Feature rows as the solver sees them: scaled, normalised, with only the buckets that occur.
///
/// Sparse value of bucket f in family g of row i:  c·s_f / √Σ c·s², with c the count of the row,
/// s_f = ln((1 + n)/(1 + df)) + 1, and 0 for a bucket that no row has: what training has not seen
/// says nothing. Dense columns are divided by their standard deviation; behind the named ones stand
/// the columns of ``RulesBlock`` and the latent directions of ``LatentBlock``.
struct TrainingDesign {
  var design: DesignMatrix
  /// Bucket of each sparse column.
  var columnBuckets: [UInt32]
  /// s_f by bucket.
  var scales: [Float]
  /// Standard deviation of each named column; 1 for a constant one.
  var deviations: [Float]
  /// Penalty of each column behind the named ones relative to that of a word.
  var penalties: [Double]
  /// Nil where it is not used, or there are too few texts or words.
  var latent: LatentBlock?

  /// - Parameter usesLatent: whether ``LatentBlock`` is looked for.
  /// - Complexity: O(entries + buckets), and what the latent block needs.
  init(
    _ rows: FeatureRows, families: Set<NGramFamily>, usesLexicon: Bool, usesLatent: Bool = false
  ) throws(LinearError) {
    let (frequencies, columns, columnBuckets) = Self.columns(rows, families)
    self.columnBuckets = columnBuckets
    let owners = Self.owners(rows, families, columns, count: columnBuckets.count)
    scales = Self.scales(frequencies, rows: rows.rows)
    deviations = Self.deviations(rows)
    let m = DenseFeature.count
    var dense = DenseMatrix(rows: rows.rows, columns: usesLexicon ? m : 0)
    if usesLexicon {
      for index in dense.elements.indices {
        dense.elements[index] = Double(rows.dense[index] / deviations[index % m])
      }
    }
    var builder = CSRMatrix.Builder(columns: columnBuckets.count)
    builder.reserveCapacity(rows: rows.rows, entries: rows.buckets.count)
    var rowColumns: [UInt32] = []
    var rowValues: [Float] = []
    for row in 0..<rows.rows {
      rowColumns.removeAll(keepingCapacity: true)
      rowValues.removeAll(keepingCapacity: true)
      for family in NGramFamily.allCases where families.contains(family) {
        var norm: Float = 0
        for entry in rows.entries(row, family) {
          let scale = scales[Int(rows.buckets[entry])]
          norm += rows.counts[entry] * scale * scale
        }
        guard norm > 0 else { continue }
        let inverse = 1 / norm.squareRoot()
        for entry in rows.entries(row, family) {
          let bucket = Int(rows.buckets[entry])
          rowColumns.append(columns[bucket])
          rowValues.append(rows.counts[entry] * scales[bucket] * inverse)
        }
      }
      try builder.appendUnsortedRow(columns: rowColumns, values: rowValues)
    }
    let sparse = builder.finish()
    latent =
      usesLatent
      ? try LatentBlock(
        sparse, frequencies: columnBuckets.map { frequencies[Int($0)] },
        isWord: owners.map { $0 == .words }) : nil
    penalties =
      Array(repeating: RulesBlock.penalty, count: usesLexicon ? RulesBlock.count : 0)
      + Array(repeating: 1, count: latent?.count ?? 0) + owners.map(\.penalty)
    if usesLexicon { dense = Self.joined(dense, RulesBlock.values(rows)) }
    if let latent { dense = Self.joined(dense, latent.values) }
    design = try DesignMatrix(dense: dense, sparse: sparse).columnwise()
  }

  /// How many rows hold each bucket, and a column for each bucket that occurs, the commonest first:
  /// the weights that a pass needs all the time then lie side by side in the cache.
  private static func columns(
    _ rows: FeatureRows, _ families: Set<NGramFamily>
  ) -> (frequencies: [Float], columns: [UInt32], buckets: [UInt32]) {
    var frequencies = Array(repeating: Float(0), count: rows.spec.buckets)
    for row in 0..<rows.rows {
      for family in NGramFamily.allCases where families.contains(family) {
        for entry in rows.entries(row, family) { frequencies[Int(rows.buckets[entry])] += 1 }
      }
    }
    var columns = Array(repeating: UInt32(0), count: frequencies.count)
    var buckets: [UInt32] = []
    for bucket in frequencies.indices where frequencies[bucket] > 0 {
      buckets.append(UInt32(truncatingIfNeeded: bucket))
    }
    buckets = sorted(buckets, by: frequencies)
    for (column, bucket) in buckets.enumerated() {
      columns[Int(bucket)] = UInt32(truncatingIfNeeded: column)
    }
    return (frequencies, columns, buckets)
  }

  /// Two blocks of the same rows side by side.
  private static func joined(_ left: DenseMatrix, _ right: DenseMatrix) -> DenseMatrix {
    var result = DenseMatrix(rows: left.rows, columns: left.columns + right.columns)
    for row in 0..<left.rows {
      for column in 0..<left.columns { result[row, column] = left[row, column] }
      for column in 0..<right.columns { result[row, left.columns + column] = right[row, column] }
    }
    return result
  }

  /// The family to which each column belongs, the first one met where families collide.
  private static func owners(
    _ rows: FeatureRows, _ families: Set<NGramFamily>, _ columns: [UInt32], count: Int
  ) -> [NGramFamily] {
    var result = [NGramFamily?](repeating: nil, count: count)
    for row in 0..<rows.rows {
      for family in NGramFamily.allCases where families.contains(family) {
        for entry in rows.entries(row, family) {
          let column = Int(columns[Int(rows.buckets[entry])])
          if result[column] == nil { result[column] = family }
        }
      }
    }
    return result.map { $0 ?? .words }
  }

  /// Buckets by falling frequency, equal ones in their order; frequencies are counts.
  private static func sorted(_ buckets: [UInt32], by frequencies: [Float]) -> [UInt32] {
    let most = Int(frequencies.max() ?? 0)
    var places = Array(repeating: 0, count: most + 2)
    for bucket in buckets { places[most - Int(frequencies[Int(bucket)]) + 1] += 1 }
    for place in places.indices.dropFirst() { places[place] += places[place - 1] }
    var result = buckets
    for bucket in buckets {
      let place = most - Int(frequencies[Int(bucket)])
      result[places[place]] = bucket
      places[place] += 1
    }
    return result
  }

  private static func scales(_ frequencies: [Float], rows: Int) -> [Float] {
    frequencies.map { $0 > 0 ? Float(log(Double(1 + rows) / Double(1 + $0))) + 1 : 0 }
  }

  private static func deviations(_ rows: FeatureRows) -> [Float] {
    let m = DenseFeature.count
    var sums = Array(repeating: 0.0, count: m)
    var squares = sums
    for (index, value) in rows.dense.enumerated() {
      sums[index % m] += Double(value)
      squares[index % m] += Double(value) * Double(value)
    }
    let n = Double(max(rows.rows, 1))
    return (0..<m).map { column in
      let mean = sums[column] / n
      let variance = squares[column] / n - mean * mean
      return variance > 1e-8 ? Float(variance.squareRoot()) : 1
    }
  }

  /// The fitted weights as a model: dense weights for raw values, n-gram weights by bucket.
  func model(
    _ weights: LinearWeights, labels: [String], spec: NGramSpec, provenance: Provenance
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
    var table = WeightTable.Builder(buckets: spec.buckets, outputs: outputs)
    var sparse = (0..<columnBuckets.count * outputs).map {
      Float(weights[weights.denseFeatures + $0 / outputs, $0 % outputs])
    }
    latent?.fold(weights, into: &sparse)
    for (column, bucket) in columnBuckets.enumerated() {
      let values = Array(sparse[column * outputs..<(column + 1) * outputs])
      table.set(Int(bucket), weights: values, scale: scales[Int(bucket)])
    }
    return LinearModel(
      labels: labels, spec: spec, denseWeights: dense, bias: weights.bias.map { Float($0) },
      table: table.table(), temperature: 1, context: nil, provenance: provenance)
  }
}
