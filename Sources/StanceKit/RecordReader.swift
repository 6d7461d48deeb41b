internal import StanceModel
internal import StanceText
internal import StanceTraining

/// Cuts JSONL or a table, a file or a pipe, into blocks of whole rows; UTF-16 is read whole.
///
/// Where a pipe has no more at the moment, what has come makes a block: whoever waits for the answer
/// to a record before sending the next one gets it.
struct RecordReader: ~Copyable, Sendable {
  /// Bytes after which a block ends with its row.
  static let blockSize = 1 << 17
  /// Bytes that a quoted cell of a table has at most: 64 MiB. An open quote would else be searched
  /// for its end in all that follows, which would have to be kept.
  var longestQuote = 1 << 26

  /// Whole rows of the file.
  struct Block: Sendable {
    /// The rows as read, with their line ends.
    var bytes: [UInt8]
    /// Number of its first line, from 1.
    var line: Int
    /// Number of its first record, from 0; blank rows are no records.
    var index: Int
    /// Of the file, as far as a mark says it.
    var encoding: TextEncoding
    /// That of the table; nil for JSONL.
    var header: TableHeader?
  }

  /// That of the file; single rows may be read as Windows-1252.
  private(set) var encoding = TextEncoding.utf8
  /// What the decoder noticed so far; offsets count bytes of the file as read.
  private(set) var warnings: [TextWarning] = []
  /// Records in the blocks so far, wrong ones too.
  private(set) var records = 0
  private var source: ByteSource
  private let isTable: Bool
  private var header: TableHeader?
  private var pending: [UInt8] = []
  private var line = 1
  private var isAtEnd = false
  private var isStarted = false
  /// Of the pending bytes: those that blocks have taken, those of a table that are whole rows, and
  /// how far the next row is looked through.
  private var taken = 0
  private var whole = 0
  private var search = RowSearch(from: 0)

  /// - Parameter isTable: whether it is a table, else JSONL.
  init(_ source: consuming ByteSource, isTable: Bool = false) {
    self.source = source
    self.isTable = isTable
  }

  /// Whether there is no further block, as far as is known.
  var isDrained: Bool { isAtEnd && taken == pending.count }

  /// The next block; nil at the end.
  mutating func next() throws(InputFailure) -> Block? {
    dropTaken()
    var searched = taken
    var waited = taken
    var end: Int?
    while end == nil {
      if isStarted, pending.count - taken >= Self.blockSize {
        end = try blockEnd(searched)
        searched = pending.count
        if end != nil { break }
      }
      if isAtEnd { break }
      if isStarted, source.wouldWait {
        end = lastEnd(waited)
        waited = pending.count
        if end != nil { break }
      }
      do { try readOn() } catch {
        // Rows that came whole before the damage are records all the same.
        end = isStarted ? lastEnd(taken) : nil
        if end == nil { throw error }
        break
      }
      if !isStarted, pending.count >= 3 || isAtEnd { try begin() }
    }
    let cut = end ?? pending.count
    guard cut > taken else { return nil }
    let block = Block(
      bytes: Array(pending[taken..<cut]), line: line, index: records, encoding: encoding,
      header: header)
    taken = cut
    for row in RecordRows(block.bytes, header: header) {
      line += row.lineEnds
      if !row.isBlank { records += 1 }
    }
    return block
  }

  /// Forgets what blocks have taken, where that is as much as there is to move.
  private mutating func dropTaken() {
    if 2 * taken >= pending.count {
      pending.removeFirst(taken)
      taken = 0
    }
    (whole, search) = (taken, RowSearch(from: taken))
  }

  private mutating func readOn() throws(InputFailure) {
    guard try source.read(into: &pending) == 0 else { return }
    isAtEnd = true
    if let warning = source.warning { warnings.append(warning) }
  }

  /// Where the first row ends that makes a block full, or a row before it where that one is too
  /// long; nil where that is not to be seen yet.
  ///
  /// - Parameter searched: place before which it is known not to end.
  private mutating func blockEnd(_ searched: Int) throws(InputFailure) -> Int? {
    guard header != nil else {
      return pending[max(searched, taken + Self.blockSize - 1)...].firstIndex(of: 0x0A).map {
        $0 + 1
      }
    }
    advance(to: taken + Self.blockSize)
    if whole >= taken + Self.blockSize { return whole }
    guard search.isInQuotes, pending.count - whole > longestQuote else { return nil }
    if whole > taken { return whole }
    throw .table(
      file: source.path, expected: "quoted cells of at most \(longestQuote >> 20) MiB",
      found: "a longer one in the row of line \(line), or a quote that nothing closes; close it"
        + " before the delimiter, or divide the text")
  }

  /// Where the last whole row ends that is there; nil where there is none.
  ///
  /// - Parameter searched: place before which none ends.
  private mutating func lastEnd(_ searched: Int) -> Int? {
    guard header != nil else {
      return pending[searched...].lastIndex(of: 0x0A).map { $0 + 1 }
    }
    advance(to: .max)
    return whole > taken ? whole : nil
  }

  /// Finds the ends of the rows that begin before a place.
  private mutating func advance(to limit: Int) {
    guard let header else { return }
    while whole < min(limit, pending.count),
      let end = header.rowEnd(in: pending, &search, isWhole: isAtEnd)
    {
      (whole, search) = (end, RowSearch(from: end))
    }
  }

  /// Takes the mark and the header away, and what they stand for into account.
  private mutating func begin() throws(InputFailure) {
    isStarted = true
    if pending.starts(with: [0xEF, 0xBB, 0xBF]) {
      pending.removeFirst(3)
    } else if TextDecoder.isUTF16(pending) {
      while !isAtEnd { try readOn() }
      do {
        let text = try TextDecoder.decode(pending)
        (pending, encoding) = (text.bytes, text.encoding)
        warnings += text.warnings
      } catch {
        throw .binary(file: source.path, error)
      }
    }
    if isTable { try readHeader() }
  }

  private mutating func readHeader() throws(InputFailure) {
    while true {
      do {
        let isWhole = isAtEnd || pending.count > TableHeader.longest
        if let (header, start) = try TableHeader.read(pending, isWhole: isWhole) {
          line += LineEnds.count(in: pending[..<start])
          pending.removeFirst(start)
          self.header = header
          return
        }
      } catch { throw .table(file: source.path, expected: error.expected, found: error.found) }
      if isAtEnd { return pending.removeAll() }
      try readOn()
    }
  }
}

/// A record of a block, with its place.
struct PlacedRecord {
  /// Number of the record, from 0.
  var index: Int
  var line: Int
  /// Of the line.
  var encoding: TextEncoding
  var example: Example
  var remarks: [RecordRemark]
  /// Whether its `lang` is of no use.
  var namesOtherLanguage: Bool
}

extension RecordReader.Block {
  /// Its records in order, each read or wrong.
  func records(file: String) -> [Result<PlacedRecord, InputFailure>] {
    var result: [Result<PlacedRecord, InputFailure>] = []
    var (line, index) = (line, index)
    for row in RecordRows(bytes, header: header) {
      defer { line += row.lineEnds }
      if row.isBlank { continue }
      result.append(
        value(row.bytes, file: file, line: line).flatMap { value, encoding in
          example(value, file: file, line: line).map { example in
            PlacedRecord(
              index: index, line: line, encoding: encoding == .utf8 ? self.encoding : encoding,
              example: example,
              remarks: RecordRemark.all(of: value)
                + RecordRemark.all(of: row.bytes, header: header),
              namesOtherLanguage: JSONLinesReader.namesOtherLanguage(value))
          }
        })
      index += 1
    }
    return result
  }

  private func example(
    _ value: JSONValue, file: String, line: Int
  ) -> Result<Example, InputFailure> {
    do throws(DataError) {
      return .success(try JSONLinesReader.example(value, file: file, line: line, target: nil))
    } catch {
      guard case .record(_, _, let found, let expected) = error else {
        return .failure(.record(file: file, line: line, expected: "a record", found: "\(error)"))
      }
      return .failure(.record(file: file, line: line, expected: expected, found: found))
    }
  }

  private func value(
    _ bytes: ArraySlice<UInt8>, file: String, line: Int
  ) -> Result<(value: JSONValue, encoding: TextEncoding), InputFailure> {
    guard let header else {
      return Result { () throws(JSONError) in try JSONLinesReader.value(bytes) }.mapError {
        .record(
          file: file, line: line, expected: JSONLinesReader.form,
          found: JSONLinesReader.found($0, in: bytes))
      }
    }
    return Result { () throws(TableError) in try header.record(bytes) }.mapError {
      .record(file: file, line: line, expected: $0.expected, found: $0.found)
    }
  }
}
