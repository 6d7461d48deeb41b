import Testing

@testable import StanceLinear

@Suite struct SparseBlockTests {
  /// Columns are worth it where they are more than the rows, and long.
  @Test func onlyManyLongColumnsGainByIt() throws {
    func matrix(_ rows: Int, _ columns: Int) throws -> SparseBlock {
      var builder = CSRMatrix.Builder(columns: columns)
      for _ in 0..<rows {
        try builder.appendRow(
          columns: (0..<columns).map { UInt32($0) }, values: Array(repeating: 1, count: columns))
      }
      return SparseBlock(builder.finish()).columnwise()
    }
    #expect(try matrix(20, 30).byColumns != nil)
    #expect(try matrix(10, 30).byColumns == nil)
    #expect(try matrix(30, 20).byColumns == nil)
  }
}
