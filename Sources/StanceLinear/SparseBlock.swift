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
  /// twice the time of rows, 37 half of it.
  private static let longColumns = 16

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

/// A part of a sparse block that is known as the product of two sparse matrices, A·B.
///
/// Texts hold words and words hold character n-grams: with A texts × words and B words × n-grams,
/// A·(B·w) takes a third of the steps that a pass over the n-grams of the texts takes.
///
/// - Shapes: `left` n × p, `right` p × d.
public struct FactoredBlock: Equatable, Sendable {
  let left: SparseBlock
  let right: SparseBlock

  /// - Throws: `shapeMismatch` when the rows of `right` are not the columns of `left`.
  public init(left: CSRMatrix, right: CSRMatrix) throws(LinearError) {
    guard left.columns == right.rows else {
      throw .shapeMismatch(
        what: "rows of the right factor", expected: left.columns, found: right.rows)
    }
    self.init(SparseBlock(left), SparseBlock(right))
  }

  private init(_ left: SparseBlock, _ right: SparseBlock) {
    self.left = left
    self.right = right
  }

  func columnwise() -> FactoredBlock {
    FactoredBlock(left.columnwise(), right.columnwise())
  }

  func selecting(rows chosen: some Collection<Int>) -> FactoredBlock {
    FactoredBlock(SparseBlock(left.matrix.selecting(rows: chosen)), right)
  }

  /// T += A·(B·W).
  func addTimes(outputs: Int, base: Int, _ weights: [Double], into t: inout [Double]) {
    var inner = zeros(outputs)
    right.addTimes(outputs: outputs, base: base, weights, into: &inner)
    left.addTimes(outputs: outputs, base: 0, inner, into: &t)
  }

  /// G += Bᵀ·(Aᵀ·R).
  func addTransposed(outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double]) {
    var inner = zeros(outputs)
    left.addTransposed(outputs: outputs, base: 0, r, into: &inner)
    right.addTransposed(outputs: outputs, base: base, inner, into: &gradient)
  }

  /// G += (B∘B)ᵀ·((A∘A)ᵀ·R): the squares of the product's entries less what different inner columns
  /// give together.
  func addTransposedSquares(
    outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double]
  ) {
    var inner = zeros(outputs)
    left.addTransposedSquares(outputs: outputs, base: 0, r, into: &inner)
    right.addTransposedSquares(outputs: outputs, base: base, inner, into: &gradient)
  }

  private func zeros(_ outputs: Int) -> [Double] {
    Array(repeating: 0, count: left.matrix.columns * outputs)
  }
}
