@testable import StanceLinear

/// The kernels of `BLAS` and the sparse products in plain loops: the oracle of the fast forms.
///
/// Sums run from the first element to the last in the scalar's own precision.
enum PlainKernels {
  /// x · y.
  ///
  /// - Precondition: equal lengths.
  static func dot<S: LinearScalar>(_ x: [S], _ y: [S]) -> S {
    precondition(x.count == y.count, "dot of unequal lengths")
    var sum: S = 0
    for i in x.indices { sum += x[i] * y[i] }
    return sum
  }

  /// y ← y + α·x.
  ///
  /// - Precondition: equal lengths.
  static func axpy<S: LinearScalar>(_ alpha: S, _ x: [S], into y: inout [S]) {
    precondition(x.count == y.count, "axpy of unequal lengths")
    for i in x.indices { y[i] += alpha * x[i] }
  }

  /// x ← α·x; with α = 0 the result is 0 whatever x held, as in BLAS for β.
  static func scal<S: LinearScalar>(_ alpha: S, _ x: inout [S]) {
    for i in x.indices { x[i] = alpha == 0 ? 0 : alpha * x[i] }
  }

  /// ‖x‖, scaled by the largest element so that no square overflows.
  static func nrm2<S: LinearScalar>(_ x: [S]) -> S {
    var largest: S = 0
    for value in x { largest = max(largest, abs(value)) }
    guard largest > 0, largest.isFinite else { return largest }
    var sum: S = 0
    for value in x { sum += (value / largest) * (value / largest) }
    return largest * sum.squareRoot()
  }

  /// y ← α·A·x + β·y, or with Aᵀ.
  ///
  /// - Precondition: the shapes agree.
  static func gemv<S: LinearScalar>(
    _ alpha: S, _ a: Matrix<S>, transposed: Bool = false, _ x: [S], _ beta: S, into y: inout [S]
  ) {
    precondition(x.count == (transposed ? a.rows : a.columns), "gemv: length of x")
    precondition(y.count == (transposed ? a.columns : a.rows), "gemv: length of y")
    scal(beta, &y)
    for i in 0..<a.rows {
      for j in 0..<a.columns {
        if transposed {
          y[j] += alpha * a[i, j] * x[i]
        } else {
          y[i] += alpha * a[i, j] * x[j]
        }
      }
    }
  }

  /// C ← α·op(A)·op(B) + β·C.
  ///
  /// - Precondition: the shapes agree.
  static func gemm<S: LinearScalar>(
    _ alpha: S, _ a: Matrix<S>, transposeA: Bool = false, _ b: Matrix<S>,
    transposeB: Bool = false, _ beta: S, into c: inout Matrix<S>
  ) {
    let inner = transposeA ? a.rows : a.columns
    scal(beta, &c.elements)
    for i in 0..<c.rows {
      for k in 0..<inner {
        let left = alpha * (transposeA ? a[k, i] : a[i, k])
        for j in 0..<c.columns { c[i, j] += left * (transposeB ? b[j, k] : b[k, j]) }
      }
    }
  }

  /// C ← α·A·Aᵀ + β·C, or α·Aᵀ·A when transposed.
  ///
  /// - Precondition: the shapes agree.
  static func syrk<S: LinearScalar>(
    _ alpha: S, _ a: Matrix<S>, transposed: Bool = false, _ beta: S, into c: inout Matrix<S>
  ) {
    gemm(alpha, a, transposeA: transposed, a, transposeB: !transposed, beta, into: &c)
  }

  /// X·W.
  ///
  /// - Shapes: X n × d, W d × K, result n × K.
  static func product(_ x: CSRMatrix, _ weights: DenseMatrix) -> DenseMatrix {
    precondition(weights.rows == x.columns, "X·W: rows of W")
    var result = DenseMatrix(rows: x.rows, columns: weights.columns)
    for i in 0..<x.rows {
      for e in x.entries(ofRow: i) {
        for k in 0..<weights.columns {
          result[i, k] += Double(x.values[e]) * weights[Int(x.columnIndices[e]), k]
        }
      }
    }
    return result
  }

  /// Xᵀ·R.
  ///
  /// - Shapes: X n × d, R n × K, result d × K.
  static func transposedProduct(_ x: CSRMatrix, _ r: DenseMatrix) -> DenseMatrix {
    precondition(r.rows == x.rows, "Xᵀ·R: rows of R")
    var result = DenseMatrix(rows: x.columns, columns: r.columns)
    for i in 0..<x.rows {
      for e in x.entries(ofRow: i) {
        for k in 0..<r.columns {
          result[Int(x.columnIndices[e]), k] += Double(x.values[e]) * r[i, k]
        }
      }
    }
    return result
  }
}
