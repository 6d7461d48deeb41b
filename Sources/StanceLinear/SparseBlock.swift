/// A sparse matrix for products: by rows, and by columns too where the products gain by it.
struct SparseBlock: Equatable, Sendable {
  let matrix: CSRMatrix
  let byColumns: ColumnMatrix?

  init(_ matrix: CSRMatrix) {
    self.matrix = matrix
    byColumns = nil
  }

  private init(_ matrix: CSRMatrix, _ byColumns: ColumnMatrix) {
    self.matrix = matrix
    self.byColumns = byColumns
  }

  /// Entries of a column on average from which on products by columns gain.
  ///
  /// Columns of a handful of entries cost more to begin than to go through: 5 to 10 on average took
  /// twice the time of rows, 14 two thirds and 37 half of it.
  private static let longColumns = 12

  /// The same matrix by columns too if it has more columns than rows and they are long.
  ///
  /// - Complexity: O(entries), once.
  func columnwise() -> SparseBlock {
    guard byColumns == nil, matrix.rows < matrix.columns,
      matrix.entryCount >= Self.longColumns * matrix.columns
    else { return self }
    return SparseBlock(matrix, ColumnMatrix(matrix))
  }

  /// T += X·W; W is the `columns * outputs` elements from `base` on, T row-major.
  func addTimes(outputs: Int, base: Int, _ weights: [Double], into t: inout [Double]) {
    if let byColumns {
      byColumns.addTimes(outputs: outputs, base: base, weights, into: &t)
    } else {
      SparseKernels.addTimes(matrix, outputs: outputs, base: base, weights, into: &t)
    }
  }

  /// G += Xᵀ·R; R is n × outputs, row-major, G lies like W.
  func addTransposed(outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double]) {
    if let byColumns {
      byColumns.addTransposed(outputs: outputs, base: base, r, into: &gradient)
    } else {
      SparseKernels.addTransposed(matrix, outputs: outputs, base: base, r, into: &gradient)
    }
  }

  /// G += (X∘X)ᵀ·R, with the squares of the entries.
  func addTransposedSquares(
    outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double]
  ) {
    if let byColumns {
      byColumns.addTransposedSquares(outputs: outputs, base: base, r, into: &gradient)
    } else {
      SparseKernels.addTransposedSquares(matrix, outputs: outputs, base: base, r, into: &gradient)
    }
  }
}
