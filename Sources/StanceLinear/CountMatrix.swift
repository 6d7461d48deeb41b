/// A matrix of small counts: each row a list of columns, a column as often as it counts.
///
/// Without values an entry takes four bytes, half of what ``CSRMatrix`` needs, and a product adds
/// where that multiplies; a pass over a matrix is bound by memory.
///
/// Safety: `span[unchecked:]` reads without a bounds check. Each use is within bounds because the
/// initialiser checks that (1) `offsets` rise from 0 to the number of entries and (2) every entry is
/// below `columns`, and nothing changes them afterwards; every entry point checks that its vectors
/// have `columns * outputs` and `rows * outputs` elements.
public struct CountMatrix: Equatable, Sendable {
  public let columns: Int
  /// The entries of row i lie in `offsets[i] ..< offsets[i + 1]`.
  public let offsets: [Int]
  /// Columns, in any order.
  public let entries: [UInt32]

  public var rows: Int { offsets.count - 1 }

  /// - Throws: `shapeMismatch` or `columnOutOfRange`.
  /// - Complexity: O(rows + entries).
  public init(columns: Int, offsets: [Int], entries: [UInt32]) throws(LinearError) {
    guard offsets.first == 0, offsets.last == entries.count else {
      throw .shapeMismatch(
        what: "last row offset", expected: entries.count, found: offsets.last ?? 0)
    }
    for row in 1..<offsets.count where offsets[row] < offsets[row - 1] {
      throw .shapeMismatch(
        what: "row offset \(row)", expected: offsets[row - 1], found: offsets[row])
    }
    if let largest = entries.max(), Int(largest) >= columns {
      throw .columnOutOfRange(row: 0, column: Int(largest), columns: columns)
    }
    self.init(checkedColumns: columns, offsets: offsets, entries: entries)
  }

  /// Leaves out the columns that no row has; those that stay keep their order.
  ///
  /// - Returns: the columns that stay, by the numbers they had.
  mutating func dropUnusedColumns() -> [Int] {
    var places = Array(repeating: UInt32.max, count: columns)
    for entry in entries { places[Int(entry)] = 0 }
    let used = places.indices.filter { places[$0] == 0 }
    for (place, column) in used.enumerated() { places[column] = UInt32(place) }
    self = CountMatrix(
      checkedColumns: used.count, offsets: offsets, entries: entries.map { places[Int($0)] })
    return used
  }

  private init(checkedColumns columns: Int, offsets: [Int], entries: [UInt32]) {
    self.columns = columns
    self.offsets = offsets
    self.entries = entries
  }

  /// The columns of one row.
  public subscript(row row: Int) -> ArraySlice<UInt32> {
    entries[offsets[row]..<offsets[row + 1]]
  }

  /// The rows named, in the order named.
  func selecting(rows chosen: some Collection<Int>) -> CountMatrix {
    var offsets = [0]
    var entries: [UInt32] = []
    for row in chosen {
      entries += self[row: row]
      offsets.append(entries.count)
    }
    return CountMatrix(checkedColumns: columns, offsets: offsets, entries: entries)
  }

  /// The columns that have a place, with the place as their number, below `count`.
  func selecting(places: [Int32], count: Int) -> CountMatrix {
    var (offsets, chosen) = ([0], [UInt32]())
    for row in 0..<rows {
      for column in self[row: row] where places[Int(column)] >= 0 {
        chosen.append(UInt32(places[Int(column)]))
      }
      offsets.append(chosen.count)
    }
    return CountMatrix(checkedColumns: count, offsets: offsets, entries: chosen)
  }

  /// C·W, row-major; W is columns × outputs.
  func times<Number: BinaryFloatingPoint & SIMDScalar>(
    _ weights: [Number], outputs: Int
  ) -> [Number] {
    precondition(weights.count == columns * outputs, "C·W: elements of W")
    var result = Array(repeating: Number.zero, count: rows * outputs)
    let (w, entries) = (weights.span, entries.span)
    for i in 0..<rows {
      let (start, end) = (offsets[i], offsets[i + 1])
      switch outputs {
      case 1:
        // Four sums side by side, so that no addition waits for the one before it.
        var sums = SIMD4<Number>()
        var e = start
        while e &+ 4 <= end {
          for lane in 0..<4 {
            unsafe sums[lane] += w[unchecked: Int(entries[unchecked: e &+ lane])]
          }
          e &+= 4
        }
        while e < end {
          unsafe sums[0] += w[unchecked: Int(entries[unchecked: e])]
          e &+= 1
        }
        result[i] = (sums[0] + sums[1]) + (sums[2] + sums[3])
      case 2:
        var sums = SIMD2<Number>()
        for e in start..<end {
          let place = unsafe 2 &* Int(entries[unchecked: e])
          unsafe sums += SIMD2(w[unchecked: place], w[unchecked: place &+ 1])
        }
        result[2 * i] = sums[0]
        result[2 * i + 1] = sums[1]
      default:
        for e in start..<end {
          let place = unsafe outputs &* Int(entries[unchecked: e])
          for k in 0..<outputs { unsafe result[i * outputs + k] += w[unchecked: place &+ k] }
        }
      }
    }
    return result
  }

  /// G += Cᵀ·R; R is rows × outputs, G columns × outputs.
  func addTransposed<Number: BinaryFloatingPoint>(
    _ r: [Number], outputs: Int, into gradient: inout [Number]
  ) {
    precondition(r.count == rows * outputs, "Cᵀ·R: elements of R")
    precondition(gradient.count == columns * outputs, "Cᵀ·R: elements of G")
    var g = gradient.mutableSpan
    let entries = entries.span
    for i in 0..<rows {
      let (start, end) = (offsets[i], offsets[i + 1])
      switch outputs {
      case 1:
        let step = r[i]
        for e in start..<end { unsafe g[unchecked: Int(entries[unchecked: e])] += step }
      case 2:
        let (first, second) = (r[2 * i], r[2 * i + 1])
        for e in start..<end {
          let place = unsafe 2 &* Int(entries[unchecked: e])
          unsafe g[unchecked: place] += first
          unsafe g[unchecked: place &+ 1] += second
        }
      default:
        for e in start..<end {
          let place = unsafe outputs &* Int(entries[unchecked: e])
          for k in 0..<outputs { unsafe g[unchecked: place &+ k] += r[i * outputs + k] }
        }
      }
    }
  }
}
