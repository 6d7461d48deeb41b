import StanceLinear
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct TemperatureScalingTests {
  @Test(arguments: ["temperature-two", "temperature-three"])
  func equalsScipy(name: String) throws {
    let file = try GoldenFile(name)
    let fit = try TemperatureScaling.fit(
      scores: file("scores"), labels: file.integers("labels"))
    #expect(fit.outcome == .fitted)
    let expected = try file("temperature")[0, 0]
    #expect(abs(fit.temperature - expected) < 1e-6 * expected)
    let loss = try file("loss").elements
    #expect(abs((fit.lossBefore ?? .nan) - loss[0]) < 1e-10)
    #expect(abs((fit.lossAfter ?? .nan) - loss[1]) < 1e-10)
  }

  @Test func theSizeOfTheScoresDoesNotMatter() throws {
    let file = try GoldenFile("temperature-three")
    let (scores, labels) = (try file("scores"), try file.integers("labels"))
    let base = try TemperatureScaling.fit(scores: scores, labels: labels)
    for factor in [1e-12, 1e-3, 1e4, 1e12] {
      var scaled = scores
      PlainKernels.scal(factor, &scaled.elements)
      let fit = try TemperatureScaling.fit(scores: scaled, labels: labels)
      #expect(fit.outcome == .fitted)
      #expect(abs(fit.temperature / (factor * base.temperature) - 1) < 1e-8, "\(factor)")
    }
  }

  @Test func neverWorseAndNeverAnotherLabel() throws {
    for seed in UInt64(0)..<60 {
      var g = Generated(seed: seed)
      let (n, k) = (g.integer(10...60), g.integer(2...4))
      let scores = try g.matrix(n, k)
      let labels = g.labels(n, classes: k)
      let fit = try TemperatureScaling.fit(
        scores: scores, labels: labels, weights: (0..<n).map { _ in g.random.uniform() })
      #expect(fit.temperature > 0 && fit.temperature.isFinite, "seed \(seed)")
      #expect((fit.lossAfter ?? 0) <= (fit.lossBefore ?? 0), "seed \(seed)")
      let p = fit.probabilities(scores)
      for i in 0..<n {
        let row = Array(p.row(i))
        #expect(abs(row.reduce(0, +) - 1) < 1e-12, "seed \(seed)")
        for a in 0..<k {
          for b in 0..<k where scores[i, a] > scores[i, b] {
            #expect(row[a] >= row[b], "seed \(seed), row \(i)")
          }
        }
      }
    }
  }

  @Test func standardErrorIsThatOfTheCurve() throws {
    let file = try GoldenFile("temperature-three")
    let (scores, labels) = (try file("scores"), try file.integers("labels"))
    let fit = try TemperatureScaling.fit(scores: scores, labels: labels)
    func loss(_ logT: Double) throws -> Double {
      let p = try TemperatureScaling(temperature: fit.temperature * exp(logT)).probabilities(scores)
      return labels.indices.reduce(0) { $0 - log(p[$1, labels[$1]]) }
    }
    let h = 1e-3
    let curvature = (try loss(h) - 2 * loss(0) + loss(-h)) / (h * h)
    let error = try #require(fit.standardError)
    #expect(abs(error * curvature.squareRoot() - 1) < 1e-4)
  }

  @Test func caution() throws {
    var changed = 0
    for seed in UInt64(0)..<40 {
      var g = Generated(seed: seed)
      let n = g.integer(20...60)
      // Scores that say less than the labels bear out: T is below 1.
      let base = try g.matrix(n, 3)
      let labels = (0..<n).map { i -> Int in
        i % 6 == 0 ? g.integer(0...2) : (0..<3).max { base[i, $0] < base[i, $1] } ?? 0
      }
      var weak = base
      PlainKernels.scal(seed % 2 == 0 ? 0.2 : 2, &weak.elements)
      let fit = try TemperatureScaling.fit(scores: weak, labels: labels)
      let most = try TemperatureScaling.fit(
        scores: weak, labels: labels, weights: Array(repeating: 1e6, count: n))
      #expect(abs(fit.temperature - most.temperature) < 1e-6, "seed \(seed)")
      if fit.temperature >= 1 {
        #expect(fit.cautious == fit.temperature)
      } else {
        #expect(fit.cautious > fit.temperature && fit.cautious <= 1, "seed \(seed)")
        // A million times as many rows leave nothing to be careful about.
        #expect(abs(most.cautious / most.temperature - 1) < 1e-2, "seed \(seed)")
        changed += 1
      }
    }
    #expect(changed > 5)
  }

  @Test func wholeWeightsAreRepeatedRows() throws {
    var g = Generated(seed: 2)
    let scores = try g.matrix(20, 3)
    let labels = (0..<20).map { i in (0..<3).max { scores[i, $0] < scores[i, $1] } ?? 0 }
      .enumerated().map { $0 % 3 == 0 ? ($1 + 1) % 3 : $1 }
    let twice = try DenseMatrix(
      (0..<20).flatMap { i in Array(repeating: Array(scores.row(i)), count: 1 + i % 3) })
    let repeated = (0..<20).flatMap { i in Array(repeating: labels[i], count: 1 + i % 3) }
    let a = try TemperatureScaling.fit(
      scores: scores, labels: labels, weights: (0..<20).map { Double(1 + $0 % 3) })
    let b = try TemperatureScaling.fit(scores: twice, labels: repeated)
    #expect(a.outcome == .fitted)
    #expect(abs(a.temperature - b.temperature) < 1e-9)
  }

  @Test func degenerateRowsKeepOneAndSayWhy() throws {
    func outcome(_ rows: [[Double]], _ labels: [Int], least: Int = 2) throws
      -> TemperatureScaling.Outcome
    {
      let fit = try TemperatureScaling.fit(
        scores: DenseMatrix(rows), labels: labels, minimumRows: least)
      #expect(fit.temperature == 1)
      return fit.outcome
    }
    #expect(try outcome([[0, 1], [1, 0]], [1, 0]) == .separated)
    #expect(try outcome([[0, 1], [0, 0]], [1, 0]) == .separated)
    #expect(try outcome([[0, 1], [1, 0]], [0, 1]) == .uninformative)
    #expect(try outcome([[0, 0], [0, 0]], [0, 1]) == .uninformative)
    #expect(try outcome([[0, 1], [1, 0], [2, 1]], [1, 1, 1]) == .oneLabel)
    #expect(try outcome([[0, 1]], [1]) == .tooFewRows(found: 1, needed: 2))
    let none = try TemperatureScaling.fit(
      scores: DenseMatrix(rows: 0, columns: 3), labels: [])
    #expect(none.outcome == .tooFewRows(found: 0, needed: 10))
    #expect(none.lossBefore == nil && none.temperature == 1)
  }

  @Test func argumentsAreChecked() throws {
    let scores = try DenseMatrix([[0, 1], [1, 0]])
    #expect(throws: LinearError.labelOutOfRange(row: 1, label: 2, classes: 2)) {
      try TemperatureScaling.fit(scores: scores, labels: [0, 2])
    }
    #expect(throws: LinearError.shapeMismatch(what: "labels", expected: 2, found: 1)) {
      try TemperatureScaling.fit(scores: scores, labels: [0])
    }
    #expect(throws: LinearError.notFinite(what: "scores", index: 0)) {
      try TemperatureScaling.fit(scores: DenseMatrix([[.nan, 1]]), labels: [0])
    }
    #expect(throws: LinearError.self) {
      try TemperatureScaling.fit(scores: DenseMatrix([[1]]), labels: [0])
    }
    #expect(throws: LinearError.self) {
      try TemperatureScaling.fit(scores: scores, labels: [0, 1], weights: [1, -1])
    }
    #expect(throws: LinearError.self) { try TemperatureScaling(temperature: 0) }
    #expect(throws: LinearError.self) { try TemperatureScaling(temperature: .infinity) }
  }
}
