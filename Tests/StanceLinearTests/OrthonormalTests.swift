import StanceLinear
import Testing

@Suite struct OrthonormalTests {
  @Test func rowsBecomeOrthonormalAndKeepTheirSpan() throws {
    for seed in UInt64(0)..<40 {
      var g = Generated(seed: seed)
      let rows = g.integer(1...6)
      let a = try g.matrix(rows, rows + g.integer(0...6))
      let q = Orthonormal.rows(a)
      var gram = DenseMatrix(rows: rows, columns: rows)
      PlainKernels.syrk(1, q, 0, into: &gram)
      for i in 0..<rows {
        for j in 0..<rows {
          #expect(abs(gram[i, j] - (i == j ? 1 : 0)) < 1e-12, "seed \(seed)")
        }
      }
      // A·Qᵀ·Q = A.
      var coefficients = DenseMatrix(rows: rows, columns: rows)
      PlainKernels.gemm(1, a, q, transposeB: true, 0, into: &coefficients)
      var back = DenseMatrix(rows: rows, columns: a.columns)
      PlainKernels.gemm(1, coefficients, q, 0, into: &back)
      #expect(largestDifference(back.elements, a.elements) < 1e-10, "seed \(seed)")
    }
  }

  @Test func aDependentRowBecomesZero() throws {
    let q = Orthonormal.rows(try DenseMatrix([[3, 4], [6, 8], [0, 0], [4, -3]]))
    #expect(largestDifference(q.elements, [0.6, 0.8, 0, 0, 0, 0, 0.8, -0.6]) < 1e-15)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func aRowThatIsNotFiniteBecomesZero(value: Double) throws {
    var a = try DenseMatrix([[3, 4], [1, 1], [4, -3]])
    a[1, 0] = value
    let q = Orthonormal.rows(a)
    #expect(largestDifference(q.elements, [0.6, 0.8, 0, 0, 0.8, -0.6]) < 1e-15)
    #expect(q.elements.allSatisfy { $0.isFinite })
  }
}
