internal import StanceLexicon

/// The n-grams of one unit: its distinct words, and the buckets of all terms that no cache holds.
///
/// The same terms as ``NGramExtractor`` gives; reused, so that nothing is allocated per unit.
struct UnitTerms: Sendable {
  /// Words seen once or more in the unit, once each.
  private(set) var words: [Int32] = []
  /// Symbols whose words were never seen before.
  private(set) var unfilled: [Int32] = []
  private var wordBuckets: [UInt32] = []
  private var windowBuckets: [UInt32] = []
  private var joinedBuckets: [UInt32] = []

  /// Buckets of a family's terms; none for characters, which go by words.
  subscript(family: NGramFamily) -> [UInt32] {
    switch family {
    case .words: wordBuckets
    case .characters: []
    case .window: windowBuckets
    case .joined: joinedBuckets
    }
  }

  /// - Complexity: O(symbols · orders + mentions · radius).
  mutating func collect(
    _ symbols: [UnitAnalyzer.Symbol], spec: NGramSpec, targetHash: UInt64,
    seen: inout WordScores
  ) {
    words.removeAll(keepingCapacity: true)
    unfilled.removeAll(keepingCapacity: true)
    wordBuckets.removeAll(keepingCapacity: true)
    windowBuckets.removeAll(keepingCapacity: true)
    joinedBuckets.removeAll(keepingCapacity: true)
    let bits = spec.bucketBits
    let joins = spec.joinsTarget && targetHash != 0
    let single = spec.wordOrders?.lowerBound == 1
    let pairs = spec.wordOrders?.contains(2) ?? false
    var placeholders = PlaceholderSet()
    /// Hash of the word before, as the beginning of a pair.
    var before: UInt64 = 0
    for index in symbols.indices {
      let symbol = symbols[index]
      var isNew = true
      if symbol.word >= 0 {
        switch seen.meet(Int(symbol.word)) {
        case .again: isNew = false
        case .firstInUnit: words.append(symbol.word)
        case .firstOfAll:
          words.append(symbol.word)
          unfilled.append(Int32(truncatingIfNeeded: index))
        }
      } else {
        isNew = placeholders.insert(symbol.hash)
        if isNew, single {
          wordBuckets.append(Self.bucket(NGramHash.join(NGramHash.word, symbol.hash), bits))
        }
      }
      if isNew, joins {
        joinedBuckets.append(Self.bucket(NGramHash.join(targetHash, symbol.hash), bits))
      }
      if pairs, !symbol.opensSentence, index > 0 {
        wordBuckets.append(Self.bucket(NGramHash.join(before, symbol.hash), bits))
      }
      before = NGramHash.join(NGramHash.word, symbol.hash)
      if symbol.referent == .target, spec.targetWindow > 0 { window(symbols, index, spec) }
    }
    if let orders = spec.wordOrders, orders.upperBound > 2 { longer(symbols, orders, bits) }
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
