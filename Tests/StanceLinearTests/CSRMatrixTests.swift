import StanceLinear
import Testing

@Suite struct CSRMatrixTests {
  func make(_ offsets: [Int], _ columns: [UInt32], _ values: [Float]) throws -> CSRMatrix {
    try CSRMatrix(
      rows: 2, columns: 4, rowOffsets: offsets, columnIndices: columns, values: values)
  }

  @Test func keepsWhatItIsGiven() throws {
    let x = try make([0, 2, 3], [0, 3, 1], [1, 2, 3])
    #expect(x.dense().elements == [1, 0, 0, 2, 0, 3, 0, 0])
    #expect(x.entries(ofRow: 0) == 0..<2)
    #expect(x.entryCount == 3)
  }

  @Test func refusesWhatWouldReadOutside() {
    #expect(throws: LinearError.columnOutOfRange(row: 1, column: 4, columns: 4)) {
      try make([0, 2, 3], [0, 3, 4], [1, 2, 3])
    }
    #expect(throws: LinearError.columnsNotIncreasing(row: 0)) {
      try make([0, 2, 3], [3, 0, 1], [1, 2, 3])
    }
    #expect(throws: LinearError.columnsNotIncreasing(row: 0)) {
      try make([0, 2, 3], [2, 2, 1], [1, 2, 3])
    }
    #expect(throws: LinearError.notFinite(what: "sparse values", index: 2)) {
      try make([0, 2, 3], [0, 3, 1], [1, 2, .nan])
    }
    for offsets in [[0, 2], [0, 4, 3], [1, 2, 3], [0, 2, 4], [0, -1, 3], [0, 2, 2]] {
      #expect(throws: LinearError.self, "\(offsets)") {
        try make(offsets, [0, 3, 1], [1, 2, 3])
      }
    }
    #expect(throws: LinearError.shapeMismatch(what: "column indices", expected: 3, found: 2)) {
      try make([0, 2, 3], [0, 3], [1, 2, 3])
    }
    #expect(throws: LinearError.self) {
      try CSRMatrix(rows: 0, columns: -1, rowOffsets: [0], columnIndices: [], values: [])
    }
  }

  @Test func selectsRowsInTheOrderNamed() throws {
    let x = try make([0, 2, 3], [0, 3, 1], [1, 2, 3])
    let y = x.selecting(rows: [1, 0, 1])
    #expect(y.dense().elements == [0, 3, 0, 0, 1, 0, 0, 2, 0, 3, 0, 0])
    #expect(x.selecting(rows: []).rows == 0)
  }

  @Test func designsCheckTheirBlocks() throws {
    let x = try make([0, 2, 3], [0, 3, 1], [1, 2, 3])
    #expect(
      throws: LinearError.shapeMismatch(what: "rows of the dense block", expected: 2, found: 1)
    ) {
      try DesignMatrix(dense: DenseMatrix(rows: 1, columns: 1), sparse: x)
    }
    #expect(throws: LinearError.notFinite(what: "dense block", index: 1)) {
      try DesignMatrix(dense: DenseMatrix([[1], [.infinity]]), sparse: x)
    }
    let design = try DesignMatrix(dense: DenseMatrix([[7], [8]]), sparse: x)
    #expect(design.features == 5)
    let swapped = design.selecting(rows: [1, 0])
    #expect(swapped.dense.elements == [8, 7])
    #expect(swapped.sparse.dense().elements == [0, 3, 0, 0, 1, 0, 0, 2])
  }
}
