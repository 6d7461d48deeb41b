import StanceLinear
import Testing

@Suite struct SparseProductsTests {
  @Test(arguments: [1, 2, 3, 5, 7, 8, 9, 16, 19]) func productsEqualThePlainOnesOnWholeNumbers(
    outputs: Int
  ) throws {
    for seed in UInt64(0)..<60 {
      var g = Generated(seed: seed)
      let x = try g.sparse(g.integer(0...20), g.integer(0...30), whole: true)
      let w = try g.matrix(x.columns, outputs, whole: true)
      #expect(x.times(w) == PlainKernels.product(x, w), "seed \(seed)")
      let r = try g.matrix(x.rows, outputs, whole: true)
      #expect(x.transposedTimes(r) == PlainKernels.transposedProduct(x, r), "seed \(seed)")
    }
  }

  @Test(arguments: 1...4) func transposedProductIsTheAdjoint(outputs: Int) throws {
    for seed in UInt64(0)..<40 {
      var g = Generated(seed: seed)
      let x = try g.sparse(g.integer(1...20), g.integer(1...30))
      let w = try g.matrix(x.columns, outputs)
      let r = try g.matrix(x.rows, outputs)
      // ⟨X·W, R⟩ = ⟨W, Xᵀ·R⟩
      let left = PlainKernels.dot(x.times(w).elements, r.elements)
      let right = PlainKernels.dot(w.elements, x.transposedTimes(r).elements)
      #expect(abs(left - right) < 1e-10 * (1 + abs(left)), "seed \(seed)")
    }
  }

  @Test func matrixWithoutColumnsGivesZeros() {
    let x = CSRMatrix.withoutColumns(rows: 3)
    #expect(x.times(DenseMatrix(rows: 0, columns: 0)).elements == [])
    #expect(x.times(DenseMatrix(rows: 0, columns: 2)).elements == [0, 0, 0, 0, 0, 0])
    #expect(x.transposedTimes(DenseMatrix(rows: 3, columns: 2, repeating: 1)).elements == [])
  }
}
