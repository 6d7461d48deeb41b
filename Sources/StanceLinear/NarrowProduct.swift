/// C ← C + A·W for a W of at most four columns.
///
/// What scoring needs of its dense block: there are few labels. A row of C is one vector; four rows
/// go on side by side, so that no addition waits for the one before it. The additions of a row come
/// in the order of the columns of A, as in a plain loop.
///
/// Beside `BLAS.gemm` (`StanceBenchmarks kernels`, 77 × 3): the reference library is five to thirty
/// times slower at every batch size; OpenBLAS is faster from a batch of four on, by a thousandth of
/// the time that the unit takes to read. So this loop serves every batch.
///
///     let product = NarrowProduct(weights)          // m × K, K ≤ 4
///     product.add(rows, into: &scores)              // n × m, n × K
public struct NarrowProduct: Sendable {
  /// Columns of W.
  public let outputs: Int
  /// Rows of W, padded to four.
  private let weights: [SIMD4<Float>]

  /// - Precondition: `weights` has one to four columns.
  public init(_ weights: FloatMatrix) {
    precondition((1...4).contains(weights.columns), "one to four columns")
    outputs = weights.columns
    self.weights = (0..<weights.rows).map { row in
      var padded = SIMD4<Float>.zero
      for column in 0..<weights.columns { padded[column] = weights[row, column] }
      return padded
    }
  }

  /// - Shapes: `a` n × m, `c` n × K, both row-major.
  /// - Precondition: the shapes agree.
  /// - Complexity: O(n · m).
  public func add(_ a: [Float], into c: inout [Float]) {
    let count = c.count / outputs
    precondition(c.count == count * outputs && a.count == count * weights.count, "shapes")
    let m = weights.count
    var row = 0
    while row + 4 <= count {
      let start = row * m
      var sums = (self[c, row], self[c, row + 1], self[c, row + 2], self[c, row + 3])
      for (column, weight) in weights.enumerated() {
        sums.0 += a[start + column] * weight
        sums.1 += a[start + m + column] * weight
        sums.2 += a[start + 2 * m + column] * weight
        sums.3 += a[start + 3 * m + column] * weight
      }
      store(sums.0, row, &c)
      store(sums.1, row + 1, &c)
      store(sums.2, row + 2, &c)
      store(sums.3, row + 3, &c)
      row += 4
    }
    while row < count {
      var sum = self[c, row]
      for (column, weight) in weights.enumerated() { sum += a[row * m + column] * weight }
      store(sum, row, &c)
      row += 1
    }
  }

  /// A row of C, padded to four.
  private subscript(c: [Float], row: Int) -> SIMD4<Float> {
    var sum = SIMD4<Float>.zero
    for output in 0..<outputs { sum[output] = c[row * outputs + output] }
    return sum
  }

  private func store(_ sum: SIMD4<Float>, _ row: Int, _ c: inout [Float]) {
    for output in 0..<outputs { c[row * outputs + output] = sum[output] }
  }
}
