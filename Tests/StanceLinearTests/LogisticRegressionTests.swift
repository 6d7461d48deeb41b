import StanceLinear
import Testing

@Suite struct LogisticRegressionTests {
  static let methods: [OptimizationMethod] = [.trustRegionNewton, .limitedMemoryBFGS()]
  static let fixtures = [
    "binary-c1", "binary-c0.05-balanced", "binary-c20-samples-no-bias", "binary-sparse-only",
    "three-c1", "three-c10-samples", "three-c0.1-classes-samples", "three-c3-balanced",
    "three-dense-only", "five-c100",
  ]
  let tight = StoppingRule(tolerance: 1e-9, maximumIterations: 2000)

  func sparse(_ matrix: DenseMatrix) throws -> CSRMatrix {
    var builder = CSRMatrix.Builder(columns: matrix.columns)
    for i in 0..<matrix.rows {
      let places = (0..<matrix.columns).filter { matrix[i, $0] != 0 }
      try builder.appendRow(
        columns: places.map { UInt32($0) }, values: places.map { Float(matrix[i, $0]) })
    }
    return builder.finish()
  }

  @Test(arguments: fixtures, methods)
  func equalsScikitLearn(name: String, method: OptimizationMethod) throws {
    let file = try GoldenFile(name)
    let settings = try file("settings")
    let classes = Int(settings[0, 0])
    let labels = try file.integers("labels")
    let samples = try file("sample_weights").elements
    let classWeights = try file("class_weights").elements
    let design = try DesignMatrix(dense: file("dense"), sparse: sparse(file("sparse")))
    if name.hasSuffix("balanced") {
      let own = LogisticProblem.balancedClassWeights(labels: labels, classes: classes)
      #expect(largestDifference(own, classWeights) < 1e-12)
    }
    let total = labels.indices.reduce(0.0) { $0 + samples[$1] * classWeights[labels[$1]] }
    let problem = try LogisticProblem(
      design: design, labels: labels, classes: classes, sampleWeights: samples,
      classWeights: classWeights,
      penalty: .uniform(LogisticProblem.lambda(c: settings[0, 1], totalWeight: total)),
      fitsBias: settings[0, 2] == 1)
    let fit = try LogisticRegression(method: method, stopping: tight).fit(problem)
    #expect(fit.report.converged, "\(fit.report)")
    let expected = try file("coefficients")
    for k in 0..<expected.rows {
      for j in 0..<expected.columns {
        #expect(abs(fit.weights[j, k] - expected[k, j]) < 1e-5, "feature \(j), output \(k)")
      }
    }
    #expect(largestDifference(fit.weights.bias, try file("intercept").elements) < 1e-5)
    let p = LogisticRegression.probabilities(fit.weights, design)
    #expect(largestDifference(p.elements, try file("probabilities").elements) < 1e-6)
  }

  @Test(arguments: [2, 3, 5]) func bothMethodsReachTheSameMinimum(classes: Int) throws {
    for seed in UInt64(0)..<25 {
      var g = Generated(seed: seed &* 43 &+ UInt64(classes))
      let problem = try g.problem(classes: classes)
      let fits = try Self.methods.map {
        try LogisticRegression(method: $0, stopping: tight).fit(problem)
      }
      for fit in fits { #expect(fit.report.converged, "seed \(seed): \(fit.report)") }
      #expect(
        largestDifference(fits[0].weights.values, fits[1].weights.values) < 1e-5, "seed \(seed)")
      // The report's objective is J itself, as the formula has it.
      #expect(
        abs(fits[0].report.objective - plainObjective(problem, fits[0].weights)) < 1e-10,
        "seed \(seed)")
    }
  }

  @Test(arguments: [2, 3, 4]) func noNeighbourIsLower(classes: Int) throws {
    for seed in UInt64(0)..<15 {
      var g = Generated(seed: seed &* 47 &+ UInt64(classes))
      let problem = try g.problem(classes: classes)
      let fit = try LogisticRegression(stopping: tight).fit(problem)
      let lowest = plainObjective(problem, fit.weights)
      for j in fit.weights.values.indices {
        if !problem.fitsBias, j >= fit.weights.features * fit.weights.outputs { continue }
        for step in [1e-3, -1e-3] {
          var other = fit.weights
          other.values[j] += step
          #expect(plainObjective(problem, other) > lowest - 1e-12, "seed \(seed), variable \(j)")
        }
      }
    }
  }

  @Test func interceptAloneIsTheLogOfTheOdds() throws {
    let problem = try LogisticProblem(
      design: DesignMatrix(sparse: .withoutColumns(rows: 4)), labels: [0, 1, 1, 1], classes: 2,
      sampleWeights: [1, 1, 1, 2], penalty: .uniform(1))
    for method in Self.methods {
      let fit = try LogisticRegression(method: method, stopping: tight).fit(problem)
      #expect(abs(fit.weights.bias[0] - 1.3862943611198906) < 1e-8)
    }
  }

  @Test func oneFeatureHasAClosedForm() throws {
    // J = log(1 + exp −w) + ½·λ·w² has its minimum at w = 1 for λ = 1 / (1 + e).
    let problem = try LogisticProblem(
      design: DesignMatrix(dense: DenseMatrix([[1], [-1]])), labels: [1, 0], classes: 2,
      penalty: .uniform(1 / (1 + 2.718281828459045)), fitsBias: false)
    for method in Self.methods {
      let fit = try LogisticRegression(method: method, stopping: tight).fit(problem)
      #expect(abs(fit.weights[0, 0] - 1) < 1e-8)
      #expect(fit.weights.bias == [0])
    }
  }

  @Test func aZeroWeightIsAMissingRow() throws {
    var g = Generated(seed: 5)
    let design = try DesignMatrix(dense: g.matrix(20, 2), sparse: g.sparse(20, 6))
    let labels = g.labels(20, classes: 3)
    let kept = (0..<20).filter { $0 % 4 != 0 }
    let whole = try LogisticProblem(
      design: design, labels: labels, classes: 3,
      sampleWeights: (0..<20).map { $0 % 4 == 0 ? 0 : 1 }, penalty: .uniform(0.05))
    let part = try LogisticProblem(
      design: design.selecting(rows: kept), labels: kept.map { labels[$0] }, classes: 3,
      penalty: .uniform(0.05))
    let a = try LogisticRegression(stopping: tight).fit(whole)
    let b = try LogisticRegression(stopping: tight).fit(part)
    #expect(largestDifference(a.weights.values, b.weights.values) < 1e-7)
  }

  @Test func aStrongPenaltyHoldsThePrior() throws {
    var g = Generated(seed: 6)
    for classes in [2, 3] {
      let outputs = classes == 2 ? 1 : 3
      let design = try DesignMatrix(dense: g.matrix(15, 2), sparse: g.sparse(15, 3))
      var prior = LinearWeights(outputs: outputs, denseFeatures: 2, sparseFeatures: 3)
      for j in prior.values.indices { prior.values[j] = Double(j) }
      let problem = try LogisticProblem(
        design: design, labels: g.labels(15, classes: classes), classes: classes,
        penalty: .uniform(1e9), prior: prior)
      let fit = try LogisticRegression(stopping: tight).fit(problem)
      let count = 5 * outputs
      #expect(
        largestDifference(Array(fit.weights.values[..<count]), Array(prior.values[..<count])) < 1e-6
      )
    }
  }

  @Test func blocksAreWhatPerFeatureSays() throws {
    var g = Generated(seed: 8)
    let design = try DesignMatrix(dense: g.matrix(15, 2), sparse: g.sparse(15, 3))
    let labels = g.labels(15, classes: 3)
    let fits = try [
      Penalty.blocks(dense: 0.5, sparse: 0.1), .perFeature([0.5, 0.5, 0.1, 0.1, 0.1]),
    ]
    .map {
      try LogisticRegression(stopping: tight).fit(
        LogisticProblem(design: design, labels: labels, classes: 3, penalty: $0))
    }
    #expect(fits[0] == fits[1])
  }
}
