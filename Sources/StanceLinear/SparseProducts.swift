/// Products with many vectors, which are the rows of a matrix.
///
/// An entry of X touches one element of each vector. Eight vectors at a time, interleaved, are one
/// line of the cache, and stay within the last cache where all of a hundred would not: twice as fast
/// as a hundred at once. Threads share the blocks of eight; the result is the same for any number.
extension CSRMatrix {
  /// X·v for each row v of a matrix.
  ///
  /// - Shapes: X n × d, `vectors` l × d, result l × n.
  /// - Precondition: `vectors.columns == columns`.
  /// - Complexity: O(entries · l), sums in `Double`.
  public func times(rows vectors: DenseMatrix, threads: Int = 1) -> DenseMatrix {
    precondition(vectors.columns == columns, "X·v: elements of v")
    return inBlocks(vectors, length: rows, threads) {
      SparseKernels.times(self, outputs: 8, base: 0, weights: $0)
    }
  }

  /// Xᵀ·v for each row v of a matrix.
  ///
  /// - Shapes: X n × d, `vectors` l × n, result l × d.
  /// - Precondition: `vectors.columns == rows`.
  /// - Complexity: O(entries · l + d · l), sums in `Double`.
  public func transposedTimes(rows vectors: DenseMatrix, threads: Int = 1) -> DenseMatrix {
    precondition(vectors.columns == rows, "Xᵀ·v: elements of v")
    return inBlocks(vectors, length: columns, threads) {
      var result = Array(repeating: 0.0, count: columns * 8)
      SparseKernels.addTransposed(self, outputs: 8, base: 0, $0, into: &result)
      return result
    }
  }

  private func inBlocks(
    _ vectors: DenseMatrix, length: Int, _ threads: Int,
    _ product: @escaping @Sendable ([Double]) -> [Double]
  ) -> DenseMatrix {
    let parts = ParallelWork.map((vectors.rows + 7) / 8, threads: threads) { number in
      let rows = 8 * number..<min(8 * number + 8, vectors.rows)
      var packed = Array(repeating: 0.0, count: vectors.columns * 8)
      for (k, row) in rows.enumerated() {
        let start = row * vectors.columns
        for j in 0..<vectors.columns { packed[8 * j + k] = vectors.elements[start + j] }
      }
      let part = product(packed)
      var result = Array(repeating: 0.0, count: rows.count * length)
      for k in 0..<rows.count {
        for j in 0..<length { result[k * length + j] = part[8 * j + k] }
      }
      return result
    }
    var result = DenseMatrix(rows: vectors.rows, columns: length)
    result.elements = Array(parts.joined())
    return result
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
