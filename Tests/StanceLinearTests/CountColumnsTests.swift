import Testing

@testable import StanceLinear

/// Products by columns against sums over the rows' entries, in whole numbers.
@Suite struct CountColumnsTests {
  private func lanes(_ g: inout Generated, _ count: Int) -> Lanes<Double> {
    (0..<count).map { _ in
      SIMD4((0..<4).map { _ in Double(g.integer(-9...9)) })
    }
  }

  @Test(arguments: 1...20)
  func productsAreThoseOfTheRows(seed: UInt64) throws {
    var g = Generated(seed: seed)
    let matrix = try g.counts(rows: g.integer(1...30), columns: g.integer(1...40))
    let columns = CountColumns(matrix)
    let base = g.integer(0...3)
    let weights = lanes(&g, base + matrix.columns + g.integer(0...2))
    let rows = lanes(&g, matrix.rows)
    var times = Lanes<Double>(repeating: .zero, count: matrix.rows)
    var transposed = weights
    for row in 0..<matrix.rows {
      for column in matrix[row: row] {
        times[row] += weights[base + Int(column)]
        transposed[base + Int(column)] += rows[row]
      }
    }
    #expect(columns.times(weights, base: base) == times)
    var found = weights
    columns.addTransposed(rows, base: base, into: &found)
    #expect(found == transposed)
    let rough = columns.times(weights.map { SIMD4<Float>($0) }, base: base)
    #expect(rough == times.map { SIMD4<Float>($0) })
  }

  @Test func noEntriesGiveNothing() throws {
    let columns = CountColumns(try CountMatrix(columns: 2, offsets: [0, 0], entries: []))
    let four = Lanes<Float>(repeating: SIMD4(1, 2, 3, 4), count: 2)
    #expect(columns.times(four, base: 0) == [.zero])
    var found = four
    columns.addTransposed([SIMD4(5, 6, 7, 8)], base: 0, into: &found)
    #expect(found == four)
  }
}
