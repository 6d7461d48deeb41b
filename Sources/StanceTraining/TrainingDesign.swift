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
/// says nothing. Equal columns are one (``DesignColumns``). The character n-grams are a product:
/// rows × words, the row's 1/√Σ, and words × columns, c·s_f of the word. Dense columns are divided
/// by their standard deviation; behind the named ones stand the columns of ``RulesBlock`` and the
/// latent directions of ``LatentBlock``.
struct TrainingDesign {
  var design: DesignMatrix
  let columns: DesignColumns
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
    columns = DesignColumns(rows, families)
    scales = Self.scales(columns.frequencies, rows: rows.rows)
    deviations = Self.deviations(rows)
    let m = DenseFeature.count
    var dense = DenseMatrix(rows: rows.rows, columns: usesLexicon ? m : 0)
    if usesLexicon {
      for index in dense.elements.indices {
        dense.elements[index] = Double(rows.dense[index] / deviations[index % m])
      }
    }
    let sparse = try Self.listed(rows, families, columns, scales)
    let factors =
      families.contains(.characters) ? try Self.characters(rows, columns, scales) : nil
    latent = nil
    if usesLatent {
      let bare = try DesignMatrix(
        dense: DenseMatrix(rows: rows.rows, columns: 0), sparse: sparse, factors: factors)
      latent = try LatentBlock(bare, columns)
    }
    penalties =
      Array(repeating: RulesBlock.penalty, count: usesLexicon ? RulesBlock.count : 0)
      + Array(repeating: 1, count: latent?.count ?? 0) + columns.owners.map(\.penalty)
    if usesLexicon { dense = Self.joined(dense, RulesBlock.values(rows)) }
    if let latent { dense = Self.joined(dense, latent.values) }
    design = try DesignMatrix(dense: dense, sparse: sparse, factors: factors).columnwise()
  }

  /// The values of every family but characters.
  private static func listed(
    _ rows: FeatureRows, _ families: Set<NGramFamily>, _ columns: DesignColumns, _ scales: [Float]
  ) throws(LinearError) -> CSRMatrix {
    var builder = CSRMatrix.Builder(columns: columns.count)
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
          guard columns.leads(bucket) else { continue }
          let column = columns.columns[bucket]
          rowColumns.append(UInt32(column))
          rowValues.append(
            rows.counts[entry] * scales[bucket] * inverse * columns.roots[Int(column)])
        }
      }
      try builder.appendUnsortedRow(columns: rowColumns, values: rowValues)
    }
    return builder.finish()
  }

  /// The character n-grams: rows × words and words × columns.
  private static func characters(
    _ rows: FeatureRows, _ columns: DesignColumns, _ scales: [Float]
  ) throws(LinearError) -> FactoredBlock {
    let grams = rows.grams
    var isNamed = Array(repeating: false, count: grams.count)
    for word in rows.words { isNamed[Int(word)] = true }
    var right = CSRMatrix.Builder(columns: columns.count)
    right.reserveCapacity(rows: grams.count, entries: grams.buckets.count)
    var masses = Array(repeating: Float(0), count: grams.count)
    var rowColumns: [UInt32] = []
    var rowValues: [Float] = []
    for word in 0..<grams.count {
      rowColumns.removeAll(keepingCapacity: true)
      rowValues.removeAll(keepingCapacity: true)
      for entry in grams.entries(word) where isNamed[word] {
        let bucket = Int(grams.buckets[entry])
        let value = grams.counts[entry] * scales[bucket]
        masses[word] += value * scales[bucket]
        guard columns.leads(bucket) else { continue }
        let column = columns.columns[bucket]
        rowColumns.append(UInt32(column))
        rowValues.append(value * columns.roots[Int(column)])
      }
      try right.appendUnsortedRow(columns: rowColumns, values: rowValues)
    }
    var left = CSRMatrix.Builder(columns: grams.count)
    left.reserveCapacity(rows: rows.rows, entries: rows.words.count)
    for row in 0..<rows.rows {
      let words = Array(rows.words[rows.words(ofRow: row)])
      let norm = words.reduce(Float(0)) { $0 + masses[Int($1)] }
      try left.appendUnsortedRow(
        columns: words,
        values: Array(repeating: norm > 0 ? 1 / norm.squareRoot() : 0, count: words.count))
    }
    return try FactoredBlock(left: left.finish(), right: right.finish())
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

  private static func scales(_ frequencies: [Int32], rows: Int) -> [Float] {
    // The same few numbers for a million buckets.
    let logarithms = (0...Int(frequencies.max() ?? 0)).map {
      Float(log(Double(1 + rows) / Double(1 + $0))) + 1
    }
    return frequencies.map { $0 > 0 ? logarithms[Int($0)] : 0 }
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
    var sparse = weights.values[(weights.denseFeatures * outputs)...].prefix(
      columns.count * outputs
    )
    .map { Float($0) }
    latent?.fold(weights, into: &sparse)
    for column in 0..<columns.count {
      for output in 0..<outputs { sparse[column * outputs + output] /= columns.roots[column] }
    }
    for (bucket, column) in columns.columns.enumerated() where column >= 0 {
      let place = Int(column) * outputs
      table.set(bucket, weights: sparse[place..<place + outputs], scale: scales[bucket])
    }
    return LinearModel(
      labels: labels, spec: spec, denseWeights: dense, bias: weights.bias.map { Float($0) },
      table: table.table(), temperature: 1, context: nil, provenance: provenance)
  }
}
