/// A sparse matrix in compressed sparse row form.
///
/// Row i holds the entries `rowOffsets[i] ..< rowOffsets[i + 1]` of `columnIndices` and `values`,
/// with strictly increasing columns. Values are `Float`: 8 bytes an entry with its `UInt32`
/// column, half of what `Double` with `Int` takes; a pass over the matrix is bound by memory, and
/// the solvers add up in `Double`, so that only the inputs are rounded (to 6·10⁻⁸).
///
/// - Shapes: `rows` × `columns`; `rowOffsets` has `rows + 1` elements, first 0, last `entryCount`.
/// - Invariant: every column index is below `columns`. The kernels rely on it to read without
///   bounds checks, hence there is no way to change the arrays of a finished matrix.
/// - Build one with ``Builder``, which appends rows.
public struct CSRMatrix: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  public let rowOffsets: [Int]
  public let columnIndices: [UInt32]
  public let values: [Float]

  /// The number of stored entries.
  public var entryCount: Int { values.count }

  /// A matrix from finished arrays, which are checked.
  ///
  /// - Throws: `shapeMismatch`, `columnOutOfRange`, `columnsNotIncreasing` or `notFinite`.
  /// - Complexity: O(rows + entries).
  public init(
    rows: Int, columns: Int, rowOffsets: [Int], columnIndices: [UInt32], values: [Float]
  ) throws(LinearError) {
    guard rows >= 0, rowOffsets.count == rows + 1 else {
      throw .shapeMismatch(what: "row offsets", expected: rows + 1, found: rowOffsets.count)
    }
    guard columnIndices.count == values.count else {
      throw .shapeMismatch(
        what: "column indices", expected: values.count, found: columnIndices.count)
    }
    try CSRMatrix.checkColumnCount(columns)
    guard rowOffsets[0] == 0 else {
      throw .shapeMismatch(what: "first row offset", expected: 0, found: rowOffsets[0])
    }
    guard rowOffsets[rows] == values.count else {
      throw .shapeMismatch(
        what: "last row offset", expected: values.count, found: rowOffsets[rows])
    }
    for i in 0..<rows {
      let start = rowOffsets[i]
      let end = rowOffsets[i + 1]
      guard start <= end, end <= values.count else {
        throw .shapeMismatch(what: "row offset \(i + 1)", expected: start, found: end)
      }
      var previous = -1
      for e in start..<end {
        let column = Int(columnIndices[e])
        guard column < columns else {
          throw .columnOutOfRange(row: i, column: column, columns: columns)
        }
        guard column > previous else { throw .columnsNotIncreasing(row: i) }
        guard values[e].isFinite else { throw .notFinite(what: "sparse values", index: e) }
        previous = column
      }
    }
    self.init(
      checkedRows: rows, columns: columns, rowOffsets: rowOffsets, columnIndices: columnIndices,
      values: values)
  }

  /// Arrays that the caller has proved to satisfy the invariant.
  init(
    checkedRows rows: Int, columns: Int, rowOffsets: [Int], columnIndices: [UInt32],
    values: [Float]
  ) {
    self.rows = rows
    self.columns = columns
    self.rowOffsets = rowOffsets
    self.columnIndices = columnIndices
    self.values = values
  }

  static func checkColumnCount(_ columns: Int) throws(LinearError) {
    guard columns >= 0, columns <= Int(UInt32.max) else {
      throw .invalidParameter(
        name: "columns", value: Double(columns), expected: "0 ... \(UInt32.max)")
    }
  }

  /// A matrix without columns, for a design of named features only.
  public static func withoutColumns(rows: Int) -> CSRMatrix {
    withoutEntries(rows: rows, columns: 0)
  }

  /// A matrix of zeros.
  ///
  /// - Precondition: `0 <= columns <= UInt32.max`.
  public static func withoutEntries(rows: Int, columns: Int) -> CSRMatrix {
    CSRMatrix(
      checkedRows: rows, columns: columns, rowOffsets: Array(repeating: 0, count: rows + 1),
      columnIndices: [], values: [])
  }

  /// The entries of one row as a range into `columnIndices` and `values`.
  public func entries(ofRow row: Int) -> Range<Int> {
    rowOffsets[row]..<rowOffsets[row + 1]
  }

  /// The rows named, in the order named (a row may come twice), as a new matrix.
  ///
  /// - Precondition: every index is in `0 ..< rows`.
  /// - Complexity: O(entries copied).
  public func selecting(rows chosen: some Collection<Int>) -> CSRMatrix {
    var offsets = [0]
    offsets.reserveCapacity(chosen.count + 1)
    let total = chosen.reduce(0) { $0 + entries(ofRow: $1).count }
    var indices: [UInt32] = []
    var data: [Float] = []
    indices.reserveCapacity(total)
    data.reserveCapacity(total)
    for row in chosen {
      let range = entries(ofRow: row)
      indices.append(contentsOf: columnIndices[range])
      data.append(contentsOf: values[range])
      offsets.append(data.count)
    }
    return CSRMatrix(
      checkedRows: chosen.count, columns: columns, rowOffsets: offsets, columnIndices: indices,
      values: data)
  }

  /// The same numbers with every zero written out.
  ///
  /// - Complexity: O(rows · columns). For tests and small matrices.
  public func dense() -> DenseMatrix {
    var result = DenseMatrix(rows: rows, columns: columns)
    for i in 0..<rows {
      for e in entries(ofRow: i) {
        result[i, Int(columnIndices[e])] = Double(values[e])
      }
    }
    return result
  }
}
