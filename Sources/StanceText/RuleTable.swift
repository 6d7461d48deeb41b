/// The rows of a tab-separated file with a header, as the rule files have them.
///
/// UTF-8, LF or CRLF; empty lines and lines that start with `#` are skipped. Fields are not
/// quoted.
struct RuleTable {
  struct Row {
    /// The line in the file, from 1.
    var line: Int
    /// One field per column of the header, blanks at the ends removed.
    var fields: [String]
  }

  var rows: [Row] = []

  /// Parses `bytes`, whose header must be `columns`.
  ///
  /// - Throws: `ReadingRulesError` for another header, a row of another width, bytes that are no
  ///   UTF-8.
  init(file: String, _ bytes: [UInt8], columns: [String]) throws(ReadingRulesError) {
    guard UTF8Validation.firstInvalid(bytes) == nil else {
      throw ReadingRulesError(file: file, line: 0, reason: "expected UTF-8")
    }
    var header = false
    var number = 0
    for raw in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      number += 1
      let line = raw.last == 0x0d ? raw.dropLast() : raw
      if line.isEmpty || line.first == 0x23 { continue }
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map {
        RuleTable.trimmed($0)
      }
      if !header {
        guard fields == columns else {
          throw ReadingRulesError(
            file: file, line: number,
            reason: "expected the header \(columns.joined(separator: " | ")), "
              + "found \(fields.joined(separator: " | "))")
        }
        header = true
        continue
      }
      guard fields.count == columns.count else {
        throw ReadingRulesError(
          file: file, line: number,
          reason: "expected \(columns.count) fields, found \(fields.count)")
      }
      rows.append(Row(line: number, fields: fields))
    }
  }

  private static func trimmed(_ field: ArraySlice<UInt8>) -> String {
    var view = field
    while view.first == 0x20 { view = view.dropFirst() }
    while view.last == 0x20 { view = view.dropLast() }
    return String(decoding: view, as: UTF8.self)
  }
}
