/// The data of a linear model: a dense block of named features beside a sparse block.
///
///     row i = [ dense[i, 0 ..< m] | sparse[i, 0 ..< d] + counted[i, 0 ..< d] ]
///
/// The sparse block may be given by its counts (``CountedBlock``), all of it or a part.
///
/// - Shapes: `dense` n × m, `sparse` n × d; feature j is dense for j < m, else sparse column j − m.
public struct DesignMatrix: Equatable, Sendable {
  public let dense: DenseMatrix
  /// The sparse block without what ``counted`` adds to it.
  public var sparse: CSRMatrix { block.matrix }
  public let counted: CountedBlock?
  private let block: SparseBlock

  public var rows: Int { block.matrix.rows }
  /// m + d, without the bias.
  public var features: Int { dense.columns + block.matrix.columns }

  /// Blocks with the same number of rows.
  ///
  /// - Throws: `shapeMismatch` when the row counts differ, or the columns of `sparse` and `counted`;
  ///   `notFinite` for a dense NaN or infinity.
  /// - Complexity: O(n · m).
  public init(
    dense: DenseMatrix, sparse: CSRMatrix, counted: CountedBlock? = nil
  ) throws(LinearError) {
    try LinearError.check(dense.rows, sparse.rows, "rows of the dense block")
    try LinearError.check(
      dense.elements.count, dense.rows * dense.columns, "elements of the dense block")
    try LinearError.checkFinite(dense.elements, "dense block")
    if let counted {
      try LinearError.check(counted.rows, sparse.rows, "rows of the counts")
      try LinearError.check(counted.columnScales.count, sparse.columns, "columns of the counts")
    }
    self.init(checkedDense: dense, block: SparseBlock(sparse), counted: counted)
  }

  /// Sparse features only.
  public init(sparse: CSRMatrix) {
    self.init(
      checkedDense: DenseMatrix(rows: sparse.rows, columns: 0), block: SparseBlock(sparse),
      counted: nil)
  }

  /// Dense features only.
  ///
  /// - Throws: `notFinite`.
  public init(dense: DenseMatrix) throws(LinearError) {
    try self.init(dense: dense, sparse: .withoutColumns(rows: dense.rows))
  }

  /// The rows named, in the order named, as a new design.
  ///
  /// - Precondition: every index is in `0 ..< rows`.
  public func selecting(rows chosen: some Collection<Int>) -> DesignMatrix {
    var part = DenseMatrix(rows: chosen.count, columns: dense.columns)
    for (target, source) in chosen.enumerated() {
      for j in 0..<dense.columns { part[target, j] = dense[source, j] }
    }
    return DesignMatrix(
      checkedDense: part, block: SparseBlock(sparse.selecting(rows: chosen)),
      counted: counted?.selecting(rows: chosen))
  }

  private init(checkedDense: DenseMatrix, block: SparseBlock, counted: CountedBlock?) {
    self.dense = checkedDense
    self.block = block
    self.counted = counted
  }

  /// The same design with its counts, and its sparse matrix where the products gain by it, by columns
  /// too; share it among fits.
  ///
  /// - Complexity: O(entries), once.
  public func columnwise() -> DesignMatrix {
    DesignMatrix(checkedDense: dense, block: block.columnwise(), counted: counted?.columnwise())
  }

  /// The sparse block's columns named, their counts multiplied out.
  ///
  /// - Precondition: the columns rise.
  /// - Complexity: O(columns + entries, with those of the product).
  public func expanded(columns chosen: [Int]) throws(LinearError) -> CSRMatrix {
    var places = Array(repeating: Int32(-1), count: sparse.columns)
    for (place, column) in chosen.enumerated() { places[column] = Int32(place) }
    let counted = counted?.selecting(columns: chosen)
    var builder = CSRMatrix.Builder(columns: chosen.count)
    var rowColumns: [UInt32] = []
    var rowValues: [Float] = []
    for row in 0..<rows {
      rowColumns.removeAll(keepingCapacity: true)
      rowValues.removeAll(keepingCapacity: true)
      for entry in sparse.entries(ofRow: row) {
        let place = places[Int(sparse.columnIndices[entry])]
        guard place >= 0 else { continue }
        rowColumns.append(UInt32(place))
        rowValues.append(sparse.values[entry])
      }
      counted?.append(row: row, to: &rowColumns, &rowValues)
      try builder.appendUnsortedRow(columns: rowColumns, values: rowValues)
    }
    return builder.finish()
  }
}

/// The products of a design's sparse block.
extension DesignMatrix {
  /// X·W.
  ///
  /// - Parameter isRough: whether single precision will do for what is counted.
  func times(
    outputs: Int, base: Int, weights: [Double], isRough: Bool = false
  ) -> [Double] {
    var result = Array(repeating: 0.0, count: rows * outputs)
    block.addTimes(outputs: outputs, base: base, weights, into: &result)
    if isRough {
      counted?.addTimes(outputs: outputs, base: base, weights, into: &result, in: Float.self)
    } else {
      counted?.addTimes(outputs: outputs, base: base, weights, into: &result, in: Double.self)
    }
    return result
  }

  /// About Σᵢ rᵢ·xᵢⱼ²: of what is counted, counts stand for their squares.
  func addTransposedSquares(
    outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double]
  ) {
    block.addTransposedSquares(outputs: outputs, base: base, r, into: &gradient)
    counted?.addTransposedSquares(outputs: outputs, base: base, r, into: &gradient)
  }

  /// T = X·W; `body` turns row after row of T into a row of R; then G += Xᵀ·R.
  ///
  /// Both products row by row while the row's entries are in the cache would read X once, but
  /// then W and G drive each other out of it: measured, never faster from 200,000 columns on.
  ///
  /// - Shapes: W and G are the `columns * outputs` elements from `base` on in `weights` and
  ///   `gradient`; t and r have `outputs` elements. G is added to, not cleared.
  /// - Parameter isRough: whether single precision will do for what is counted.
  func pass(
    outputs: Int, base: Int, weights: [Double], gradient: inout [Double], isRough: Bool = false,
    _ body: (Int, inout [Double]) -> Void
  ) {
    var scores = times(outputs: outputs, base: base, weights: weights, isRough: isRough)
    var buffer = Array(repeating: 0.0, count: outputs)
    for i in 0..<rows {
      for k in 0..<outputs { buffer[k] = scores[i * outputs + k] }
      body(i, &buffer)
      for k in 0..<outputs { scores[i * outputs + k] = buffer[k] }
    }
    block.addTransposed(outputs: outputs, base: base, scores, into: &gradient)
    if isRough {
      counted?.addTransposed(
        outputs: outputs, base: base, scores, into: &gradient, in: Float.self)
    } else {
      counted?.addTransposed(
        outputs: outputs, base: base, scores, into: &gradient, in: Double.self)
    }
  }
}
