public import StanceLexicon
internal import StanceLinear
public import StanceText

/// Scores units in batches: one gemm over the dense block, n-gram sums from a cache per word.
///
/// One per worker; not shared between threads. The model, lexicon and pack behind it are.
///
///     var scorer = UnitScorer(model: model, lexicon: lexicon, target: pack, rules: rules)
///     scorer.add(bytes, unit.range, language: unit.language, assumeTarget: true)
///     let scores = scorer.flush()          // n × K, row-major
public struct UnitScorer: Sendable {
  public let model: LinearModel
  public private(set) var analyzer: UnitAnalyzer
  /// Hash of the record's target for models that join words to it; 0 when there is none.
  public var targetHash: UInt64 = 0

  private var dense: [Float] = []
  private var sparse: [Float] = []
  private var row = DenseRow()
  private var cache: WordScores
  private let orders: ClosedRange<Int>?
  /// Dense features × outputs.
  private let weights: FloatMatrix

  public init(
    model: LinearModel, lexicon: Lexicon, target: TargetPack, rules: ReadingRules
  ) {
    self.model = model
    analyzer = UnitAnalyzer(lexicon: lexicon, target: target, rules: rules)
    cache = WordScores(groups: model.table.groups)
    orders = model.spec.wordOrders
    var weights = FloatMatrix(rows: DenseFeature.count, columns: model.outputs)
    weights.elements = model.denseWeights
    self.weights = weights
  }

  /// What is known of a unit beside its scores.
  public struct Facts: Sendable, Equatable {
    public var aboutTarget: Bool
    /// Lexicon cues that took part.
    public var evidence: Int
  }

  /// Units added since the last flush.
  public var pending: Int { sparse.count / model.outputs }

  /// Reads one unit and keeps its features for the next flush.
  ///
  /// - Complexity: O(bytes of the unit).
  public mutating func add(
    _ bytes: [UInt8], _ range: Range<Int>, language: Language, assumeTarget: Bool
  ) -> Facts {
    analyzer.read(bytes, range, language: language, assumeTarget: assumeTarget)
    row.clear()
    DenseExtraction.extract(
      analyzer.analysis, numbers: analyzer.numbers,
      whole: Int32(truncatingIfNeeded: range.lowerBound)..<Int32(
        truncatingIfNeeded: range.upperBound), into: &row)
    dense.append(contentsOf: row.values)
    addNGrams()
    return Facts(
      aboutTarget: analyzer.analysis.aboutTarget, evidence: analyzer.analysis.cues.count)
  }

  /// The scores of the units added since the last flush.
  ///
  /// - Returns: n × K, row-major; K is the number of labels.
  public mutating func flush() -> [Float] {
    let count = pending
    let outputs = model.outputs
    var block = FloatMatrix(rows: count, columns: DenseFeature.count)
    var product = FloatMatrix(rows: count, columns: outputs)
    swap(&block.elements, &dense)
    swap(&product.elements, &sparse)
    BLAS.gemm(1, block, weights, 1, into: &product)
    var result = product.elements
    for index in result.indices { result[index] += model.bias[index % outputs] }
    swap(&block.elements, &dense)
    swap(&product.elements, &sparse)
    dense.removeAll(keepingCapacity: true)
    sparse.removeAll(keepingCapacity: true)
    guard model.labels.count == 2 else { return result }
    return result.flatMap { [-$0 / 2, $0 / 2] }
  }

  private mutating func addNGrams() {
    let groups = model.table.groups
    let families = NGramFamily.allCases.count
    cache.begin(analyzer.words.generation, analyzer.words.count)
    var sums: [SIMD4<Float>] = []
    swap(&sums, &cache.sums)
    for index in 0..<families * groups { sums[index] = .zero }
    let spec = model.spec
    let symbols = analyzer.symbols
    var placeholders = PlaceholderSet()
    for index in symbols.indices {
      let symbol = symbols[index]
      if symbol.word >= 0 {
        let word = Int(symbol.word)
        if cache.isNew(word) {
          if !cache.isFilled(word) { fill(word, symbol.hash) }
          for group in 0..<groups {
            sums[group] += cache.wordLanes(word, group)
            sums[groups + group] += cache.characterLanes(word, group)
          }
          if spec.joinsTarget, targetHash != 0 {
            add(NGramHash.join(targetHash, symbol.hash), .joined, &sums)
          }
        }
      } else if placeholders.insert(symbol.hash) {
        if let orders, orders.lowerBound == 1 {
          add(NGramHash.join(NGramHash.word, symbol.hash), .words, &sums)
        }
        if spec.joinsTarget, targetHash != 0 {
          add(NGramHash.join(targetHash, symbol.hash), .joined, &sums)
        }
      }
      if let orders {
        NGramExtractor.wordGrams(symbols, endingAt: index, orders: orders) { hash, _ in
          add(hash, .words, &sums)
        }
      }
    }
    if spec.targetWindow > 0 {
      NGramExtractor.windowTerms(symbols, radius: spec.targetWindow) { hash, _ in
        add(hash, .window, &sums)
      }
    }
    for output in 0..<model.outputs {
      var total: Float = 0
      for family in 0..<families {
        let norm = sums[family * groups + model.outputs / 4][model.outputs % 4]
        if norm > 0 {
          total += sums[family * groups + output / 4][output % 4] / norm.squareRoot()
        }
      }
      sparse.append(total)
    }
    swap(&sums, &cache.sums)
  }

  @inline(__always)
  private func add(_ hash: UInt64, _ family: NGramFamily, _ sums: inout [SIMD4<Float>]) {
    let groups = model.table.groups
    let bucket = NGramHash.bucket(hash, bits: model.spec.bucketBits)
    for group in 0..<groups {
      sums[family.rawValue * groups + group] += model.table.lanes(bucket, group)
    }
  }

  /// Looks up a word and its character n-grams once; every later unit finds the sums.
  private mutating func fill(_ word: Int, _ hash: UInt64) {
    let groups = model.table.groups
    var own = Array(repeating: SIMD4<Float>.zero, count: 2 * groups)
    let bits = model.spec.bucketBits
    let table = model.table
    func add(_ hash: UInt64, at offset: Int) {
      let bucket = NGramHash.bucket(hash, bits: bits)
      for group in 0..<groups { own[offset + group] += table.lanes(bucket, group) }
    }
    if let orders, orders.lowerBound == 1 { add(NGramHash.join(NGramHash.word, hash), at: 0) }
    if let orders = model.spec.characterOrders {
      NGramHash.characterGrams(
        of: analyzer.words.normalized(Int32(truncatingIfNeeded: word)), orders: orders,
        scratch: &cache.scratch
      ) { add($0, at: groups) }
    }
    cache.store(word, own)
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

/// Per distinct word: the summed lanes of the word itself and of its character n-grams.
struct WordScores: Sendable {
  let groups: Int
  var sums: [SIMD4<Float>]
  var scratch: [UInt32] = []
  private var lanes: [SIMD4<Float>] = []
  /// Unit in which the word was last seen; 0 never, and then its lanes are not filled.
  private var lastUnit: [UInt32] = []
  private var filled: [Bool] = []
  private var unit: UInt32 = 0
  private var generation = 0

  init(groups: Int) {
    self.groups = groups
    sums = Array(repeating: .zero, count: groups * NGramFamily.allCases.count)
  }

  mutating func begin(_ generation: Int, _ count: Int) {
    if generation != self.generation || unit == .max {
      self.generation = generation
      lastUnit.removeAll(keepingCapacity: true)
      filled.removeAll(keepingCapacity: true)
      lanes.removeAll(keepingCapacity: true)
      unit = 0
    }
    while lastUnit.count < count {
      lastUnit.append(0)
      filled.append(false)
      for _ in 0..<2 * groups { lanes.append(.zero) }
    }
    unit += 1
  }

  /// Whether the word has not been seen in this unit; marks it.
  @inline(__always)
  mutating func isNew(_ word: Int) -> Bool {
    guard lastUnit[word] != unit else { return false }
    lastUnit[word] = unit
    return true
  }

  @inline(__always)
  func isFilled(_ word: Int) -> Bool { filled[word] }

  mutating func store(_ word: Int, _ values: [SIMD4<Float>]) {
    filled[word] = true
    for (index, value) in values.enumerated() { lanes[word * 2 * groups + index] = value }
  }

  @inline(__always)
  func wordLanes(_ word: Int, _ group: Int) -> SIMD4<Float> { lanes[word &* 2 &* groups &+ group] }

  @inline(__always)
  func characterLanes(_ word: Int, _ group: Int) -> SIMD4<Float> {
    lanes[word &* 2 &* groups &+ groups &+ group]
  }
}
