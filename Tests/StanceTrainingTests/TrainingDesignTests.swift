import StanceLinear
import StanceModel
import Testing

@testable import StanceTraining

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct TrainingDesignTests {
  private func prepared() throws -> PreparedData {
    try PreparedData(
      Fixtures.synthetic(groups: 8), trainer: Fixtures.trainer(), progress: { _ in true })
  }

  /// How often each row has each bucket of a family, from its words for character n-grams.
  private func tally(_ rows: FeatureRows, _ row: Int, _ family: NGramFamily) -> [UInt32: Double] {
    var result: [UInt32: Double] = [:]
    for entry in rows.entries(row, family) {
      result[rows.buckets[entry], default: 0] += 1
    }
    guard family == .characters else { return result }
    for word in rows.words[rows.words(ofRow: row)] {
      for entry in rows.grams.entries(Int(word)) {
        result[rows.grams.buckets[entry], default: 0] += 1
      }
    }
    return result
  }

  /// tf-idf as the definition has it, row by row and bucket by bucket.
  private func formula(_ rows: FeatureRows, _ families: [NGramFamily]) -> [[UInt32: Double]] {
    let counts = (0..<rows.rows).map { row in families.map { tally(rows, row, $0) } }
    var frequency: [UInt32: Int] = [:]
    for row in counts {
      for bucket in row.flatMap({ Array($0.keys) }) { frequency[bucket, default: 0] += 1 }
    }
    func scale(_ bucket: UInt32) -> Double {
      log(Double(1 + rows.rows) / Double(1 + (frequency[bucket] ?? 0))) + 1
    }
    func mass(_ family: [UInt32: Double]) -> Double {
      family.reduce(0) { $0 + $1.value * scale($1.key) * scale($1.key) }
    }
    let pivots = families.indices.map { family in
      let masses = counts.map { mass($0[family]) }.filter { $0 > 0 }.sorted()
      return masses.isEmpty ? 0 : masses[masses.count / 4]
    }
    return counts.map { row in
      var values: [UInt32: Double] = [:]
      for (family, pivot) in zip(row, pivots) {
        let norm = max(mass(family), pivot).squareRoot()
        for (bucket, count) in family {
          values[bucket, default: 0] += count * scale(bucket) / norm
        }
      }
      return values
    }
  }

  private let families: [NGramFamily] = [.words, .characters, .window]

  /// Every value times √k of its column against the formula, for each bucket.
  @Test func sparseValuesAreTheFormula() throws {
    let rows = try prepared().rows
    let design = try TrainingDesign(rows, families: Set(families), usesLexicon: true)
    let columns = design.columns
    let sparse = try design.design.expanded(columns: Array(0..<columns.count)).dense()
    for (row, expected) in formula(rows, families).enumerated() {
      for bucket in 0..<rows.spec.buckets {
        let value = expected[UInt32(bucket)] ?? 0
        guard let column = columns.column(of: bucket) else {
          #expect(value == 0)
          continue
        }
        let found = sparse[row, column] / Double(columns.roots[column])
        #expect(abs(found - value) < 1e-5, "row \(row), bucket \(bucket)")
      }
    }
  }

  /// Buckets share a column if and only if every row and family has them equally often.
  @Test func columnsAreTheDistinctOnes() throws {
    let rows = try prepared().rows
    let columns = DesignColumns(rows, Set(families))
    let counts = families.map { family in (0..<rows.rows).map { tally(rows, $0, family) } }
    var members: [[[Double]]: Set<Int>] = [:]
    var sizes: [Int: Int] = [:]
    for bucket in columns.buckets {
      guard let column = columns.column(of: bucket) else { continue }
      #expect(columns.leads(bucket) == (columns.leaders[column] == bucket))
      let key = counts.map { $0.map { $0[UInt32(bucket)] ?? 0 } }
      members[key, default: []].insert(column)
      sizes[column, default: 0] += 1
    }
    #expect(members.values.allSatisfy { $0.count == 1 })
    #expect(members.count == columns.count)
    #expect(columns.count < sizes.values.reduce(0, +) / 2)
    for (column, root) in columns.roots.enumerated() {
      #expect(abs(root * root - Float(sizes[column] ?? 0)) < 1e-3)
    }
  }

  @Test(arguments: [2, 3, 8])
  func columnsDoNotDependOnThreads(threads: Int) throws {
    let rows = try prepared().rows
    for chosen in [Set(families), [.words], [.characters]] {
      #expect(
        DesignColumns(rows, chosen, threads: threads) == DesignColumns(rows, chosen), "\(chosen)")
    }
  }

  /// The fit of one column for equal ones against the fit of a column for every bucket: the same
  /// minimum, and weights √k times those of each.
  @Test(arguments: [2, 3])
  func mergedColumnsHaveTheSameMinimum(classes: Int) throws {
    let data = try prepared()
    let design = try TrainingDesign(data.rows, families: Set(families), usesLexicon: false)
    let columns = design.columns
    let buckets = columns.buckets.filter { columns.column(of: $0) != nil }
    var builder = CSRMatrix.Builder(columns: buckets.count)
    for row in formula(data.rows, families) {
      let present = buckets.indices.filter { row[UInt32(buckets[$0])] != nil }
      try builder.appendRow(
        columns: present.map { UInt32($0) },
        values: present.map { Float(row[UInt32(buckets[$0])] ?? 0) })
    }
    let own = buckets.map { columns.column(of: $0) ?? 0 }
    let penalties = own.map { columns.owners[$0].penalty * 1e-2 }
    let labels = data.classes.map { min($0, classes - 1) }
    func fit(_ design: DesignMatrix, _ penalties: [Double]) throws -> LogisticFit {
      try LogisticRegression(stopping: StoppingRule(tolerance: 1e-8)).fit(
        LogisticProblem(
          design: design, labels: labels, classes: classes, penalty: .perFeature(penalties)))
    }
    let every = try fit(DesignMatrix(sparse: builder.finish()), penalties)
    let merged = try fit(design.design, design.penalties.map { $0 * 1e-2 })
    #expect(abs(every.report.objective - merged.report.objective) < 1e-7)
    for (place, bucket) in buckets.enumerated() {
      let column = own[place]
      for output in 0..<every.weights.outputs {
        let share = merged.weights[column, output] / Double(columns.roots[column])
        #expect(abs(share - every.weights[place, output]) < 1e-4, "bucket \(bucket)")
      }
    }
  }

  /// A dense column divided by its standard deviation has variance 1, a constant one stays.
  @Test func denseColumnsHaveUnitVariance() throws {
    let data = try prepared()
    let design = try TrainingDesign(data.rows, families: [.words], usesLexicon: true)
    let n = Double(data.count)
    for column in 0..<DenseFeature.count {
      let values = (0..<data.count).map { design.design.dense[$0, column] }
      let mean = values.reduce(0, +) / n
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
      if design.deviations[column] == 1 { continue }
      #expect(abs(variance - 1) < 1e-3, "column \(column): \(variance)")
    }
  }

  @Test func leftOutFamiliesAreNotThere() throws {
    let data = try prepared()
    let without = try TrainingDesign(data.rows, families: [.words], usesLexicon: false)
    #expect(without.design.dense.columns == 0)
    let words = Set(
      (0..<data.count).flatMap { row in
        data.rows.entries(row, .words).map { data.rows.buckets[$0] }
      })
    #expect(
      Set(without.columns.buckets.filter { without.columns.column(of: $0) != nil })
        == Set(words.map { Int($0) }))
    let none = try TrainingDesign(data.rows, families: [], usesLexicon: false)
    #expect(none.design.features == 0)
  }
}

/// Latent directions: what they add to the scores is in the words' weights after the fit.
@Suite struct LatentBlockTests {
  @Test func foldedWeightsGiveTheScoresOfTheDirections() throws {
    let data = try PreparedData(
      Fixtures.synthetic(groups: 12), trainer: Fixtures.trainer(), progress: { _ in true })
    var design = try TrainingDesign(
      data.rows, families: [.words, .characters], usesLexicon: true)
    try design.addLatent(seed: 1, threads: 2)
    let latent = try #require(design.latent)
    let other = try LatentBlock(design.design, design.columns, seed: 2, threads: 1)
    #expect(other?.values != latent.values, "what is drawn depends on the seed")
    let first = DenseFeature.count + RulesBlock.count
    #expect(design.design.dense.columns == first + latent.count)
    let squares = latent.values.elements.reduce(0) { $0 + $1 * $1 }
    #expect(abs(squares / Double(data.count) - 1) < 1e-9)
    var weights = LinearWeights(
      outputs: 3, denseFeatures: design.design.dense.columns,
      sparseFeatures: design.design.sparse.columns)
    for direction in 0..<latent.count {
      for output in 0..<3 {
        weights[first + direction, output] = Double((direction * 7 + output) % 5) - 2
      }
    }
    let expected = LogisticRegression.scores(weights, design.design)
    var sparse = [Float](repeating: 0, count: design.design.sparse.columns * 3)
    latent.fold(weights, into: &sparse)
    let matrix = try design.design.expanded(columns: Array(0..<design.columns.count))
    for row in 0..<data.count {
      for output in 0..<3 {
        var sum = 0.0
        for entry in matrix.entries(ofRow: row) {
          sum +=
            Double(matrix.values[entry])
            * Double(sparse[Int(matrix.columnIndices[entry]) * 3 + output])
        }
        #expect(abs(sum - expected[row, output]) < 1e-3, "row \(row)")
      }
    }
  }

  /// Weights of a design without them, and without a family, give the same scores in one with both.
  @Test func carriedWeightsGiveTheSameScores() throws {
    // A table in which no two of these n-grams share a bucket.
    var trainer = try Fixtures.trainer()
    trainer.options.spec.bucketBits = 22
    let data = try PreparedData(
      Fixtures.synthetic(groups: 12), trainer: trainer, progress: { _ in true })
    let small = try TrainingDesign(data.rows, families: [.words, .characters], usesLexicon: true)
    var large = try TrainingDesign(
      data.rows, families: [.words, .characters, .opening], usesLexicon: true)
    try large.addLatent(seed: 1, threads: 1)
    #expect(large.columns.count > small.columns.count && large.latent != nil)
    var weights = LinearWeights(
      outputs: 3, denseFeatures: small.design.dense.columns, sparseFeatures: small.columns.count)
    for place in weights.values.indices { weights.values[place] = Double(place * 7 % 11) - 5 }
    let expected = LogisticRegression.scores(weights, small.design)
    let found = LogisticRegression.scores(large.carried(weights, small), large.design)
    for (one, other) in zip(found.elements, expected.elements) { #expect(abs(one - other) < 1e-3) }
  }
}
