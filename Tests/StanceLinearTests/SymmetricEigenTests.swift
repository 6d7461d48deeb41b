import StanceLinear
import Testing

@Suite struct SymmetricEigenTests {
  @Test func givesTheMatrixBack() throws {
    for seed in UInt64(0)..<40 {
      var g = Generated(seed: seed)
      let n = g.integer(0...9)
      var a = try g.matrix(n, n)
      for i in 0..<n { for j in 0..<i { a[i, j] = a[j, i] } }
      let (values, e) = SymmetricEigen.decompose(a)
      var scaled = e
      for i in 0..<n { for j in 0..<n { scaled[i, j] *= values[j] } }
      var back = DenseMatrix(rows: n, columns: n)
      PlainKernels.gemm(1, scaled, e, transposeB: true, 0, into: &back)
      #expect(largestDifference(back.elements, a.elements) < 1e-12, "seed \(seed)")
      for j in 1..<max(n, 1) { #expect(values[j] <= values[j - 1], "seed \(seed)") }
    }
  }

  @Test func knownValues() throws {
    let (values, _) = SymmetricEigen.decompose(try DenseMatrix([[2, 1], [1, 2]]))
    #expect(largestDifference(values, [3, 1]) < 1e-15)
  }
}
