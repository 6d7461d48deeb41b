import Testing

@testable import StanceLinear

@Suite struct SparseBlockTests {
  /// Columns are worth it where they are more than the rows, and long.
  @Test func onlyManyLongColumnsGainByIt() throws {
    func matrix(_ rows: Int, _ columns: Int) throws -> SparseBlock {
      var builder = CSRMatrix.Builder(columns: columns)
      for _ in 0..<rows {
        try builder.appendRow(
          columns: (0..<columns).map { UInt32($0) }, values: Array(repeating: 1, count: columns))
      }
      return SparseBlock(builder.finish()).columnwise()
    }
    #expect(try matrix(20, 30).byColumns != nil)
    #expect(try matrix(10, 30).byColumns == nil)
    #expect(try matrix(30, 20).byColumns == nil)
  }
}

/// Products with a factored block against those with the matrix that it stands for.
@Suite struct FactoredBlockTests {
  private func design(_ g: inout Generated, rows: Int) throws -> DesignMatrix {
    let (inner, columns) = (g.integer(1...12), g.integer(1...15))
    return try DesignMatrix(
      dense: g.matrix(rows, 2, whole: true), sparse: g.sparse(rows, columns, whole: true),
      factors: FactoredBlock(
        left: g.sparse(rows, inner, whole: true), right: g.sparse(inner, columns, whole: true)))
  }

  private func expanded(_ design: DesignMatrix) throws -> DesignMatrix {
    try DesignMatrix(
      dense: design.dense, sparse: design.expanded(columns: Array(0..<design.sparse.columns)))
  }

  @Test(arguments: 1...20)
  func theExpandedMatrixIsTheSum(seed: UInt64) throws {
    var g = Generated(seed: seed)
    let design = try design(&g, rows: g.integer(1...9))
    let factors = try #require(design.factors)
    let whole = try expanded(design).sparse.dense()
    let (a, b) = (factors.left.matrix.dense(), factors.right.matrix.dense())
    let plain = design.sparse.dense()
    for i in 0..<design.rows {
      for j in 0..<whole.columns {
        let product = (0..<a.columns).reduce(0) { $0 + a[i, $1] * b[$1, j] }
        #expect(whole[i, j] == plain[i, j] + product)
      }
    }
    let odd = (0..<whole.columns).filter { $0 % 2 == 1 }
    let part = try design.expanded(columns: odd).dense()
    for i in 0..<design.rows {
      for (place, j) in odd.enumerated() { #expect(part[i, place] == whole[i, j]) }
    }
  }

  @Test(arguments: [1, 2, 3], 1...8)
  func productsAreThoseOfTheExpandedMatrix(outputs: Int, seed: UInt64) throws {
    var g = Generated(seed: seed)
    let design = try design(&g, rows: g.integer(1...20)).columnwise()
    let whole = try expanded(design)
    let base = 3
    let weights = g.wholeNumbers(base + design.sparse.columns * outputs)
    let times = design.times(outputs: outputs, base: base, weights: weights)
    #expect(times == whole.times(outputs: outputs, base: base, weights: weights))
    var (found, expected) = (weights, weights)
    design.pass(outputs: outputs, base: base, weights: weights, gradient: &found) { _, _ in }
    whole.pass(outputs: outputs, base: base, weights: weights, gradient: &expected) { _, _ in }
    #expect(found == expected)
  }

  @Test(arguments: [2, 3, 4], 1...4)
  func fitsAreThoseOfTheExpandedMatrix(classes: Int, seed: UInt64) throws {
    var g = Generated(seed: seed)
    let design = try design(&g, rows: 40)
    let labels = g.labels(40, classes: classes)
    let fits = try [design, expanded(design)].map {
      try LogisticRegression(stopping: StoppingRule(tolerance: 1e-9)).fit(
        LogisticProblem(
          design: $0, labels: labels, classes: classes, penalty: .blocks(dense: 0.1, sparse: 0.3)))
    }
    #expect(abs(fits[0].report.objective - fits[1].report.objective) < 1e-12)
    #expect(largestDifference(fits[0].weights.values, fits[1].weights.values) < 1e-5)
    let (rows, weights) = ([3, 1, 1], fits[0].weights)
    let scores = LogisticRegression.scores(weights, design.selecting(rows: rows))
    let expected = try LogisticRegression.scores(weights, expanded(design).selecting(rows: rows))
    #expect(largestDifference(scores.elements, expected.elements) < 1e-9)
  }

  @Test func shapesThatDoNotFitAreRefused() throws {
    var g = Generated(seed: 1)
    let (a, b) = try (g.sparse(3, 4), g.sparse(4, 5))
    #expect(throws: LinearError.self) { try FactoredBlock(left: b, right: a) }
    let factors = try FactoredBlock(left: a, right: b)
    for (rows, columns) in [(2, 5), (3, 6)] {
      let sparse = try g.sparse(rows, columns)
      #expect(throws: LinearError.self) {
        try DesignMatrix(
          dense: DenseMatrix(rows: rows, columns: 0), sparse: sparse, factors: factors)
      }
    }
  }
}
