/// Gram-Schmidt.
package enum Orthonormal {
  /// The rows made orthonormal, each twice against those before it; a row that depends on those
  /// before it becomes 0, as does one that is not finite.
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
      if norm > 1e-12 * original && norm.isFinite {
        VectorKernels.scale(1 / norm, &row)
      } else {
        row = Array(repeating: 0, count: a.columns)
      }
      done.append(row)
    }
    var result = DenseMatrix(rows: a.rows, columns: a.columns)
    result.elements = Array(done.joined())
    return result
  }
}
