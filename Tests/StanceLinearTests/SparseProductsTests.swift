import StanceLinear
import Testing

@Suite struct SparseProductsTests {
  @Test(arguments: [1, 2, 3, 5, 7, 8, 9, 16, 19]) func productsEqualThePlainOnesOnWholeNumbers(
    vectors: Int
  ) throws {
    for seed in UInt64(0)..<60 {
      var g = Generated(seed: seed)
      let x = try g.sparse(g.integer(0...20), g.integer(0...30), whole: true)
      let threads = g.integer(1...3)
      let w = try g.matrix(x.columns, vectors, whole: true)
      #expect(
        x.times(rows: w.transposed(), threads: threads) == PlainKernels.product(x, w).transposed(),
        "seed \(seed)")
      let r = try g.matrix(x.rows, vectors, whole: true)
      #expect(
        x.transposedTimes(rows: r.transposed(), threads: threads)
          == PlainKernels.transposedProduct(x, r).transposed(), "seed \(seed)")
    }
  }

  @Test(arguments: 1...4) func transposedProductIsTheAdjoint(vectors: Int) throws {
    for seed in UInt64(0)..<40 {
      var g = Generated(seed: seed)
      let x = try g.sparse(g.integer(1...20), g.integer(1...30))
      let w = try g.matrix(vectors, x.columns)
      let r = try g.matrix(vectors, x.rows)
      // ⟨X·W, R⟩ = ⟨W, Xᵀ·R⟩
      let left = PlainKernels.dot(x.times(rows: w).elements, r.elements)
      let right = PlainKernels.dot(w.elements, x.transposedTimes(rows: r).elements)
      #expect(abs(left - right) < 1e-10 * (1 + abs(left)), "seed \(seed)")
    }
  }

  @Test func matrixWithoutColumnsGivesZeros() {
    let x = CSRMatrix.withoutColumns(rows: 3)
    #expect(x.times(rows: DenseMatrix(rows: 0, columns: 0)).elements == [])
    #expect(x.times(rows: DenseMatrix(rows: 2, columns: 0)).elements == [0, 0, 0, 0, 0, 0])
    #expect(x.transposedTimes(rows: DenseMatrix(rows: 2, columns: 3, repeating: 1)).elements == [])
  }
}
