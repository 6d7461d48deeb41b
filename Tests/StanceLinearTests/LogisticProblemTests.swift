import StanceLinear
import Testing

@Suite struct LogisticProblemTests {
  func make(
    labels: [Int] = [0, 1], classes: Int = 2, samples: [Double]? = nil,
    classWeights: [Double]? = nil, penalty: Penalty = .uniform(1), prior: LinearWeights? = nil,
    offsets: DenseMatrix? = nil, hints: [MonotonicityHints] = []
  ) throws -> LogisticProblem {
    try LogisticProblem(
      design: DesignMatrix(dense: DenseMatrix([[1], [2]])), labels: labels, classes: classes,
      sampleWeights: samples, classWeights: classWeights, penalty: penalty, prior: prior,
      offsets: offsets, hints: hints)
  }

  @Test func hintsAreChecked() throws {
    func hints(
      _ rows: [[Double]] = [[1]], _ rising: Int = 1, _ falling: Int = 0, _ weight: Double = 1
    ) throws -> [MonotonicityHints] {
      [
        MonotonicityHints(
          changes: try DenseMatrix(rows), rising: rising, falling: falling, weight: weight)
      ]
    }
    #expect(try make(hints: hints()).hints.count == 1)
    #expect(
      throws: LinearError.shapeMismatch(
        what: "dense features of the hints", expected: 1, found: 2)
    ) { try make(hints: hints([[1, 2]])) }
    #expect(throws: LinearError.self) { try make(hints: hints([[.nan]])) }
    #expect(throws: LinearError.self) { try make(hints: hints([[1]], 2)) }
    #expect(throws: LinearError.self) { try make(hints: hints([[1]], 1, -1)) }
    #expect(throws: LinearError.self) { try make(hints: hints([[1]], 1, 0, -1)) }
  }

  @Test func weightsMultiply() throws {
    #expect(try make(samples: [2, 3], classWeights: [0.5, 4]).rowWeights == [1, 12])
    #expect(try make().rowWeights == [1, 1])
  }

  @Test func everyArgumentIsChecked() {
    #expect(throws: LinearError.labelOutOfRange(row: 1, label: 2, classes: 2)) {
      try make(labels: [0, 2])
    }
    #expect(throws: LinearError.labelOutOfRange(row: 0, label: -1, classes: 2)) {
      try make(labels: [-1, 0])
    }
    #expect(throws: LinearError.shapeMismatch(what: "labels", expected: 2, found: 1)) {
      try make(labels: [0])
    }
    #expect(throws: LinearError.self) { try make(classes: 1) }
    #expect(throws: LinearError.shapeMismatch(what: "sample weights", expected: 2, found: 3)) {
      try make(samples: [1, 1, 1])
    }
    #expect(throws: LinearError.self) { try make(samples: [1, -1]) }
    #expect(throws: LinearError.self) { try make(samples: [1, .nan]) }
    #expect(throws: LinearError.empty(what: "weights of the rows")) { try make(samples: [0, 0]) }
    #expect(throws: LinearError.shapeMismatch(what: "class weights", expected: 2, found: 1)) {
      try make(classWeights: [1])
    }
    #expect(throws: LinearError.self) { try make(penalty: .uniform(-1)) }
    #expect(throws: LinearError.self) { try make(penalty: .blocks(dense: 1, sparse: .infinity)) }
    #expect(throws: LinearError.shapeMismatch(what: "penalties", expected: 1, found: 2)) {
      try make(penalty: .perFeature([1, 2]))
    }
    #expect(throws: LinearError.shapeMismatch(what: "outputs of the prior", expected: 1, found: 3))
    {
      try make(prior: LinearWeights(outputs: 3, denseFeatures: 1, sparseFeatures: 0))
    }
    #expect(
      throws: LinearError.shapeMismatch(what: "columns of the offsets", expected: 1, found: 2)
    ) { try make(offsets: DenseMatrix(rows: 2, columns: 2)) }
    #expect(throws: LinearError.notFinite(what: "offsets", index: 1)) {
      try make(offsets: DenseMatrix([[0], [.nan]]))
    }
    #expect(throws: LinearError.empty(what: "design")) {
      try LogisticProblem(
        design: DesignMatrix(sparse: .withoutColumns(rows: 0)), labels: [], classes: 2,
        penalty: .uniform(1))
    }
  }

  @Test func balancedWeightsGiveEveryClassTheSameTotal() {
    let weights = LogisticProblem.balancedClassWeights(labels: [0, 0, 0, 1, 3], classes: 4)
    let expected: [Double] = [5.0 / 12, 1.25, 0, 1.25]
    #expect(weights == expected)
    let weighted = LogisticProblem.balancedClassWeights(
      labels: [0, 1], classes: 2, sampleWeights: [3, 1])
    let doubled: [Double] = [4.0 / 6, 2]
    #expect(weighted == doubled)
  }

  @Test func linearWeightsKeepTheirLayout() throws {
    var w = LinearWeights(outputs: 3, denseFeatures: 1, sparseFeatures: 1)
    w[0, 2] = 5
    w[1, 0] = 7
    w.bias = [1, 2, 3]
    #expect(w.values == [0, 0, 5, 7, 0, 0, 1, 2, 3])
    #expect(w.classes == 3)
    #expect(LinearWeights(outputs: 1, denseFeatures: 0, sparseFeatures: 0).classes == 2)
    #expect(throws: LinearError.shapeMismatch(what: "weights", expected: 2, found: 1)) {
      try LinearWeights(outputs: 1, denseFeatures: 1, sparseFeatures: 0, values: [1])
    }
    #expect(throws: LinearError.notFinite(what: "weights", index: 1)) {
      try LinearWeights(outputs: 1, denseFeatures: 1, sparseFeatures: 0, values: [1, .nan])
    }
  }
}
