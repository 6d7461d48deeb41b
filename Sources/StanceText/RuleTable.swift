/// The rows of a tab-separated file with a header, as the rule files have them.
///
/// UTF-8, LF or CRLF; empty lines and lines that start with `#` are skipped. Fields are not
/// quoted; blanks at their ends do not count. The table keeps the file's bytes and only the places
/// of the fields.
struct RuleTable {
  let file: String
  let bytes: [UInt8]
  private let width: Int
  private var places: [Range<Int>] = []
  private var lines: [Int] = []

  /// Parses `bytes`, whose header must be `columns`.
  ///
  /// - Throws: `ReadingRulesError` for another header, a row of another width, bytes that are no
  ///   UTF-8.
  /// - Complexity: O(bytes).
  init(file: String, _ bytes: [UInt8], columns: [String]) throws(ReadingRulesError) {
    self.file = file
    self.bytes = bytes
    width = columns.count
    guard UTF8Validation.firstInvalid(bytes) == nil else {
      throw ReadingRulesError(file: file, line: 0, reason: "expected UTF-8")
    }
    let span = bytes.span
    var isHeader = true
    var number = 0
    var position = 0
    places.reserveCapacity(bytes.count / 16)
    while position < span.count {
      number += 1
      let first = places.count
      let end = addFields(span, position)
      let isSkipped = end == position || span[position] == 0x23
      let next = end + 1
      if isSkipped || end == position + 1 && span[position] == 0x0d {
        places.removeLast(places.count - first)
      } else {
        if isHeader {
          let found = places.map { String(decoding: bytes[$0], as: UTF8.self) }
          guard found == columns else {
            throw ReadingRulesError(
              file: file, line: number,
              reason: "expected the header \(columns.joined(separator: " | ")), "
                + "found \(found.joined(separator: " | "))")
          }
          places.removeAll()
          isHeader = false
        } else {
          guard places.count - first == width else {
            throw ReadingRulesError(
              file: file, line: number,
              reason: "expected \(width) fields, found \(places.count - first)")
          }
          lines.append(number)
        }
      }
      position = next
    }
  }

  /// Adds the fields of the line at `start`; returns where its LF, or the end of the bytes, is.
  private mutating func addFields(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var begin = start
    var position = start
    while true {
      while position + 8 <= bytes.count {
        let control = ByteScan.below16(ByteScan.load(bytes, position))
        position += control.trailingZeroBitCount / 8
        if control != 0 { break }
      }
      let isEnd = position == bytes.count || bytes[position] == 0x0a
      if isEnd || bytes[position] == 0x09 {
        var low = begin
        var high = position
        if isEnd, high > start, bytes[high - 1] == 0x0d { high -= 1 }
        while low < high, bytes[low] == 0x20 { low += 1 }
        while high > low, bytes[high - 1] == 0x20 { high -= 1 }
        places.append(low..<high)
        begin = position + 1
      }
      if isEnd { return position }
      position += 1
    }
  }

  /// The numbers of the rows, from 0.
  var rows: Range<Int> { 0..<lines.count }

  /// The line of a row in the file, from 1.
  func line(_ row: Int) -> Int { lines[row] }

  /// Where a field stands in `bytes`.
  func place(_ row: Int, _ column: Int) -> Range<Int> { places[row * width + column] }

  /// The bytes of a field.
  func field(_ row: Int, _ column: Int) -> ArraySlice<UInt8> { bytes[place(row, column)] }

  /// A field as a string.
  func string(_ row: Int, _ column: Int) -> String {
    String(decoding: field(row, column), as: UTF8.self)
  }

  /// An error at a row.
  func error(_ row: Int, _ reason: String) -> ReadingRulesError {
    ReadingRulesError(file: file, line: lines[row], reason: reason)
  }
}
