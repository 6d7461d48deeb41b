internal import StanceText

/// The rows of JSONL, a line each, or of a table, in order.
public struct RecordRows: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private let header: TableHeader?
  private var start: Int

  /// - Parameters:
  ///   - bytes: whole rows.
  ///   - start: where the first one begins.
  ///   - header: that of the table; nil for JSONL.
  public init(_ bytes: [UInt8], from start: Int = 0, header: TableHeader? = nil) {
    self.bytes = bytes
    self.start = start
    self.header = header
  }

  public struct Row {
    /// With what ends the row of a table, without what ends a line of JSONL.
    public var bytes: ArraySlice<UInt8>
    /// How many lines end in the row and with it.
    public var lineEnds: Int
    /// Whether it holds nothing, so that it is no record.
    public var isBlank: Bool
  }

  /// - Complexity: O(bytes of the row).
  public mutating func next() -> Row? {
    guard start < bytes.count else { return nil }
    guard let header else {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      defer { start = end + 1 }
      let line = bytes[start..<end]
      return Row(
        bytes: line, lineEnds: 1,
        isBlank: line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D })
    }
    let end = header.rowEnd(in: bytes, from: start, isWhole: true) ?? bytes.count
    defer { start = end }
    let row = bytes[start..<end]
    return Row(bytes: row, lineEnds: LineEnds.count(in: row), isBlank: header.isBlank(row))
  }
}
