import StanceLinear
import Testing

@Suite struct VectorKernelsTests {
  @Test func equalTheirFormulasOnWholeNumbers() {
    for seed in UInt64(0)..<60 {
      var g = Generated(seed: seed)
      let n = g.integer(0...23)
      let (a, x, y) = (g.wholeNumbers(n), g.wholeNumbers(n), g.wholeNumbers(n))
      let squares = (0..<n).reduce(0.0) { $0 + a[$1] * x[$1] * x[$1] }
      var z = y
      #expect(VectorKernels.addProduct(a, x, into: &z) == squares, "seed \(seed)")
      let added: [Double] = (0..<n).map { y[$0] + a[$0] * x[$0] }
      #expect(z == added, "seed \(seed)")
      #expect(VectorKernels.weightedSquares(a, x) == squares, "seed \(seed)")
      #expect(VectorKernels.dot(x, y) == PlainKernels.dot(x, y), "seed \(seed)")
      z = y
      VectorKernels.blend(3, a, x, into: &z)
      let blended: [Double] = (0..<n).map { 3 * y[$0] + a[$0] * x[$0] }
      #expect(z == blended, "seed \(seed)")
      z = y
      VectorKernels.axpy(2, x, into: &z)
      let sum: [Double] = (0..<n).map { y[$0] + 2 * x[$0] }
      #expect(z == sum, "seed \(seed)")
      VectorKernels.scale(-2, &z)
      let scaled: [Double] = sum.map { -2 * $0 }
      #expect(z == scaled, "seed \(seed)")
      VectorKernels.clear(&z, count: n + 1)
      #expect(z == Array(repeating: 0, count: n + 1), "seed \(seed)")
    }
  }

  @Test func betaZeroForgets() {
    var y = [Double.nan]
    VectorKernels.blend(0, [2], [3], into: &y)
    #expect(y == [6])
  }
}
