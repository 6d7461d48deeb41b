/// Gram-Schmidt.
package enum Orthonormal {
  /// The rows made orthonormal, each twice against those before it (BLAS `gemv`); a row that
  /// depends on those before it becomes 0.
  ///
  /// - Complexity: O(rows² · columns).
  package static func rows(_ a: DenseMatrix) -> DenseMatrix {
    var result = DenseMatrix(rows: a.rows, columns: a.columns)
    for i in 0..<a.rows {
      var row = Array(a.row(i))
      let original = BLAS.nrm2(row)
      for _ in 0..<2 {
        for before in 0..<i {
          let other = Array(result.row(before))
          BLAS.axpy(-BLAS.dot(row, other), other, into: &row)
        }
      }
      let norm = BLAS.nrm2(row)
      guard norm > 1e-12 * original, norm.isFinite else { continue }
      BLAS.scal(1 / norm, &row)
      for j in row.indices { result[i, j] = row[j] }
    }
    return result
  }
}
