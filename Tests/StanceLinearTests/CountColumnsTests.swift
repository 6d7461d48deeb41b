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
    let used = Array(weights[base..<base + matrix.columns])
    #expect(columns.times(used) == times)
    let scales = (0..<weights.count).map { _ in Double(g.integer(1...9)) }
    let scaled = zip(scales, weights).map { $0 * $1 }
    #expect(
      columns.times(weights, scales: scales, base: base)
        == columns.times(Array(scaled[base..<base + matrix.columns])))
    var found = weights
    columns.addTransposed(rows, base: base, into: &found)
    #expect(found == transposed)
    let rough = columns.times(used.map { SIMD4<Float>($0) })
    #expect(rough == times.map { SIMD4<Float>($0) })
  }

  /// The last row that a number of 16 bits names, and the first that it does not.
  @Test(arguments: [65_536, 65_537]) func rowsOfMoreThanSixteenBits(rows: Int) throws {
    var offsets = [0] + Array(repeating: 1, count: rows)
    offsets[rows] = 3
    let matrix = try CountMatrix(columns: 2, offsets: offsets, entries: [1, 0, 1])
    let columns = CountColumns(matrix)
    let weights: Lanes<Float> = [SIMD4(1, 2, 3, 4), SIMD4(5, 6, 7, 8)]
    let times = columns.times(weights)
    #expect(times[0] == weights[1] && times[rows - 1] == weights[0] + weights[1])
    #expect(times[1..<rows - 1].allSatisfy { $0 == .zero })
    var given = Lanes<Float>(repeating: .zero, count: rows)
    given[0] = SIMD4(repeating: 1)
    given[rows - 1] = SIMD4(repeating: 10)
    var found = Lanes<Float>(repeating: .zero, count: 2)
    columns.addTransposed(given, base: 0, into: &found)
    #expect(found == [SIMD4(repeating: 10), SIMD4(repeating: 11)])
  }

  @Test func noEntriesGiveNothing() throws {
    let columns = CountColumns(try CountMatrix(columns: 2, offsets: [0, 0], entries: []))
    let four = Lanes<Float>(repeating: SIMD4(1, 2, 3, 4), count: 2)
    #expect(columns.times(four) == [.zero])
    var found = four
    columns.addTransposed([SIMD4(5, 6, 7, 8)], base: 0, into: &found)
    #expect(found == four)
  }
}
