/// Bytes that never change, read where they lie: a constant of the program, or a copy of an array.
///
/// Values share the bytes; a constant of the program costs nothing to open, and the pages that
/// nobody reads are never loaded. Every access is checked against the bounds.
///
///     let image = ConstantBytes([1, 0, 0, 0])
///     image.word32(at: 0)                     // 1
@safe public struct ConstantBytes: @unchecked Sendable {
  // SAFETY, for the whole type: `start` leads to `count` bytes that are initialised and never
  // written again. They belong to `owner`, which this value keeps alive, or to the program, which
  // outlives it. Nothing here hands `start` out, every read is checked against `count`, and any
  // bits are a valid integer. Bytes that are only read may be shared between threads.

  /// How many bytes there are.
  @usableFromInline let start: UnsafeRawPointer
  public let count: Int
  /// Keeps the memory; nil when it is the program's.
  private let owner: Block?

  /// Memory that is written once, before anybody shares it.
  @safe private final class Block {
    let memory: UnsafeMutableRawPointer

    init(_ bytes: [UInt8]) {
      unsafe memory = .allocate(byteCount: Swift.max(bytes.count, 1), alignment: 64)
      unsafe bytes.withUnsafeBytes { source in
        guard let base = source.baseAddress else { return }
        unsafe memory.copyMemory(from: base, byteCount: source.count)
      }
    }

    deinit { unsafe memory.deallocate() }
  }

  /// A copy of an array.
  ///
  /// - Complexity: O(bytes).
  public init(_ bytes: [UInt8]) {
    let block = Block(bytes)
    unsafe start = UnsafeRawPointer(block.memory)
    count = bytes.count
    owner = block
  }

  /// A constant of the program, in place.
  ///
  /// - Parameter start: `count` bytes that live, unchanged, as long as the program.
  /// - Complexity: O(1).
  @unsafe public init(constant start: UnsafePointer<UInt8>, count: Int) {
    unsafe self.start = UnsafeRawPointer(start)
    self.count = count
    owner = nil
  }

  private init(_ whole: ConstantBytes, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= whole.count, "range outside")
    unsafe start = whole.start + range.lowerBound
    count = range.count
    owner = whole.owner
  }

  /// The byte at an offset.
  @inlinable @inline(__always)
  public subscript(offset: Int) -> UInt8 {
    precondition(holds(1, at: offset), "offset outside")
    return unsafe start.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// A part, shared.
  public subscript(range: Range<Int>) -> ConstantBytes { ConstantBytes(self, range) }

  /// Whether so many bytes from an offset on lie inside.
  ///
  /// As unsigned numbers one comparison tells it: an offset below 0 is a large one.
  @inlinable @inline(__always)
  package func holds(_ length: Int, at offset: Int) -> Bool {
    UInt(bitPattern: offset) < UInt(bitPattern: Swift.max(count &- length &+ 1, 0))
  }

  /// The four bytes from an offset on, little-endian.
  @inlinable @inline(__always)
  public func word32(at offset: Int) -> UInt32 {
    precondition(holds(4, at: offset), "offset outside")
    return UInt32(
      littleEndian: unsafe start.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The eight bytes from an offset on, little-endian.
  @inlinable @inline(__always)
  public func word64(at offset: Int) -> UInt64 {
    precondition(holds(8, at: offset), "offset outside")
    return UInt64(
      littleEndian: unsafe start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The offset of the first such byte from an offset on, or nil.
  ///
  /// - Complexity: O(bytes passed), eight at a step.
  public func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    let pattern = UInt64(byte) &* ByteScan.lowBits
    var place = start
    while place <= count - 8 {
      let found = ByteScan.matches(word64(at: place), pattern)
      if found != 0 { return place + found.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < count {
      if self[place] == byte { return place }
      place += 1
    }
    return nil
  }

  /// A copy as an array.
  public var array: [UInt8] { unsafe Array(UnsafeRawBufferPointer(start: start, count: count)) }

  /// Whether the bytes from an offset on begin with `text`; false where they end before it does.
  public func holds(_ text: ArraySlice<UInt8>, at offset: Int) -> Bool {
    guard offset >= 0, text.count <= count - offset else { return false }
    var place = offset
    for byte in text {
      if self[place] != byte { return false }
      place += 1
    }
    return true
  }
}

extension ConstantBytes: Equatable {
  public static func == (left: ConstantBytes, right: ConstantBytes) -> Bool {
    guard left.count == right.count else { return false }
    for offset in 0..<left.count where left[offset] != right[offset] { return false }
    return true
  }
}
