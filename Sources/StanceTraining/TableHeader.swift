public import StanceModel
public import StanceText

/// The header of a table of records: CSV (RFC 4180), and the same with semicolons or tabs.
///
/// The delimiter is what stands beside the column `text`; where that is the only one, a row is one
/// cell. A quote opens a cell of any lines where the quote that closes it stands before a delimiter
/// or the end of a line; any other quote is a letter. Lines end with LF, CR LF or CR. A first line
/// `sep=;`, with which spreadsheets are told the delimiter, is passed over.
///
///     let (header, start) = try TableHeader.read(bytes, isWhole: true)!
///     let end = header.rowEnd(in: bytes, from: start, isWhole: true)!
///     try header.record(bytes[start..<end]).value["text"]
public struct TableHeader: Sendable, Equatable {
  /// Bytes that a header has at most: 1 MB.
  public static let longest = 1 << 20
  private static let delimiters = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
  /// Members of records that have a meaning; their columns are known in any case.
  private static let known: Set<String> = [
    "id", "text", "label", "target", "group", "lang", "split", "in_heldout",
  ]
  /// Ways to say that a row is to be left out.
  private static let truths: Set<String> = ["true", "vrai", "1"]

  /// Names of the columns; an empty one is passed over.
  public private(set) var names: [String] = []
  /// Place of the column that tells the delimiter: `text` of records.
  private var text = 0
  private var delimiter: UInt8?

  private init(delimiter: UInt8?) { self.delimiter = delimiter }

  /// The header with which a table begins.
  ///
  /// - Parameters:
  ///   - bytes: the beginning of the table, without a byte order mark.
  ///   - isWhole: whether nothing follows.
  ///   - column: the name of a column that there must be.
  /// - Returns: the header and where the first row begins; nil where more bytes are needed, and
  ///   where there are none but blank ones.
  /// - Throws: ``TableError`` when no column is called `column`, or two have one name.
  /// - Complexity: O(bytes of the header).
  public static func read(
    _ bytes: [UInt8], isWhole: Bool, column: String = "text"
  ) throws(TableError) -> (header: TableHeader, start: Int)? {
    let top = separatorEnd(in: bytes)
    guard let first = bytes[top...].firstIndex(where: { $0 > 0x20 }) else { return nil }
    let start = bytes[..<first].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
    var found: [String] = []
    for delimiter in delimiters {
      var header = TableHeader(delimiter: delimiter)
      guard let end = header.rowEnd(in: bytes, from: start, isWhole: isWhole) else { return nil }
      let names = try header.cells(bytes[start..<end]).cells.map(name)
      if names.count > found.count { found = names }
      guard let place = names.firstIndex(of: column) else { continue }
      let twice = names.indices.first { !names[$0].isEmpty && names[..<$0].contains(names[$0]) }
      if let twice {
        throw TableError(
          expected: "a name for each column", found: "the name `\(names[twice])` twice")
      }
      header.names = names
      header.text = place
      if names.count == 1 { header.delimiter = nil }
      return (header, end)
    }
    _ = try decoded(bytes[start...].prefix(longest))
    let columns = found.prefix(8).map { "`\($0.prefix(24))`" }.joined(separator: ", ")
    throw TableError(
      expected: "a header with a column `\(column)`",
      found: "the columns \(columns)\(found.count > 8 ? " …" : ""); name the column of the texts so"
    )
  }

  /// Whether a line can be nothing but the header of a table: `text` and another column that has a
  /// meaning.
  public static func isFound(in line: [UInt8]) -> Bool {
    guard let names = try? read(line, isWhole: true)?.header.names else { return false }
    return names.count { known.contains($0) } > 1
  }

  /// Index behind `sep=` and one byte where the bytes begin with a line of these; else 0.
  private static func separatorEnd(in bytes: [UInt8]) -> Int {
    guard bytes.starts(with: "sep=".utf8), bytes.count > 5, [0x0A, 0x0D].contains(bytes[5]) else {
      return 0
    }
    return 5
  }

  private static func name(_ cell: String) -> String {
    let name = cell.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let small = name.lowercased()
    return known.contains(small) ? small : name
  }

  /// Index behind the row that begins at `start`, and behind its line end.
  ///
  /// - Parameter isWhole: whether nothing follows the bytes.
  /// - Returns: nil where more bytes are needed to know.
  /// - Complexity: O(bytes of the row; up to the next quote behind one that nothing closes).
  public func rowEnd(in bytes: [UInt8], from start: Int, isWhole: Bool) -> Int? {
    var search = RowSearch(from: start)
    return rowEnd(in: bytes, &search, isWhole: isWhole)
  }

  /// The same of a row that comes in pieces: a search goes on where there were no more bytes.
  ///
  /// - Parameter bytes: those of the last call, and others behind them.
  /// - Complexity: of all calls together, that of one.
  public func rowEnd(in bytes: [UInt8], _ search: inout RowSearch, isWhole: Bool) -> Int? {
    let bytes = bytes.span
    while true {
      guard let cell = search.cell(in: bytes, delimiter, isWhole: isWhole) else { return nil }
      let place = cell.end
      guard place < bytes.count else { return isWhole ? place : nil }
      if bytes[place] == delimiter {
        search = RowSearch(from: place + 1)
        continue
      }
      guard bytes[place] == 0x0D else { return place + 1 }
      guard place + 1 < bytes.count else { return isWhole ? place + 1 : nil }
      return bytes[place + 1] == 0x0A ? place + 2 : place + 1
    }
  }

  /// A row as the record that JSONL would hold: its cells are strings, but for `in_heldout`; an
  /// empty one is none, except in `text`, and around those that have a meaning blanks are dropped.
  /// Bytes that are not UTF-8 are read as Windows-1252.
  ///
  /// - Throws: ``TableError`` for a row without the cell `text`, and for one with more cells than
  ///   columns, unless these are empty.
  /// - Complexity: O(bytes).
  public func record(
    _ row: ArraySlice<UInt8>
  ) throws(TableError) -> (value: JSONValue, encoding: TextEncoding) {
    let (cells, encoding) = try cells(row)
    guard cells.count > text, cells.dropFirst(names.count).allSatisfy(\.isEmpty) else {
      throw TableError(
        expected: "\(names.count) cells, as the header has",
        found: hasOpenQuote(row)
          ? "\(cells.count), one of them behind a quote that is not closed; \(Self.closing)"
          : "\(cells.count); quote a text that holds a delimiter or a line end")
    }
    var members: [JSONMember] = []
    for (name, whole) in zip(names, cells) where !name.isEmpty {
      let cell = name != "text" && Self.known.contains(name) ? Self.trimmed(whole) : whole
      if name == "in_heldout" {
        members.append(
          JSONMember(key: name, value: .bool(Self.truths.contains(cell.lowercased()))))
      } else if name == "text" || !cell.isEmpty {
        members.append(JSONMember(key: name, value: .string(cell)))
      }
    }
    return (.object(members), encoding)
  }

  /// Without the blanks around it.
  private static func trimmed(_ cell: String) -> String {
    var rest = cell[...].drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// Whether a row has nothing in any cell.
  public func isBlank(_ row: ArraySlice<UInt8>) -> Bool {
    row.allSatisfy { $0 <= 0x20 || $0 == delimiter || $0 == 0x22 }
  }

  /// Whether a cell of a row begins with a quote that is a letter, as none before a delimiter or a
  /// line end closes it.
  ///
  /// - Complexity: O(bytes).
  func hasOpenQuote(_ row: ArraySlice<UInt8>) -> Bool {
    guard row.contains(0x22) else { return false }
    let bytes = row.span
    var search = RowSearch(from: 0)
    while let cell = search.cell(in: bytes, delimiter, isWhole: true) {
      let isOpen = !cell.isQuoted && !cell.content.isEmpty
      if isOpen, bytes[cell.content.lowerBound] == 0x22 { return true }
      guard cell.end < bytes.count, bytes[cell.end] == delimiter else { break }
      search = RowSearch(from: cell.end + 1)
    }
    return false
  }

  /// What to do with a quote that is not closed.
  static let closing = "close it before the delimiter, and double the quotes inside"

  /// The cells of a row, without the quotes around them.
  ///
  /// - Throws: ``TableError`` for bytes that are no text.
  /// - Complexity: O(bytes).
  package func cells(
    _ row: ArraySlice<UInt8>
  ) throws(TableError) -> (cells: [String], encoding: TextEncoding) {
    if let cells = texts(row) { return (cells, .utf8) }
    let text = try Self.decoded(row)
    return (texts(text.bytes[...]) ?? [], text.encoding)
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) throws(TableError) -> DecodedText {
    do { return try TextDecoder.decode(Array(bytes)) } catch {
      switch error {
      case .binary(let format, _):
        throw TableError(expected: "text", found: "\(format); save the table as CSV")
      }
    }
  }

  /// - Returns: nil where a cell is not UTF-8.
  private func texts(_ row: ArraySlice<UInt8>) -> [String]? {
    let bytes = row.span
    var result: [String] = []
    var search = RowSearch(from: 0)
    while let cell = search.cell(in: bytes, delimiter, isWhole: true) {
      var content = row[
        row.startIndex + cell.content.lowerBound..<row.startIndex + cell.content.upperBound]
      if cell.isQuoted, content.contains(0x22) { content = Self.unquoted(content) }
      guard let text = String(validating: content, as: UTF8.self) else { return nil }
      result.append(text)
      guard cell.end < bytes.count, bytes[cell.end] == delimiter else { break }
      search = RowSearch(from: cell.end + 1)
    }
    return result
  }

  /// One quote for two.
  private static func unquoted(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    var isSecond = false
    for byte in content {
      isSecond = byte == 0x22 && !isSecond
      if !isSecond { result.append(byte) }
    }
    return result[...]
  }
}

/// What is wrong with a table or with a row of it.
public struct TableError: Error, Sendable, Equatable {
  public var expected: String
  public var found: String
}
