/// A tab-separated table with a header: the form of all language data, and of a corpus's splits.
///
/// UTF-8, perhaps with a byte order mark; lines end with LF or CR LF. Empty lines and lines that begin
/// with `#` are skipped, before the header too. Fields are not quoted and hold no tab; blanks at their
/// ends do not count. The table keeps the bytes and only the places of the fields.
///
///     let table = TabularText(Array("term\tvalence\nbon\t0.5\n".utf8))
///     table.header       // ["term", "valence"]
///     table.rows[0][1]   // "0.5"
package struct TabularText: Sendable {
  /// A line behind the header.
  package struct Row: Sendable {
    private let bytes: [UInt8]
    private let places: ArraySlice<Range<Int>>
    /// The line in the file, from 1.
    package let line: Int

    fileprivate init(_ bytes: [UInt8], _ places: ArraySlice<Range<Int>>, _ line: Int) {
      (self.bytes, self.places, self.line) = (bytes, places, line)
    }

    /// How many fields the line has.
    package var count: Int { places.count }

    /// Where a field stands in the bytes of the table; empty behind the last one.
    package func place(_ column: Int) -> Range<Int> {
      column < places.count ? places[places.startIndex + column] : 0..<0
    }

    /// The bytes of a field; none behind the last one.
    package func field(_ column: Int) -> ArraySlice<UInt8> { bytes[place(column)] }

    /// A field as a string; empty behind the last one.
    package subscript(column: Int) -> String { String(decoding: field(column), as: UTF8.self) }
  }

  package let bytes: [UInt8]
  /// The names of the columns; none where the table has no line that counts.
  package private(set) var header: [String] = []
  /// The line of the header, from 1; 1 where there is none.
  package private(set) var headerLine = 1
  private var places: [Range<Int>] = []
  private var starts: [(place: Int, line: Int)] = []

  /// Splits a table; any bytes are one.
  ///
  /// - Complexity: O(bytes).
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let span = bytes.span
    var number = 0
    var position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    places.reserveCapacity(bytes.count / 16)
    while position < span.count {
      number += 1
      let first = places.count
      let end = addFields(span, position)
      if end == position || span[position] == 0x23
        || end == position + 1 && span[position] == 0x0d
      {
        places.removeLast(places.count - first)
      } else if header.isEmpty {
        header = places.map { String(decoding: bytes[$0], as: UTF8.self) }
        headerLine = number
        places.removeAll()
      } else {
        starts.append((first, number))
      }
      position = end + 1
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
        var high = position
        if isEnd, high > start, bytes[high - 1] == 0x0d { high -= 1 }
        places.append(Self.trimmed(bytes, begin..<high))
        begin = position + 1
      }
      if isEnd { return position }
      position += 1
    }
  }

  private static func trimmed(_ bytes: Span<UInt8>, _ place: Range<Int>) -> Range<Int> {
    var (low, high) = (place.lowerBound, max(place.lowerBound, place.upperBound))
    while low < high, bytes[low] == 0x20 { low += 1 }
    while high > low, bytes[high - 1] == 0x20 { high -= 1 }
    return low..<high
  }

  /// The lines behind the header, in their order.
  package var rows: [Row] {
    starts.indices.map { row in
      let end = row + 1 < starts.count ? starts[row + 1].place : places.count
      return Row(bytes, places[starts[row].place..<end], starts[row].line)
    }
  }

  /// The parts of a comma-separated field, without the blanks around them; empty ones left out.
  package static func list(_ field: String) -> [String] {
    field.utf8.split(separator: 0x2c).compactMap { part in
      let bytes = Array(part)
      let place = trimmed(bytes.span, 0..<bytes.count)
      return place.isEmpty ? nil : String(decoding: bytes[place], as: UTF8.self)
    }
  }
}
