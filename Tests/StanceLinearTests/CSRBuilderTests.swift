import StanceLinear
import Testing

@Suite struct CSRBuilderTests {
  @Test func anEmptyBuilderGivesNoRows() {
    let x = CSRMatrix.Builder(columns: 5).finish()
    #expect(x.rows == 0 && x.columns == 5 && x.entryCount == 0)
  }

  @Test func unsortedRowsAreSortedAndAddedUp() throws {
    var builder = CSRMatrix.Builder(columns: 5)
    try builder.appendUnsortedRow(columns: [4, 1, 4, 0], values: [1, 2, 3, 4])
    try builder.appendUnsortedRow(columns: [], values: [])
    // The last column of the row before must not swallow the first of this one.
    try builder.appendUnsortedRow(columns: [4], values: [9])
    try builder.appendUnsortedRow(columns: [4], values: [1])
    let x = builder.finish()
    #expect(x.rowOffsets == [0, 3, 3, 4, 5])
    #expect(x.columnIndices == [0, 1, 4, 4, 4])
    #expect(x.values == [4, 2, 4, 9, 1])
  }

  @Test func aRefusedRowLeavesNothingBehind() throws {
    var builder = CSRMatrix.Builder(columns: 3)
    try builder.appendRow(columns: [1], values: [1])
    #expect(throws: LinearError.columnOutOfRange(row: 1, column: 3, columns: 3)) {
      try builder.appendRow(columns: [0, 3], values: [1, 2])
    }
    #expect(throws: LinearError.columnsNotIncreasing(row: 1)) {
      try builder.appendRow(columns: [2, 0], values: [1, 2])
    }
    #expect(throws: LinearError.notFinite(what: "sparse values", index: 2)) {
      try builder.appendRow(columns: [0, 2], values: [1, -.infinity])
    }
    #expect(throws: LinearError.shapeMismatch(what: "values of a row", expected: 1, found: 0)) {
      try builder.appendRow(columns: [0], values: [])
    }
    #expect(throws: LinearError.notFinite(what: "sparse values", index: 1)) {
      let big = Float.greatestFiniteMagnitude
      try builder.appendUnsortedRow(columns: [0, 0], values: [big, big])
    }
    #expect(throws: LinearError.columnOutOfRange(row: 1, column: 9, columns: 3)) {
      try builder.appendUnsortedRow(columns: [9], values: [1])
    }
    #expect(builder.rows == 1 && builder.entryCount == 1)
    #expect(builder.finish().columnIndices == [1])
  }

  @Test func builtRowsPassTheFullCheck() throws {
    for seed in UInt64(0)..<30 {
      var g = Generated(seed: seed)
      let x = try g.sparse(g.integer(0...12), g.integer(0...12))
      let y = try CSRMatrix(
        rows: x.rows, columns: x.columns, rowOffsets: x.rowOffsets,
        columnIndices: x.columnIndices, values: x.values)
      #expect(x == y, "seed \(seed)")
    }
  }
}
