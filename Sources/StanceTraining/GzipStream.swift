internal import CZlib

/// Inflates gzip (RFC 1952) piece by piece, in memory that does not grow with the file.
///
/// Members that follow one another are joined, as `gunzip` joins them.
@safe public struct GzipStream: ~Copyable, @unchecked Sendable {
  /// The bytes are no gzip, or a part of them is wrong or missing.
  public struct Damaged: Error, Sendable, Equatable {
    public init() {}
  }

  // SAFETY: allocated in `init`, freed in `deinit`, reached through this value only, which cannot
  // be copied: whoever holds it is alone. zlib wants its state never to move, hence a pointer.
  private let state: UnsafeMutablePointer<z_stream>
  private let isReady: Bool
  private var isBetweenMembers = false
  private var isStarted = false

  public init() {
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: z_stream())
    // 16 + 15: gzip framing with the largest window.
    unsafe isReady =
      inflateInit2_(state, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isReady { unsafe inflateEnd(state) }
    unsafe state.deallocate()
  }

  /// Appends what `input` inflates to.
  ///
  /// - Complexity: O(result).
  public mutating func inflate(
    _ input: [UInt8], into result: inout [UInt8]
  ) throws(Damaged) {
    guard isReady else { throw Damaged() }
    guard !input.isEmpty else { return }
    isStarted = true
    var input = input
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = input.count
    // SAFETY: `input` and `chunk` outlive the calls inside their closures; zlib reads `avail_in`
    // bytes from `next_in` and writes at most `avail_out` bytes at `next_out`, which are set to
    // exactly these buffers.
    let isGood = unsafe input.withUnsafeMutableBufferPointer { source -> Bool in
      unsafe state.pointee.next_in = source.baseAddress
      unsafe state.pointee.avail_in = UInt32(clamping: count)
      while true {
        if isBetweenMembers {
          if unsafe state.pointee.avail_in == 0 { return true }
          guard unsafe inflateReset(state) == Z_OK else { return false }
          isBetweenMembers = false
        }
        let status = unsafe chunk.withUnsafeMutableBufferPointer { target -> Int32 in
          unsafe state.pointee.next_out = target.baseAddress
          unsafe state.pointee.avail_out = UInt32(target.count)
          return unsafe CZlib.inflate(state, Z_NO_FLUSH)
        }
        let written = unsafe chunk.count - Int(state.pointee.avail_out)
        result.append(contentsOf: chunk[..<written])
        switch status {
        case Z_STREAM_END: isBetweenMembers = true
        case Z_OK: if unsafe state.pointee.avail_in == 0, written < chunk.count { return true }
        // No progress is possible without more input.
        case Z_BUF_ERROR: return true
        default: return false
        }
      }
    }
    guard isGood else { throw Damaged() }
  }

  /// Whether the bytes so far are whole members: the file may end here.
  public var isComplete: Bool { isBetweenMembers || !isStarted }
}
