#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The scales s_f of the buckets of a design, and what they make of its columns.
///
/// s_f = ln((1 + n)/(1 + df)) + 1, or what a base has for a bucket that it knows: then the buckets of
/// one column, which the same n rows hold, may differ. A column x of the buckets f stands for all of
/// them as √Σ s_f² · counts.
struct ColumnScales: Sendable {
  /// s_f of each bucket; 0 where no row has it.
  let buckets: [Float]
  /// √Σ s_f² over the buckets of each column.
  let columns: [Float]
  /// √k of each column of k buckets where these have one s_f; nil on a base.
  private let roots: [Float]?

  /// - Complexity: O(buckets).
  init(_ design: DesignColumns, rows: Int, base: BaseModel?) {
    let own = design.frequencies.map { Float(log(Double(1 + rows) / Double(1 + $0))) + 1 }
    buckets = design.buckets.map { bucket in
      guard let column = design.column(of: bucket) else { return 0 }
      let known = base?.scale(bucket) ?? 0
      return known > 0 ? known : own[column]
    }
    guard base != nil else {
      columns = zip(own, design.roots).map { $0 * $1 }
      roots = design.roots
      return
    }
    var squares = Array(repeating: Float(0), count: design.count)
    for (bucket, scale) in buckets.enumerated() {
      if let column = design.column(of: bucket) { squares[column] += scale * scale }
    }
    columns = squares.map { $0.squareRoot() }
    roots = nil
  }

  /// How many times the values of a bucket the values of its column are.
  func root(_ bucket: Int, _ column: Int) -> Float {
    roots?[column] ?? columns[column] / buckets[bucket]
  }
}
