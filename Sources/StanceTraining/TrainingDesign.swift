internal import StanceLinear
internal import StanceModel
internal import Synchronization

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
/// says nothing. Equal columns are one (``DesignColumns``), and values are kept as counts
/// with scales of rows and columns, those of character n-grams as a product of rows × words and
/// words × columns. Dense columns are divided
/// by their standard deviation; behind the named ones stand the columns of ``RulesBlock`` and the
/// latent directions of ``LatentBlock``.
struct TrainingDesign {
  var design: DesignMatrix
  let columns: DesignColumns
  /// s_f of each column: equal ones have the same.
  var scales: [Float]
  /// Standard deviation of each named column; 1 for a constant one.
  var deviations: [Float]
  /// Penalty of each column behind the named ones relative to that of a word.
  var penalties: [Double]
  /// Nil before ``addLatent(threads:)``, or where there are too few texts or words.
  private(set) var latent: LatentBlock?

  /// - Complexity: O(entries + buckets).
  init(
    _ rows: FeatureRows, families: Set<NGramFamily>, usesLexicon: Bool, threads: Int = 1
  ) throws(LinearError) {
    columns = DesignColumns(rows, families, threads: threads)
    scales = Self.scales(columns.frequencies, rows: rows.rows)
    deviations = Self.deviations(rows)
    let m = DenseFeature.count
    var dense = DenseMatrix(rows: rows.rows, columns: usesLexicon ? m : 0)
    if usesLexicon {
      for index in dense.elements.indices {
        dense.elements[index] = Double(rows.dense[index] / deviations[index % m])
      }
    }
    let sparse = try Self.sparse(rows, families, columns, scales, threads: threads)
    penalties =
      Array(repeating: RulesBlock.penalty, count: usesLexicon ? RulesBlock.count : 0)
      + columns.owners.map(\.penalty)
    if usesLexicon { dense = Self.joined(dense, RulesBlock.values(rows)) }
    design = try DesignMatrix(dense: dense, sparse: sparse.sparse, counted: sparse.counted)
  }

  /// Looks for a ``LatentBlock`` and adds its columns to the dense ones.
  ///
  /// - Parameter threads: share the work; the design is the same for any number.
  mutating func addLatent(threads: Int) throws(LinearError) {
    guard latent == nil, let block = try LatentBlock(design, columns, threads: threads) else {
      return
    }
    design = try DesignMatrix(
      dense: Self.joined(design.dense, block.values), sparse: design.sparse,
      counted: design.counted)
    let named = penalties.count - columns.count
    penalties.insert(contentsOf: Array(repeating: 1, count: block.count), at: named)
    latent = block
  }

  /// The sparse block: for each family its counts, 1/√Σ of the rows, and s_f·√k of the columns.
  private static func sparse(
    _ rows: FeatureRows, _ families: Set<NGramFamily>, _ columns: DesignColumns, _ scales: [Float],
    threads: Int
  ) throws(LinearError) -> DesignMatrix {
    let listed = NGramFamily.allCases.filter { families.contains($0) }
    let board = Mutex<[Int: Result<CountedBlock.Part, LinearError>]>([:])
    ParallelWork.run(listed.count, threads: threads) { number in
      let part = Result { () throws(LinearError) in
        try Self.part(rows, listed[number], columns, scales)
      }
      board.withLock { $0[number] = part }
    }
    let results = board.withLock { $0 }
    var parts: [CountedBlock.Part] = []
    for number in listed.indices {
      if let part = try results[number]?.get() { parts.append(part) }
    }
    let columnScales = zip(scales, columns.roots).map { Double($0 * $1) }
    return try DesignMatrix(
      dense: DenseMatrix(rows: rows.rows, columns: 0),
      sparse: .withoutEntries(rows: rows.rows, columns: columns.count),
      counted: CountedBlock(rows: rows.rows, columnScales: columnScales, parts: parts))
  }

  /// The counts of one family.
  private static func part(
    _ rows: FeatureRows, _ family: NGramFamily, _ columns: DesignColumns, _ scales: [Float]
  ) throws(LinearError) -> CountedBlock.Part {
    if family == .characters { return try characters(rows, columns, scales) }
    var counts = CountRows(columns, scales, capacity: rows.buckets.count)
    var masses: [Double] = []
    for row in 0..<rows.rows {
      for entry in rows.entries(row, family) {
        counts.add(rows.buckets[entry])
      }
      masses.append(counts.closeRow())
    }
    return try CountedBlock.Part(
      rowScales: masses.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }, counts: counts.matrix()
    ).columnwise()
  }

  /// The character n-grams: rows × words times words × columns.
  private static func characters(
    _ rows: FeatureRows, _ columns: DesignColumns, _ scales: [Float]
  ) throws(LinearError) -> CountedBlock.Part {
    let grams = rows.grams
    var isNamed = Array(repeating: false, count: grams.count)
    for word in rows.words { isNamed[Int(word)] = true }
    var counts = CountRows(columns, scales, capacity: grams.buckets.count)
    var masses: [Double] = []
    for word in 0..<grams.count {
      for entry in grams.entries(word) where isNamed[word] {
        counts.add(grams.buckets[entry])
      }
      masses.append(counts.closeRow())
    }
    let rowScales = (0..<rows.rows).map { row in
      let mass = rows.words[rows.words(ofRow: row)].reduce(0) { $0 + masses[Int($1)] }
      return mass > 0 ? 1 / mass.squareRoot() : 0
    }
    return try CountedBlock.Part(
      rowScales: rowScales,
      left: CountMatrix(columns: grams.count, offsets: rows.wordOffsets, entries: rows.words),
      right: counts.matrix()
    ).columnwise()
  }

  /// Collects counts by column, and Σ c·s² of each row.
  private struct CountRows {
    private let columns: DesignColumns
    private let scales: [Float]
    private var offsets = [0]
    private var entries: [UInt32] = []
    private var mass = 0.0

    init(_ columns: DesignColumns, _ scales: [Float], capacity: Int) {
      self.columns = columns
      self.scales = scales
      entries.reserveCapacity(capacity)
    }

    /// Every bucket counts for the row's length, those that stand for a column as its entries.
    @inline(__always)
    mutating func add(_ bucket: UInt32) {
      guard let column = columns.column(of: Int(bucket)) else { return }
      let scale = Double(scales[column])
      mass += scale * scale
      guard columns.leads(Int(bucket)) else { return }
      entries.append(UInt32(truncatingIfNeeded: column))
    }

    /// Σ c·s² of the row that ends.
    mutating func closeRow() -> Double {
      defer { mass = 0 }
      offsets.append(entries.count)
      return mass
    }

    func matrix() throws(LinearError) -> CountMatrix {
      try CountMatrix(columns: columns.count, offsets: offsets, entries: entries)
    }
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
    frequencies.map { Float(log(Double(1 + rows) / Double(1 + $0))) + 1 }
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

  /// Weights of another design of the same rows as weights of this one, with 0 where that had no
  /// column; both have named columns or neither has.
  func carried(_ weights: LinearWeights, _ other: TrainingDesign) -> LinearWeights {
    let outputs = weights.outputs
    var result = LinearWeights(
      outputs: outputs, denseFeatures: design.dense.columns, sparseFeatures: columns.count)
    let named = min(weights.denseFeatures, result.denseFeatures) * outputs
    result.values.replaceSubrange(..<named, with: weights.values[..<named])
    for column in 0..<columns.count {
      guard let source = other.columns.column(of: Int(columns.leaders[column])) else { continue }
      let scale = Double(columns.roots[column] / other.columns.roots[source])
      for output in 0..<outputs {
        result[result.denseFeatures + column, output] =
          scale * weights[weights.denseFeatures + source, output]
      }
    }
    result.bias = weights.bias
    return result
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
    for bucket in columns.buckets {
      guard let column = columns.column(of: bucket) else { continue }
      let place = column * outputs
      table.set(bucket, weights: sparse[place..<place + outputs], scale: scales[column])
    }
    return LinearModel(
      labels: labels, spec: spec, denseWeights: dense, bias: weights.bias.map { Float($0) },
      table: table.table(), temperature: 1, context: nil, provenance: provenance)
  }
}
