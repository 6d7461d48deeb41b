/// A sparse block known by its counts, scaled by row and by column.
///
///     X = Σ diag(rowScales) · counts · diag(columnScales)      summed over the parts
///
/// The counts of a part may be a product of two matrices, A·B, which is never multiplied out: texts
/// hold words and words hold character n-grams, and with A texts × words and B words × n-grams
/// A·(B·w) takes a quarter of the steps that a pass over the n-grams of the texts takes.
///
/// - Shapes: n × d; `columnScales` d.
public struct CountedBlock: Equatable, Sendable {
  /// Counts with a scale for each row.
  public struct Part: Equatable, Sendable {
    let rowScales: [Double]
    /// One matrix, or two that are multiplied.
    let factors: [CountMatrix]
    /// The same by columns; none until they are asked for.
    private(set) var columns: [CountColumns] = []

    /// diag(rowScales) · counts.
    ///
    /// - Throws: `shapeMismatch` or `notFinite`.
    public init(rowScales: [Double], counts: CountMatrix) throws(LinearError) {
      try LinearError.check(counts.rows, rowScales.count, "rows of the counts")
      try LinearError.checkFinite(rowScales, "row scales")
      self.init(rowScales: rowScales, factors: [counts])
    }

    /// diag(rowScales) · left · right.
    ///
    /// - Throws: `shapeMismatch` or `notFinite`.
    public init(
      rowScales: [Double], left: CountMatrix, right: CountMatrix
    ) throws(LinearError) {
      try LinearError.check(left.rows, rowScales.count, "rows of the counts")
      try LinearError.check(right.rows, left.columns, "rows of the right factor")
      try LinearError.checkFinite(rowScales, "row scales")
      self.init(rowScales: rowScales, factors: [left, right])
    }

    private init(rowScales: [Double], factors: [CountMatrix]) {
      self.rowScales = rowScales
      self.factors = factors
    }

    /// Equal counts, whether they are held by columns too or not.
    public static func == (a: Part, b: Part) -> Bool {
      a.rowScales == b.rowScales && a.factors == b.factors
    }

    /// The same counts by columns too, for products with rows of four numbers, as fits take them.
    ///
    /// - Complexity: O(entries + columns), once.
    public func columnwise() -> Part {
      guard columns.isEmpty else { return self }
      var part = self
      part.columns = factors.map { CountColumns($0) }
      return part
    }

    /// The rows named, and of the right factor what they need.
    fileprivate func selecting(rows chosen: some Collection<Int>) -> Part {
      let scales = chosen.map { rowScales[$0] }
      var left = factors[0].selecting(rows: chosen)
      guard factors.count > 1 else { return Part(rowScales: scales, factors: [left]) }
      let used = left.dropUnusedColumns()
      return Part(rowScales: scales, factors: [left, factors[1].selecting(rows: used)])
    }

    /// The columns of one row, each as often as it counts.
    fileprivate func appendColumns(ofRow row: Int, to columns: inout [UInt32]) {
      guard factors.count > 1 else { return columns.append(contentsOf: factors[0][row: row]) }
      for inner in factors[0][row: row] {
        columns.append(contentsOf: factors[1][row: Int(inner)])
      }
    }

    /// The columns that have a place, with the place as their number.
    fileprivate func selecting(places: [Int32], count: Int) -> Part {
      let last = factors[factors.count - 1].selecting(places: places, count: count)
      return Part(rowScales: rowScales, factors: factors.dropLast() + [last])
    }
  }

  public let rows: Int
  let columnScales: [Double]
  let parts: [Part]

  /// - Throws: `shapeMismatch` or `notFinite`.
  public init(rows: Int, columnScales: [Double], parts: [Part]) throws(LinearError) {
    for part in parts {
      try LinearError.check(part.rowScales.count, rows, "rows of the counts")
      try LinearError.check(
        part.factors[part.factors.count - 1].columns, columnScales.count, "columns of the counts")
    }
    try LinearError.checkFinite(columnScales, "column scales")
    self.init(checkedRows: rows, columnScales: columnScales, parts: parts)
  }

  private init(checkedRows rows: Int, columnScales: [Double], parts: [Part]) {
    self.rows = rows
    self.columnScales = columnScales
    self.parts = parts
  }

  /// The same block, by columns too.
  func columnwise() -> CountedBlock {
    CountedBlock(
      checkedRows: rows, columnScales: columnScales, parts: parts.map { $0.columnwise() })
  }

  func selecting(rows chosen: some Collection<Int>) -> CountedBlock {
    CountedBlock(
      checkedRows: chosen.count, columnScales: columnScales,
      parts: parts.map { $0.selecting(rows: chosen) })
  }

  /// T += X·W; T is n × outputs, row-major, W `columns * outputs` elements from `base` on.
  ///
  /// - Parameter number: what sums are kept in: `Float` halves the vectors that a pass goes through.
  func addTimes<Number: BinaryFloatingPoint & SIMDScalar>(
    outputs: Int, base: Int, _ weights: [Double], into t: inout [Double], in number: Number.Type
  ) {
    let count = columnScales.count
    var scaled = Array(repeating: Number.zero, count: count * outputs)
    for k in 0..<outputs {
      for j in 0..<count {
        scaled[j * outputs + k] = Number(columnScales[j] * weights[base + j * outputs + k])
      }
    }
    for part in parts {
      var sums = scaled
      for factor in part.factors.reversed() { sums = factor.times(sums, outputs: outputs) }
      for i in 0..<rows {
        for k in 0..<outputs {
          t[i * outputs + k] += part.rowScales[i] * Double(sums[i * outputs + k])
        }
      }
    }
  }

  /// G += Xᵀ·R; R is n × outputs, row-major, G lies like W.
  func addTransposed<Number: BinaryFloatingPoint>(
    outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double], in number: Number.Type
  ) {
    add(outputs: outputs, base: base, r, into: &gradient, in: number) { $0 }
  }

  /// G += about (X∘X)ᵀ·R: scales squared, but each count for itself, as if it were 1.
  func addTransposedSquares(
    outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double]
  ) {
    add(outputs: outputs, base: base, r, into: &gradient, in: Float.self) { $0 * $0 }
  }

  @inline(__always)
  private func add<Number: BinaryFloatingPoint>(
    outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double], in number: Number.Type,
    _ scale: (Double) -> Double
  ) {
    let count = columnScales.count
    var sums = Array(repeating: Number.zero, count: count * outputs)
    for part in parts {
      var factors = Array(repeating: Number.zero, count: rows * outputs)
      for i in 0..<rows {
        for k in 0..<outputs {
          factors[i * outputs + k] = Number(scale(part.rowScales[i]) * r[i * outputs + k])
        }
      }
      for factor in part.factors.dropLast() {
        var inner = Array(repeating: Number.zero, count: factor.columns * outputs)
        factor.addTransposed(factors, outputs: outputs, into: &inner)
        factors = inner
      }
      part.factors[part.factors.count - 1].addTransposed(factors, outputs: outputs, into: &sums)
    }
    for k in 0..<outputs {
      for j in 0..<count {
        gradient[base + j * outputs + k] += scale(columnScales[j]) * Double(sums[j * outputs + k])
      }
    }
  }

  /// T += X·W for rows of four numbers, with `scales` for the column scales; W and they are the rows
  /// from `base` on.
  ///
  /// - Precondition: the block is ``columnwise()``.
  func addTimes<Number: BinaryFloatingPoint>(
    _ weights: Lanes<Number>, scales: [Number], base: Int, into t: inout Lanes<Number>
  ) {
    for part in parts {
      let last = part.columns.count - 1
      var sums = part.columns[last].times(weights, scales: scales, base: base)
      for factor in part.columns.dropLast().reversed() { sums = factor.times(sums) }
      for i in 0..<rows { t[i] += Number(part.rowScales[i]) * sums[i] }
    }
  }

  /// G += Xᵀ·R for rows of four numbers, as if the column scales were 1; G is the rows from `base`
  /// on.
  ///
  /// - Parameter squares: whether the row scales are squared.
  /// - Precondition: the block is ``columnwise()``.
  func addTransposed<Number: BinaryFloatingPoint>(
    _ r: Lanes<Number>, base: Int, squares: Bool = false, into gradient: inout Lanes<Number>
  ) {
    for part in parts {
      var factors = r
      for i in 0..<rows {
        let scale = part.rowScales[i]
        factors[i] *= Number(squares ? scale * scale : scale)
      }
      for factor in part.columns.dropLast() {
        var inner = Lanes<Number>(repeating: .zero, count: factor.columns)
        factor.addTransposed(factors, base: 0, into: &inner)
        factors = inner
      }
      part.columns[part.columns.count - 1].addTransposed(factors, base: base, into: &gradient)
    }
  }

  /// The columns named.
  func selecting(columns chosen: [Int]) -> CountedBlock {
    var places = Array(repeating: Int32(-1), count: columnScales.count)
    for (place, column) in chosen.enumerated() { places[column] = Int32(place) }
    return CountedBlock(
      checkedRows: rows, columnScales: chosen.map { columnScales[$0] },
      parts: parts.map { $0.selecting(places: places, count: chosen.count) })
  }

  /// The entries of one row; a column comes as often as it counts.
  func append(row: Int, to columns: inout [UInt32], _ values: inout [Float]) {
    for part in parts {
      let first = columns.count
      part.appendColumns(ofRow: row, to: &columns)
      for column in columns[first...] {
        values.append(Float(part.rowScales[row] * columnScales[Int(column)]))
      }
    }
  }
}
