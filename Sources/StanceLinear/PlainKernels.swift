/// The kernels of ``BLAS`` and the sparse products in plain loops.
///
/// They are the oracle of the fast forms and need no library. Sums run from the first element to
/// the last in the scalar's own precision.
public enum PlainKernels {
  /// x · y.
  ///
  /// - Precondition: equal lengths.
  public static func dot<S: LinearScalar>(_ x: [S], _ y: [S]) -> S {
    precondition(x.count == y.count, "dot of unequal lengths")
    var sum: S = 0
    for i in x.indices { sum += x[i] * y[i] }
    return sum
  }

  /// y ← y + α·x.
  ///
  /// - Precondition: equal lengths.
  public static func axpy<S: LinearScalar>(_ alpha: S, _ x: [S], into y: inout [S]) {
    precondition(x.count == y.count, "axpy of unequal lengths")
    for i in x.indices { y[i] += alpha * x[i] }
  }

  /// x ← α·x; with α = 0 the result is 0 whatever x held, as in BLAS for β.
  public static func scal<S: LinearScalar>(_ alpha: S, _ x: inout [S]) {
    for i in x.indices { x[i] = alpha == 0 ? 0 : alpha * x[i] }
  }

  /// ‖x‖, scaled by the largest element so that no square overflows.
  public static func nrm2<S: LinearScalar>(_ x: [S]) -> S {
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
  public static func gemv<S: LinearScalar>(
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
  public static func gemm<S: LinearScalar>(
    _ alpha: S, _ a: Matrix<S>, transposeA: Bool = false, _ b: Matrix<S>,
    transposeB: Bool = false, _ beta: S, into c: inout Matrix<S>
  ) {
    let inner = innerLength(a, transposeA, b, transposeB, c)
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
  public static func syrk<S: LinearScalar>(
    _ alpha: S, _ a: Matrix<S>, transposed: Bool = false, _ beta: S, into c: inout Matrix<S>
  ) {
    gemm(alpha, a, transposeA: transposed, a, transposeB: !transposed, beta, into: &c)
  }

  /// X·W.
  ///
  /// - Shapes: X n × d, W d × K, result n × K.
  public static func product(_ x: CSRMatrix, _ weights: DenseMatrix) -> DenseMatrix {
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
  public static func transposedProduct(_ x: CSRMatrix, _ r: DenseMatrix) -> DenseMatrix {
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

  /// Checks the shapes of a product and gives the length of the sums.
  static func innerLength<S>(
    _ a: Matrix<S>, _ transposeA: Bool, _ b: Matrix<S>, _ transposeB: Bool, _ c: Matrix<S>
  ) -> Int {
    let inner = transposeA ? a.rows : a.columns
    precondition((transposeA ? a.columns : a.rows) == c.rows, "gemm: rows of A and C")
    precondition((transposeB ? b.rows : b.columns) == c.columns, "gemm: columns of B and C")
    precondition((transposeB ? b.columns : b.rows) == inner, "gemm: inner shapes")
    for (count, shape) in [
      (a.elements.count, a.rows * a.columns), (b.elements.count, b.rows * b.columns),
      (c.elements.count, c.rows * c.columns),
    ] {
      precondition(count == shape, "gemm: elements of a matrix")
    }
    return inner
  }

  static func mirrorUpper<S>(_ c: inout Matrix<S>) {
    for i in 0..<c.rows {
      for j in 0..<i { c[i, j] = c[j, i] }
    }
  }
}
