/// The data of a linear model: a dense block of named features beside a sparse block.
///
///     row i = [ dense[i, 0 ..< m] | sparse[i, 0 ..< d] + (left · right)[i, 0 ..< d] ]
///
/// Part of the sparse block may be given as a product of two matrices (``FactoredBlock``), which is
/// never multiplied out.
///
/// - Shapes: `dense` n × m, `sparse` n × d; feature j is dense for j < m, else sparse column j − m.
public struct DesignMatrix: Equatable, Sendable {
  public let dense: DenseMatrix
  /// The sparse block without what ``factors`` add to it.
  public var sparse: CSRMatrix { block.matrix }
  public let factors: FactoredBlock?
  private let block: SparseBlock

  public var rows: Int { block.matrix.rows }
  /// m + d, without the bias.
  public var features: Int { dense.columns + block.matrix.columns }

  /// Blocks with the same number of rows.
  ///
  /// - Throws: `shapeMismatch` when the row counts differ, or the columns of `sparse` and `factors`;
  ///   `notFinite` for a dense NaN or infinity.
  /// - Complexity: O(n · m).
  public init(
    dense: DenseMatrix, sparse: CSRMatrix, factors: FactoredBlock? = nil
  ) throws(LinearError) {
    try Self.check(dense.rows, sparse.rows, "rows of the dense block")
    try Self.check(dense.elements.count, dense.rows * dense.columns, "elements of the dense block")
    for (index, value) in dense.elements.enumerated() where !value.isFinite {
      throw .notFinite(what: "dense block", index: index)
    }
    if let factors {
      try Self.check(factors.left.matrix.rows, sparse.rows, "rows of the left factor")
      try Self.check(factors.right.matrix.columns, sparse.columns, "columns of the right factor")
    }
    self.init(checkedDense: dense, block: SparseBlock(sparse), factors: factors)
  }

  private static func check(_ found: Int, _ expected: Int, _ what: String) throws(LinearError) {
    guard found == expected else {
      throw .shapeMismatch(what: what, expected: expected, found: found)
    }
  }

  /// Sparse features only.
  public init(sparse: CSRMatrix) {
    self.init(
      checkedDense: DenseMatrix(rows: sparse.rows, columns: 0), block: SparseBlock(sparse),
      factors: nil)
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
      factors: factors?.selecting(rows: chosen))
  }

  private init(checkedDense: DenseMatrix, block: SparseBlock, factors: FactoredBlock?) {
    self.dense = checkedDense
    self.block = block
    self.factors = factors
  }

  /// The same design with its sparse matrices by columns too, where the products gain by it; share
  /// it among fits.
  ///
  /// - Complexity: O(entries), once.
  public func columnwise() -> DesignMatrix {
    DesignMatrix(
      checkedDense: dense, block: block.columnwise(), factors: factors?.columnwise())
  }

  /// The sparse block's columns named, their factors multiplied out.
  ///
  /// - Precondition: the columns rise.
  /// - Complexity: O(columns + entries, with those of the product).
  public func expanded(columns chosen: [Int]) throws(LinearError) -> CSRMatrix {
    var places = Array(repeating: Int32(-1), count: sparse.columns)
    for (place, column) in chosen.enumerated() { places[column] = Int32(place) }
    let right = factors?.right.matrix.selecting(places: places, columns: chosen.count)
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
      if let left = factors?.left.matrix, let right {
        for entry in left.entries(ofRow: row) {
          for part in right.entries(ofRow: Int(left.columnIndices[entry])) {
            rowColumns.append(right.columnIndices[part])
            rowValues.append(left.values[entry] * right.values[part])
          }
        }
      }
      try builder.appendUnsortedRow(columns: rowColumns, values: rowValues)
    }
    return builder.finish()
  }
}

/// The products of a design's sparse block.
extension DesignMatrix {
  /// X·W.
  func times(outputs: Int, base: Int, weights: [Double]) -> [Double] {
    var result = Array(repeating: 0.0, count: rows * outputs)
    block.addTimes(outputs: outputs, base: base, weights, into: &result)
    factors?.addTimes(outputs: outputs, base: base, weights, into: &result)
    return result
  }

  /// About Σᵢ rᵢ·xᵢⱼ²: of the factored part the products of different inner columns are left out.
  func addTransposedSquares(
    outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double]
  ) {
    block.addTransposedSquares(outputs: outputs, base: base, r, into: &gradient)
    factors?.addTransposedSquares(outputs: outputs, base: base, r, into: &gradient)
  }

  /// T = X·W; `body` turns row after row of T into a row of R; then G += Xᵀ·R.
  ///
  /// Both products row by row while the row's entries are in the cache would read X once, but
  /// then W and G drive each other out of it: measured, never faster from 200,000 columns on.
  ///
  /// - Shapes: W and G are the `columns * outputs` elements from `base` on in `weights` and
  ///   `gradient`; t and r have `outputs` elements. G is added to, not cleared.
  func pass(
    outputs: Int, base: Int, weights: [Double], gradient: inout [Double],
    _ body: (Int, inout [Double]) -> Void
  ) {
    var scores = times(outputs: outputs, base: base, weights: weights)
    var buffer = Array(repeating: 0.0, count: outputs)
    for i in 0..<rows {
      for k in 0..<outputs { buffer[k] = scores[i * outputs + k] }
      body(i, &buffer)
      for k in 0..<outputs { scores[i * outputs + k] = buffer[k] }
    }
    block.addTransposed(outputs: outputs, base: base, scores, into: &gradient)
    factors?.addTransposed(outputs: outputs, base: base, scores, into: &gradient)
  }
}
