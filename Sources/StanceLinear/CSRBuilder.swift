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
    private var sorter = RadixSort()

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

    /// Appends a row given in any order; values of one column add up, in the order given.
    ///
    /// - Throws: `shapeMismatch`, `columnOutOfRange` or `notFinite`; then nothing is appended.
    /// - Complexity: O(e) for e entries, and a few thousand steps for long rows (``RadixSort``).
    public mutating func appendUnsortedRow(
      columns newColumns: [UInt32], values newValues: [Float]
    ) throws(LinearError) {
      guard newColumns.count == newValues.count else {
        throw .shapeMismatch(
          what: "values of a row", expected: newColumns.count, found: newValues.count)
      }
      sorter.keys.removeAll(keepingCapacity: true)
      for index in newColumns.indices {
        guard Int(newColumns[index]) < columns else {
          throw .columnOutOfRange(row: rows, column: Int(newColumns[index]), columns: columns)
        }
        sorter.keys.append(
          UInt64(newColumns[index]) << 32 | UInt64(newValues[index].bitPattern))
      }
      sorter.sort(below: UInt64(columns) << 32)
      let start = values.count
      var last = UInt32.max
      for key in sorter.keys {
        let column = UInt32(truncatingIfNeeded: key >> 32)
        let value = Float(bitPattern: UInt32(truncatingIfNeeded: key))
        if column == last, values.count > start {
          values[values.count - 1] += value
        } else {
          columnIndices.append(column)
          values.append(value)
          last = column
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
