internal import StanceLexicon
internal import StanceText

/// Reads a file or pipe and cuts it into blocks of whole units.
///
/// A file of up to ``wholeLimit`` bytes is decoded as one text. A longer one is taken for the
/// encoding of its first part; bytes that turn out not to be UTF-8 later are read as Windows-1252,
/// with a warning, and the encoding is ``TextEncoding/mixed`` from there on.
struct BlockReader: ~Copyable, Sendable {
  /// Bytes up to which the whole file decides its encoding: 4 MB.
  static let wholeLimit = 1 << 22
  /// Bytes after which a block ends at the next heading, and twice which at the next paragraph.
  static let blockSize = 1 << 18

  /// A piece of a stream: whole units, with the bytes they lie in.
  struct Block: Sendable {
    /// Valid UTF-8, without a byte order mark.
    var bytes: [UInt8]
    /// Place of the first byte in the stream.
    var offset: Int
    /// Ranges count from the start of the stream.
    var units: [TextUnit]
    /// Whether the document names the target near its beginning.
    var assumesTarget: Bool
    /// That of the input up to the end of the block.
    var encoding: TextEncoding
  }

  /// That of the input as far as it was read.
  private(set) var encoding = TextEncoding.utf8
  /// What the decoder noticed so far; offsets count bytes of the input as read.
  private(set) var warnings: [TextWarning] = []
  private var source: ByteSource
  private var reader: UnitReader
  private let search: TargetSearch?
  /// Decoded bytes from `offset` on that no block has taken yet.
  private var pending: [UInt8] = []
  private var offset = 0
  /// Bytes as read, after the last whole line.
  private var undecoded: [UInt8] = []
  /// Bytes as read that were decoded before those.
  private var taken = 0
  private var units: [TextUnit] = []
  private var nextUnit = 0
  /// Bytes of the mark before a UTF-8 text: the ranges that are given away count it.
  private var markLength = 0
  private var isAtEnd = false
  private var isStarted = false
  private var namesTarget = false
  private var fillSize = BlockReader.wholeLimit

  /// - Throws: ``InputFailure``.
  init(_ path: String, analyzer: Analyzer) throws(InputFailure) {
    self.init(
      try ByteSource.open(path), rules: analyzer.rules, search: TargetSearch(analyzer.target))
  }

  init(_ source: consuming ByteSource, rules: ReadingRules, search: TargetSearch?) {
    self.source = source
    reader = UnitReader(rules: rules)
    self.search = search
  }

  /// Whether there is no further block, as far as is known.
  var isDrained: Bool { isAtEnd && nextUnit >= units.count }

  /// The next block; nil at the end.
  mutating func next() throws(InputFailure) -> Block? {
    while true {
      if let end = cut() { return block(end) }
      if isAtEnd { return nil }
      try fill()
    }
  }

  /// Reads on, decodes whole lines, and reads their units. A line longer than what was read
  /// doubles the next reading, so that the work stays linear.
  private mutating func fill() throws(InputFailure) {
    var goal = undecoded.count + fillSize
    while undecoded.count < goal, !isAtEnd {
      if try source.read(into: &undecoded) == 0 { isAtEnd = true }
      // Such a file is read whole.
      if !isStarted, TextDecoder.isUTF16(undecoded) { goal = .max }
    }
    if isAtEnd, let warning = source.warning { warnings.add([warning], at: 0) }
    let lineEnd = isAtEnd ? undecoded.count : undecoded.lastIndex(of: 0x0A).map { $0 + 1 }
    guard let lineEnd else {
      fillSize *= 2
      return
    }
    // What is left behind the last line is short; the rest is handed on, not copied.
    let rest = Array(undecoded[lineEnd...])
    undecoded.removeLast(rest.count)
    let lines = undecoded
    undecoded = rest
    do {
      let text = try TextDecoder.decode(lines, isStart: !isStarted)
      if !isStarted {
        encoding = text.encoding
        if encoding == .utf8, lines.starts(with: [0xEF, 0xBB, 0xBF]) { markLength = 3 }
      } else if encoding == .utf8, text.encoding != .utf8 {
        encoding = .mixed
      }
      warnings.add(text.warnings, at: taken)
      if !isStarted, let tag = HTMLSigns.firstTag(in: text.bytes) {
        warnings.add([TextWarning(kind: .html, offset: tag, count: 1)], at: 0)
      }
      if !isStarted, InputList.isProse(source.path),
        let warning = RecordSigns.warning(in: text.bytes)
      {
        warnings.add([warning], at: 0)
      }
      dropTaken()
      if pending.isEmpty { pending = text.bytes } else { pending += text.bytes }
    } catch {
      throw .binary(file: source.path, error.moved(by: taken))
    }
    taken += lineEnd
    if !isStarted, let search { namesTarget = search.isNamed(in: pending[...]) }
    isStarted = true
    let before = units.count
    if reader.offset == offset {
      reader.read(pending, isLast: isAtEnd, into: &units)
    } else {
      reader.read(Array(pending[(reader.offset - offset)...]), isLast: isAtEnd, into: &units)
    }
    fillSize = units.count == before ? fillSize * 2 : Self.blockSize
  }

  /// Forgets the bytes and units that blocks have taken.
  private mutating func dropTaken() {
    guard nextUnit > 0 else { return }
    units.removeFirst(nextUnit)
    nextUnit = 0
    let start = min(units.first?.range.lowerBound ?? reader.offset, reader.offset)
    pending.removeFirst(start - offset)
    offset = start
  }

  /// Index one past the last unit of the next block; nil when more input is needed to know.
  private func cut() -> Int? {
    guard nextUnit < units.count else { return nil }
    let start = units[nextUnit].range.lowerBound
    for index in nextUnit + 1..<max(units.count, nextUnit + 1) {
      let length = units[index].range.lowerBound - start
      if length >= 2 * Self.blockSize { return index }
      if length >= Self.blockSize, units[index].kind == .heading { return index }
    }
    return isAtEnd ? units.count : nil
  }

  private mutating func block(_ end: Int) -> Block {
    var taken = Array(units[nextUnit..<end])
    let start = taken.first?.range.lowerBound ?? offset
    let stop = taken.last?.range.upperBound ?? start
    nextUnit = end
    if markLength > 0 {
      for index in taken.indices {
        let range = taken[index].range
        taken[index].range = range.lowerBound + markLength..<range.upperBound + markLength
      }
    }
    return Block(
      bytes: Array(pending[start - offset..<stop - offset]), offset: start + markLength,
      units: taken,
      assumesTarget: namesTarget, encoding: encoding)
  }
}
