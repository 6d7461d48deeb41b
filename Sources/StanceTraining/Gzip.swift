internal import CZlib

/// Reads gzip (RFC 1952) through zlib.
public enum Gzip {
  /// Whether the bytes begin as gzip does.
  public static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// The contents of all members of a gzip file, one after another.
  ///
  /// - Parameter limit: largest result in bytes; a file that would be larger is refused.
  /// - Returns: nil when the file is damaged, cut short or too large.
  /// - Complexity: O(result).
  public static func decompress(_ bytes: [UInt8], limit: Int = 1 << 31) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(min(promised(bytes), limit))
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    // SAFETY: `bytes` and `chunk` outlive every call inside their closures; zlib reads, and only reads,
    // `avail_in` bytes from `next_in` and writes `avail_out` bytes at `next_out`, which are set to
    // exactly these buffers.
    return unsafe bytes.withUnsafeBufferPointer { source -> [UInt8]? in
      var stream = unsafe z_stream()
      unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.avail_in = UInt32(clamping: source.count)
      // 16 + 15: gzip framing with the largest window.
      guard
        unsafe inflateInit2_(
          &stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
      else { return nil }
      defer { unsafe inflateEnd(&stream) }
      while true {
        let status = unsafe chunk.withUnsafeMutableBufferPointer { target -> Int32 in
          unsafe stream.next_out = target.baseAddress
          unsafe stream.avail_out = UInt32(target.count)
          return unsafe inflate(&stream, Z_NO_FLUSH)
        }
        let written = unsafe chunk.count - Int(stream.avail_out)
        guard result.count + written <= limit else { return nil }
        result.append(contentsOf: chunk[..<written])
        if status == Z_STREAM_END {
          let rest = unsafe stream.avail_in
          if rest == 0 { return result }
          guard unsafe inflateReset(&stream) == Z_OK else { return nil }
        } else if status != Z_OK {
          return nil
        }
      }
    }
  }

  /// The size in the last four bytes, that of the last member, as far as texts are worth: damaged files
  /// promise anything.
  private static func promised(_ bytes: [UInt8]) -> Int {
    min(bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }, 8 * bytes.count)
  }
}
