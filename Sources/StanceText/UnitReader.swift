/// Cuts a stream of decoded text into units, with kinds, sections and labels.
///
/// Feed it blocks of the stream; it consumes whole units and returns how many bytes it took. The
/// caller keeps the rest and gives it again, with more behind it, until `isLast`. What it emits
/// does not depend on where the blocks are cut. When a call consumes nothing and the block is not
/// the last, it needs a longer one.
///
/// - Complexity: O(bytes) over the whole stream; O(1) state.
public struct UnitReader: Sendable {
  let rules: ReadingRules
  /// Bytes consumed so far: the place in the stream of the next block's first byte.
  public private(set) var offset: Int
  private var line: Int
  private var index: Int

  public init(rules: ReadingRules) {
    self.rules = rules
    offset = 0
    line = 1
    index = 0
  }

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
    var position = 0
    while position < bytes.count {
      guard let end = bytes[position...].firstIndex(of: 0x0a) ?? (isLast ? bytes.count : nil) else {
        break
      }
      var start = position
      var stop = end
      while start < stop && bytes[start] <= 0x20 { start += 1 }
      while start < stop && bytes[stop - 1] <= 0x20 { stop -= 1 }
      if start < stop {
        units.append(
          TextUnit(
            index: index, line: line, range: (offset + start)..<(offset + stop), kind: .body,
            rule: "body", language: .french))
        index += 1
      }
      line += 1
      position = min(end + 1, bytes.count)
    }
    offset += position
    return position
  }
}
