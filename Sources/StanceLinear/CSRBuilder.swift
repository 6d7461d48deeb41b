extension CSRMatrix {
  /// Appends rows, then gives the matrix.
  ///
  ///     var builder = CSRMatrix.Builder(columns: 1 << 18)
  ///     try builder.appendRow(columns: [3, 17], values: [0.5, 1])
  ///     let matrix = builder.finish()
  public struct Builder: Sendable {
    public let columns: Int
    private var rowOffsets: [Int] = [0]
    private var columnIndices: [UInt32] = []
    private var values: [Float] = []
    private var scratch: [(column: UInt32, value: Float)] = []

    /// The number of rows appended so far.
    public var rows: Int { rowOffsets.count - 1 }
    /// The number of entries appended so far.
    public var entryCount: Int { values.count }

    /// - Precondition: `0 <= columns <= UInt32.max`.
    public init(columns: Int) {
      precondition(columns >= 0 && columns <= Int(UInt32.max), "columns fit in 32 bits")
      self.columns = columns
    }

    public mutating func reserveCapacity(rows: Int, entries: Int) {
      rowOffsets.reserveCapacity(rows + 1)
      columnIndices.reserveCapacity(entries)
      values.reserveCapacity(entries)
    }

    /// Appends a row whose columns strictly increase. On an error nothing is appended.
    ///
    /// - Throws: `shapeMismatch`, `columnOutOfRange`, `columnsNotIncreasing` or `notFinite`.
    /// - Complexity: O(entries of the row), amortised.
    public mutating func appendRow(
      columns newColumns: some Collection<UInt32>, values newValues: some Collection<Float>
    ) throws(LinearError) {
      guard newColumns.count == newValues.count else {
        throw .shapeMismatch(
          what: "values of a row", expected: newColumns.count, found: newValues.count)
      }
      var previous = -1
      for column in newColumns {
        guard Int(column) < columns else {
          throw .columnOutOfRange(row: rows, column: Int(column), columns: columns)
        }
        guard Int(column) > previous else { throw .columnsNotIncreasing(row: rows) }
        previous = Int(column)
      }
      var index = values.count
      for value in newValues {
        guard value.isFinite else { throw .notFinite(what: "sparse values", index: index) }
        index += 1
      }
      columnIndices.append(contentsOf: newColumns)
      values.append(contentsOf: newValues)
      rowOffsets.append(values.count)
    }

    /// Appends a row given in any order; values of one column add up.
    ///
    /// - Throws: `shapeMismatch`, `columnOutOfRange` or `notFinite`; then nothing is appended.
    /// - Complexity: O(e log e) for e entries.
    public mutating func appendUnsortedRow(
      columns newColumns: some Collection<UInt32>, values newValues: some Collection<Float>
    ) throws(LinearError) {
      guard newColumns.count == newValues.count else {
        throw .shapeMismatch(
          what: "values of a row", expected: newColumns.count, found: newValues.count)
      }
      scratch.removeAll(keepingCapacity: true)
      for (column, value) in zip(newColumns, newValues) {
        guard Int(column) < columns else {
          throw .columnOutOfRange(row: rows, column: Int(column), columns: columns)
        }
        scratch.append((column, value))
      }
      scratch.sort { $0.column < $1.column }
      let start = values.count
      for entry in scratch {
        if values.count > start, columnIndices[columnIndices.count - 1] == entry.column {
          values[values.count - 1] += entry.value
        } else {
          columnIndices.append(entry.column)
          values.append(entry.value)
        }
      }
      for index in start..<values.count where !values[index].isFinite {
        columnIndices.removeSubrange(start...)
        values.removeSubrange(start...)
        throw .notFinite(what: "sparse values", index: index)
      }
      rowOffsets.append(values.count)
    }

    /// The matrix of the rows appended.
    ///
    /// - Complexity: O(1).
    public consuming func finish() -> CSRMatrix {
      CSRMatrix(
        checkedRows: rowOffsets.count - 1, columns: columns, rowOffsets: rowOffsets,
        columnIndices: columnIndices, values: values)
    }
  }
}
