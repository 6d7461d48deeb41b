internal import StanceText

/// The weights of the hashed n-grams, packed for lookup.
///
/// Each bucket f holds, for the K outputs, the products `weight[f, k] · scale[f]` and then
/// `scale[f]²`, padded to whole groups of four and stored as bfloat16: one read brings everything
/// a term adds to the scores and to the squared norm of its row. Up to ``mostWhole`` outputs every
/// bucket has a row; beyond that only those that were set have one, and the others share one of zeros.
///
/// - Shapes: `buckets` × `groups` vectors of four; `groups` = ⌈(K + 1) / 4⌉.
/// - Units: the upper half of an IEEE 754 single, rounded to nearest, ties to even.
public struct WeightTable: Sendable, Equatable {
  /// Scores a row gives: 1 or K.
  public let outputs: Int
  /// Vectors of four that a row takes.
  public let groups: Int
  /// What terms may be hashed to.
  public let buckets: Int
  /// The rows as they are stored in a file: eight bytes a vector, little-endian. The first is of zeros
  /// where not every bucket has one.
  let bytes: ConstantBytes
  /// The row of each bucket, four bytes each, little-endian; nothing where every bucket has its own.
  private let places: ConstantBytes

  /// Outputs up to which a new table has a row for every bucket: what is looked up is then at hand.
  public static let mostWhole = 10

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
    places = ConstantBytes([])
  }

  /// A table of the rows of some buckets, as a file has them.
  ///
  /// - Parameters:
  ///   - rows: whole rows.
  ///   - numbers: the bucket of each row, four bytes each, little-endian.
  /// - Returns: nil unless these are rising numbers below `buckets`, one a row.
  /// - Complexity: O(bytes + buckets).
  init?(rows: ConstantBytes, of numbers: ConstantBytes, buckets: Int, outputs: Int) {
    let groups = (outputs + 4) / 4
    let count = numbers.count / 4
    guard numbers.count == 4 * count, rows.count == 8 * groups * count else { return nil }
    var places = Array(repeating: UInt8(0), count: 4 * buckets)
    var next = 0
    for row in 0..<count {
      let bucket = Int(numbers.word32(at: 4 * row))
      guard next..<buckets ~= bucket else { return nil }
      next = bucket + 1
      for byte in 0..<4 {
        places[4 * bucket + byte] = UInt8(truncatingIfNeeded: (row + 1) >> (8 * byte))
      }
    }
    self.outputs = outputs
    self.groups = groups
    self.buckets = buckets
    bytes = ConstantBytes(Array(repeating: 0, count: 8 * groups) + rows.array)
    self.places = ConstantBytes(places)
  }

  /// The rows of those buckets that have one, and their buckets, as ``init(rows:of:buckets:outputs:)``
  /// takes them; nil where every bucket has one.
  var some: (rows: ConstantBytes, numbers: ConstantBytes)? {
    guard places.count > 0 else { return nil }
    var numbers: [UInt8] = []
    for bucket in 0..<buckets where place(bucket) > 0 {
      for byte in 0..<4 { numbers.append(UInt8(truncatingIfNeeded: bucket >> (8 * byte))) }
    }
    return (bytes[8 * groups..<bytes.count], ConstantBytes(numbers))
  }

  /// The row of a bucket.
  @inline(__always)
  private func place(_ bucket: Int) -> Int {
    places.count == 0 ? bucket : Int(places.word32(at: 4 &* bucket))
  }

  /// One stored vector: its four halves, the first lowest.
  public func stored(_ bucket: Int, _ group: Int) -> UInt64 {
    bytes.word64(at: 8 * (place(bucket) * groups + group))
  }

  /// Four lanes of one bucket as singles.
  @inline(__always)
  func lanes(_ bucket: Int, _ group: Int) -> SIMD4<Float> {
    Self.widen(bytes.word64(at: 8 &* (place(bucket) &* groups &+ group)))
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
  func prefetch(_ bucket: UInt32) {
    if places.count == 0 {
      bytes.prefetch(8 &* Int(bucket) &* groups)
    } else {
      places.prefetch(4 &* Int(bucket))
    }
  }

  /// `start` with four lanes of each of the buckets added, in order.
  func sum(_ buckets: Span<UInt32>, _ group: Int, from start: SIMD4<Float>) -> SIMD4<Float> {
    var result = start
    // What is asked of every bucket is asked once, outside the loop.
    guard places.count == 0 else {
      for place in buckets.indices { result += lanes(Int(buckets[place]), group) }
      return result
    }
    for place in buckets.indices {
      result += Self.widen(bytes.word64(at: 8 &* (Int(buckets[place]) &* groups &+ group)))
    }
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
    private let buckets: Int
    private var bytes: [UInt8]
    /// Where the row of a bucket starts; nil where every bucket has a row, in their order.
    private var starts: [Int: Int]?

    /// All rows are zero at first.
    public init(buckets: Int, outputs: Int) {
      self.outputs = outputs
      self.buckets = buckets
      groups = (outputs + 4) / 4
      starts = outputs > mostWhole ? [:] : nil
      bytes = starts == nil ? Array(repeating: 0, count: buckets * groups * 8) : []
    }

    /// Sets one bucket from its weights and its scale.
    ///
    /// - Precondition: `bucket` is one of the table's.
    public mutating func set(_ bucket: Int, weights: ArraySlice<Float>, scale: Float) {
      precondition(0..<buckets ~= bucket, "bucket outside")
      let start = starts == nil ? bucket * groups * 8 : starts?[bucket] ?? bytes.count
      if start == bytes.count {
        starts?[bucket] = start
        bytes += repeatElement(0, count: groups * 8)
      }
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
    /// - Complexity: O(bytes), and O(rows · log rows + buckets) where not every bucket has a row.
    public func table() -> WeightTable {
      guard let starts else { return WeightTable(bytes: ConstantBytes(bytes), outputs: outputs) }
      var (rows, numbers): ([UInt8], [UInt8]) = ([], [])
      for (bucket, start) in starts.sorted(by: { $0.key < $1.key }) {
        rows += bytes[start..<start + groups * 8]
        for byte in 0..<4 { numbers.append(UInt8(truncatingIfNeeded: bucket >> (8 * byte))) }
      }
      let table = WeightTable(
        rows: ConstantBytes(rows), of: ConstantBytes(numbers), buckets: buckets, outputs: outputs)
      guard let table else { preconditionFailure("rising buckets, a row each") }
      return table
    }
  }

  /// The nearest bfloat16, ties to even; NaN does not occur in a checked model.
  static func round(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    return UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16)
  }
}
