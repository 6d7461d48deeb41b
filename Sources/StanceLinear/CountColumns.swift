/// A ``CountMatrix`` by columns, for products with rows of four numbers.
///
/// C·W adds up in the rows and Cᵀ·R reads the rows: where they are fewer than the columns, both stay
/// in the near caches. Columns of one length stand together, so that the end of each is foretold.
///
/// Safety: `span[unchecked:]` reads without a bounds check. Each use is within bounds because the
/// only initialiser makes (1) runs whose columns add up to `order` and whose columns times length
/// add up to `entries`, (2) `order[c] < columns` and `entries[e] < rows`, and nothing changes them
/// afterwards; every entry point that reads its vectors without a check sees that they have `rows`
/// rows, and `columns` from `base` on.
struct CountColumns: Equatable, Sendable {
  let rows: Int
  let columns: Int
  /// Neighbouring columns of one length.
  private struct Run: Equatable {
    let length: Int
    var columns: Int
  }
  private let runs: [Run]
  /// The columns that are not empty, by rising length.
  private let order: [UInt32]
  /// Their rows, each as often as it counts.
  private let entries: Entries

  /// Numbers of rows in as few bytes as will do: a pass is bound by memory.
  private enum Entries: Equatable {
    case short([UInt16])
    case long([UInt32])
  }

  /// - Complexity: O(entries + columns).
  init(_ matrix: CountMatrix) {
    rows = matrix.rows
    columns = matrix.columns
    var lengths = Array(repeating: 0, count: columns)
    for column in matrix.entries { lengths[Int(column)] += 1 }
    let longest = lengths.max() ?? 0
    // How many columns have each length, then where the first of them stands.
    var places = Array(repeating: 0, count: longest + 2)
    for length in lengths where length > 0 { places[length + 1] += 1 }
    var runs: [Run] = []
    for length in 0...longest where places[length + 1] > 0 {
      runs.append(Run(length: length, columns: places[length + 1]))
    }
    for length in 0...longest { places[length + 1] += places[length] }
    var order = Array(repeating: UInt32(0), count: places[longest + 1])
    for column in 0..<columns where lengths[column] > 0 {
      order[places[lengths[column]]] = UInt32(truncatingIfNeeded: column)
      places[lengths[column]] += 1
    }
    var next = lengths
    var sum = 0
    for column in order {
      next[Int(column)] = sum
      sum += lengths[Int(column)]
    }
    (self.runs, self.order) = (runs, order)
    entries =
      rows <= 1 << 16
      ? .short(Self.entries(matrix, sum, &next)) : .long(Self.entries(matrix, sum, &next))
  }

  /// The rows of each column, from `next` of the column on.
  private static func entries<Row: FixedWidthInteger>(
    _ matrix: CountMatrix, _ count: Int, _ next: inout [Int]
  ) -> [Row] {
    var entries = Array(repeating: Row.zero, count: count)
    for row in 0..<matrix.rows {
      for column in matrix[row: row] {
        entries[next[Int(column)]] = Row(truncatingIfNeeded: row)
        next[Int(column)] += 1
      }
    }
    return entries
  }

  /// C·W.
  func times<Number: BinaryFloatingPoint>(_ weights: Lanes<Number>) -> Lanes<Number> {
    switch entries {
    case .short(let entries): times(entries.span) { weights[$0] }
    case .long(let entries): times(entries.span) { weights[$0] }
    }
  }

  /// C·diag(scales)·W; W and the scales are the `columns` rows from `base` on.
  func times<Number: BinaryFloatingPoint>(
    _ weights: Lanes<Number>, scales: [Number], base: Int
  ) -> Lanes<Number> {
    switch entries {
    case .short(let entries): times(entries.span) { scales[base + $0] * weights[base + $0] }
    case .long(let entries): times(entries.span) { scales[base + $0] * weights[base + $0] }
    }
  }

  @inline(__always)
  private func times<Number: BinaryFloatingPoint, Row: FixedWidthInteger & BitwiseCopyable>(
    _ entries: Span<Row>, _ weight: (Int) -> SIMD4<Number>
  ) -> Lanes<Number> {
    var result = Lanes<Number>(repeating: .zero, count: rows)
    var t = result.mutableSpan
    let order = order.span
    var (column, e) = (0, 0)
    for run in runs {
      for _ in 0..<run.columns {
        let weight = unsafe weight(Int(order[unchecked: column]))
        column &+= 1
        let end = e &+ run.length
        while e < end {
          unsafe t[unchecked: Int(truncatingIfNeeded: entries[unchecked: e])] += weight
          e &+= 1
        }
      }
    }
    return result
  }

  /// G += Cᵀ·R; G is the `columns` rows from `base` on.
  func addTransposed<Number: BinaryFloatingPoint>(
    _ r: Lanes<Number>, base: Int, into gradient: inout Lanes<Number>
  ) {
    precondition(r.count == rows, "Cᵀ·R: rows of R")
    precondition(base >= 0 && base + columns <= gradient.count, "Cᵀ·R: rows of G")
    switch entries {
    case .short(let entries): addTransposed(r, base, entries.span, into: &gradient)
    case .long(let entries): addTransposed(r, base, entries.span, into: &gradient)
    }
  }

  @inline(__always)
  private func addTransposed<
    Number: BinaryFloatingPoint, Row: FixedWidthInteger & BitwiseCopyable
  >(
    _ r: Lanes<Number>, _ base: Int, _ entries: Span<Row>, into gradient: inout Lanes<Number>
  ) {
    var g = gradient.mutableSpan
    let (r, order) = (r.span, order.span)
    var (column, e) = (0, 0)
    for run in runs {
      for _ in 0..<run.columns {
        // Two sums side by side, so that additions wait less for each other.
        var (even, odd) = (SIMD4<Number>(), SIMD4<Number>())
        let end = e &+ run.length
        while e &+ 2 <= end {
          unsafe even += r[unchecked: Int(truncatingIfNeeded: entries[unchecked: e])]
          unsafe odd += r[unchecked: Int(truncatingIfNeeded: entries[unchecked: e &+ 1])]
          e &+= 2
        }
        if e < end {
          unsafe even += r[unchecked: Int(truncatingIfNeeded: entries[unchecked: e])]
          e &+= 1
        }
        unsafe g[unchecked: base &+ Int(order[unchecked: column])] += even + odd
        column &+= 1
      }
    }
  }
}
