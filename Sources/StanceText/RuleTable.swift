/// A file of reading rules: a table whose rows have as many fields as its header.
struct RuleTable {
  let file: String
  let bytes: [UInt8]
  let rows: [TabularText.Row]

  /// - Parameter columns: what the header must begin with; more may follow.
  /// - Throws: `ReadingRulesError` for another header, a row of another width, bytes that are no
  ///   UTF-8.
  /// - Complexity: O(bytes).
  init(file: String, _ bytes: [UInt8], columns: [String]) throws(ReadingRulesError) {
    self.file = file
    self.bytes = bytes
    guard UTF8Validation.firstInvalid(bytes) == nil else {
      throw ReadingRulesError(file: file, line: 0, reason: "expected UTF-8")
    }
    let table = TabularText(bytes)
    rows = table.rows
    guard table.header.isEmpty || table.header.starts(with: columns) else {
      throw ReadingRulesError(
        file: file, line: table.headerLine,
        reason: "expected the header \(columns.joined(separator: " | ")), "
          + "found \(table.header.joined(separator: " | "))")
    }
    if let row = rows.first(where: { $0.count != table.header.count }) {
      throw error(row, "expected \(table.header.count) fields, found \(row.count)")
    }
  }

  /// An error at a row.
  func error(_ row: TabularText.Row, _ reason: String) -> ReadingRulesError {
    ReadingRulesError(file: file, line: row.line, reason: reason)
  }
}
