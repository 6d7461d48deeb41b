internal import CZlib
public import StanceText

/// Inflates gzip (RFC 1952) piece by piece, in memory that does not grow with the file, however much
/// a piece holds.
///
/// Members that follow one another are joined, as `gunzip` joins them; what stands behind them and
/// begins no member is left out, as by `gunzip` too.
///
///     stream.feed(bytes)
///     while !stream.isHungry { try stream.inflate(into: &text) }
@safe public struct GzipStream: ~Copyable, @unchecked Sendable {
  /// A part of a member is wrong.
  public struct Damaged: Error, Sendable, Equatable {
    public init() {}
  }

  // SAFETY: allocated in `init`, freed in `deinit`, reached through this value only, which cannot
  // be copied: whoever holds it is alone. zlib wants its state never to move, hence a pointer.
  private let state: UnsafeMutablePointer<z_stream>
  private let isReady: Bool
  private var isBetweenMembers = true
  private var input: [UInt8] = []
  /// Bytes of the input that are used up.
  private var used = 0
  /// Bytes of the file before the input.
  private var offset = 0
  /// Whether nothing comes before more is fed.
  public private(set) var isHungry = true
  /// Told where bytes behind the last member are none: nothing comes any more.
  public private(set) var warning: TextWarning?

  /// Bytes that are given at once, at least, where there are so many: 256 KB.
  static let pieceSize = 1 << 18

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

  /// Hands over what follows in the file; ``inflate(into:)`` uses it up little by little.
  public mutating func feed(_ bytes: [UInt8]) {
    if used == input.count {
      offset += used
      (input, used) = (bytes, 0)
    } else {
      input += bytes
    }
    isHungry = warning != nil
  }

  /// Appends what comes next: at most 320 KB.
  ///
  /// - Throws: ``Damaged``; what comes before the damage is appended.
  /// - Complexity: O(result).
  public mutating func inflate(into result: inout [UInt8]) throws(Damaged) {
    guard isReady else { throw Damaged() }
    let goal = result.count + Self.pieceSize
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while result.count < goal {
      if isBetweenMembers, try !beginMember() {
        isHungry = true
        return
      }
      let (status, written) = step(&chunk)
      result.append(contentsOf: chunk[..<written])
      switch status {
      case Z_STREAM_END: isBetweenMembers = true
      case Z_OK: isHungry = used == input.count && written < chunk.count
      // No progress is possible without more input.
      case Z_BUF_ERROR: isHungry = true
      default: throw Damaged()
      }
      if isHungry { return }
    }
  }

  /// Whether a member begins; false where nothing or no member follows, as far as is seen.
  private mutating func beginMember() throws(Damaged) -> Bool {
    guard used < input.count, warning == nil else { return false }
    let isMember = Gzip.isGzip(input[used...])
    if !isMember, input.count - used > 1 || input[used] != 0x1F {
      warning = TextWarning(kind: .behindGzip, offset: offset + used, count: 1)
    }
    guard isMember else { return false }
    guard unsafe inflateReset(state) == Z_OK else { throw Damaged() }
    isBetweenMembers = false
    return true
  }

  /// One call of zlib.
  private mutating func step(_ chunk: inout [UInt8]) -> (status: Int32, written: Int) {
    let (state, used) = unsafe (state, used)
    // SAFETY: `input` and `chunk` outlive the call inside their closures; zlib reads, and never
    // writes, `avail_in` bytes from `next_in` and writes at most `avail_out` bytes at `next_out`,
    // which are set to parts of exactly these buffers.
    let (status, read) = unsafe input.withUnsafeBufferPointer { source -> (Int32, Int) in
      let rest = UInt32(clamping: source.count - used)
      unsafe state.pointee.next_in = source.baseAddress.map {
        unsafe UnsafeMutablePointer(mutating: $0 + used)
      }
      unsafe state.pointee.avail_in = rest
      let status = unsafe chunk.withUnsafeMutableBufferPointer { target -> Int32 in
        unsafe state.pointee.next_out = target.baseAddress
        unsafe state.pointee.avail_out = UInt32(target.count)
        return unsafe CZlib.inflate(state, Z_NO_FLUSH)
      }
      return unsafe (status, Int(rest - state.pointee.avail_in))
    }
    self.used += read
    return unsafe (status, chunk.count - Int(state.pointee.avail_out))
  }

  /// Whether the bytes so far are whole members: the file may end here.
  public var isComplete: Bool { isBetweenMembers && (used == input.count || warning != nil) }
}
