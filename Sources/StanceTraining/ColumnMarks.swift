internal import StanceLinear
internal import StanceModel
internal import Synchronization

/// What tells the column of a bucket from others.
struct ColumnMark {
  let bucket: UInt32
  /// Rows that hold it; two families of one row count twice.
  var frequency: Int32 = 0
  /// Σ of 128 random bits for each row and family, as often as it counts.
  var sum: SIMD2<UInt64> = .zero
  /// Smallest place at which it was met.
  var first: Int32 = .max
  /// Where it was met last: the place of a row and family, or beyond all places the word.
  fileprivate var last: Int32 = -1
  /// How often it stands among the terms of rows.
  var terms: Int32 = 0
  /// How often it stands among the n-grams of words.
  var grams: Int32 = 0

  /// The only origin of the bucket, which no other origin shares; nil where it has several.
  var origin: Int? { terms + grams == 1 ? Int(last) : nil }

  /// The number of places and words of rows: no origin reaches it.
  static func origins(_ rows: FeatureRows) -> Int {
    rows.rows * FeatureRows.families + rows.grams.count
  }

  /// The family of the smallest place.
  var family: NGramFamily {
    NGramFamily(rawValue: Int(first) % FeatureRows.families) ?? .words
  }

  /// The number of a row and family.
  fileprivate static func place(_ row: Int, _ family: NGramFamily) -> Int32 {
    Int32(truncatingIfNeeded: row * FeatureRows.families + family.rawValue)
  }

  /// 128 random bits.
  @inline(__always)
  fileprivate static func key(_ place: Int32) -> SIMD2<UInt64> {
    let seed = UInt64(truncatingIfNeeded: Int(place))
    return SIMD2(mixed(2 &* seed), mixed(2 &* seed &+ 1))
  }

  /// - Source: SplitMix64 (Steele, Lea, Flood 2014, OOPSLA).
  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = (value &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ z &>> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z &>> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z &>> 31
  }
}

/// Makes a ``ColumnMark`` for each bucket that rows hold.
///
/// Entries are dealt out by ranges of buckets first, so that the tables of a range stay in the near
/// cache; threads share the ranges. The marks are the same for any number of threads.
struct ColumnMarking: Sendable {
  /// A bucket with the place that holds it, or with the word.
  private struct Entry {
    let bucket: UInt32
    let origin: Int32
  }

  /// Entries by range.
  private struct Dealt {
    var entries: [Entry]
    var offsets: [Int]

    subscript(range: Int) -> ArraySlice<Entry> { entries[offsets[range]..<offsets[range + 1]] }
  }

  /// A word with what it adds to the marks of its n-grams.
  private struct Word {
    var sum: SIMD2<UInt64> = .zero
    /// Smallest place that has it.
    var first: Int32 = .max
    var rows = WordRows(start: 0, count: 0)
  }

  /// The rows of a word: one, or a run of `wordRows`.
  private struct WordRows {
    /// The row where it is the only one, else where the run starts.
    var start: Int32
    var count: Int32
  }

  private let rows: Int
  /// Log₂ of the buckets of a range.
  private let bits: Int
  private let ranges: Int
  private var terms = Dealt(entries: [], offsets: [])
  private var grams = Dealt(entries: [], offsets: [])
  private var words: [Word] = []
  private var wordRows: [Int32] = []

  /// - Returns: the marks of each range of buckets.
  /// - Complexity: O(entries + buckets + rows · ranges).
  static func marks(
    _ rows: FeatureRows, _ families: Set<NGramFamily>, threads: Int
  ) -> [[ColumnMark]] {
    let marking = ColumnMarking(rows, families, threads: threads)
    let board = Mutex<[Int: [ColumnMark]]>([:])
    ParallelWork.run(marking.ranges, threads: threads) { range in
      let list = marking.marks(range)
      board.withLock { $0[range] = list }
    }
    let lists = board.withLock { $0 }
    return (0..<marking.ranges).map { lists[$0] ?? [] }
  }

  private init(_ rows: FeatureRows, _ families: Set<NGramFamily>, threads: Int) {
    self.rows = rows.rows
    bits = max(0, rows.spec.bucketBits - 8)
    ranges = rows.spec.buckets >> bits
    let (bits, ranges) = (bits, ranges)
    let board = Mutex<[Int: Dealt]>([:])
    ParallelWork.run(2, threads: threads) { part in
      let dealt =
        part == 0
        ? Self.terms(rows, families, bits, ranges) : Self.grams(rows, families, bits, ranges)
      board.withLock { $0[part] = dealt }
    }
    let dealt = board.withLock { $0 }
    terms = dealt[0] ?? terms
    grams = dealt[1] ?? grams
    if families.contains(.characters) { setWords(rows) }
  }

  /// The terms of rows.
  private static func terms(
    _ rows: FeatureRows, _ families: Set<NGramFamily>, _ bits: Int, _ ranges: Int
  ) -> Dealt {
    let listed = NGramFamily.allCases.filter { families.contains($0) && $0 != .characters }
    return deal(bits, ranges) { body in
      for row in 0..<rows.rows {
        for family in listed {
          let place = ColumnMark.place(row, family)
          for entry in rows.entries(row, family) { body(rows.buckets[entry], place) }
        }
      }
    }
  }

  /// The n-grams of the words that rows name.
  private static func grams(
    _ rows: FeatureRows, _ families: Set<NGramFamily>, _ bits: Int, _ ranges: Int
  ) -> Dealt {
    guard families.contains(.characters) else { return deal(bits, ranges) { _ in } }
    let grams = rows.grams
    var isNamed = Array(repeating: false, count: grams.count)
    for word in rows.words { isNamed[Int(word)] = true }
    return deal(bits, ranges) { body in
      for word in 0..<grams.count where isNamed[word] {
        let origin = Int32(truncatingIfNeeded: word)
        for entry in grams.entries(word) { body(grams.buckets[entry], origin) }
      }
    }
  }

  /// - Parameter visit: goes through the entries; called twice.
  @inline(__always)
  private static func deal(
    _ bits: Int, _ ranges: Int, _ visit: ((UInt32, Int32) -> Void) -> Void
  ) -> Dealt {
    var places = Array(repeating: 0, count: ranges + 1)
    visit { bucket, _ in places[Int(bucket) >> bits + 1] += 1 }
    for range in 0..<ranges { places[range + 1] += places[range] }
    let offsets = places
    var entries = Array(repeating: Entry(bucket: 0, origin: 0), count: offsets[ranges])
    visit { bucket, origin in
      let range = Int(bucket) >> bits
      entries[places[range]] = Entry(bucket: bucket, origin: origin)
      places[range] += 1
    }
    return Dealt(entries: entries, offsets: offsets)
  }

  private mutating func setWords(_ rows: FeatureRows) {
    words = Array(repeating: Word(), count: rows.grams.count)
    for word in rows.words { words[Int(word)].rows.count += 1 }
    var sum: Int32 = 0
    for word in words.indices {
      words[word].rows.start = sum
      sum += words[word].rows.count
      words[word].rows.count = 0
    }
    wordRows = Array(repeating: 0, count: rows.words.count)
    for row in 0..<rows.rows {
      let place = ColumnMark.place(row, .characters)
      let key = ColumnMark.key(place)
      for index in rows.words(ofRow: row) {
        let word = Int(rows.words[index])
        let own = words[word].rows
        if own.count == 0 { words[word].first = place }
        wordRows[Int(own.start + own.count)] = Int32(truncatingIfNeeded: row)
        words[word].rows.count += 1
        words[word].sum &+= key
      }
    }
    for word in words.indices where words[word].rows.count == 1 {
      words[word].rows.start = wordRows[Int(words[word].rows.start)]
    }
  }

  /// The marks of one range of buckets.
  private func marks(_ range: Int) -> [ColumnMark] {
    var numbers = Array(repeating: Int32(-1), count: 1 << bits)
    let start = range << bits
    var list: [ColumnMark] = []
    list.reserveCapacity(terms[range].count + grams[range].count)
    func number(of bucket: UInt32) -> Int {
      let known = numbers[Int(bucket) - start]
      if known >= 0 { return Int(known) }
      numbers[Int(bucket) - start] = Int32(truncatingIfNeeded: list.count)
      list.append(ColumnMark(bucket: bucket))
      return list.count - 1
    }
    for entry in terms[range] {
      let place = entry.origin
      let number = number(of: entry.bucket)
      list[number].terms += 1
      list[number].sum &+= ColumnMark.key(place)
      list[number].first = min(list[number].first, place)
      if list[number].last != place {
        list[number].last = place
        list[number].frequency += 1
      }
    }
    let places = Int32(truncatingIfNeeded: rows * FeatureRows.families)
    for entry in grams[range] {
      let number = number(of: entry.bucket)
      let word = words[Int(entry.origin)]
      list[number].grams += 1
      list[number].sum &+= word.sum
      list[number].first = min(list[number].first, word.first)
      list[number].last = places + entry.origin
    }
    addFrequencies(grams[range], numbers, start, to: &list)
    return list
  }

  /// Adds the rows that hold each n-gram to its frequency.
  private func addFrequencies(
    _ grams: ArraySlice<Entry>, _ numbers: [Int32], _ start: Int, to list: inout [ColumnMark]
  ) {
    // The words of each bucket side by side.
    var next: [Int] = []
    var sum = 0
    for mark in list {
      next.append(sum)
      sum += Int(mark.grams)
    }
    var runs = Array(repeating: WordRows(start: 0, count: 0), count: sum)
    for entry in grams {
      let number = Int(numbers[Int(entry.bucket) - start])
      runs[next[number]] = words[Int(entry.origin)].rows
      next[number] += 1
    }
    var seen = Array(repeating: Int32(-1), count: rows)
    for number in list.indices where list[number].grams > 0 {
      let own = runs[next[number] - Int(list[number].grams)..<next[number]]
      guard list[number].grams > 1 else {
        for run in own { list[number].frequency += run.count }
        continue
      }
      let stamp = Int32(truncatingIfNeeded: number)
      var frequency: Int32 = 0
      func see(_ row: Int32) {
        if seen[Int(row)] != stamp { frequency += 1 }
        seen[Int(row)] = stamp
      }
      for run in own {
        if run.count == 1 {
          see(run.start)
        } else {
          for index in Int(run.start)..<Int(run.start + run.count) { see(wordRows[index]) }
        }
      }
      list[number].frequency += frequency
    }
  }
}
