import StanceReport

/// A table of plain text: the first column to the left, numbers to the right.
struct TextTable {
  var header: [String]
  var rows: [[String]] = []

  /// Lines of equal columns, two spaces between them, without trailing space.
  var lines: [String] {
    let all = [header] + rows
    var widths: [Int] = []
    for row in all {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], DisplayWidth.of(cell))
      }
    }
    return all.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += (column == 0 ? "" : "  ")
        line += DisplayWidth.padded(cell, to: widths[column], right: column > 0)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
