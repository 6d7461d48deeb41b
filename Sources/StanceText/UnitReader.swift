/// Cuts a stream of decoded text into units, with kinds, sections and labels.
///
/// Feed it blocks of the stream; it consumes whole units and returns how many bytes it took. The
/// caller keeps the rest and gives it again, with more behind it, until `isLast`. What it emits
/// does not depend on where the blocks are cut. When a call consumes nothing and the block is not
/// the last, it needs a longer one: the first block must reach 64 KiB, a later one 4 KiB beyond
/// the end of a unit.
///
/// ```swift
/// var reader = UnitReader(rules: rules)
/// var units: [TextUnit] = []
/// reader.read(text.bytes, isLast: true, into: &units)
/// ```
///
/// - Complexity: O(bytes) over the whole stream; O(1) state beside the title of the section.
public struct UnitReader: Sendable {
  /// Bytes behind a unit that may decide on its kind.
  static let window = 4_096

  let rules: ReadingRules
  /// Bytes consumed so far: the place in the stream of the next block's first byte.
  public private(set) var offset = 0
  private var line = 1
  private var index = 0
  private var layout: TextLayout? = nil
  /// Place in the stream up to which the end of the next unit was looked for, and the line ends
  /// passed on the way.
  private var searched = 0
  private var searchedLines = 0
  /// A blank line, or nothing, stands before the next unit.
  private var isAfterBlank = true
  private var state = DocumentState()

  /// A reader at the beginning of a stream.
  public init(rules: ReadingRules) { self.rules = rules }

  /// Reads units from `bytes`, which continue the stream at `offset`.
  ///
  /// - Parameters:
  ///   - bytes: valid UTF-8 (`TextDecoder` makes it so); other bytes are read without a trap.
  ///   - isLast: whether the stream ends with this block.
  ///   - units: the units are appended; their ranges count from the start of the stream.
  /// - Returns: the number of bytes consumed.
  @discardableResult
  public mutating func read(
    _ bytes: [UInt8], isLast: Bool, into units: inout [TextUnit]
  ) -> Int {
    let span = bytes.span
    let limit = span.count
    let layout: TextLayout
    if let known = self.layout {
      layout = known
    } else {
      guard isLast || limit >= TextLayout.sample else { return 0 }
      let sample = min(limit, TextLayout.sample)
      layout = TextLayout.detect(span, 0..<sample, isCut: sample < limit || !isLast)
      self.layout = layout
    }
    var source = UnitSource(limit: limit, isLast: isLast, layout: layout)
    while true {
      skipBlanks(span, &source)
      guard source.position < limit, let extent = unitExtent(span, source),
        isLast || extent.end + UnitReader.window <= limit
      else { break }
      let range = LineScanner.trim(span, source.position, extent.end)
      let surroundings = Surroundings(
        isAfterBlank: isAfterBlank, next: extent.next,
        windowEnd: min(limit, extent.end + UnitReader.window),
        isSpaced: layout != .lines(isSpaced: false), layout: layout)
      var unit = state.classify(span, range, surroundings, rules)
      unit.index = index
      unit.line = line
      unit.range = (offset + range.lowerBound)..<(offset + range.upperBound)
      units.append(consume unit)
      index += 1
      line += extent.lines
      source.position = extent.next
      isAfterBlank = false
    }
    offset += source.position
    return source.position
  }

  /// Passes white space and blank lines; stops at the first sign of a unit, or where more bytes
  /// are needed to tell.
  private mutating func skipBlanks(_ bytes: Span<UInt8>, _ source: inout UnitSource) {
    while source.position < source.limit {
      let byte = bytes[source.position]
      if byte == 0x0a || byte == 0x0d {
        guard
          let next = LineScanner.next(
            bytes, after: source.position, limit: source.limit, isLast: source.isLast)
        else { return }
        line += 1
        // The first line end behind a unit was consumed with it: this line is blank.
        isAfterBlank = true
        source.position = next
        continue
      }
      if byte > 0x20 && byte < 0x7f { return }
      guard source.isLast || source.position + 4 <= source.limit else { return }
      let (kind, length) = ScalarClass.at(bytes, source.position, source.limit)
      guard kind == .space || kind == .invisible else { return }
      source.position += length
    }
  }

  /// The end of the unit that begins at the position, or nil when more bytes are needed.
  private mutating func unitExtent(_ bytes: Span<UInt8>, _ source: UnitSource) -> UnitExtent? {
    let place = max(source.position, searched - offset)
    guard
      let found = source.extent(
        bytes, from: place, lines: searchedLines,
        pause: { place, lines in
          searched = offset + place
          searchedLines = lines
        })
    else { return nil }
    searched = 0
    searchedLines = 0
    return found
  }
}

/// The end of a unit.
struct UnitExtent {
  /// One past its last byte, blanks included, the line end not.
  var end: Int
  /// Where the next line begins.
  var next: Int
  /// Line ends from its beginning to `next`.
  var lines: Int
}

/// A block of bytes and how to cut it.
struct UnitSource {
  let limit: Int
  let isLast: Bool
  let layout: TextLayout
  var position = 0

  init(limit: Int, isLast: Bool, layout: TextLayout) {
    self.limit = limit
    self.isLast = isLast
    self.layout = layout
  }

  /// The extent of the unit of which `start` is a place that belongs to its last known line.
  ///
  /// - Parameters:
  ///   - lines: line ends already passed inside the unit.
  ///   - pause: told where to go on when more bytes are needed; nil is returned then.
  func extent(
    _ bytes: Span<UInt8>, from start: Int, lines: Int, pause: (Int, Int) -> Void
  ) -> UnitExtent? {
    var lineStart = start
    var passed = lines
    while true {
      guard let end = LineScanner.lineEnd(bytes, from: lineStart, limit: limit) else {
        if isLast { return UnitExtent(end: limit, next: limit, lines: passed) }
        // In wrapped text the line must be seen whole again, for its length.
        pause(isWrapped ? lineStart : limit, passed)
        return nil
      }
      guard let next = LineScanner.next(bytes, after: end, limit: limit, isLast: isLast) else {
        pause(isWrapped ? lineStart : end, passed)
        return nil
      }
      passed += 1
      guard case .wrapped(let width) = layout else {
        return UnitExtent(end: end, next: next, lines: passed)
      }
      // The next line's first word must be there.
      guard isLast || next + 1_024 <= limit else {
        pause(lineStart, passed - 1)
        return nil
      }
      let line = LineScanner.trim(bytes, lineStart, end)
      guard joins(bytes, line, next, width) else {
        return UnitExtent(end: end, next: next, lines: passed)
      }
      lineStart = next
    }
  }

  private var isWrapped: Bool {
    if case .wrapped = layout { true } else { false }
  }

  /// Whether the line that begins at `next` goes on with the paragraph of `line`.
  private func joins(_ bytes: Span<UInt8>, _ line: Range<Int>, _ next: Int, _ width: Int) -> Bool {
    guard next < limit else { return false }
    let farthest = min(limit, next + 1_000)
    let end = LineScanner.lineEnd(bytes, from: next, limit: farthest) ?? farthest
    let following = LineScanner.trim(bytes, next, end)
    guard !following.isEmpty else { return false }
    let shape = LineShape(
      bytes, following.lowerBound..<min(following.upperBound, following.lowerBound + 16))
    guard shape.marker == .none else { return false }
    return TextLayout.isForced(
      TextLayout.columns(bytes, line), TextLayout.firstWord(bytes, following), width)
  }
}
