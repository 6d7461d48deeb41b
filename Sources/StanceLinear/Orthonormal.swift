/// Gram-Schmidt.
package enum Orthonormal {
  /// The rows made orthonormal, each twice against those before it; a row that depends on those
  /// before it becomes 0.
  ///
  /// - Complexity: O(rows² · columns).
  package static func rows(_ a: DenseMatrix) -> DenseMatrix {
    var done: [[Double]] = []
    for i in 0..<a.rows {
      var row = Array(a.row(i))
      let original = BLAS.nrm2(row)
      for _ in 0..<2 {
        for before in done {
          VectorKernels.axpy(-VectorKernels.dot(row, before), before, into: &row)
        }
      }
      let norm = BLAS.nrm2(row)
      VectorKernels.scale(norm > 1e-12 * original && norm.isFinite ? 1 / norm : 0, &row)
      done.append(row)
    }
    var result = DenseMatrix(rows: a.rows, columns: a.columns)
    result.elements = Array(done.joined())
    return result
  }
}
