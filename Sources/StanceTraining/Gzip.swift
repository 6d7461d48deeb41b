public import StanceText

/// Reads gzip (RFC 1952) through zlib.
public enum Gzip {
  /// Why a file is not inflated.
  public enum Failure: Error, Sendable, Equatable {
    /// No gzip, or a part of it is wrong or missing.
    case damaged
    case largerThan(bytes: Int)
  }

  /// Whether the bytes begin as gzip does.
  public static func isGzip(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.starts(with: [0x1F, 0x8B])
  }

  /// The contents of all members of a gzip file, one after another.
  ///
  /// - Parameter limit: largest result in bytes, 2 GiB by default.
  /// - Returns: the contents, and what is to be said of bytes behind them.
  /// - Complexity: O(result).
  public static func decompress(
    _ bytes: [UInt8], limit: Int = 1 << 31
  ) throws(Failure) -> (bytes: [UInt8], warning: TextWarning?) {
    guard isGzip(bytes) else { throw .damaged }
    var stream = GzipStream()
    var result: [UInt8] = []
    result.reserveCapacity(min(promised(bytes), limit))
    stream.feed(bytes)
    while !stream.isHungry {
      do { try stream.inflate(into: &result) } catch { throw .damaged }
      if result.count > limit { throw .largerThan(bytes: limit) }
    }
    guard stream.isComplete else { throw .damaged }
    return (result, stream.warning)
  }

  /// The size in the last four bytes, that of the last member, as far as texts are worth: damaged files
  /// promise anything.
  private static func promised(_ bytes: [UInt8]) -> Int {
    min(bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }, 8 * bytes.count)
  }
}
