public import StanceLexicon
internal import StanceLinear
public import StanceText

/// Scores units in batches: one product over the dense block, n-gram sums from a cache per word.
///
/// One per worker; not shared between threads. The model, lexicon and pack behind it are.
///
///     var scorer = UnitScorer(model: model, lexicon: lexicon, target: pack, rules: rules)
///     scorer.add(bytes, unit.range, language: unit.language, assumeTarget: true)
///     let scores = scorer.flush()          // n × K, row-major
public struct UnitScorer: Sendable {
  /// What scores.
  public let model: LinearModel
  /// What the last unit was read as.
  public private(set) var analyzer: UnitAnalyzer
  /// Whose names are found; see ``LexicalAnalyzer/target``.
  public var target: PreparedTarget {
    get { analyzer.target }
    set { analyzer.target = newValue }
  }
  /// The target that the records name, for models that read it.
  public var recordTarget: RecordTarget {
    get { analyzer.recordTarget }
    set { analyzer.recordTarget = newValue }
  }

  private var dense: [Float] = []
  private var sparse: [Float] = []
  private var row = DenseRow()
  private var cache: WordScores
  /// Buckets of the character n-grams of a new word, and its scalars.
  private var buckets: [UInt32] = []
  private var scratch: [UInt32] = []
  private var terms = UnitTerms()
  /// Per family and group of lanes: what the terms of the unit add up to.
  private var sums: [SIMD4<Float>]
  /// Dense features × outputs.
  private let weights: FloatMatrix
  /// The same for a few outputs: then it is faster than gemm at every batch size, see
  /// `StanceBenchmarks kernels`.
  private let narrow: NarrowProduct?
  private var explainer: UnitExplainer

  /// A scorer without units; one a thread.
  ///
  /// - Complexity: O(labels · dense features + bytes of the target's names).
  public init(
    model: LinearModel, lexicon: Lexicon, target: TargetPack, rules: ReadingRules
  ) {
    self.model = model
    analyzer = UnitAnalyzer(lexicon: lexicon, target: target, rules: rules)
    explainer = UnitExplainer(model: model, lexicon: lexicon)
    cache = WordScores(groups: model.table.groups)
    sums = Array(repeating: .zero, count: NGramFamily.allCases.count * model.table.groups)
    var weights = FloatMatrix(rows: DenseFeature.count, columns: model.outputs)
    weights.elements = model.denseWeights
    self.weights = weights
    narrow = model.outputs <= 4 ? NarrowProduct(weights) : nil
  }

  /// What is known of a unit beside its scores.
  public struct Facts: Sendable, Equatable {
    /// Whether the unit says anything about the target.
    public var aboutTarget: Bool
    /// Whether it names the target or describes it.
    public var namesTarget: Bool
    /// Lexicon cues that took part.
    public var evidence: Int

    init(_ analysis: borrowing LexicalAnalysis) {
      aboutTarget = analysis.aboutTarget
      namesTarget = analysis.mentions.contains {
        $0.referent == .target && ($0.kind == .name || $0.kind == .description)
      }
      evidence = analysis.cues.count
    }
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
    return addShown(range)
  }

  /// Reads some units of a block and keeps their features for the next flush.
  ///
  /// - Returns: the facts of the units, in their order.
  /// - Complexity: O(bytes of the units).
  public mutating func add(
    _ bytes: [UInt8], _ units: [UnitAnalyzer.Unit], assumeTarget: Bool
  ) -> [Facts] {
    var facts: [Facts] = []
    facts.reserveCapacity(units.count)
    for start in stride(from: 0, to: units.count, by: UnitAnalyzer.group) {
      let group = units[start..<min(start + UnitAnalyzer.group, units.count)]
      analyzer.read(bytes, group, assumeTarget: assumeTarget)
      for (place, unit) in group.enumerated() {
        if place + 1 < group.count { cache.prefetch(analyzer.tokens(waiting: place + 1)) }
        analyzer.show(place, hashing: model.spec.readsSymbols)
        facts.append(addShown(unit.range))
      }
    }
    return facts
  }

  /// Keeps the features of the unit at hand.
  private mutating func addShown(_ range: Range<Int>) -> Facts {
    row.clear()
    DenseExtraction.extract(
      analyzer.analysis, numbers: analyzer.numbers,
      whole: Int32(
        truncatingIfNeeded: range.lowerBound)..<Int32(
          truncatingIfNeeded: range.upperBound), into: &row)
    dense.append(contentsOf: row.values)
    addNGrams()
    return Facts(analyzer.analysis)
  }

  /// The scores of the units added since the last flush.
  ///
  /// - Returns: n × K, row-major; K is the number of labels.
  public mutating func flush() -> [Float] {
    let count = pending
    let outputs = model.outputs
    if let narrow { narrow.add(dense, into: &sparse) } else { multiply(count) }
    var result = sparse
    for index in result.indices { result[index] += model.bias[index % outputs] }
    dense.clear()
    sparse.clear()
    guard model.labels.count == 2 else { return result }
    return result.flatMap { [-$0 / 2, $0 / 2] }
  }

  /// Takes the scores of one unit apart, by itself, without its neighbours.
  ///
  /// The analyzer holds this unit afterwards. With ``ExplanationDetail/full`` the scores are summed
  /// anew, and the parts come largest effect first; reasons come as they stand in the text.
  ///
  /// - Parameter scores: those that ``flush()`` gave for the unit, one a label.
  /// - Precondition: as many scores as the model has labels.
  /// - Complexity: O(bytes of the unit), and O(t log t) for its t n-grams where these take part.
  public mutating func explain(
    _ bytes: [UInt8], _ unit: UnitAnalyzer.Unit, assumeTarget: Bool, scores: [Float],
    detail: ExplanationDetail
  ) -> Explanation {
    analyzer.read(bytes, unit.range, language: unit.language, assumeTarget: assumeTarget)
    return explainer.explain(analyzer, bytes, unit.range, scores: scores, detail: detail)
  }

  /// Adds the dense block's part by the library's gemm.
  private mutating func multiply(_ count: Int) {
    var block = FloatMatrix(rows: count, columns: DenseFeature.count)
    var product = FloatMatrix(rows: count, columns: model.outputs)
    swap(&block.elements, &dense)
    swap(&product.elements, &sparse)
    BLAS.gemm(1, block, weights, 1, into: &product)
    swap(&block.elements, &dense)
    swap(&product.elements, &sparse)
  }

  /// Sums the n-gram weights of the unit and keeps them for the flush.
  ///
  /// The terms are collected first, so that the table is then read in a loop whose addresses are
  /// known: reads that miss the cache overlap instead of waiting for one another.
  private mutating func addNGrams() {
    cache.begin(analyzer.words)
    terms.collect(
      analyzer.symbols, spec: model.spec, target: analyzer.recordTarget, table: analyzer.words,
      weights: model.table, seen: &cache)
    if !terms.unfilled.isEmpty { fillWords() }
    let groups = model.table.groups
    for group in 0..<groups {
      cache.addWords(terms, group, to: &sums)
      for family in NGramFamily.allCases {
        let place = family.rawValue * groups + group
        sums[place] = terms.sum(family, model.table, group, from: sums[place])
      }
    }
    for output in 0..<model.outputs {
      var total: Float = 0
      for family in 0..<NGramFamily.allCases.count {
        let norm = sums[family * groups + model.outputs / 4][model.outputs % 4]
        if norm > 0 {
          total +=
            sums[family * groups + output / 4][output % 4]
            / max(norm, model.pivots[family]).squareRoot()
        }
      }
      sparse.append(total)
    }
  }

  /// Looks up the words that were never met, and their character n-grams; every later unit finds
  /// the sums.
  private mutating func fillWords() {
    let (table, spec) = (model.table, model.spec)
    var buckets: [UInt32] = []
    swap(&buckets, &self.buckets)
    for index in terms.unfilled {
      let word = analyzer.symbols[Int(index)].word
      let single = NGramHash.bucket(
        NGramHash.join(NGramHash.word, cache.hash(Int(word))), bits: spec.bucketBits)
      table.prefetch(UInt32(truncatingIfNeeded: single))
      buckets.clear()
      if let orders = spec.characterOrders {
        let normal = analyzer.words.normalized(word)
        buckets.append(addingCapacity: orders.count * (normal.count + 2)) { buckets in
          let (rows, bits) = (table, spec.bucketBits)
          NGramHash.characterGrams(of: normal, orders: orders, scratch: &scratch) {
            let bucket = UInt32(truncatingIfNeeded: NGramHash.bucket($0, bits: bits))
            rows.prefetch(bucket)
            buckets.append(bucket)
          }
        }
      }
      for group in 0..<table.groups {
        var own = SIMD4<Float>.zero
        if let orders = spec.wordOrders, orders.lowerBound == 1 {
          own = table.lanes(single, group)
        }
        cache.store(Int(word), group, own, table.sum(buckets.span, group, from: .zero))
      }
    }
    swap(&buckets, &self.buckets)
  }
}
