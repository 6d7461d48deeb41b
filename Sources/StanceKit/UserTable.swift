public import StanceText
import StanceTraining

/// A table of language data, a lexicon or a target pack, as its user saved it.
///
/// It is read as tables of records are: commas, semicolons or tabs, cells in quotation marks, UTF-8,
/// UTF-16 or Windows-1252. Lines that begin with `#` are left out.
///
///     let table = try UserTable.tabbed(Array("term;pos\nnul;adj\n".utf8), column: "term")
///     String(decoding: table.bytes, as: UTF8.self)  // "term\tpos\nnul\tadj\n"
public enum UserTable {
  /// The table as those of the project are, tab-separated; a row keeps its line.
  ///
  /// - Parameter column: a column that the header has; where it lacks it, the text is only decoded.
  /// - Throws: `TextReadingError` for bytes that are no text.
  /// - Complexity: O(bytes).
  public static func tabbed(
    _ raw: [UInt8], column: String
  ) throws(TextReadingError) -> DecodedText {
    var table = try TextDecoder.decode(raw)
    let top = headerStart(table.bytes)
    let bytes = Array(table.bytes[top...])
    guard let (header, start) = try? TableHeader.read(bytes, isWhole: true, column: column) else {
      return table
    }
    let linesAbove = LineEnds.count(in: table.bytes[..<top]) + LineEnds.count(in: bytes[..<start])
    var text = ends(linesAbove - 1) + line(header.names) + [0x0A]
    var rows = RecordRows(bytes, from: start, header: header)
    while let row = rows.next() {
      if !row.isBlank, row.bytes.first != UInt8(ascii: "#") {
        var cells = (try? header.cells(row.bytes))?.cells ?? []
        while cells.count > header.names.count, cells.last?.isEmpty == true { cells.removeLast() }
        text += line(cells)
      }
      text += ends(row.lineEnds)
    }
    table.bytes = text
    return table
  }

  /// Where the first line stands that is neither empty nor begins with `#`.
  private static func headerStart(_ bytes: [UInt8]) -> Int {
    var start = 0
    while start < bytes.count, [0x0A, 0x0D, UInt8(ascii: "#")].contains(bytes[start]) {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      start = min(end + 1, bytes.count)
    }
    return start
  }

  private static func ends(_ count: Int) -> [UInt8] {
    [UInt8](repeating: 0x0A, count: max(0, count))
  }

  /// Cells with tabs between them; those of their own are blanks. A first cell `#` is no comment.
  private static func line(_ cells: [String]) -> [UInt8] {
    let text = cells.map { cell in
      cell.utf8.map { [0x09, 0x0A, 0x0D].contains($0) ? UInt8(ascii: " ") : $0 }
    }
    let mark: [UInt8] = text.first?.first == UInt8(ascii: "#") ? [UInt8(ascii: " ")] : []
    return mark + Array(text.joined(separator: [0x09]))
  }
}
