internal import StanceLexicon
internal import StanceText

/// The n-grams of one unit: its distinct words, and the buckets of all terms that no cache holds.
///
/// The same terms as ``NGramExtractor`` gives; reused, so that nothing is allocated per unit.
struct UnitTerms: Sendable {
  /// Words seen once or more in the unit, once each: the first ``wordCount`` places; the others are
  /// of earlier units.
  private(set) var words: [Int32] = []
  private(set) var wordCount = 0
  /// Symbols whose words were never seen before.
  private(set) var unfilled: [Int32] = []
  private var wordBuckets: [UInt32] = []
  private var windowBuckets: [UInt32] = []
  private var joinedBuckets: [UInt32] = []
  private var openingBuckets: [UInt32] = []
  private var targetBuckets: [UInt32] = []

  /// The weights of a family's terms, added to `start`; for characters, which go by words, there
  /// are none.
  func sum(
    _ family: NGramFamily, _ weights: WeightTable, _ group: Int, from start: SIMD4<Float>
  ) -> SIMD4<Float> {
    switch family {
    case .words: weights.sum(wordBuckets.span, group, from: start)
    case .characters: start
    case .window: weights.sum(windowBuckets.span, group, from: start)
    case .joined: weights.sum(joinedBuckets.span, group, from: start)
    case .opening: weights.sum(openingBuckets.span, group, from: start)
    case .target: weights.sum(targetBuckets.span, group, from: start)
    }
  }

  /// - Parameters:
  ///   - symbols: with the hashes of their words only where ``NGramSpec/readsSymbols`` says so.
  ///   - table: the words of the unit.
  ///   - weights: asked for the rows of pairs of words.
  ///   - seen: receives the unit, and the hash of each word that was never met.
  /// - Complexity: O(symbols · orders + mentions · radius + distinct words · joints).
  mutating func collect(
    _ symbols: [UnitAnalyzer.Symbol], spec: NGramSpec, target: RecordTarget,
    table: WordTable, weights: WeightTable, seen: inout WordScores
  ) {
    unfilled.clear()
    windowBuckets.clear()
    joinedBuckets.clear()
    var words: [Int32] = []
    var buckets: [UInt32] = []
    swap(&words, &self.words)
    swap(&buckets, &wordBuckets)
    if words.count < symbols.count {
      words.append(contentsOf: repeatElement(0, count: symbols.count - words.count))
    }
    buckets.clear()
    var count = 0
    seen.meeting { known, unit in
      var places = words.mutableSpan
      buckets.append(addingCapacity: 2 * symbols.count) { buckets in
        count = walk(
          symbols, symbols.span, spec, target.joints, table, weights, &known, unit, &places,
          &buckets)
      }
    }
    wordCount = count
    swap(&words, &self.words)
    swap(&buckets, &wordBuckets)
    if let orders = spec.wordOrders, orders.upperBound > 2 {
      longer(symbols, orders, spec.bucketBits)
    }
    openingBuckets.clear()
    if spec.marksOpening {
      NGramExtractor.openingTerms(symbols) { hash, _ in
        openingBuckets.append(Self.bucket(hash, spec.bucketBits))
      }
    }
    targetBuckets.clear()
    if spec.readsTarget {
      for word in target.words {
        targetBuckets.append(
          Self.bucket(NGramHash.join(NGramHash.targetWord, word), spec.bucketBits))
      }
    }
  }

  /// One pass over the symbols.
  ///
  /// - Parameters:
  ///   - known: what is known of each word; the unit at hand is entered.
  ///   - words: receives the distinct words; as many places as symbols.
  /// - Returns: the number of distinct words.
  @inline(__always)
  private mutating func walk(
    _ symbols: [UnitAnalyzer.Symbol], _ span: Span<UnitAnalyzer.Symbol>, _ spec: NGramSpec,
    _ joints: [UInt64], _ table: WordTable, _ weights: WeightTable,
    _ known: inout MutableSpan<WordScores.Word>, _ unit: UInt32,
    _ words: inout MutableSpan<Int32>, _ buckets: inout OutputSpan<UInt32>
  ) -> Int {
    let bits = spec.bucketBits
    let joins = spec.joinsTarget && !joints.isEmpty
    let hasWindow = spec.targetWindow > 0
    let single = spec.wordOrders?.lowerBound == 1
    let pairs = spec.wordOrders?.contains(2) ?? false
    var placeholders = PlaceholderSet()
    /// Hash of the word before, as the beginning of a pair; nothing stands before the first.
    var before: UInt64 = 0
    var count = 0
    for index in symbols.indices {
      let symbol = span[index]
      var hash = symbol.hash
      let opening: UInt64
      var isNew = false
      if symbol.word >= 0 {
        // No branch on whether the word is new: nobody could foresee it.
        let word = Int(symbol.word)
        let last = known[word].lastUnit
        if last == 0 { meet(index, symbol.word, table, &known) }
        hash = known[word].hash
        opening = known[word].opening
        known[word].lastUnit = unit
        isNew = last != unit
        words[count] = symbol.word
        count &+= isNew ? 1 : 0
      } else {
        opening = NGramHash.join(NGramHash.word, hash)
        isNew = placeholders.insert(hash)
        if isNew, single { buckets.append(Self.bucket(opening, bits)) }
      }
      if joins, isNew { join(hash, joints, bits) }
      if pairs, !symbol.opensSentence {
        let bucket = Self.bucket(NGramHash.join(before, hash), bits)
        weights.prefetch(bucket)
        buckets.append(bucket)
      }
      before = opening
      if hasWindow, symbol.opensWindow { window(symbols, index, spec) }
    }
    return count
  }

  /// Notes a word that was never met.
  @inline(never)
  private mutating func meet(
    _ index: Int, _ word: WordID, _ table: WordTable, _ known: inout MutableSpan<WordScores.Word>
  ) {
    unfilled.append(Int32(truncatingIfNeeded: index))
    let hash = table.hash(word)
    known[Int(word)].hash = hash
    known[Int(word)].opening = NGramHash.join(NGramHash.word, hash)
  }

  /// Joins a word to the target; out of the loop, which has registers for what it does itself.
  @inline(never)
  private mutating func join(_ word: UInt64, _ joints: [UInt64], _ bits: Int) {
    for joint in joints { joinedBuckets.append(Self.bucket(NGramHash.join(joint, word), bits)) }
  }

  @inline(__always)
  private static func bucket(_ hash: UInt64, _ bits: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: NGramHash.bucket(hash, bits: bits))
  }

  /// Word n-grams of three words and more.
  private mutating func longer(
    _ symbols: [UnitAnalyzer.Symbol], _ orders: ClosedRange<Int>, _ bits: Int
  ) {
    for index in symbols.indices {
      NGramExtractor.wordGrams(symbols, endingAt: index, orders: orders) { hash, start in
        if index - start >= 2 { wordBuckets.append(Self.bucket(hash, bits)) }
      }
    }
  }

  @inline(never)
  private mutating func window(
    _ symbols: [UnitAnalyzer.Symbol], _ center: Int, _ spec: NGramSpec
  ) {
    NGramExtractor.windowTerms(symbols, around: center, radius: spec.targetWindow) { hash, _ in
      windowBuckets.append(Self.bucket(hash, spec.bucketBits))
    }
  }
}

/// Which placeholders a unit has shown; there are five.
struct PlaceholderSet {
  private var bits: UInt8 = 0

  /// Whether the placeholder is new.
  @inline(__always)
  mutating func insert(_ hash: UInt64) -> Bool {
    let bit = UInt8(1) &<< UInt8(truncatingIfNeeded: hash & 7)
    defer { bits |= bit }
    return bits & bit == 0
  }
}
