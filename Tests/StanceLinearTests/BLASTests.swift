import StanceLinear
import Testing

@Suite struct BLASTests {
  @Test func agreesWithPlainKernelsExactlyOnWholeNumbers() throws {
    for seed in UInt64(0)..<60 {
      var g = Generated(seed: seed)
      let n = g.integer(0...40)
      let (x, y) = (g.wholeNumbers(n), g.wholeNumbers(n))
      #expect(BLAS.dot(x, y) == PlainKernels.dot(x, y), "seed \(seed)")
      #expect(BLAS.dot(x.map(Float.init), y.map(Float.init)) == Float(PlainKernels.dot(x, y)))
      var (a, b) = (y, y)
      BLAS.axpy(3, x, into: &a)
      PlainKernels.axpy(3, x, into: &b)
      #expect(a == b, "seed \(seed)")
      BLAS.scal(-2, &a)
      PlainKernels.scal(-2, &b)
      #expect(a == b, "seed \(seed)")
    }
  }

  @Test func normAgreesAndDoesNotOverflow() {
    for seed in UInt64(0)..<30 {
      var g = Generated(seed: seed)
      let x = g.numbers(g.integer(0...50))
      #expect(abs(BLAS.nrm2(x) - PlainKernels.nrm2(x)) < 1e-12, "seed \(seed)")
    }
    #expect(BLAS.nrm2([3e200, 4e200]) == PlainKernels.nrm2([3e200, 4e200]))
    #expect(BLAS.nrm2([3, 4]) == 5)
    #expect(BLAS.nrm2([]) == 0)
    #expect(PlainKernels.nrm2([Double]()) == 0)
  }

  @Test(arguments: [false, true]) func matrixTimesVector(transposed: Bool) throws {
    for seed in UInt64(0)..<60 {
      var g = Generated(seed: seed)
      let a = try g.matrix(g.integer(0...9), g.integer(0...9), whole: true)
      let x = g.wholeNumbers(transposed ? a.rows : a.columns)
      let start = g.wholeNumbers(transposed ? a.columns : a.rows)
      let beta = Double(g.integer(0...2))
      var (fast, plain) = (start, start)
      BLAS.gemv(2, a, transposed: transposed, x, beta, into: &fast)
      PlainKernels.gemv(2, a, transposed: transposed, x, beta, into: &plain)
      #expect(fast == plain, "seed \(seed)")
      let single = try FloatMatrix(
        rows: a.rows, columns: a.columns, elements: a.elements.map(Float.init))
      var fastSingle = start.map(Float.init)
      BLAS.gemv(
        2, single, transposed: transposed, x.map(Float.init), Float(beta), into: &fastSingle)
      #expect(fastSingle.map(Double.init) == plain, "seed \(seed)")
    }
  }

  @Test(arguments: [false, true], [false, true])
  func matrixTimesMatrix(transposeA: Bool, transposeB: Bool) throws {
    for seed in UInt64(0)..<40 {
      var g = Generated(seed: seed)
      let (r, k, c) = (g.integer(0...7), g.integer(0...7), g.integer(0...7))
      let a = try g.matrix(transposeA ? k : r, transposeA ? r : k, whole: true)
      let b = try g.matrix(transposeB ? c : k, transposeB ? k : c, whole: true)
      let start = try g.matrix(r, c, whole: true)
      let beta = Double(g.integer(0...2))
      var (fast, plain) = (start, start)
      BLAS.gemm(
        -1, a, transposeA: transposeA, b, transposeB: transposeB, beta, into: &fast)
      PlainKernels.gemm(
        -1, a, transposeA: transposeA, b, transposeB: transposeB, beta, into: &plain)
      #expect(fast == plain, "seed \(seed)")
      var single = try FloatMatrix(rows: r, columns: c, elements: start.elements.map(Float.init))
      BLAS.gemm(
        -1, try FloatMatrix(rows: a.rows, columns: a.columns, elements: a.elements.map(Float.init)),
        transposeA: transposeA,
        try FloatMatrix(rows: b.rows, columns: b.columns, elements: b.elements.map(Float.init)),
        transposeB: transposeB, Float(beta), into: &single)
      #expect(single.elements.map(Double.init) == plain.elements, "seed \(seed)")
    }
  }

  @Test(arguments: [false, true]) func symmetricProduct(transposed: Bool) throws {
    for seed in UInt64(0)..<40 {
      var g = Generated(seed: seed)
      let a = try g.matrix(g.integer(0...7), g.integer(0...7), whole: true)
      let order = transposed ? a.columns : a.rows
      var (fast, plain) = (
        DenseMatrix(rows: order, columns: order), DenseMatrix(rows: order, columns: order)
      )
      BLAS.syrk(3, a, transposed: transposed, 0, into: &fast)
      PlainKernels.syrk(3, a, transposed: transposed, 0, into: &plain)
      #expect(fast == plain, "seed \(seed)")
      BLAS.syrk(1, a, transposed: transposed, 2, into: &fast)
      PlainKernels.syrk(1, a, transposed: transposed, 2, into: &plain)
      #expect(fast == plain, "seed \(seed)")
    }
  }

  @Test func betaZeroForgetsWhatWasThere() throws {
    var y = [Double.nan, .infinity]
    let a = try DenseMatrix([[1, 2], [3, 4]])
    BLAS.gemv(1, a, [1, 1], 0, into: &y)
    #expect(y == [3, 7])
  }
}
