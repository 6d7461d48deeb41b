internal import StanceModel
internal import Synchronization

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
  /// The first bucket met of each column, which stands for all. Columns come in the
  /// order in which they were met: what a text or word brings anew then lies side by side, and a
  /// pass fetches it together.
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
    let board = Mutex<[Int: [Mark]]>([:])
    let parts = max(1, threads)
    ParallelWork.run(parts, threads: parts) { part in
      let list = Self.marks(rows, families, part: part, of: parts)
      board.withLock { $0[part] = list }
    }
    codes = Array(repeating: -1, count: rows.spec.buckets)
    group(Self.joined((0..<parts).map { part in board.withLock { $0[part] } ?? [] }))
  }

  /// The marks of a share of the buckets, in the order in which they are met.
  private static func marks(
    _ rows: FeatureRows, _ families: Set<NGramFamily>, part: Int, of parts: Int
  ) -> [Mark] {
    var marks = Marks(buckets: rows.spec.buckets, part: part, of: parts)
    let listed = NGramFamily.allCases.filter { families.contains($0) && $0 != .characters }
    for row in 0..<rows.rows {
      for family in listed {
        let place = Marks.place(row, family)
        let key = Marks.key(place)
        for entry in rows.entries(row, family) where marks.isOwn(rows.buckets[entry]) {
          let number = marks.number(of: rows.buckets[entry], entry: entry)
          marks.add(key, to: number, first: place)
          if marks.list[number].last == place { continue }
          marks.list[number].last = place
          marks.list[number].frequency += 1
        }
      }
    }
    if families.contains(.characters) { addWords(rows, &marks) }
    return marks.list
  }

  /// Lists of marks as one, in the order in which they are met.
  private static func joined(_ lists: [[Mark]]) -> [Mark] {
    var lists = lists.map { $0[...] }
    guard lists.count > 1 else { return Array(lists[0]) }
    var result: [Mark] = []
    result.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    while true {
      var next = 0
      for list in lists.indices {
        guard let mark = lists[list].first else { continue }
        if let least = lists[next].first, least.entry <= mark.entry { continue }
        next = list
      }
      guard let mark = lists[next].popFirst() else { return result }
      result.append(mark)
    }
  }

  /// What the character n-grams of the rows' words add to the marks.
  private static func addWords(_ rows: FeatureRows, _ marks: inout Marks) {
    let grams = rows.grams
    var sums = Array(repeating: SIMD2<UInt64>.zero, count: grams.count)
    var first = Array(repeating: Int32.max, count: grams.count)
    for row in 0..<rows.rows {
      let place = Marks.place(row, .characters)
      let key = Marks.key(place)
      for index in rows.words(ofRow: row) {
        let word = Int(rows.words[index])
        sums[word] &+= key
        first[word] = min(first[word], place)
      }
    }
    // The numbers of each word's own n-grams.
    var numbers: [Int32] = []
    var offsets = [0]
    for word in 0..<grams.count {
      for entry in grams.entries(word) where first[word] < .max && marks.isOwn(grams.buckets[entry])
      {
        let number = marks.number(of: grams.buckets[entry], entry: rows.buckets.count + entry)
        marks.add(sums[word], to: number, first: first[word])
        numbers.append(Int32(truncatingIfNeeded: number))
      }
      offsets.append(numbers.count)
    }
    // The last row that had the n-gram, and how many had it.
    var seen = Array(repeating: SIMD2<Int32>(-1, 0), count: marks.list.count)
    for row in 0..<rows.rows {
      let mark = Int32(truncatingIfNeeded: row)
      for index in rows.words(ofRow: row) {
        let word = Int(rows.words[index])
        for place in offsets[word]..<offsets[word + 1] {
          let number = Int(numbers[place])
          if seen[number].x != mark { seen[number] = SIMD2(mark, seen[number].y + 1) }
        }
      }
    }
    for number in seen.indices { marks.list[number].frequency += seen[number].y }
  }

  /// A column for each distinct mark, as they were met.
  private mutating func group(_ marks: [Mark]) {
    var slots = Array(repeating: Int32(-1), count: 16)
    while slots.count < 2 * marks.count { slots += slots }
    let mask = slots.count - 1
    var sums: [SIMD2<UInt64>] = []
    for mark in marks {
      var slot = Int(truncatingIfNeeded: mark.sum.x) & mask
      while slots[slot] >= 0, sums[Int(slots[slot])] != mark.sum { slot = (slot + 1) & mask }
      if slots[slot] >= 0 {
        let column = slots[slot]
        codes[Int(mark.bucket)] = -2 - column
        roots[Int(column)] += 1
        continue
      }
      let column = Int32(truncatingIfNeeded: count)
      slots[slot] = column
      codes[Int(mark.bucket)] = column
      sums.append(mark.sum)
      leaders.append(mark.bucket)
      frequencies.append(mark.frequency)
      roots.append(1)
      owners.append(Marks.family(mark.first))
    }
    for column in roots.indices { roots[column].formSquareRoot() }
  }

  /// What tells the column of a bucket from others.
  private struct Mark {
    var sum: SIMD2<UInt64> = .zero
    /// The entry at which the bucket was met first; those of characters come behind the others.
    let entry: Int
    let bucket: UInt32
    /// Smallest place at which the bucket was met.
    var first: Int32 = .max
    /// The place at which it was met last, as far as it is listed.
    var last: Int32 = -1
    var frequency: Int32 = 0
  }

  /// Marks of the buckets that were met, in that order.
  private struct Marks {
    var list: [Mark] = []
    private var numbers: [Int32]
    private let first: Int
    private let end: Int

    /// Marks of a run of the buckets.
    init(buckets: Int, part: Int, of parts: Int) {
      first = buckets * part / parts
      end = buckets * (part + 1) / parts
      numbers = Array(repeating: -1, count: end - first)
    }

    @inline(__always)
    func isOwn(_ bucket: UInt32) -> Bool { Int(bucket) >= first && Int(bucket) < end }

    @inline(__always)
    mutating func number(of bucket: UInt32, entry: Int) -> Int {
      let number = numbers[Int(bucket) - first]
      if number >= 0 { return Int(number) }
      numbers[Int(bucket) - first] = Int32(truncatingIfNeeded: list.count)
      list.append(Mark(entry: entry, bucket: bucket))
      return list.count - 1
    }

    @inline(__always)
    mutating func add(_ key: SIMD2<UInt64>, to number: Int, first place: Int32) {
      list[number].sum &+= key
      list[number].first = min(list[number].first, place)
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
