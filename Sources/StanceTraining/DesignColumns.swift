internal import StanceModel

/// The columns of a design: one for all buckets that the same rows hold equally often.
///
/// A word met in one text brings dozens of n-grams that stand in this text alone. Under an L2
/// penalty k equal columns x are as good as the one column √k·x: with the weight u for it and
/// u/√k for each of the k, scores and penalty agree, and no other weights for the k with these
/// scores have a smaller penalty. So the fit sees one column, and its minimum is the same.
///
/// Columns are compared by two sums of 64 random bits a row and family, times the count: unequal
/// ones are taken for equal once in 2¹²⁸ pairs.
struct DesignColumns {
  /// Rows that hold each bucket; two families of one row count twice.
  private(set) var frequencies: [Int32]
  /// Column of each bucket, −1 where no row has it; the commonest first: the weights that a pass
  /// needs all the time then lie side by side in the cache.
  private(set) var columns: [Int32]
  /// The first bucket of each column, which stands for all.
  private(set) var leaders: [UInt32] = []
  /// √k of each column.
  private(set) var roots: [Float] = []
  /// The family to which each column belongs, the first one met where families collide.
  private(set) var owners: [NGramFamily] = []

  var count: Int { leaders.count }

  /// - Complexity: O(entries + buckets).
  init(_ rows: FeatureRows, _ families: Set<NGramFamily>) {
    let buckets = rows.spec.buckets
    frequencies = Array(repeating: 0, count: buckets)
    columns = Array(repeating: -1, count: buckets)
    var marks = Marks(buckets: buckets)
    let listed = NGramFamily.allCases.filter { families.contains($0) && $0 != .characters }
    for row in 0..<rows.rows {
      for family in listed {
        let place = Marks.place(row, family)
        let key = Marks.key(place)
        for entry in rows.entries(row, family) {
          let bucket = Int(rows.buckets[entry])
          frequencies[bucket] += 1
          marks.add(key, times: rows.counts[entry], to: bucket, first: place)
        }
      }
    }
    if families.contains(.characters) { addWords(rows, &marks) }
    group(sorted(), marks)
  }

  /// The bucket that stands for its column.
  @inline(__always)
  func leads(_ bucket: Int) -> Bool { leaders[Int(columns[bucket])] == UInt32(bucket) }

  /// What a bucket's rows add to the marks, through the words of the rows.
  private mutating func addWords(_ rows: FeatureRows, _ marks: inout Marks) {
    let grams = rows.grams
    var last = Array(repeating: Int32(-1), count: frequencies.count)
    var sums = Array(repeating: SIMD2<UInt64>.zero, count: grams.count)
    var first = Array(repeating: Int32.max, count: grams.count)
    for row in 0..<rows.rows {
      let place = Marks.place(row, .characters)
      let key = Marks.key(place)
      let mark = Int32(truncatingIfNeeded: row)
      for index in rows.words(ofRow: row) {
        let word = Int(rows.words[index])
        sums[word] &+= key
        first[word] = min(first[word], place)
        for entry in grams.entries(word) {
          let bucket = Int(grams.buckets[entry])
          if last[bucket] == mark { continue }
          last[bucket] = mark
          frequencies[bucket] += 1
        }
      }
    }
    for word in 0..<grams.count where first[word] < .max {
      for entry in grams.entries(word) {
        marks.add(
          sums[word], times: grams.counts[entry], to: Int(grams.buckets[entry]),
          first: first[word])
      }
    }
  }

  /// The buckets that occur, by falling frequency, equal ones in their order.
  private func sorted() -> [UInt32] {
    let most = Int(frequencies.max() ?? 0)
    var places = Array(repeating: 0, count: most + 2)
    for frequency in frequencies where frequency > 0 { places[most - Int(frequency) + 1] += 1 }
    for place in places.indices.dropFirst() { places[place] += places[place - 1] }
    var result = Array(repeating: UInt32(0), count: places[most])
    for bucket in frequencies.indices where frequencies[bucket] > 0 {
      let place = most - Int(frequencies[bucket])
      result[places[place]] = UInt32(truncatingIfNeeded: bucket)
      places[place] += 1
    }
    return result
  }

  /// A column for each distinct mark, in the order of the buckets given.
  private mutating func group(_ buckets: [UInt32], _ marks: Marks) {
    var slots = Array(repeating: Int32(-1), count: 16)
    while slots.count < 2 * buckets.count { slots += slots }
    let mask = slots.count - 1
    for bucket in buckets {
      let mark = marks.sums[Int(bucket)]
      var slot = Int(truncatingIfNeeded: mark.x) & mask
      while slots[slot] >= 0, marks.sums[Int(leaders[Int(slots[slot])])] != mark {
        slot = (slot + 1) & mask
      }
      if slots[slot] < 0 {
        slots[slot] = Int32(truncatingIfNeeded: count)
        leaders.append(bucket)
        roots.append(0)
        owners.append(Marks.family(marks.first[Int(bucket)]))
      }
      columns[Int(bucket)] = slots[slot]
      roots[Int(slots[slot])] += 1
    }
    for column in roots.indices { roots[column].formSquareRoot() }
  }

  /// What tells the columns of buckets apart.
  private struct Marks {
    var sums: [SIMD2<UInt64>]
    /// Smallest place at which a bucket was met.
    var first: [Int32]

    init(buckets: Int) {
      sums = Array(repeating: .zero, count: buckets)
      first = Array(repeating: .max, count: buckets)
    }

    @inline(__always)
    mutating func add(_ key: SIMD2<UInt64>, times count: Float, to bucket: Int, first place: Int32)
    {
      sums[bucket] &+= key &* SIMD2(repeating: UInt64(count))
      first[bucket] = min(first[bucket], place)
    }

    /// The number of a row and family.
    static func place(_ row: Int, _ family: NGramFamily) -> Int32 {
      Int32(truncatingIfNeeded: row * FeatureRows.families + family.rawValue)
    }

    static func family(_ place: Int32) -> NGramFamily {
      NGramFamily(rawValue: Int(place) % FeatureRows.families) ?? .words
    }

    /// 128 random bits.
    static func key(_ place: Int32) -> SIMD2<UInt64> {
      let seed = UInt64(truncatingIfNeeded: Int(place))
      return SIMD2(mixed(2 &* seed), mixed(2 &* seed &+ 1))
    }

    /// - Source: SplitMix64 (Steele, Lea, Flood 2014, OOPSLA).
    private static func mixed(_ value: UInt64) -> UInt64 {
      var z = (value &+ 1) &* 0x9E37_79B9_7F4A_7C15
      z = (z ^ z &>> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z &>> 27) &* 0x94D0_49BB_1331_11EB
      return z ^ z &>> 31
    }
  }
}
