import StanceText
import Testing

/// Whole pages as the reader sees them.
@Suite struct UnitReaderPageTests {
  /// Golden/pages: whole pages. Each line begins with the kind of its unit, h b f, and + = - for a
  /// label favor, neutral, against; a point marks a line that goes on with the unit before.
  @Test(arguments: [
    "daily", "markdown", "titles", "english", "wrapped", "blog", "lines", "underlined", "views",
  ])
  func pages(_ name: String) throws {
    var lines: [String] = []
    var expected: [String] = []
    for line in TextTestFiles.golden("pages/\(name).txt").split(
      separator: 0x0a, omittingEmptySubsequences: false)
    {
      let fields = line.split(separator: 0x09, maxSplits: 1)
      if fields.count == 2, fields[0] != [0x2e] {
        expected.append("\(lines.count + 1) " + String(decoding: fields[0], as: UTF8.self))
      }
      lines.append(fields.count == 2 ? String(decoding: fields[1], as: UTF8.self) : "")
    }
    #expect(expected.count > 5)
    let marks: [String?: String] = ["favor": "+", "neutral": "=", "against": "-", nil: ""]
    let found = units(lines.joined(separator: "\n"), try TextTestFiles.rules()).map { unit in
      "\(unit.line) \(unit.kind.rawValue.prefix(1))" + (marks[unit.gold] ?? "?")
    }
    #expect(found == expected)
  }
}
