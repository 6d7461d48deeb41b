/// Products of a CSR matrix with weights interleaved by output.
///
/// Safety: `span[unchecked:]` reads without a bounds check. Each use is within bounds because
/// (1) `e` runs over `entries(ofRow:)`, which the invariant of ``CSRMatrix`` keeps inside
/// `columnIndices` and `values`; (2) the same invariant has `columnIndices[e] < columns`, and
/// every entry point checks that `base ..< base + columns * outputs` lies inside the weights, so
/// the place `base + columnIndices[e] * outputs + k` with `k < outputs` does.
enum SparseKernels {
  /// Z = X·W, row-major.
  static func times(_ x: CSRMatrix, outputs: Int, base: Int, weights: [Double]) -> [Double] {
    var result = Array(repeating: 0.0, count: x.rows * outputs)
    addTimes(x, outputs: outputs, base: base, weights, into: &result)
    return result
  }

  /// Z += X·W.
  static func addTimes(
    _ x: CSRMatrix, outputs: Int, base: Int, _ weights: [Double], into z: inout [Double]
  ) {
    precondition(z.count == x.rows * outputs, "X·W: elements of the result")
    checkPlaces(x, outputs, base, weights.count)
    let w = weights.span
    let columns = x.columnIndices.span
    let values = x.values.span
    var buffer = Array(repeating: 0.0, count: outputs)
    for i in 0..<x.rows {
      let row = x.entries(ofRow: i)
      switch outputs {
      case 1: z[i] += gather1(columns, values, row, w, base)
      case 2:
        let t = gather2(columns, values, row, w, base)
        z[2 * i] += t[0]
        z[2 * i + 1] += t[1]
      case 8:
        let t = gather8(columns, values, row, w, base)
        for k in 0..<8 { z[8 * i + k] += t[k] }
      default:
        for k in 0..<outputs { buffer[k] = 0 }
        gather(columns, values, row, w, base, outputs, &buffer)
        for k in 0..<outputs { z[i * outputs + k] += buffer[k] }
      }
    }
  }

  /// G += Xᵀ·R; R is n × outputs, row-major.
  static func addTransposed(
    _ x: CSRMatrix, outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double]
  ) {
    precondition(r.count == x.rows * outputs, "Xᵀ·R: elements of R")
    checkPlaces(x, outputs, base, gradient.count)
    var g = gradient.mutableSpan
    let columns = x.columnIndices.span
    let values = x.values.span
    let factors = r.span
    for i in 0..<x.rows {
      let row = x.entries(ofRow: i)
      switch outputs {
      case 1: scatter1(columns, values, row, r[i], base, &g)
      case 2: scatter2(columns, values, row, SIMD2(r[2 * i], r[2 * i + 1]), base, &g)
      case 8: scatter8(columns, values, row, load8(factors, 8 * i), base, &g)
      default:
        scatter(
          columns, values, row, factors.extracting(i * outputs..<(i + 1) * outputs), base, &g)
      }
    }
  }

  /// G += (X∘X)ᵀ·R, with the squares of the entries.
  static func addTransposedSquares(
    _ x: CSRMatrix, outputs: Int, base: Int, _ r: [Double], into gradient: inout [Double]
  ) {
    precondition(r.count == x.rows * outputs, "Xᵀ·R: elements of R")
    checkPlaces(x, outputs, base, gradient.count)
    var g = gradient.mutableSpan
    let columns = x.columnIndices.span
    let values = x.values.span
    let factors = r.span
    for i in 0..<x.rows {
      let row = x.entries(ofRow: i)
      switch outputs {
      case 1:
        let factor = r[i]
        for e in row {
          let value = unsafe Double(values[unchecked: e])
          unsafe g[unchecked: base + Int(columns[unchecked: e])] += value * value * factor
        }
      case 2:
        let (first, second) = (r[2 * i], r[2 * i + 1])
        for e in row {
          let value = unsafe Double(values[unchecked: e])
          let place = unsafe base + Int(columns[unchecked: e]) * 2
          unsafe g[unchecked: place] += value * value * first
          unsafe g[unchecked: place + 1] += value * value * second
        }
      default:
        let own = factors.extracting(i * outputs..<(i + 1) * outputs)
        for e in row {
          let value = unsafe Double(values[unchecked: e])
          let place = unsafe base + Int(columns[unchecked: e]) * outputs
          for k in 0..<outputs {
            unsafe g[unchecked: place + k] += value * value * own[unchecked: k]
          }
        }
      }
    }
  }

  private static func checkPlaces(_ x: CSRMatrix, _ outputs: Int, _ base: Int, _ count: Int) {
    precondition(
      outputs >= 1 && base >= 0 && base + x.columns * outputs <= count,
      "weights of a sparse product lie inside their array")
  }

  /// Four sums side by side, so that no addition waits for the one before it.
  @inline(__always)
  private static func gather1(
    _ columns: Span<UInt32>, _ values: Span<Float>, _ row: Range<Int>, _ w: Span<Double>,
    _ base: Int
  ) -> Double {
    var sums = SIMD4<Double>()
    var e = row.lowerBound
    while e + 4 <= row.upperBound {
      for lane in 0..<4 {
        unsafe sums[lane] +=
          Double(values[unchecked: e + lane])
          * w[unchecked: base + Int(columns[unchecked: e + lane])]
      }
      e += 4
    }
    while e < row.upperBound {
      unsafe sums[0] +=
        Double(values[unchecked: e]) * w[unchecked: base + Int(columns[unchecked: e])]
      e += 1
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3])
  }

  @inline(__always)
  private static func scatter1(
    _ columns: Span<UInt32>, _ values: Span<Float>, _ row: Range<Int>, _ r: Double,
    _ base: Int, _ g: inout MutableSpan<Double>
  ) {
    guard r != 0 else { return }
    for e in row {
      unsafe g[unchecked: base + Int(columns[unchecked: e])] += Double(values[unchecked: e]) * r
    }
  }

  @inline(__always)
  private static func gather2(
    _ columns: Span<UInt32>, _ values: Span<Float>, _ row: Range<Int>, _ w: Span<Double>,
    _ base: Int
  ) -> SIMD2<Double> {
    var even = SIMD2<Double>()
    var odd = SIMD2<Double>()
    var e = row.lowerBound
    while e + 2 <= row.upperBound {
      let p = unsafe base + Int(columns[unchecked: e]) * 2
      let q = unsafe base + Int(columns[unchecked: e + 1]) * 2
      unsafe even += Double(values[unchecked: e]) * SIMD2(w[unchecked: p], w[unchecked: p + 1])
      unsafe odd += Double(values[unchecked: e + 1]) * SIMD2(w[unchecked: q], w[unchecked: q + 1])
      e += 2
    }
    if e < row.upperBound {
      let p = unsafe base + Int(columns[unchecked: e]) * 2
      unsafe even += Double(values[unchecked: e]) * SIMD2(w[unchecked: p], w[unchecked: p + 1])
    }
    return even + odd
  }

  @inline(__always)
  private static func scatter2(
    _ columns: Span<UInt32>, _ values: Span<Float>, _ row: Range<Int>, _ r: SIMD2<Double>,
    _ base: Int, _ g: inout MutableSpan<Double>
  ) {
    for e in row {
      let p = unsafe base + Int(columns[unchecked: e]) * 2
      let step = unsafe Double(values[unchecked: e]) * r
      unsafe g[unchecked: p] += step[0]
      unsafe g[unchecked: p + 1] += step[1]
    }
  }

  /// - Precondition: `p + 8 <= x.count`, checked in debug builds only; the callers prove it.
  @inline(__always)
  private static func load8(_ x: Span<Double>, _ p: Int) -> SIMD8<Double> {
    assert(p >= 0 && p + 8 <= x.count)
    return unsafe SIMD8(
      x[unchecked: p], x[unchecked: p + 1], x[unchecked: p + 2], x[unchecked: p + 3],
      x[unchecked: p + 4], x[unchecked: p + 5], x[unchecked: p + 6], x[unchecked: p + 7])
  }

  private static func gather8(
    _ columns: Span<UInt32>, _ values: Span<Float>, _ row: Range<Int>, _ w: Span<Double>,
    _ base: Int
  ) -> SIMD8<Double> {
    var sums = SIMD8<Double>()
    for e in row {
      let p = unsafe base + Int(columns[unchecked: e]) * 8
      unsafe sums += Double(values[unchecked: e]) * load8(w, p)
    }
    return sums
  }

  private static func scatter8(
    _ columns: Span<UInt32>, _ values: Span<Float>, _ row: Range<Int>, _ r: SIMD8<Double>,
    _ base: Int, _ g: inout MutableSpan<Double>
  ) {
    for e in row {
      let p = unsafe base + Int(columns[unchecked: e]) * 8
      let step = unsafe Double(values[unchecked: e]) * r
      for k in 0..<8 {
        unsafe g[unchecked: p + k] += step[k]
      }
    }
  }

  private static func gather(
    _ columns: Span<UInt32>, _ values: Span<Float>, _ row: Range<Int>, _ w: Span<Double>,
    _ base: Int, _ outputs: Int, _ sums: inout [Double]
  ) {
    var t = sums.mutableSpan
    for e in row {
      let value = unsafe Double(values[unchecked: e])
      let p = unsafe base + Int(columns[unchecked: e]) * outputs
      for k in 0..<outputs {
        unsafe t[unchecked: k] += value * w[unchecked: p + k]
      }
    }
  }

  private static func scatter(
    _ columns: Span<UInt32>, _ values: Span<Float>, _ row: Range<Int>, _ r: Span<Double>,
    _ base: Int, _ g: inout MutableSpan<Double>
  ) {
    for e in row {
      let value = unsafe Double(values[unchecked: e])
      let p = unsafe base + Int(columns[unchecked: e]) * r.count
      for k in r.indices {
        unsafe g[unchecked: p + k] += value * r[unchecked: k]
      }
    }
  }
}
