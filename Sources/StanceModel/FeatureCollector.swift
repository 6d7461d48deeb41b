public import StanceLexicon
public import StanceText

/// Reads texts into ``FeatureRows``; one per run, texts of any targets.
public struct FeatureCollector {
  private var analyzer: UnitAnalyzer
  /// The packs met, by their ids.
  private var targets: [String: PreparedTarget] = [:]
  private var known = WordNumbers()
  private var extractor: NGramExtractor
  private var row = DenseRow()
  private var lists = Array(repeating: [UInt32](), count: FeatureRows.families)
  /// The rows so far.
  public private(set) var result: FeatureRows

  /// A collector without rows.
  ///
  /// - Parameter spec: which n-grams are collected.
  public init(spec: NGramSpec, lexicon: Lexicon, rules: ReadingRules) {
    analyzer = UnitAnalyzer(lexicon: lexicon, target: .nobody, rules: rules)
    extractor = NGramExtractor(spec: spec)
    result = FeatureRows(spec: spec)
  }

  /// Appends the features of one text.
  ///
  /// - Parameters:
  ///   - text: UTF-8; one unit.
  ///   - target: the pack; texts of one pack come best in a row.
  ///   - recordTarget: the target as the record words it.
  ///   - keepsCues: whether the shares of its plain cues are kept, ``FeatureRows/cueShares(atMost:)``.
  /// - Complexity: O(n-grams of the text).
  public mutating func add(
    _ text: [UInt8], language: Language, target: TargetPack, recordTarget: RecordTarget,
    assumeTarget: Bool, keepsCues: Bool = false
  ) {
    let prepared = targets[target.id] ?? PreparedTarget(target)
    targets[target.id] = prepared
    analyzer.target = prepared
    analyzer.recordTarget = recordTarget
    analyzer.read(text, 0..<text.count, language: language, assumeTarget: assumeTarget)
    row.clear()
    DenseExtraction.extract(
      analyzer.analysis, numbers: analyzer.numbers,
      whole: 0..<Int32(truncatingIfNeeded: text.count), into: &row)
    if keepsCues { keepCues(text.count) }
    for index in lists.indices { lists[index].removeAll(keepingCapacity: true) }
    let bits = extractor.spec.bucketBits
    let hasGrams = extractor.spec.characterOrders != nil
    known.begin(analyzer.words.generation, analyzer.words.count)
    extractor.terms(
      of: analyzer,
      word: { word, _ in
        guard hasGrams else { return }
        var number = known.numbers[Int(word)]
        if number == .max {
          number = result.number(
            of: analyzer.words.hash(word), analyzer.words.normalized(word))
          known.numbers[Int(word)] = number
        }
        result.name(number)
      },
      visit: { hash, family, _ in
        lists[family.rawValue].append(
          UInt32(truncatingIfNeeded: NGramHash.bucket(hash, bits: bits)))
      })
    result.append(
      dense: row.values, families: lists,
      facts: UnitScorer.Facts(analyzer.analysis))
  }

  private mutating func keepCues(_ length: Int) {
    var shares = CueShares(analyzer.analysis)
    DenseExtraction.extract(
      analyzer.analysis, numbers: analyzer.numbers, whole: 0..<Int32(truncatingIfNeeded: length),
      into: &shares)
    let m = DenseFeature.count
    for start in stride(from: 0, to: shares.rows.count, by: m) {
      result.append(cue: shares.rows[start..<start + m])
    }
  }

  /// The numbers in ``FeatureRows/grams`` of the words of one table, by their index there.
  private struct WordNumbers {
    /// `max` for what is not known yet.
    var numbers: [UInt32] = []
    private var generation = -1

    mutating func begin(_ generation: Int, _ count: Int) {
      if generation != self.generation { numbers.removeAll(keepingCapacity: true) }
      self.generation = generation
      while numbers.count < count { numbers.append(.max) }
    }
  }
}
