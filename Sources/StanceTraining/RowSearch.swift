/// How far the search for the end of a table's row has come: where a row comes in pieces, it goes on
/// where there were no more bytes.
public struct RowSearch: Sendable {
  /// Where the cell begins in which it stands.
  private let start: Int
  /// Bytes of the cell before this place are looked through.
  private var place: Int
  private let mayBeQuoted: Bool
  /// Whether the cell began with a quote that nothing has closed yet.
  public private(set) var isInQuotes = false

  /// Where a row or a cell begins.
  public init(from start: Int) { self.init(from: start, mayBeQuoted: true) }

  private init(from start: Int, mayBeQuoted: Bool) {
    (self.start, place, self.mayBeQuoted) = (start, start, mayBeQuoted)
  }

  struct Cell {
    /// Without the quotes around it.
    var content: Range<Int>
    var isQuoted: Bool
    /// Place of the delimiter or line end behind it, or the end of the bytes.
    var end: Int
  }

  /// The cell in which the search stands.
  ///
  /// - Parameter isWhole: whether nothing follows the bytes.
  /// - Returns: nil where more bytes are needed to know.
  /// - Complexity: of all calls for a cell together, O(bytes of the cell; up to the next quote behind
  ///   one that nothing closes).
  mutating func cell(in bytes: Span<UInt8>, _ delimiter: UInt8?, isWhole: Bool) -> Cell? {
    if mayBeQuoted, start < bytes.count, bytes[start] == 0x22 {
      isInQuotes = true
      place = max(place, start + 1)
      switch closingQuote(in: bytes, delimiter, isWhole: isWhole) {
      case .at(let close): return Cell(content: start + 1..<close, isQuoted: true, end: close + 1)
      case .unknown: return nil
      case .nowhere: self = RowSearch(from: start, mayBeQuoted: false)
      }
    }
    var end = place
    while end < bytes.count, !Self.isEnd(bytes[end], delimiter) { end += 1 }
    place = end
    return Cell(content: start..<end, isQuoted: false, end: end)
  }

  private enum Closing {
    case at(Int)
    case nowhere, unknown
  }

  private mutating func closingQuote(
    in bytes: Span<UInt8>, _ delimiter: UInt8?, isWhole: Bool
  ) -> Closing {
    var next = place
    defer { place = next }
    while next < bytes.count {
      guard bytes[next] == 0x22 else {
        next += 1
        continue
      }
      guard next + 1 < bytes.count else { return isWhole ? .at(next) : .unknown }
      if Self.isEnd(bytes[next + 1], delimiter) { return .at(next) }
      guard bytes[next + 1] == 0x22 else { return .nowhere }
      next += 2
    }
    return isWhole ? .nowhere : .unknown
  }

  private static func isEnd(_ byte: UInt8, _ delimiter: UInt8?) -> Bool {
    byte == delimiter || byte == 0x0A || byte == 0x0D
  }
}
