/// A tab-separated table with a header line, as bytes: the file format of all lexicon data.
///
/// Lines end with LF or CRLF; empty lines and lines that begin with `#` are skipped, also before the
/// header; a field holds no tab. Missing fields at the end of a line are empty.
struct TabularText {
  struct Row {
    /// 1-based.
    let line: Int
    let fields: [String]

    subscript(column: Int) -> String { column < fields.count ? fields[column] : "" }
  }

  let header: [String]
  let rows: [Row]

  /// Splits a table.
  ///
  /// - Complexity: O(bytes).
  init(_ text: [UInt8]) {
    var header: [String] = []
    var rows: [Row] = []
    var line = 0
    var start = text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    while start < text.count {
      line += 1
      var end = start
      while end < text.count, text[end] != 0x0a { end += 1 }
      var stop = end
      if stop > start, text[stop - 1] == 0x0d { stop -= 1 }
      if stop > start, text[start] != 0x23 {
        let fields = text[start..<stop].split(separator: 0x09, omittingEmptySubsequences: false)
          .map { TabularText.trimmed(String(decoding: $0, as: UTF8.self)) }
        if header.isEmpty {
          header = fields
        } else {
          rows.append(Row(line: line, fields: fields))
        }
      }
      start = end + 1
    }
    self.header = header
    self.rows = rows
  }

  /// The table, when its header is `columns` (more columns may follow).
  static func read(
    _ text: [UInt8], file: String, columns: [String]
  ) throws(LexiconError) -> TabularText {
    let table = TabularText(text)
    guard table.header.starts(with: columns) else {
      throw .header(
        file: file, expected: columns.joined(separator: ", "),
        found: table.header.isEmpty ? "nothing" : table.header.joined(separator: ", "))
    }
    return table
  }

  static func trimmed(_ text: String) -> String {
    guard text.utf8.first == 0x20 || text.utf8.last == 0x20 else { return text }
    var part = Substring(text)
    while let first = part.first, first == " " { part.removeFirst() }
    while let last = part.last, last == " " { part.removeLast() }
    return String(part)
  }

  /// The parts of a comma-separated field, trimmed, empty ones left out.
  static func list(_ field: String) -> [String] {
    guard field.utf8.contains(0x2c) else {
      let only = trimmed(field)
      return only.isEmpty ? [] : [only]
    }
    return field.split(separator: ",").map { trimmed(String($0)) }.filter { !$0.isEmpty }
  }
}
