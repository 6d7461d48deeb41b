public import StanceText
internal import StanceTraining

/// Why an input cannot be read on; each case names the input and says what to do.
public enum InputFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// It cannot be opened or read.
  case file(FileError)
  /// The bytes are no text.
  case binary(file: String, TextReadingError)
  /// What is behind the damage cannot be inflated.
  case damagedGzip(file: String)
  /// The records stand in an array, not on lines.
  case array(file: String)
  /// A table has no header that tells where its texts are.
  case table(file: String, expected: String, found: String)
  /// A line of JSONL or a row of a table is no record; those around it are still scored.
  case record(file: String, line: Int, expected: String, found: String)

  public var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .binary(let file, let error): "\(file): \(error)"
    case .damagedGzip(let file): "\(file): the gzip data is damaged or cut short; copy it again"
    case .array(let file):
      "\(file): expected one JSON object a line, found an array; `jq -c '.[]'` makes lines of it"
    case .table(let file, let expected, let found):
      "\(file): expected \(expected), found \(found)"
    case .record(let file, let line, let expected, let found):
      "\(file):\(line): expected \(expected), found \(found)"
    }
  }

  /// Whether there is no such file.
  public var isMissing: Bool {
    if case .file(.notFound) = self { true } else { false }
  }
}

/// Bytes of a file or pipe in order, inflated on the way when they are gzip.
struct ByteSource: ~Copyable, Sendable {
  let path: String
  /// Nil for bytes that are in memory.
  private var input: InputFile?
  private var gzip: GzipStream?
  /// Read already, not yet given.
  private var head: [UInt8] = []
  private var isAtEnd = false
  private var isDamaged = false
  /// Whether nothing was inflated yet.
  private var isFresh = false

  /// What is to be known of the bytes when all are read.
  var warning: TextWarning? {
    switch gzip {
    case .some(let stream): stream.warning
    case .none: nil
    }
  }

  private init(_ path: String, _ input: consuming InputFile) {
    self.path = path
    self.input = consume input
  }

  /// - Throws: ``InputFailure``; the first bytes are read to know what they are.
  static func open(_ path: String) throws(InputFailure) -> ByteSource {
    let input: InputFile
    do { input = try InputFile(path) } catch { throw .file(error) }
    var source = ByteSource(path, input)
    try source.begin()
    return source
  }

  /// Bytes that are in memory, given as they are.
  init(_ bytes: [UInt8], path: String) {
    self.path = path
    input = nil
    head = bytes
  }

  /// Bytes that are read at once: 256 KB, which stay in the second cache until they are scored.
  private static let pieceSize = 1 << 18

  private mutating func begin() throws(InputFailure) {
    var first: [UInt8] = []
    while first.count < 2, !isAtEnd { try fill(&first) }
    guard Gzip.isGzip(first) else {
      try Self.refuseNulls(first[...], path)
      head = first
      return
    }
    isFresh = true
    gzip = GzipStream()
    gzip?.feed(first)
  }

  private mutating func fill(_ bytes: inout [UInt8]) throws(InputFailure) {
    do {
      let count = try input?.read(into: &bytes, atMost: Self.pieceSize) ?? 0
      if count == 0 { isAtEnd = true }
    } catch { throw .file(error) }
  }

  /// Whether the next ``read(into:)`` would have to wait for whoever writes.
  var wouldWait: Bool {
    guard head.isEmpty, !isAtEnd else { return false }
    switch gzip {
    case .some(let stream): if !stream.isHungry { return false }
    case .none: break
    }
    return switch input {
    case .some(let input): input.wouldWait
    case .none: false
    }
  }

  /// Refuses the beginning of what may be NULs without an end, or a line that ends; UTF-32 begins with
  /// two of them.
  static func refuseNulls(_ start: ArraySlice<UInt8>, _ path: String) throws(InputFailure) {
    guard start.starts(with: [0, 0, 0, 0]) else { return }
    throw .binary(file: path, .binary(format: "binary data", offset: 0))
  }

  /// Appends what comes next; nothing at the end only. What can be inflated before a damage is
  /// given before that is thrown.
  ///
  /// - Returns: the number of bytes appended.
  @discardableResult
  mutating func read(into bytes: inout [UInt8]) throws(InputFailure) -> Int {
    let before = bytes.count
    if !head.isEmpty {
      bytes += head
      head = []
      return bytes.count - before
    }
    guard gzip != nil else {
      while bytes.count == before, !isAtEnd { try fill(&bytes) }
      return bytes.count - before
    }
    while bytes.count == before, !isDamaged {
      if gzip?.isHungry == true {
        if isAtEnd { break }
        var piece: [UInt8] = []
        try fill(&piece)
        gzip?.feed(piece)
      }
      do { try gzip?.inflate(into: &bytes) } catch { isDamaged = true }
      if gzip?.warning != nil { isAtEnd = true }
      if isAtEnd, gzip?.isHungry == true, gzip?.isComplete == false { isDamaged = true }
    }
    if bytes.count == before, isDamaged { throw .damagedGzip(file: path) }
    if isFresh { try Self.refuseNulls(bytes[before...], path) }
    isFresh = false
    return bytes.count - before
  }

  /// The line that begins at byte `start` of what is not taken yet, without taking it.
  ///
  /// - Parameter limit: bytes that are looked at; the line may be cut there.
  /// - Returns: nil where the input has ended, and from `limit` on.
  mutating func peekLine(
    at start: Int = 0, limit: Int = 1 << 20
  ) throws(InputFailure) -> ArraySlice<UInt8>? {
    guard start < limit else { return nil }
    var searched = start
    while searched < limit {
      if searched < head.count {
        if let end = head[searched...].firstIndex(of: 0x0A) { return head[start..<end] }
        searched = head.count
      }
      if try !lookFurther() { break }
    }
    return start < head.count ? head[start...] : nil
  }

  /// Everything that is not taken yet, without taking it.
  mutating func peekAll() throws(InputFailure) -> [UInt8] {
    while try lookFurther() {}
    return head
  }

  /// Reads on without taking it; false at the end.
  private mutating func lookFurther() throws(InputFailure) -> Bool {
    var seen: [UInt8] = []
    swap(&seen, &head)
    let before = seen.count
    try read(into: &seen)
    head = seen
    return head.count > before
  }
}
