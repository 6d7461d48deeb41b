import CBLAS

/// Dense kernels of the system's BLAS, over arrays and matrices whose shapes are checked.
///
/// Worth calling where vectors are long or matrices dense. Which library answers (reference
/// `libblas`, OpenBLAS, Accelerate) is the system's choice; sums may differ in the last bits.
///
/// Safety: every pointer given to C comes from `withUnsafe(Mutable)BufferPointer` and lives for
/// that call only. The preconditions prove that each array is as long as the shape demands, and
/// `inout` access proves that an output overlaps no input. Lengths are checked to fit `Int32`.
public enum BLAS {
  /// x · y.
  ///
  /// - Precondition: equal lengths.
  public static func dot(_ x: [Double], _ y: [Double]) -> Double {
    precondition(x.count == y.count, "dot of unequal lengths")
    return unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeBufferPointer { y in
        unsafe cblas_ddot(length(x.count), x.baseAddress, 1, y.baseAddress, 1)
      }
    }
  }

  /// x · y in single precision.
  ///
  /// - Precondition: equal lengths.
  public static func dot(_ x: [Float], _ y: [Float]) -> Float {
    precondition(x.count == y.count, "dot of unequal lengths")
    return unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeBufferPointer { y in
        unsafe cblas_sdot(length(x.count), x.baseAddress, 1, y.baseAddress, 1)
      }
    }
  }

  /// y ← y + α·x.
  ///
  /// - Precondition: equal lengths.
  public static func axpy(_ alpha: Double, _ x: [Double], into y: inout [Double]) {
    precondition(x.count == y.count, "axpy of unequal lengths")
    unsafe x.withUnsafeBufferPointer { x in
      unsafe y.withUnsafeMutableBufferPointer { y in
        unsafe cblas_daxpy(length(x.count), alpha, x.baseAddress, 1, y.baseAddress, 1)
      }
    }
  }

  /// x ← α·x.
  public static func scal(_ alpha: Double, _ x: inout [Double]) {
    unsafe x.withUnsafeMutableBufferPointer { x in
      unsafe cblas_dscal(length(x.count), alpha, x.baseAddress, 1)
    }
  }

  /// ‖x‖, without overflow in the squares.
  public static func nrm2(_ x: [Double]) -> Double {
    unsafe x.withUnsafeBufferPointer { x in
      unsafe cblas_dnrm2(length(x.count), x.baseAddress, 1)
    }
  }

  /// y ← α·A·x + β·y, or with Aᵀ.
  ///
  /// - Shapes: A r × c; x has c (r when transposed) elements, y has r (c).
  /// - Precondition: the shapes agree.
  public static func gemv(
    _ alpha: Double, _ a: DenseMatrix, transposed: Bool = false, _ x: [Double],
    _ beta: Double, into y: inout [Double]
  ) {
    precondition(x.count == (transposed ? a.rows : a.columns), "gemv: length of x")
    precondition(y.count == (transposed ? a.columns : a.rows), "gemv: length of y")
    precondition(a.elements.count == a.rows * a.columns, "gemv: elements of A")
    guard !a.elements.isEmpty else { return scale(beta, &y) }
    unsafe a.elements.withUnsafeBufferPointer { m in
      unsafe x.withUnsafeBufferPointer { x in
        unsafe y.withUnsafeMutableBufferPointer { y in
          unsafe cblas_dgemv(
            CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, length(a.rows),
            length(a.columns), alpha, m.baseAddress, length(a.columns), x.baseAddress, 1, beta,
            y.baseAddress, 1)
        }
      }
    }
  }

  /// y ← α·A·x + β·y in single precision, or with Aᵀ.
  ///
  /// - Shapes and precondition: as in the `Double` form.
  public static func gemv(
    _ alpha: Float, _ a: FloatMatrix, transposed: Bool = false, _ x: [Float],
    _ beta: Float, into y: inout [Float]
  ) {
    precondition(x.count == (transposed ? a.rows : a.columns), "gemv: length of x")
    precondition(y.count == (transposed ? a.columns : a.rows), "gemv: length of y")
    precondition(a.elements.count == a.rows * a.columns, "gemv: elements of A")
    guard !a.elements.isEmpty else { return scale(beta, &y) }
    unsafe a.elements.withUnsafeBufferPointer { m in
      unsafe x.withUnsafeBufferPointer { x in
        unsafe y.withUnsafeMutableBufferPointer { y in
          unsafe cblas_sgemv(
            CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, length(a.rows),
            length(a.columns), alpha, m.baseAddress, length(a.columns), x.baseAddress, 1, beta,
            y.baseAddress, 1)
        }
      }
    }
  }

  /// C ← α·op(A)·op(B) + β·C, where op transposes or does nothing.
  ///
  /// - Shapes: op(A) r × k, op(B) k × c, C r × c.
  /// - Precondition: the shapes agree.
  /// - Complexity: O(r · k · c).
  public static func gemm(
    _ alpha: Double, _ a: DenseMatrix, transposeA: Bool = false, _ b: DenseMatrix,
    transposeB: Bool = false, _ beta: Double, into c: inout DenseMatrix
  ) {
    let inner = innerLength(a, transposeA, b, transposeB, c)
    guard inner > 0, !c.elements.isEmpty else { return scale(beta, &c.elements) }
    let (rows, columns) = (c.rows, c.columns)
    unsafe a.elements.withUnsafeBufferPointer { ma in
      unsafe b.elements.withUnsafeBufferPointer { mb in
        unsafe c.elements.withUnsafeMutableBufferPointer { mc in
          unsafe cblas_dgemm(
            CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans,
            transposeB ? CblasTrans : CblasNoTrans, length(rows), length(columns),
            length(inner), alpha, ma.baseAddress, length(a.columns), mb.baseAddress,
            length(b.columns), beta, mc.baseAddress, length(columns))
        }
      }
    }
  }

  /// C ← α·op(A)·op(B) + β·C in single precision.
  ///
  /// - Shapes and precondition: as in the `Double` form.
  public static func gemm(
    _ alpha: Float, _ a: FloatMatrix, transposeA: Bool = false, _ b: FloatMatrix,
    transposeB: Bool = false, _ beta: Float, into c: inout FloatMatrix
  ) {
    let inner = innerLength(a, transposeA, b, transposeB, c)
    guard inner > 0, !c.elements.isEmpty else { return scale(beta, &c.elements) }
    let (rows, columns) = (c.rows, c.columns)
    unsafe a.elements.withUnsafeBufferPointer { ma in
      unsafe b.elements.withUnsafeBufferPointer { mb in
        unsafe c.elements.withUnsafeMutableBufferPointer { mc in
          unsafe cblas_sgemm(
            CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans,
            transposeB ? CblasTrans : CblasNoTrans, length(rows), length(columns),
            length(inner), alpha, ma.baseAddress, length(a.columns), mb.baseAddress,
            length(b.columns), beta, mc.baseAddress, length(columns))
        }
      }
    }
  }

  /// C ← α·A·Aᵀ + β·C, or α·Aᵀ·A when transposed; both triangles are written.
  ///
  /// - Shapes: A r × c; C r × r (c × c), symmetric on entry unless β is 0.
  /// - Precondition: the shapes agree.
  /// - Complexity: half the multiplications of `gemm`.
  public static func syrk(
    _ alpha: Double, _ a: DenseMatrix, transposed: Bool = false, _ beta: Double,
    into c: inout DenseMatrix
  ) {
    let order = transposed ? a.columns : a.rows
    let inner = transposed ? a.rows : a.columns
    precondition(c.rows == order && c.columns == order, "syrk: shape of C")
    precondition(a.elements.count == a.rows * a.columns, "syrk: elements of A")
    precondition(c.elements.count == order * order, "syrk: elements of C")
    guard inner > 0, order > 0 else { return scale(beta, &c.elements) }
    unsafe a.elements.withUnsafeBufferPointer { ma in
      unsafe c.elements.withUnsafeMutableBufferPointer { mc in
        unsafe cblas_dsyrk(
          CblasRowMajor, CblasUpper, transposed ? CblasTrans : CblasNoTrans, length(order),
          length(inner), alpha, ma.baseAddress, length(a.columns), beta, mc.baseAddress,
          length(order))
      }
    }
    mirrorUpper(&c)
  }

  /// x ← β·x where a product is empty; with β = 0 the result is 0 whatever x held, as in BLAS.
  private static func scale<S: LinearScalar>(_ beta: S, _ x: inout [S]) {
    for i in x.indices { x[i] = beta == 0 ? 0 : beta * x[i] }
  }

  /// Checks the shapes of a product and gives the length of the sums.
  private static func innerLength<S>(
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

  /// Writes the lower triangle from the upper one.
  private static func mirrorUpper<S>(_ c: inout Matrix<S>) {
    for i in 0..<c.rows {
      for j in 0..<i { c[i, j] = c[j, i] }
    }
  }

  private static func length(_ count: Int) -> Int32 {
    precondition(count <= Int(Int32.max), "BLAS takes lengths of 32 bits")
    return Int32(count)
  }
}
