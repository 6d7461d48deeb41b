internal import StanceModel
public import StanceText
internal import StanceTraining

/// Cuts a JSONL file or pipe into blocks of whole lines; UTF-16 is read whole.
///
/// Where a pipe has no more at the moment, what has come makes a block: whoever waits for the answer
/// to a record before sending the next one gets it.
public struct RecordReader: ~Copyable, Sendable {
  /// Bytes after which a block ends with its line.
  static let blockSize = 1 << 17

  /// Whole lines of the file.
  public struct Block: Sendable {
    public var bytes: [UInt8]
    /// Number of its first line, from 1.
    public var line: Int
    /// Number of its first record, from 0; blank lines are no records.
    public var index: Int
    /// Of the file, as far as a mark says it.
    public var encoding: TextEncoding
  }

  public private(set) var encoding = TextEncoding.utf8
  public private(set) var warnings: [TextWarning] = []
  private var source: ByteSource
  private var pending: [UInt8] = []
  private var line = 1
  private var index = 0
  private var isAtEnd = false
  private var isStarted = false

  init(_ source: consuming ByteSource) { self.source = source }

  /// Whether there is no further block, as far as is known.
  var isDrained: Bool { isAtEnd && pending.isEmpty }

  /// The next block; nil at the end.
  public mutating func next() throws(InputFailure) -> Block? {
    var searched = 0
    var waited = 0
    var end: Int?
    while !isAtEnd, end == nil {
      if pending.count >= Self.blockSize {
        end = pending[max(searched, Self.blockSize - 1)...].firstIndex(of: 0x0A).map { $0 + 1 }
        searched = pending.count
        if end != nil { break }
      }
      if isStarted, source.wouldWait {
        end = pending[waited...].lastIndex(of: 0x0A).map { $0 + 1 }
        waited = pending.count
        if end != nil { break }
      }
      if try source.read(into: &pending) == 0 { isAtEnd = true }
      if !isStarted, pending.count >= 3 || isAtEnd { try begin() }
    }
    let cut = end ?? pending.count
    guard cut > 0 else { return nil }
    let block = Block(
      bytes: Array(pending[..<cut]), line: line, index: index, encoding: encoding)
    pending.removeFirst(cut)
    for content in RecordLines(block.bytes) {
      line += 1
      if !content.isBlank { index += 1 }
    }
    return block
  }

  /// Takes the mark away, and what it stands for into account.
  private mutating func begin() throws(InputFailure) {
    isStarted = true
    if pending.starts(with: [0xEF, 0xBB, 0xBF]) { return pending.removeFirst(3) }
    guard TextDecoder.isUTF16(pending) else { return }
    while !isAtEnd { if try source.read(into: &pending) == 0 { isAtEnd = true } }
    do {
      let text = try TextDecoder.decode(pending)
      (pending, encoding, warnings) = (text.bytes, text.encoding, text.warnings)
    } catch {
      throw .binary(file: source.path, error)
    }
  }
}

/// The lines of a block, without their line ends.
struct RecordLines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var start = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  struct Line {
    var bytes: ArraySlice<UInt8>
    var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
  }

  mutating func next() -> Line? {
    guard start < bytes.count else { return nil }
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    defer { start = end + 1 }
    return Line(bytes: bytes[start..<end])
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
}

extension RecordReader.Block {
  /// Its records in order, each read or wrong.
  func records(file: String) -> [Result<PlacedRecord, InputFailure>] {
    var result: [Result<PlacedRecord, InputFailure>] = []
    var (line, index) = (line, index)
    for content in RecordLines(bytes) {
      defer { line += 1 }
      if content.isBlank { continue }
      result.append(
        Self.example(content.bytes, file: file, line: line).map { example, encoding, remarks in
          PlacedRecord(
            index: index, line: line, encoding: encoding == .utf8 ? self.encoding : encoding,
            example: example, remarks: remarks)
        })
      index += 1
    }
    return result
  }

  private static func example(
    _ bytes: ArraySlice<UInt8>, file: String, line: Int
  ) -> Result<(Example, TextEncoding, [RecordRemark]), InputFailure> {
    do throws(JSONError) {
      let (value, encoding) = try JSONLinesReader.value(bytes)
      do throws(DataError) {
        let example = try JSONLinesReader.example(value, file: file, line: line, target: nil)
        return .success((example, encoding, RecordRemark.all(of: value)))
      } catch {
        guard case .record(_, _, let found, let expected) = error else {
          return .failure(.record(file: file, line: line, expected: "a record", found: "\(error)"))
        }
        return .failure(.record(file: file, line: line, expected: expected, found: found))
      }
    } catch {
      return .failure(
        .record(
          file: file, line: line, expected: "one JSON object a line, with a `text`",
          found: "what is not JSON at \(error)"))
    }
  }
}
