import StanceLinear
import Testing

@Suite struct NarrowProductTests {
  /// On whole numbers no order of additions matters: equal to the plain gemm.
  @Test(arguments: UInt64(0)..<40) func equalsGemm(_ seed: UInt64) throws {
    var g = Generated(seed: seed)
    let (n, m, k) = (g.integer(0...9), g.integer(1...20), g.integer(1...4))
    func whole(_ count: Int) -> [Float] {
      g.wholeNumbers(count).map { g.integer(0...2) == 0 ? Float($0) : 0 }
    }
    let block = try FloatMatrix(rows: n, columns: m, elements: whole(n * m))
    let weights = try FloatMatrix(rows: m, columns: k, elements: whole(m * k))
    var expected = try FloatMatrix(rows: n, columns: k, elements: whole(n * k))
    var found = expected.elements
    PlainKernels.gemm(1, block, weights, 1, into: &expected)
    NarrowProduct(weights).add(block.elements, into: &found)
    #expect(found == expected.elements, "seed \(seed)")
  }
}
