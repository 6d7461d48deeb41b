internal import StanceLexicon
internal import StanceText

/// The family of a hashed n-gram; each family's row is brought to length 1 by itself.
public enum NGramFamily: Int, CaseIterable, Sendable {
  /// Words and word n-grams.
  case words
  /// Character n-grams inside words.
  case characters
  /// Words near a mention of the target, or near a word of it, by side.
  case window
  /// Words joined to words of the record's target.
  case joined
  /// The first words of the unit.
  case opening
  /// Words of the record's target.
  case target
}

/// Enumerates the n-grams of a unit for training and explanation.
///
/// A word counts once a unit, with its character n-grams; longer word n-grams and window terms
/// count wherever they stand. `UnitScorer` sums the same terms from a cache.
struct NGramExtractor: Sendable {
  let spec: NGramSpec
  private var seen: [Int32] = []
  private var generation = 0
  private var unit: Int32 = 0

  init(spec: NGramSpec) {
    self.spec = spec
  }

  /// Calls `visit` for every term: its hash, its family and the symbols that it covers.
  ///
  /// Words of the target cover no symbol.
  mutating func terms(
    of analyzer: borrowing UnitAnalyzer,
    visit: (UInt64, NGramFamily, Range<Int>) -> Void
  ) {
    var scratch: [UInt32] = []
    let (words, orders) = (analyzer.words, spec.characterOrders)
    terms(
      of: analyzer,
      word: { word, index in
        guard let orders else { return }
        NGramHash.characterGrams(of: words.normalized(word), orders: orders, scratch: &scratch) {
          visit($0, .characters, index..<index + 1)
        }
      }, visit: visit)
  }

  /// As ``terms(of:visit:)``, but for each distinct word calls `word` with the index of its first
  /// symbol in place of visiting its character n-grams.
  mutating func terms(
    of analyzer: borrowing UnitAnalyzer, word: (WordID, Int) -> Void,
    visit: (UInt64, NGramFamily, Range<Int>) -> Void
  ) {
    begin(analyzer.words.generation, analyzer.words.count)
    let symbols = analyzer.symbols
    var placeholders: Set<UInt64> = []
    for index in symbols.indices {
      let symbol = symbols[index]
      var isNew = true
      if symbol.word >= 0 {
        isNew = seen[Int(symbol.word)] != unit
        seen[Int(symbol.word)] = unit
      } else {
        isNew = placeholders.insert(symbol.hash).inserted
      }
      if isNew {
        if let orders = spec.wordOrders, orders.lowerBound == 1 {
          visit(NGramHash.join(NGramHash.word, symbol.hash), .words, index..<index + 1)
        }
        if symbol.word >= 0 { word(symbol.word, index) }
        if spec.joinsTarget {
          for joint in analyzer.recordTarget.joints {
            visit(NGramHash.join(joint, symbol.hash), .joined, index..<index + 1)
          }
        }
      }
      if let orders = spec.wordOrders {
        NGramExtractor.wordGrams(symbols, endingAt: index, orders: orders) { hash, start in
          visit(hash, .words, start..<index + 1)
        }
      }
    }
    if spec.targetWindow > 0 {
      NGramExtractor.windowTerms(symbols, radius: spec.targetWindow) { hash, index in
        visit(hash, .window, index..<index + 1)
      }
    }
    if spec.marksOpening {
      NGramExtractor.openingTerms(symbols) { visit($0, .opening, $1) }
    }
    if spec.readsTarget {
      for word in analyzer.recordTarget.words {
        visit(NGramHash.join(NGramHash.targetWord, word), .target, 0..<0)
      }
    }
  }

  private mutating func begin(_ generation: Int, _ count: Int) {
    if generation != self.generation {
      self.generation = generation
      seen.removeAll(keepingCapacity: true)
      unit = 0
    }
    while seen.count < count { seen.append(0) }
    unit += 1
  }

  /// Word n-grams of two words and more that end at a symbol, within its sentence.
  @inline(__always)
  static func wordGrams(
    _ symbols: [UnitAnalyzer.Symbol], endingAt index: Int, orders: ClosedRange<Int>,
    visit: (UInt64, Int) -> Void
  ) {
    guard orders.upperBound >= 2 else { return }
    var start = index
    for order in 2...orders.upperBound {
      guard start > 0, !symbols[start].opensSentence else { return }
      start -= 1
      if order >= orders.lowerBound {
        var hash = NGramHash.word
        for position in start...index { hash = NGramHash.join(hash, symbols[position].hash) }
        visit(hash, start)
      }
    }
  }

  /// The first three words in any order, the first one, and the first two in a row.
  @inline(__always)
  static func openingTerms(_ symbols: [UnitAnalyzer.Symbol], visit: (UInt64, Range<Int>) -> Void) {
    for index in 0..<min(3, symbols.count) {
      visit(NGramHash.join(NGramHash.opening, symbols[index].hash), index..<index + 1)
    }
    guard let first = symbols.first else { return }
    let alone = NGramHash.join(NGramHash.opening &+ 1, first.hash)
    visit(alone, 0..<1)
    if symbols.count > 1 { visit(NGramHash.join(alone, symbols[1].hash), 0..<2) }
  }

  /// Words within `radius` of a mention of the target, by side and by nearness.
  @inline(__always)
  static func windowTerms(
    _ symbols: [UnitAnalyzer.Symbol], radius: Int, visit: (UInt64, Int) -> Void
  ) {
    for center in symbols.indices where symbols[center].opensWindow {
      windowTerms(symbols, around: center, radius: radius, visit: visit)
    }
  }

  /// Words within `radius` of one mention.
  @inline(__always)
  static func windowTerms(
    _ symbols: [UnitAnalyzer.Symbol], around center: Int, radius: Int,
    visit: (UInt64, Int) -> Void
  ) {
    for index in max(0, center - radius)..<min(symbols.count, center + radius + 1)
    where index != center {
      let side: UInt64 = index < center ? 1 : 2
      let hash = symbols[index].hash
      visit(NGramHash.join(NGramHash.window &+ side, hash), index)
      if abs(index - center) <= 3 { visit(NGramHash.join(NGramHash.window, hash), index) }
    }
  }
}
