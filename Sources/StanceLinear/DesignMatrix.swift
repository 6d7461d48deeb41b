/// The data of a linear model: a dense block of named features beside a sparse block.
///
///     row i = [ dense[i, 0 ..< m] | sparse[i, 0 ..< d] ]
///
/// - Shapes: `dense` n × m, `sparse` n × d; feature j is dense for j < m, else sparse column j − m.
public struct DesignMatrix: Equatable, Sendable {
  public let dense: DenseMatrix
  public let sparse: CSRMatrix
  /// The sparse block once more by columns, where ``columnwise()`` made it.
  let byColumns: ColumnMatrix?

  public var rows: Int { sparse.rows }
  /// m + d, without the bias.
  public var features: Int { dense.columns + sparse.columns }

  /// Two blocks with the same number of rows.
  ///
  /// - Throws: `shapeMismatch` when the row counts differ; `notFinite` for a dense NaN or infinity.
  /// - Complexity: O(n · m).
  public init(dense: DenseMatrix, sparse: CSRMatrix) throws(LinearError) {
    guard dense.rows == sparse.rows else {
      throw .shapeMismatch(
        what: "rows of the dense block", expected: sparse.rows, found: dense.rows)
    }
    guard dense.elements.count == dense.rows * dense.columns else {
      throw .shapeMismatch(
        what: "elements of the dense block", expected: dense.rows * dense.columns,
        found: dense.elements.count)
    }
    for (index, value) in dense.elements.enumerated() where !value.isFinite {
      throw .notFinite(what: "dense block", index: index)
    }
    self.init(checkedDense: dense, sparse: sparse)
  }

  /// Sparse features only.
  public init(sparse: CSRMatrix) {
    self.init(checkedDense: DenseMatrix(rows: sparse.rows, columns: 0), sparse: sparse)
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
    var block = DenseMatrix(rows: chosen.count, columns: dense.columns)
    for (target, source) in chosen.enumerated() {
      for j in 0..<dense.columns { block[target, j] = dense[source, j] }
    }
    return DesignMatrix(checkedDense: block, sparse: sparse.selecting(rows: chosen))
  }

  init(checkedDense: DenseMatrix, sparse: CSRMatrix, byColumns: ColumnMatrix? = nil) {
    self.dense = checkedDense
    self.sparse = sparse
    self.byColumns = byColumns
  }
}
