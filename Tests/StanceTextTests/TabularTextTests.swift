import StanceTestSupport
import Testing

@testable import StanceText

@Suite struct TabularTextTests {
  /// The rows by strings, line by line.
  private static func slowly(_ text: String) -> [[String]] {
    let lines = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    return lines.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .compactMap { scalars in
        var line = Array(scalars)
        if line.last == "\r" { line.removeLast() }
        if line.isEmpty || line[0] == "#" { return nil }
        return line.split(separator: "\t", omittingEmptySubsequences: false).map { field in
          var part = field[...]
          while part.first == " " { part.removeFirst() }
          while part.last == " " { part.removeLast() }
          return part.reduce(into: "") { $0.unicodeScalars.append($1) }
        }
      }
  }

  @Test func generatedTables() {
    let pieces = [
      "a", "é", " ", "\t", "\t", "\n", "\n", "\r\n", "\r", "#", "longer words here", "\u{FEFF}",
    ]
    var rows = 0
    for seed in UInt64(0)..<2000 {
      var generator = SeededGenerator(seed: seed)
      let text = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      let expected = Self.slowly(text)
      let table = TabularText(Array(text.utf8))
      #expect(table.header == expected.first ?? [], "seed \(seed)")
      let found = table.rows.map { row in (0..<row.count).map { row[$0] } }
      #expect(found == Array(expected.dropFirst()), "seed \(seed)")
      rows += found.count
    }
    #expect(rows > 2000)
  }

  @Test func linesAndMissingFields() {
    let table = TabularText(Array("\u{FEFF}# mine\r\n\r\nx\ty\r\n1\n\n 2 \t3\t4".utf8))
    #expect(table.header == ["x", "y"] && table.headerLine == 3)
    #expect(table.rows.map(\.line) == [4, 6] && table.rows.map(\.count) == [1, 3])
    #expect(table.rows[0][1] == "" && table.rows[0].field(7).isEmpty)
    #expect(table.rows[1][0] == "2" && table.bytes[table.rows[1].place(2)].elementsEqual([0x34]))
    #expect(TabularText([]).header.isEmpty && TabularText([]).headerLine == 1)
  }

  @Test func lists() {
    #expect(TabularText.list(" a b , ,c") == ["a b", "c"])
    #expect(TabularText.list("").isEmpty)
  }
}
