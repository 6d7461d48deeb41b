/// How the paragraphs of a file are laid out.
enum TextLayout: Sendable, Equatable {
  /// A line is a paragraph; `isSpaced` when blank lines stand between most of them.
  case lines(isSpaced: Bool)
  /// Lines are broken at `width` columns and belong together until a blank line.
  case wrapped(width: Int)

  /// Bytes of the beginning of a file on which the layout is decided.
  static let sample = 65_536

  /// Looks at the lines of `bytes[range]`, the beginning of a file.
  ///
  /// Wrapped: lines of at most 130 columns of which, in six neighbours of ten, the second's first
  /// word had no room left on the first.
  ///
  /// - Parameter isCut: whether the range ends inside the file, so that its last line counts not.
  /// - Complexity: O(bytes + lines log lines).
  static func detect(_ bytes: Span<UInt8>, _ range: Range<Int>, isCut: Bool) -> TextLayout {
    var lengths: [Int] = []
    // For each line: the length of its first word, 0 when a blank line stands before it.
    var firstWords: [Int] = []
    var gaps = 0
    var position = range.lowerBound
    var blank = true
    while position < range.upperBound {
      let found = LineScanner.lineEnd(bytes, from: position, limit: range.upperBound)
      if found == nil && isCut { break }
      let end = found ?? range.upperBound
      let line = LineScanner.trim(bytes, position, end)
      if line.isEmpty {
        if !blank { gaps += 1 }
        blank = true
      } else {
        lengths.append(columns(bytes, line))
        firstWords.append(blank ? 0 : firstWord(bytes, line))
        blank = false
      }
      guard let found else { break }
      position =
        LineScanner.next(bytes, after: found, limit: range.upperBound, isLast: true) ?? found + 1
    }
    let isSpaced = gaps * 3 >= lengths.count
    guard lengths.count >= 4 else { return .lines(isSpaced: isSpaced) }
    let width = lengths.sorted()[(lengths.count - 1) * 95 / 100]
    guard width >= 40, width <= 130, lengths.max() ?? 0 <= 2 * width else {
      return .lines(isSpaced: isSpaced)
    }
    var pairs = 0
    var forced = 0
    for index in 1..<lengths.count where firstWords[index] > 0 {
      pairs += 1
      if isForced(lengths[index - 1], firstWords[index], width) { forced += 1 }
    }
    return pairs >= 3 && forced * 10 >= pairs * 6
      ? .wrapped(width: width) : .lines(isSpaced: isSpaced)
  }

  /// Whether a line of `length` had no room for `word` more columns.
  static func isForced(_ length: Int, _ word: Int, _ width: Int) -> Bool {
    length + 1 + word > width - width / 16
  }

  /// The number of characters in a range.
  ///
  /// - Parameter most: where there are more, some number above it.
  /// - Complexity: O(bytes), 32 at a step.
  static func columns(_ bytes: Span<UInt8>, _ range: Range<Int>, most: Int = .max) -> Int {
    var trails = 0
    var position = range.lowerBound
    while position + 32 <= range.upperBound {
      let passed = position &- range.lowerBound &- trails
      if passed > most { return passed }
      trails &+= sum(
        marks(ByteScan.load(bytes, position)) &+ marks(ByteScan.load(bytes, position + 8))
          &+ marks(ByteScan.load(bytes, position + 16))
          &+ marks(ByteScan.load(bytes, position + 24)))
      position += 32
    }
    while position < range.upperBound {
      let next = min(position + 8, range.upperBound)
      trails &+= sum(marks(ByteScan.word(bytes, position, next)))
      position = next
    }
    return range.count - trails
  }

  /// One for each trail byte of eight: they have the high bit and not the one below it.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    (word & ~(word << 1) & ByteScan.highBits) >> 7
  }

  /// The sum of eight bytes, at most 255.
  @inline(__always)
  private static func sum(_ bytes: UInt64) -> Int {
    Int(truncatingIfNeeded: (bytes &* ByteScan.lowBits) >> 56)
  }

  /// Columns of the first word of a line.
  static func firstWord(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var end = range.lowerBound
    while end < range.upperBound, end - range.lowerBound < 200, bytes[end] > 0x20 { end += 1 }
    return columns(bytes, range.lowerBound..<end)
  }
}
