internal import StanceLinear
internal import StanceModel

/// Feature rows as the solver sees them: scaled, normalised, with only the buckets that occur.
///
/// Sparse value of bucket f in family g of row i:  c·s_f / √max(Σ c·s², p_g), with c the count of the
/// row, p_g what Σ c·s² is below in a quarter of the rows (``LinearModel/pivots``),
/// s_f = ln((1 + n)/(1 + df)) + 1, and 0 for a bucket that no row has: what training has not seen
/// says nothing. Equal columns are one (``DesignColumns``), and values are kept as counts
/// with scales of rows and columns, those of character n-grams as a product of rows × words and
/// words × columns. Dense columns are divided
/// by their standard deviation; behind the named ones stand the columns of ``RulesBlock`` and the
/// latent directions of ``LatentBlock``.
struct TrainingDesign {
  var design: DesignMatrix
  let columns: DesignColumns
  let scales: ColumnScales
  /// Least Σ c·s² of a row by family (``LinearModel/pivots``).
  let pivots: [Float]
  /// Standard deviation of each named column; 1 for a constant one.
  var deviations: [Float]
  /// Penalty of each column behind the named ones relative to that of a word.
  var penalties: [Double]
  /// Nil before ``addLatent(seed:threads:)``, or where there are too few texts or words.
  private(set) var latent: LatentBlock?
  /// What plain cues add to the dense columns, each signed so that its side is up, h × dense columns.
  private(set) var cues: DenseMatrix
  /// The row that each stands in.
  let cueRows: [Int]
  /// What the model says to which the penalty pulls; nil where it pulls to what the rules say.
  private(set) var base: BaseBlock?

  /// Plain cues that a design keeps.
  private static let mostCues = 2000

  /// - Parameter base: a model to start from; buckets that it knows keep its s_f.
  /// - Complexity: O(entries + buckets).
  init(
    _ rows: FeatureRows, families: Set<NGramFamily>, usesLexicon: Bool, base: BaseModel? = nil,
    threads: Int = 1
  ) throws(LinearError) {
    columns = DesignColumns(rows, families, threads: threads)
    scales = ColumnScales(columns, rows: rows.rows, base: base)
    deviations = Self.deviations(rows)
    var dense = DenseMatrix(rows: rows.rows, columns: 0)
    cues = DenseMatrix(rows: 0, columns: 0)
    if usesLexicon {
      dense = Self.scaled(rows.dense, deviations)
      let kept = rows.cueShares(atMost: Self.mostCues)
      cues = Self.joined(Self.scaled(kept.shares, deviations), RulesBlock.values(kept.shares))
      cueRows = kept.rows
    } else {
      cueRows = []
    }
    let (sparse, pivots) = try Self.sparse(
      rows, families, columns, scales, base?.model.pivots, threads: threads)
    self.pivots = pivots
    penalties =
      Array(repeating: RulesBlock.penalty, count: usesLexicon ? RulesBlock.count : 0)
      + columns.owners.map(\.penalty)
    if usesLexicon { dense = Self.joined(dense, RulesBlock.values(rows.dense)) }
    design = try DesignMatrix(dense: dense, sparse: sparse.sparse, counted: sparse.counted)
    if let base { self.base = try BaseBlock(base, self) }
  }

  /// Looks for a ``LatentBlock`` and adds its columns to the dense ones.
  ///
  /// - Parameters:
  ///   - seed: of what the decomposition draws.
  ///   - threads: share the work; the design is the same for any number.
  mutating func addLatent(seed: UInt64, threads: Int) throws(LinearError) {
    guard latent == nil,
      let block = try LatentBlock(design, columns, seed: seed, threads: threads)
    else { return }
    design = try DesignMatrix(
      dense: Self.joined(design.dense, block.values), sparse: design.sparse,
      counted: design.counted)
    let named = penalties.count - columns.count
    cues = Self.joined(cues, DenseMatrix(rows: cues.rows, columns: block.count))
    penalties.insert(contentsOf: Array(repeating: 1, count: block.count), at: named)
    latent = block
  }

  /// The sparse block: for each family its counts, 1/√Σ of the rows, and s_f·√k of the columns.
  private static func sparse(
    _ rows: FeatureRows, _ families: Set<NGramFamily>, _ columns: DesignColumns,
    _ scales: ColumnScales, _ given: [Float]?, threads: Int
  ) throws(LinearError) -> (design: DesignMatrix, pivots: [Float]) {
    let listed = NGramFamily.allCases.filter { families.contains($0) }
    let results = ParallelWork.map(listed.count, threads: threads) { number in
      let family = listed[number]
      return Result { () throws(LinearError) in
        try Self.part(rows, family, columns, scales.buckets, given?[family.rawValue])
      }
    }
    var parts: [CountedBlock.Part] = []
    var pivots = Array(repeating: Float(0), count: NGramFamily.allCases.count)
    for (family, result) in zip(listed, results) {
      let (part, pivot) = try result.get()
      parts.append(part)
      pivots[family.rawValue] = pivot
    }
    let design = try DesignMatrix(
      dense: DenseMatrix(rows: rows.rows, columns: 0),
      sparse: .withoutEntries(rows: rows.rows, columns: columns.count),
      counted: CountedBlock(
        rows: rows.rows, columnScales: scales.columns.map { Double($0) }, parts: parts))
    return (design, pivots)
  }

  /// The counts of one family.
  private static func part(
    _ rows: FeatureRows, _ family: NGramFamily, _ columns: DesignColumns, _ scales: [Float],
    _ pivot: Float?
  ) throws(LinearError) -> (CountedBlock.Part, pivot: Float) {
    if family == .characters { return try characters(rows, columns, scales, pivot) }
    var counts = CountRows(columns, scales, capacity: rows.buckets.count)
    var masses: [Double] = []
    for row in 0..<rows.rows {
      for entry in rows.entries(row, family) {
        counts.add(rows.buckets[entry])
      }
      masses.append(counts.closeRow())
    }
    let pivot = pivot ?? Self.pivot(masses)
    let part = try CountedBlock.Part(
      rowScales: Self.rowScales(masses, pivot), counts: counts.matrix())
    return (part.columnwise(), pivot)
  }

  /// 1/√ of the mass of each row, or of the pivot; 0 for an empty row.
  private static func rowScales(_ masses: [Double], _ pivot: Float) -> [Double] {
    masses.map { $0 > 0 ? 1 / max($0, Double(pivot)).squareRoot() : 0 }
  }

  /// The mass that a quarter of the rows stays below.
  private static func pivot(_ masses: [Double]) -> Float {
    let sorted = masses.filter { $0 > 0 }.sorted()
    return sorted.isEmpty ? 0 : Float(sorted[sorted.count / 4])
  }

  /// The character n-grams: rows × words times words × columns.
  private static func characters(
    _ rows: FeatureRows, _ columns: DesignColumns, _ scales: [Float], _ pivot: Float?
  ) throws(LinearError) -> (CountedBlock.Part, pivot: Float) {
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
    let rowMasses = (0..<rows.rows).map { row in
      rows.words[rows.words(ofRow: row)].reduce(0) { $0 + masses[Int($1)] }
    }
    let pivot = pivot ?? Self.pivot(rowMasses)
    let part = try CountedBlock.Part(
      rowScales: Self.rowScales(rowMasses, pivot),
      left: CountMatrix(columns: grams.count, offsets: rows.wordOffsets, entries: rows.words),
      right: counts.matrix())
    return (part.columnwise(), pivot)
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
      let scale = Double(scales[Int(bucket)])
      mass += scale * scale
      guard columns.leads(Int(bucket)), let column = columns.column(of: Int(bucket)) else { return }
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

  /// Raw values of the named features, each divided by its deviation.
  private static func scaled(_ values: [Float], _ deviations: [Float]) -> DenseMatrix {
    let m = DenseFeature.count
    var result = DenseMatrix(rows: values.count / m, columns: m)
    for index in values.indices {
      result.elements[index] = Double(values[index] / deviations[index % m])
    }
    return result
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
}
