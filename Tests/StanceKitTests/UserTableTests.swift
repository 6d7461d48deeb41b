import StanceTestSupport
import Testing

@testable import StanceKit
@testable import StanceText

/// Tables as spreadsheets save them, beside the tab-separated form of the project.
@Suite struct UserTableTests {
  /// How a table is written: delimiter, line end, and text → bytes.
  private struct Dialect {
    var delimiter: String
    var end: String
    var encode: @Sendable (String) -> [UInt8]

    static let encodings: [@Sendable (String) -> [UInt8]] = [
      { Array($0.utf8) },
      { [0xEF, 0xBB, 0xBF] + Array($0.utf8) },
      { text in [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } },
      { text in [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } },
      { text in text.unicodeScalars.map { UInt8($0.value) } },
    ]

    func write(_ rows: [[String]]) -> [UInt8] {
      let lines = rows.map { cells in
        cells.map { cell in
          let needsQuotes = cell.contains { $0 == "\"" || $0.isNewline || String($0) == delimiter }
          return needsQuotes
            ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
        }.joined(separator: delimiter)
      }
      return encode(lines.map { $0 + end }.joined())
    }
  }

  @Test func anySpreadsheetSavesTheSame() throws {
    // Letters that Windows-1252 has under the number of their scalar.
    let pieces = ["dépité", "à", "ça", "b", " ", ",", ";", "\"", "0,5", "\n", "-", "l'"]
    var cellsSeen = 0
    for seed in UInt64(0)..<400 {
      var generator = SeededGenerator(seed: seed)
      let rows: [[String]] = (0..<Int.random(in: 1...6, using: &generator)).map { row in
        // A first cell that is nothing but its number: rows are told apart, none is blank.
        ["mot\(row)"]
          + (0..<3).map { _ in
            (0..<Int.random(in: 0...3, using: &generator)).map { _ in
              pieces.randomElement(using: &generator) ?? ""
            }.joined()
          }
      }
      let table = [["term", "pos", "valence", "tags"]] + rows
      let expected = rows.map { $0.map { $0.replacing("\n", with: " ") } }
      for delimiter in [",", ";", "\t"] {
        for end in ["\n", "\r\n"] {
          for encode in Dialect.encodings {
            let bytes = Dialect(delimiter: delimiter, end: end, encode: encode).write(table)
            let read = try UserTable.tabbed(bytes, column: "term")
            let text = TabularText(read.bytes)
            #expect(text.header == table[0])
            let found = text.rows.map { row in (0..<row.count).map { row[$0] } }
            #expect(found == expected.map { $0.map(Self.trimmed) }, "seed \(seed) \(delimiter)")
            var line = 2
            for (row, cells) in zip(text.rows, rows) {
              #expect(row.line == line, "seed \(seed)")
              line += 1 + cells.joined().count { $0 == "\n" }
            }
            cellsSeen += found.joined().count
          }
        }
      }
    }
    #expect(cellsSeen > 10_000)
  }

  private static func trimmed(_ cell: String) -> String {
    var rest = cell[...].drop { $0 == " " }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }

  @Test func commentsAndTheSignOfTheDelimiter() throws {
    func rows(_ text: String) throws -> [[String]] {
      let table = TabularText(try UserTable.tabbed(Array(text.utf8), column: "term").bytes)
      return [table.header] + table.rows.map { row in [String(row.line)] + [row[0], row[1]] }
    }
    #expect(
      try rows("# mine\n\nterm;pos\n# no\nnul;adj;;\n;;\n\"#fail\";noun\n") == [
        ["term", "pos"], ["5", "nul", "adj"], ["7", "#fail", "noun"],
      ])
    #expect(try rows("sep=;\nterm;pos\nnul;adj") == [["term", "pos"], ["3", "nul", "adj"]])
    #expect(try rows("term,pos\rnul,adj\r") == [["term", "pos"], ["2", "nul", "adj"]])
    // A header without the column is handed on, for the reader of the table to refuse.
    #expect(try rows("mot\tpos\nnul\tadj\n")[0] == ["mot", "pos"])
    #expect(try UserTable.tabbed([], column: "term").bytes.isEmpty)
    #expect(throws: TextReadingError.self) {
      try UserTable.tabbed(Array("term\tpos\n\0\tadj\n".utf8), column: "term")
    }
  }
}
