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

  /// Every value against tf-idf as the definition has it, bucket by bucket.
  @Test func sparseValuesAreTheFormula() throws {
    let data = try prepared()
    let rows = data.rows
    let families: Set<NGramFamily> = [.words, .characters, .window]
    let design = try TrainingDesign(rows, families: families, usesLexicon: true)
    var frequency: [UInt32: Int] = [:]
    for row in 0..<rows.rows {
      for family in families {
        for entry in rows.entries(row, family) { frequency[rows.buckets[entry], default: 0] += 1 }
      }
    }
    func scale(_ bucket: UInt32) -> Double {
      log(Double(1 + rows.rows) / Double(1 + (frequency[bucket] ?? 0))) + 1
    }
    for row in 0..<rows.rows {
      var expected: [UInt32: Double] = [:]
      for family in families {
        let entries = rows.entries(row, family)
        let norm = entries.reduce(0.0) {
          $0 + Double(rows.counts[$1]) * scale(rows.buckets[$1]) * scale(rows.buckets[$1])
        }.squareRoot()
        for entry in entries {
          let bucket = rows.buckets[entry]
          expected[bucket, default: 0] += Double(rows.counts[entry]) * scale(bucket) / norm
        }
      }
      var found: [UInt32: Double] = [:]
      let sparse = design.design.sparse
      for entry in sparse.entries(ofRow: row) {
        let bucket = design.columnBuckets[Int(sparse.columnIndices[entry])]
        found[bucket, default: 0] += Double(sparse.values[entry])
      }
      #expect(Set(found.keys) == Set(expected.keys), "row \(row)")
      for (bucket, value) in expected {
        #expect(abs((found[bucket] ?? 0) - value) < 1e-5, "row \(row), bucket \(bucket)")
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
    #expect(Set(without.columnBuckets) == words)
    let none = try TrainingDesign(data.rows, families: [], usesLexicon: false)
    #expect(none.design.features == 0)
  }
}

/// Latent directions: what they add to the scores is in the words' weights after the fit.
@Suite struct LatentBlockTests {
  @Test func foldedWeightsGiveTheScoresOfTheDirections() throws {
    let data = try PreparedData(
      Fixtures.synthetic(groups: 12), trainer: Fixtures.trainer(), progress: { _ in true })
    let design = try TrainingDesign(
      data.rows, families: [.words, .characters], usesLexicon: true, usesLatent: true)
    let latent = try #require(design.latent)
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
    let matrix = design.design.sparse
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
}
