internal import StanceText

/// The weights of the hashed n-grams, packed for lookup.
///
/// Each bucket f holds, for the K outputs, the products `weight[f, k] · scale[f]` and then
/// `scale[f]²`, padded to whole groups of four and stored as bfloat16: one read brings everything
/// a term adds to the scores and to the squared norm of its row.
///
/// - Shapes: `buckets` × `groups` vectors of four; `groups` = ⌈(K + 1) / 4⌉.
/// - Units: the upper half of an IEEE 754 single, rounded to nearest, ties to even.
public struct WeightTable: Sendable, Equatable {
  /// Scores a row gives: 1 or K.
  public let outputs: Int
  /// Vectors of four that a row takes.
  public let groups: Int
  /// Rows.
  public let buckets: Int
  /// The rows as they are stored in a file: eight bytes a vector, little-endian.
  let bytes: ConstantBytes

  /// A table of zeros.
  public init(buckets: Int, outputs: Int) {
    self = Builder(buckets: buckets, outputs: outputs).table()
  }

  /// A table in its stored form, which stays where it is.
  ///
  /// - Precondition: `bytes` holds whole rows.
  init(bytes: ConstantBytes, outputs: Int) {
    self.outputs = outputs
    groups = (outputs + 4) / 4
    precondition(bytes.count % (8 * groups) == 0, "rows do not fit the outputs")
    buckets = bytes.count / (8 * groups)
    self.bytes = bytes
  }

  /// One stored vector: its four halves, the first lowest.
  public func stored(_ bucket: Int, _ group: Int) -> UInt64 {
    bytes.word64(at: 8 * (bucket * groups + group))
  }

  /// Four lanes of one bucket as singles.
  @inline(__always)
  func lanes(_ bucket: Int, _ group: Int) -> SIMD4<Float> {
    Self.widen(bytes.word64(at: 8 &* (bucket &* groups &+ group)))
  }

  /// `scale[f]` as it was rounded; 0 for a bucket that the model does not know.
  public func scale(_ bucket: Int) -> Float {
    lanes(bucket, outputs / 4)[outputs % 4].squareRoot()
  }

  /// `weight[f, k]` as it was rounded; 0 for a bucket that the model does not know.
  public func weight(_ bucket: Int, _ output: Int) -> Float {
    let scale = scale(bucket)
    return scale > 0 ? lanes(bucket, output / 4)[output % 4] / scale : 0
  }

  /// Asks for the row of a bucket.
  @inline(__always)
  func prefetch(_ bucket: UInt32) { bytes.prefetch(8 &* Int(bucket) &* groups) }

  /// `start` with four lanes of each of the buckets added, in order.
  func sum(_ buckets: Span<UInt32>, _ group: Int, from start: SIMD4<Float>) -> SIMD4<Float> {
    var result = start
    for place in buckets.indices { result += lanes(Int(buckets[place]), group) }
    return result
  }

  /// Whether no weight is an infinity or a NaN: an exponent of all ones.
  var isFinite: Bool {
    for offset in stride(from: 0, to: bytes.count, by: 8) {
      if any(Self.halves(bytes.word64(at: offset)) & 0x7F80 .== 0x7F80) { return false }
    }
    return true
  }

  @inline(__always)
  private static func widen(_ stored: UInt64) -> SIMD4<Float> {
    // SAFETY: both are 16 bytes without padding, and any bits are a Float.
    unsafe unsafeBitCast(
      SIMD4<UInt32>(truncatingIfNeeded: halves(stored)) &<< 16, to: SIMD4<Float>.self)
  }

  @inline(__always)
  private static func halves(_ stored: UInt64) -> SIMD4<UInt16> {
    // SAFETY: both are 8 bytes without padding, and any bits are four UInt16.
    unsafe unsafeBitCast(stored, to: SIMD4<UInt16>.self)
  }

  /// Collects the rows of a table.
  public struct Builder {
    private let outputs: Int
    private let groups: Int
    private var bytes: [UInt8]

    /// All rows are zero at first.
    public init(buckets: Int, outputs: Int) {
      self.outputs = outputs
      groups = (outputs + 4) / 4
      bytes = Array(repeating: 0, count: buckets * groups * 8)
    }

    /// Sets one bucket from its weights and its scale.
    public mutating func set(_ bucket: Int, weights: ArraySlice<Float>, scale: Float) {
      let start = bucket * groups * 8
      var place = start
      for weight in weights {
        put(weight * scale, place)
        place += 2
      }
      put(scale * scale, start + 2 * outputs)
    }

    private mutating func put(_ value: Float, _ place: Int) {
      let half = WeightTable.round(value)
      bytes[place] = UInt8(truncatingIfNeeded: half)
      bytes[place + 1] = UInt8(truncatingIfNeeded: half >> 8)
    }

    /// The table of what was set.
    ///
    /// - Complexity: O(bytes).
    public func table() -> WeightTable {
      WeightTable(bytes: ConstantBytes(bytes), outputs: outputs)
    }
  }

  /// The nearest bfloat16, ties to even; NaN does not occur in a checked model.
  static func round(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    return UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16)
  }
}
