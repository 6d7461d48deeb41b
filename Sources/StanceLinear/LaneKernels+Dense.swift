/// Products of a dense row-major block with rows of four numbers.
///
/// Four rows of the block go side by side, so that additions wait less for each other; every sum is
/// made in the order of its terms all the same.
extension LaneKernels {
  /// D·X + b; D has `rows` rows of as many columns as X has rows in use, the first `columns`.
  static func times<Number: BinaryFloatingPoint>(
    _ dense: [Number], rows: Int, columns: Int, _ x: Lanes<Number>, plus bias: SIMD4<Number>
  ) -> Lanes<Number> {
    precondition(dense.count == rows * columns && columns <= x.count, "D·X: rows of X")
    var result = Lanes<Number>(repeating: bias, count: rows)
    let d = dense.span
    let x = x.span.extracting(first: columns)
    var t = result.mutableSpan
    var i = 0
    while i + 4 <= rows {
      let first = d.extracting(i * columns..<(i + 1) * columns)
      let second = d.extracting((i + 1) * columns..<(i + 2) * columns)
      let third = d.extracting((i + 2) * columns..<(i + 3) * columns)
      let fourth = d.extracting((i + 3) * columns..<(i + 4) * columns)
      var sums = (bias, bias, bias, bias)
      for j in x.indices {
        let factor = x[j]
        sums.0 += first[j] * factor
        sums.1 += second[j] * factor
        sums.2 += third[j] * factor
        sums.3 += fourth[j] * factor
      }
      (t[i], t[i + 1], t[i + 2], t[i + 3]) = sums
      i += 4
    }
    while i < rows {
      let row = d.extracting(i * columns..<(i + 1) * columns)
      var sum = bias
      for j in x.indices { sum += row[j] * x[j] }
      t[i] = sum
      i += 1
    }
    return result
  }

  /// Adds Dᵀ·R to the first rows of `result`, and the sums of R to the last.
  ///
  /// - Parameter term: what becomes of each number of D first.
  @inline(__always)
  static func addTransposed<Number: BinaryFloatingPoint>(
    _ dense: [Number], columns: Int, _ r: Lanes<Number>, into result: inout Lanes<Number>,
    _ term: (Number) -> Number = { $0 }
  ) {
    precondition(dense.count == r.count * columns && columns < result.count, "Dᵀ·R: rows of R")
    let last = result.count - 1
    for row in r { result[last] += row }
    let (d, r) = (dense.span, r.span)
    var sums = result.mutableSpan
    var i = 0
    while i + 4 <= r.count {
      let first = d.extracting(i * columns..<(i + 1) * columns)
      let second = d.extracting((i + 1) * columns..<(i + 2) * columns)
      let third = d.extracting((i + 2) * columns..<(i + 3) * columns)
      let fourth = d.extracting((i + 3) * columns..<(i + 4) * columns)
      let factors = (r[i], r[i + 1], r[i + 2], r[i + 3])
      for j in 0..<columns {
        var sum = sums[j]
        sum += term(first[j]) * factors.0
        sum += term(second[j]) * factors.1
        sum += term(third[j]) * factors.2
        sum += term(fourth[j]) * factors.3
        sums[j] = sum
      }
      i += 4
    }
    while i < r.count {
      let row = d.extracting(i * columns..<(i + 1) * columns)
      for j in 0..<columns { sums[j] += term(row[j]) * r[i] }
      i += 1
    }
  }
}
