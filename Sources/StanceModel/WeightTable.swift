/// The weights of the hashed n-grams, packed for lookup.
///
/// Each bucket f holds, for the K outputs, the products `weight[f, k] · scale[f]` and then
/// `scale[f]²`, padded to whole groups of four and stored as bfloat16: one read brings everything
/// a term adds to the scores and to the squared norm of its row.
///
/// - Shapes: `buckets` × `groups` vectors of four; `groups` = ⌈(K + 1) / 4⌉.
/// - Units: the upper half of an IEEE 754 single, rounded to nearest, ties to even.
public struct WeightTable: Sendable, Equatable {
  public let outputs: Int
  public let groups: Int
  public private(set) var rows: [SIMD4<UInt16>]

  public var buckets: Int { rows.count / groups }

  /// A table of zeros.
  public init(buckets: Int, outputs: Int) {
    self.outputs = outputs
    groups = (outputs + 4) / 4
    rows = Array(repeating: .zero, count: buckets * groups)
  }

  /// A table from its stored form.
  ///
  /// - Precondition: `rows.count` is a multiple of the groups of `outputs`.
  init(rows: [SIMD4<UInt16>], outputs: Int) {
    self.outputs = outputs
    groups = (outputs + 4) / 4
    precondition(rows.count % groups == 0, "rows do not fit the outputs")
    self.rows = rows
  }

  /// Sets one bucket from its weights and its scale.
  public mutating func set(_ bucket: Int, weights: some Collection<Float>, scale: Float) {
    var lanes = Array(repeating: Float(0), count: groups * 4)
    for (index, weight) in weights.enumerated() { lanes[index] = weight * scale }
    lanes[outputs] = scale * scale
    for group in 0..<groups {
      var row = SIMD4<UInt16>()
      for lane in 0..<4 { row[lane] = Self.round(lanes[group * 4 + lane]) }
      rows[bucket * groups + group] = row
    }
  }

  /// Four lanes of one bucket as singles.
  @inline(__always)
  func lanes(_ bucket: Int, _ group: Int) -> SIMD4<Float> {
    Self.widen(rows[bucket &* groups &+ group])
  }

  /// `start` with four lanes of each of the buckets added, in order.
  func sum(_ buckets: [UInt32], _ group: Int, from start: SIMD4<Float>) -> SIMD4<Float> {
    var result = start
    for bucket in buckets { result += lanes(Int(bucket), group) }
    return result
  }

  @inline(__always)
  static func widen(_ row: SIMD4<UInt16>) -> SIMD4<Float> {
    unsafe unsafeBitCast(SIMD4<UInt32>(truncatingIfNeeded: row) &<< 16, to: SIMD4<Float>.self)
  }

  /// The nearest bfloat16, ties to even; NaN does not occur in a checked model.
  static func round(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    return UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16)
  }
}
