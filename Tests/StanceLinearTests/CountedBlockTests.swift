import Testing

@testable import StanceLinear

/// Products with a counted block against those with the matrix that it stands for.
@Suite struct CountedBlockTests {
  private func design(_ g: inout Generated, rows: Int) throws -> DesignMatrix {
    let (inner, columns) = (g.integer(1...12), g.integer(1...15))
    let parts = try [
      CountedBlock.Part(
        rowScales: g.wholeNumbers(rows), left: g.counts(rows: rows, columns: inner),
        right: g.counts(rows: inner, columns: columns)),
      CountedBlock.Part(
        rowScales: g.wholeNumbers(rows), counts: g.counts(rows: rows, columns: columns)),
    ]
    return try DesignMatrix(
      dense: g.matrix(rows, 2, whole: true), sparse: g.sparse(rows, columns, whole: true),
      counted: CountedBlock(rows: rows, columnScales: g.wholeNumbers(columns), parts: parts))
  }

  private func dense(_ counts: CountMatrix) -> DenseMatrix {
    var result = DenseMatrix(rows: counts.rows, columns: counts.columns)
    for row in 0..<counts.rows {
      for column in counts[row: row] { result[row, Int(column)] += 1 }
    }
    return result
  }

  private func expanded(_ design: DesignMatrix) throws -> DesignMatrix {
    try DesignMatrix(
      dense: design.dense, sparse: design.expanded(columns: Array(0..<design.sparse.columns)))
  }

  @Test(arguments: 1...20)
  func theExpandedMatrixIsTheFormula(seed: UInt64) throws {
    var g = Generated(seed: seed)
    let design = try design(&g, rows: g.integer(1...9))
    let counted = try #require(design.counted)
    let whole = try expanded(design).sparse.dense()
    let (a, b) = (dense(counted.parts[0].factors[0]), dense(counted.parts[0].factors[1]))
    let (c, plain) = (dense(counted.parts[1].factors[0]), design.sparse.dense())
    for i in 0..<design.rows {
      for j in 0..<whole.columns {
        let product = (0..<a.columns).reduce(0) { $0 + a[i, $1] * b[$1, j] }
        let counts =
          counted.parts[0].rowScales[i] * product + counted.parts[1].rowScales[i] * c[i, j]
        #expect(whole[i, j] == plain[i, j] + counts * counted.columnScales[j])
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
    let design = try design(&g, rows: g.integer(1...20))
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

  /// Where nothing counts more than once, the squares are exact.
  @Test func squaresOfSingleCounts() throws {
    let counts = try CountMatrix(columns: 3, offsets: [0, 2, 3], entries: [2, 0, 2])
    let block = try CountedBlock(
      rows: 2, columnScales: [1, 2, 3], parts: [.init(rowScales: [4, 5], counts: counts)])
    var found = [1.0, 1, 1]
    block.addTransposedSquares(outputs: 1, base: 0, [2, 3], into: &found)
    #expect(found == [33, 1, 964])
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
    #expect(abs(fits[0].report.objective - fits[1].report.objective) < 1e-9)
    #expect(largestDifference(fits[0].weights.values, fits[1].weights.values) < 1e-5)
    let (rows, weights) = ([3, 1, 1], fits[0].weights)
    let scores = LogisticRegression.scores(weights, design.selecting(rows: rows))
    let expected = try LogisticRegression.scores(weights, expanded(design).selecting(rows: rows))
    #expect(largestDifference(scores.elements, expected.elements) < 1e-9)
  }

  @Test func shapesThatDoNotFitAreRefused() throws {
    #expect(throws: LinearError.self) {
      try CountMatrix(columns: 2, offsets: [0, 1], entries: [2])
    }
    #expect(throws: LinearError.self) {
      try CountMatrix(columns: 2, offsets: [0, 2, 1], entries: [0])
    }
    #expect(throws: LinearError.self) {
      try CountMatrix(columns: 2, offsets: [0, 2], entries: [0])
    }
    let (a, b) = try (
      CountMatrix(columns: 4, offsets: [0, 1], entries: [3]),
      CountMatrix(columns: 2, offsets: [0, 0, 0, 0, 1], entries: [1])
    )
    #expect(throws: LinearError.self) {
      try CountedBlock.Part(rowScales: [1], left: b, right: a)
    }
    #expect(throws: LinearError.self) { try CountedBlock.Part(rowScales: [1, 1], counts: a) }
    #expect(throws: LinearError.self) { try CountedBlock.Part(rowScales: [.nan], counts: a) }
    let part = try CountedBlock.Part(rowScales: [1], left: a, right: b)
    #expect(throws: LinearError.self) {
      try CountedBlock(rows: 2, columnScales: [1, 1], parts: [part])
    }
    let block = try CountedBlock(rows: 1, columnScales: [1, 1], parts: [part])
    for (rows, columns) in [(2, 2), (1, 3)] {
      #expect(throws: LinearError.self) {
        try DesignMatrix(
          dense: DenseMatrix(rows: rows, columns: 0),
          sparse: .withoutEntries(rows: rows, columns: columns), counted: block)
      }
    }
  }
}
