/// A sparse matrix by columns, for products where there are fewer rows than columns.
///
/// X·w adds up in n numbers and Xᵀ·r reads n numbers: both stay in the near caches, where the d
/// numbers that a pass by rows touches at random do not. On 5,685 reviews with 420,000 n-grams a
/// product takes less than half the time.
///
/// Safety: `span[unchecked:]` reads without a bounds check. Each use is within bounds because the
/// only initialiser makes (1) `offsets` of `columns + 1` places that rise from 0 to the number of
/// entries, and (2) `rowIndices[e] < rows` for each entry, and nothing changes them afterwards;
/// every entry point checks that `base ..< base + columns * outputs` lies inside the weights and
/// that the other factor has `rows * outputs` elements.
struct ColumnMatrix: Equatable, Sendable {
  let rows: Int
  let columns: Int
  private let offsets: [Int]
  private let rowIndices: [UInt32]
  private let values: [Float]

  /// - Complexity: O(entries + columns).
  init(_ x: CSRMatrix) {
    rows = x.rows
    columns = x.columns
    var offsets = Array(repeating: 0, count: x.columns + 1)
    for column in x.columnIndices { offsets[Int(column) + 1] += 1 }
    for column in 0..<x.columns { offsets[column + 1] += offsets[column] }
    var places = offsets
    var rowIndices = Array(repeating: UInt32(0), count: x.entryCount)
    var values = Array(repeating: Float(0), count: x.entryCount)
    for row in 0..<x.rows {
      for entry in x.entries(ofRow: row) {
        let column = Int(x.columnIndices[entry])
        rowIndices[places[column]] = UInt32(truncatingIfNeeded: row)
        values[places[column]] = x.values[entry]
        places[column] += 1
      }
    }
    self.offsets = offsets
    self.rowIndices = rowIndices
    self.values = values
  }

  /// T += X·W; T is n × outputs, row-major, W `columns * outputs` elements from `base` on.
  func addTimes(outputs: Int, base: Int, _ weights: [Double], into result: inout [Double]) {
    precondition(result.count == rows * outputs, "X·W: elements of the result")
    check(outputs, base, weights.count)
    var t = result.mutableSpan
    let (rowIndices, values) = (rowIndices.span, values.span)
    for column in 0..<columns {
      let entries = offsets[column]..<offsets[column + 1]
      let place = base + column * outputs
      if outputs == 1 {
        let weight = weights[place]
        if weight == 0 { continue }
        for e in entries {
          unsafe t[unchecked: Int(rowIndices[unchecked: e])] +=
            Double(values[unchecked: e]) * weight
        }
        continue
      }
      for e in entries {
        let value = unsafe Double(values[unchecked: e])
        let row = unsafe Int(rowIndices[unchecked: e]) * outputs
        for k in 0..<outputs { unsafe t[unchecked: row + k] += value * weights[place + k] }
      }
    }
  }

  /// G += Xᵀ·R; R is n × outputs, row-major.
  func addTransposed(outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double]) {
    add(outputs: outputs, base: base, r, into: &gradient) { $0 }
  }

  /// G += (X∘X)ᵀ·R, with the squares of the entries.
  func addTransposedSquares(
    outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double]
  ) {
    add(outputs: outputs, base: base, r, into: &gradient) { $0 * $0 }
  }

  @inline(__always)
  private func add(
    outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double],
    _ weight: (Double) -> Double
  ) {
    precondition(r.count == rows * outputs, "Xᵀ·R: elements of R")
    check(outputs, base, gradient.count)
    var g = gradient.mutableSpan
    let (rowIndices, values, r) = (rowIndices.span, values.span, r.span)
    for column in 0..<columns {
      let entries = offsets[column]..<offsets[column + 1]
      let place = base + column * outputs
      if outputs == 1 {
        // Four sums side by side, so that no addition waits for the one before it.
        var sums = SIMD4<Double>()
        var e = entries.lowerBound
        while e + 4 <= entries.upperBound {
          for lane in 0..<4 {
            unsafe sums[lane] +=
              weight(Double(values[unchecked: e + lane]))
              * r[unchecked: Int(rowIndices[unchecked: e + lane])]
          }
          e += 4
        }
        while e < entries.upperBound {
          unsafe sums[0] +=
            weight(Double(values[unchecked: e])) * r[unchecked: Int(rowIndices[unchecked: e])]
          e += 1
        }
        g[place] += (sums[0] + sums[1]) + (sums[2] + sums[3])
        continue
      }
      for e in entries {
        let value = unsafe weight(Double(values[unchecked: e]))
        let row = unsafe Int(rowIndices[unchecked: e]) * outputs
        for k in 0..<outputs { unsafe g[unchecked: place + k] += value * r[unchecked: row + k] }
      }
    }
  }

  private func check(_ outputs: Int, _ base: Int, _ count: Int) {
    precondition(
      outputs >= 1 && base >= 0 && base + columns * outputs <= count,
      "weights of a sparse product lie inside their array")
  }
}
