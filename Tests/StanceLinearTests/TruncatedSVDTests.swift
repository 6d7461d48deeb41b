import StanceLinear
import Testing

@Suite struct TruncatedSVDTests {
  func sparse(_ matrix: DenseMatrix) throws -> CSRMatrix {
    try LogisticRegressionTests().sparse(matrix)
  }

  @Test func equalsNumpy() throws {
    let file = try GoldenFile("svd")
    let x = try sparse(file("matrix"))
    let (values, right) = (try file("singular_values").elements, try file("right"))
    let svd = try TruncatedSVD(
      x, .init(components: 6, oversampling: 12, powerIterations: 12, seed: 1))
    #expect(svd.singularValues.count == 6)
    for c in 0..<6 {
      #expect(abs(svd.singularValues[c] - values[c]) < 1e-6)
      var cosine = 0.0
      for r in 0..<x.columns { cosine += svd.components[c, r] * right[r, c] }
      #expect(abs(abs(cosine) - 1) < 1e-5, "component \(c)")
    }
  }

  @Test func allComponentsGiveTheMatrixBack() throws {
    for seed in UInt64(0)..<20 {
      var g = Generated(seed: seed)
      let x = try g.sparse(g.integer(1...12), g.integer(1...12))
      let svd = try TruncatedSVD(x, .init(components: 50, seed: seed))
      let v = svd.components
      #expect(v.rows == min(x.rows, x.columns))
      // X·V·Vᵀ = X, and the rows of Vᵀ are orthonormal or 0.
      var back = DenseMatrix(rows: x.rows, columns: x.columns)
      PlainKernels.gemm(1, svd.project(x), v, 0, into: &back)
      #expect(largestDifference(back.elements, x.dense().elements) < 1e-6, "seed \(seed)")
      var gram = DenseMatrix(rows: v.rows, columns: v.rows)
      PlainKernels.syrk(1, v, 0, into: &gram)
      for a in 0..<v.rows {
        for b in 0..<v.rows {
          let expected = a == b && svd.singularValues[a] > 0 ? 1.0 : 0
          #expect(abs(gram[a, b] - expected) < 1e-6, "seed \(seed)")
        }
      }
      for c in 1..<max(v.rows, 1) {
        #expect(svd.singularValues[c] <= svd.singularValues[c - 1], "seed \(seed)")
      }
    }
  }

  /// More columns than one slice of the dense products has, more vectors than one block.
  @Test(arguments: 1...3) func sameSeedSameResultAtAnyNumberOfThreads(threads: Int) throws {
    var g = Generated(seed: 4)
    let x = try g.sparse(40, 600)
    let settings = TruncatedSVD.Settings(components: 12, seed: 7)
    let svd = try TruncatedSVD(x, settings, threads: threads)
    #expect(try svd == TruncatedSVD(x, settings))
    #expect(svd.project(x, threads: threads) == svd.project(x))
    var gram = DenseMatrix(rows: 12, columns: 12)
    PlainKernels.syrk(1, svd.components, 0, into: &gram)
    for a in 0..<12 {
      for b in 0..<12 { #expect(abs(gram[a, b] - (a == b ? 1 : 0)) < 1e-9) }
    }
  }

  @Test func argumentsAreChecked() throws {
    #expect(throws: LinearError.empty(what: "matrix to decompose")) {
      try TruncatedSVD(.withoutColumns(rows: 3), .init(components: 1, seed: 0))
    }
    var g = Generated(seed: 4)
    let x = try g.sparse(4, 4)
    #expect(throws: LinearError.self) { try TruncatedSVD(x, .init(components: 0, seed: 0)) }
    #expect(throws: LinearError.self) {
      try TruncatedSVD(x, .init(components: 1, powerIterations: -1, seed: 0))
    }
  }

  @Test func aZeroMatrixHasZeroValues() throws {
    let x = try CSRMatrix(
      rows: 3, columns: 3, rowOffsets: [0, 0, 0, 0], columnIndices: [], values: [])
    let svd = try TruncatedSVD(x, .init(components: 2, seed: 0))
    #expect(svd.singularValues == [0, 0])
    #expect(svd.components.elements.allSatisfy { $0 == 0 })
  }
}
