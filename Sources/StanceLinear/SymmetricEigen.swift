/// Eigenvalues of small symmetric matrices by Jacobi rotations.
package enum SymmetricEigen {
  /// A = E·diag(values)·Eᵀ with falling values; the columns of E are the vectors.
  ///
  /// - Precondition: A is square and symmetric.
  /// - Complexity: O(n³) for each of some ten sweeps.
  /// - Source: Golub, Van Loan, Matrix Computations, 8.5 (cyclic Jacobi).
  package static func decompose(_ matrix: DenseMatrix) -> (values: [Double], vectors: DenseMatrix) {
    precondition(matrix.rows == matrix.columns, "eigenvalues of a square matrix")
    let n = matrix.rows
    var a = matrix.elements
    // Rows of `e` are the vectors while rotating, so that a rotation reads memory in order.
    var e = Array(repeating: 0.0, count: n * n)
    for i in 0..<n { e[i * n + i] = 1 }
    for _ in 0..<60 {
      var off = 0.0
      var diagonal = 0.0
      for i in 0..<n {
        diagonal += a[i * n + i] * a[i * n + i]
        for j in 0..<i { off += a[i * n + j] * a[i * n + j] }
      }
      guard off > 1e-32 * diagonal else { break }
      for p in 0..<n {
        for q in p + 1..<max(n, p + 1) { rotate(&a, &e, n, p, q) }
      }
    }
    let order = (0..<n).sorted { a[$0 * n + $0] > a[$1 * n + $1] }
    var vectors = DenseMatrix(rows: n, columns: n)
    for (c, from) in order.enumerated() {
      for r in 0..<n { vectors[r, c] = e[from * n + r] }
    }
    return (order.map { a[$0 * n + $0] }, vectors)
  }

  private static func rotate(
    _ a: inout [Double], _ e: inout [Double], _ n: Int, _ p: Int, _ q: Int
  ) {
    let apq = a[p * n + q]
    guard apq != 0 else { return }
    let theta = (a[q * n + q] - a[p * n + p]) / (2 * apq)
    let t = (theta >= 0 ? 1 : -1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    for k in 0..<n {
      let (x, y) = (a[k * n + p], a[k * n + q])
      a[k * n + p] = c * x - s * y
      a[k * n + q] = s * x + c * y
    }
    for k in 0..<n {
      let (x, y) = (a[p * n + k], a[q * n + k])
      a[p * n + k] = c * x - s * y
      a[q * n + k] = s * x + c * y
      let (u, v) = (e[p * n + k], e[q * n + k])
      e[p * n + k] = c * u - s * v
      e[q * n + k] = s * u + c * v
    }
  }
}
