internal import StanceModel

/// The columns of a design: one for all buckets that the same rows hold equally often.
///
/// A word met in one text brings dozens of n-grams that stand in this text alone. Under an L2
/// penalty k equal columns x are as good as the one column √k·x: with the weight u for it and
/// u/√k for each of the k, scores and penalty agree, and no other weights for the k with these
/// scores have a smaller penalty. So the fit sees one column, and its minimum is the same.
///
/// Columns are compared by two sums of 64 random bits a row and family, as often as it counts: unequal
/// ones are taken for equal once in 2¹²⁸ pairs.
struct DesignColumns: Equatable {
  /// By bucket: the column that it leads, −2 − the column that it follows in, −1 where no row has it.
  private var codes: [Int32]
  /// The bucket of each column that stands for all. Columns come by rising number of entries, those of
  /// words' n-grams first: passes by columns go through those of one length together.
  private(set) var leaders: [UInt32] = []
  /// Rows that hold each column; two families of one row count twice.
  private(set) var frequencies: [Int32] = []
  /// √k of each column.
  private(set) var roots: [Float] = []
  /// The family to which each column belongs, the first one met where families collide.
  private(set) var owners: [NGramFamily] = []

  var count: Int { leaders.count }

  /// Buckets that rows may have.
  var buckets: Range<Int> { codes.indices }

  /// The column of a bucket; nil where no row has it.
  @inline(__always)
  func column(of bucket: Int) -> Int? {
    let code = codes[bucket]
    return code >= 0 ? Int(code) : code == -1 ? nil : -2 - Int(code)
  }

  /// Whether the bucket stands for its column.
  @inline(__always)
  func leads(_ bucket: Int) -> Bool { codes[bucket] >= 0 }

  /// - Parameter threads: share the buckets among them; the columns are the same for any number.
  /// - Complexity: O(entries + buckets).
  init(_ rows: FeatureRows, _ families: Set<NGramFamily>, threads: Int = 1) {
    codes = Array(repeating: -1, count: rows.spec.buckets)
    group(
      ColumnMarking.marks(rows, families, threads: threads), origins: ColumnMark.origins(rows))
  }

  /// A column for each distinct mark.
  ///
  /// - Parameter origins: no origin of a mark reaches it.
  private mutating func group(_ lists: [[ColumnMark]], origins: Int) {
    let total = lists.reduce(0) { $0 + $1.count }
    var slots = Array(repeating: Int32(-1), count: 16)
    while slots.count < 2 * total { slots += slots }
    let mask = slots.count - 1
    var sums: [SIMD2<UInt64>] = []
    var (terms, grams): ([Int32], [Int32]) = ([], [])
    // The column of what has one origin: found without a search from the second time on.
    var known = Array(repeating: Int32(-1), count: origins)
    for list in lists {
      for mark in list {
        if let origin = mark.origin, known[origin] >= 0 {
          roots[Int(known[origin])] += 1
          codes[Int(mark.bucket)] = -2 - known[origin]
          continue
        }
        var slot = Int(truncatingIfNeeded: mark.sum.x) & mask
        while slots[slot] >= 0, sums[Int(slots[slot])] != mark.sum { slot = (slot + 1) & mask }
        let isNew = slots[slot] < 0
        if isNew { slots[slot] = Int32(truncatingIfNeeded: count) }
        if let origin = mark.origin { known[origin] = slots[slot] }
        codes[Int(mark.bucket)] = isNew ? slots[slot] : -2 - slots[slot]
        guard isNew else {
          roots[Int(slots[slot])] += 1
          continue
        }
        leaders.append(mark.bucket)
        frequencies.append(mark.frequency)
        roots.append(1)
        owners.append(mark.family)
        sums.append(mark.sum)
        terms.append(mark.terms)
        grams.append(mark.grams)
      }
    }
    arrange(Self.sorted(Self.sorted(Array(leaders.indices), by: terms), by: grams))
  }

  /// Brings the columns into an order, and makes roots of what was counted.
  private mutating func arrange(_ order: [Int]) {
    var places = Array(repeating: Int32(0), count: count)
    for (place, column) in order.enumerated() {
      places[column] = Int32(truncatingIfNeeded: place)
    }
    for bucket in codes.indices where codes[bucket] != -1 {
      let code = codes[bucket]
      codes[bucket] = code >= 0 ? places[Int(code)] : -2 - places[-2 - Int(code)]
    }
    leaders = order.map { leaders[$0] }
    frequencies = order.map { frequencies[$0] }
    roots = order.map { roots[$0].squareRoot() }
    owners = order.map { owners[$0] }
  }

  /// Numbers by rising count, in their order where counts are equal, or beyond what is told apart.
  private static func sorted(_ numbers: [Int], by counts: [Int32]) -> [Int] {
    let most = 4095
    var places = Array(repeating: 0, count: most + 2)
    for number in numbers { places[min(most, Int(counts[number])) + 1] += 1 }
    for index in 0...most { places[index + 1] += places[index] }
    var result = numbers
    for number in numbers {
      let count = min(most, Int(counts[number]))
      result[places[count]] = number
      places[count] += 1
    }
    return result
  }
}
