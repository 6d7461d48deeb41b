extension CSRMatrix {
  /// X·W.
  ///
  /// - Shapes: X n × d, `weights` d × K, result n × K.
  /// - Precondition: `weights.rows == columns`.
  /// - Complexity: O(entries · K), sums in `Double`.
  public func times(_ weights: DenseMatrix) -> DenseMatrix {
    precondition(weights.rows == columns, "X·W: rows of W")
    var result = DenseMatrix(rows: rows, columns: weights.columns)
    for block in ColumnBlocks(weights.columns) {
      let part = SparseKernels.times(
        self, outputs: block.width, base: 0, weights: block.packed(weights))
      block.unpack(part, into: &result)
    }
    return result
  }

  /// Xᵀ·R.
  ///
  /// - Shapes: X n × d, `r` n × K, result d × K.
  /// - Precondition: `r.rows == rows`.
  /// - Complexity: O(entries · K + d · K), sums in `Double`.
  public func transposedTimes(_ r: DenseMatrix) -> DenseMatrix {
    precondition(r.rows == rows, "Xᵀ·R: rows of R")
    var result = DenseMatrix(rows: columns, columns: r.columns)
    for block in ColumnBlocks(r.columns) {
      var part = Array(repeating: 0.0, count: columns * block.width)
      SparseKernels.addTransposed(
        self, outputs: block.width, base: 0, block.packed(r), into: &part)
      block.unpack(part, into: &result)
    }
    return result
  }
}

/// The columns of a wide matrix in blocks of 8, one line of the cache.
///
/// An entry of X touches one row of W at random. Eight numbers of it at a time keep W within the
/// last cache where all of a hundred would not: twice as fast as whole rows.
private struct ColumnBlocks: Sequence, IteratorProtocol {
  private let count: Int
  private var start = 0

  init(_ count: Int) { self.count = count }

  mutating func next() -> ColumnBlock? {
    guard start < count else { return nil }
    // A narrow matrix is one block; a wide one is padded with zeros to whole blocks.
    let taken = count < 8 ? count : Swift.min(8, count - start)
    defer { start += taken }
    return ColumnBlock(start: start, taken: taken, width: count < 8 ? count : 8)
  }
}

private struct ColumnBlock {
  let start: Int
  let taken: Int
  let width: Int

  func packed(_ matrix: DenseMatrix) -> [Double] {
    if width == matrix.columns { return matrix.elements }
    var result = Array(repeating: 0.0, count: matrix.rows * width)
    for i in 0..<matrix.rows {
      for k in 0..<taken {
        result[i * width + k] = matrix.elements[i * matrix.columns + start + k]
      }
    }
    return result
  }

  func unpack(_ part: [Double], into matrix: inout DenseMatrix) {
    if width == matrix.columns {
      matrix.elements = part
      return
    }
    for i in 0..<matrix.rows {
      for k in 0..<taken {
        matrix.elements[i * matrix.columns + start + k] = part[i * width + k]
      }
    }
  }
}

/// The products of problems side by side.
extension CSRMatrix {
  /// T += X·W for rows of four numbers; W is the rows from `base` on.
  func addTimes<Number: BinaryFloatingPoint>(
    _ weights: Lanes<Number>, base: Int, into t: inout Lanes<Number>
  ) {
    guard entryCount > 0 else { return }
    for i in 0..<rows {
      for e in entries(ofRow: i) {
        t[i] += Number(values[e]) * weights[base + Int(columnIndices[e])]
      }
    }
  }

  /// G += Xᵀ·R for rows of four numbers; G is the rows from `base` on.
  func addTransposed<Number: BinaryFloatingPoint>(
    _ r: Lanes<Number>, base: Int, squares: Bool = false, into gradient: inout Lanes<Number>
  ) {
    guard entryCount > 0 else { return }
    for i in 0..<rows {
      for e in entries(ofRow: i) {
        let value = Number(values[e])
        gradient[base + Int(columnIndices[e])] += (squares ? value * value : value) * r[i]
      }
    }
  }
}
