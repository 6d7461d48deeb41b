public import StanceLexicon
public import StanceText

/// The raw features of texts for training: dense rows and counted n-gram buckets per family.
///
/// The same analysis and the same terms as in ``UnitScorer``; weights, scales and the choice of
/// families come later, so one pass over the data serves every fit.
///
/// - Shapes: `dense` n × m; the buckets of row i and family f lie in
///   `offsets[i · F + f] ..< offsets[i · F + f + 1]`.
public struct FeatureRows: Sendable {
  public private(set) var rows = 0
  public private(set) var dense: [Float] = []
  public private(set) var offsets: [Int] = [0]
  public private(set) var buckets: [UInt32] = []
  public private(set) var counts: [Float] = []
  public private(set) var facts: [UnitScorer.Facts] = []
  public let spec: NGramSpec

  public static let families = NGramFamily.allCases.count

  init(spec: NGramSpec) {
    self.spec = spec
  }

  /// Entries of one row and family.
  @inline(__always)
  public func entries(_ row: Int, _ family: NGramFamily) -> Range<Int> {
    let index = row * Self.families + family.rawValue
    return offsets[index]..<offsets[index + 1]
  }

  /// The rows named, in the order named, without reading any text again.
  ///
  /// - Precondition: every index is in `0 ..< rows`.
  /// - Complexity: O(entries of the rows).
  public func selecting(_ chosen: some Sequence<Int>) -> FeatureRows {
    var result = FeatureRows(spec: spec)
    for row in chosen {
      result.dense += dense[row * DenseFeature.count..<(row + 1) * DenseFeature.count]
      let first = row * Self.families
      for index in first..<first + Self.families {
        result.buckets += buckets[offsets[index]..<offsets[index + 1]]
        result.counts += counts[offsets[index]..<offsets[index + 1]]
        result.offsets.append(result.buckets.count)
      }
      result.facts.append(facts[row])
      result.rows += 1
    }
    return result
  }

  mutating func append(
    dense values: [Float], families: [[UInt32]], facts unit: UnitScorer.Facts,
    counter: inout BucketCounter
  ) {
    dense.append(contentsOf: values)
    for list in families {
      counter.count(list, into: &buckets, &counts)
      offsets.append(buckets.count)
    }
    facts.append(unit)
    rows += 1
  }
}

/// Counts equal buckets of one list in O(length) by remembering where each was put.
struct BucketCounter {
  private var position: [Int32]
  private var stamp: [UInt32]
  private var current: UInt32 = 0

  init(buckets: Int) {
    position = Array(repeating: 0, count: buckets)
    stamp = Array(repeating: 0, count: buckets)
  }

  mutating func count(_ list: [UInt32], into buckets: inout [UInt32], _ counts: inout [Float]) {
    current += 1
    for bucket in list {
      let index = Int(bucket)
      if stamp[index] == current {
        counts[Int(position[index])] += 1
      } else {
        stamp[index] = current
        position[index] = Int32(truncatingIfNeeded: counts.count)
        buckets.append(bucket)
        counts.append(1)
      }
    }
  }
}

/// Reads texts into ``FeatureRows``; one per run, texts of any targets.
public struct FeatureCollector {
  private let lexicon: Lexicon
  private let rules: ReadingRules
  private var analyzers: [String: UnitAnalyzer] = [:]
  private var extractor: NGramExtractor
  private var counter: BucketCounter
  private var row = DenseRow()
  private var lists = Array(repeating: [UInt32](), count: FeatureRows.families)
  public private(set) var result: FeatureRows

  public init(spec: NGramSpec, lexicon: Lexicon, rules: ReadingRules) {
    self.lexicon = lexicon
    self.rules = rules
    extractor = NGramExtractor(spec: spec)
    counter = BucketCounter(buckets: spec.buckets)
    result = FeatureRows(spec: spec)
  }

  /// Appends the features of one text.
  ///
  /// - Parameters:
  ///   - text: UTF-8; one unit.
  ///   - target: the pack; texts of one pack share a word table.
  ///   - recordTarget: the target as the record words it.
  /// - Complexity: O(n-grams of the text).
  public mutating func add(
    _ text: [UInt8], language: Language, target: TargetPack, recordTarget: RecordTarget,
    assumeTarget: Bool
  ) {
    var analyzer =
      analyzers.removeValue(forKey: target.id)
      ?? UnitAnalyzer(lexicon: lexicon, target: target, rules: rules)
    analyzer.recordTarget = recordTarget
    analyzer.read(text, 0..<text.count, language: language, assumeTarget: assumeTarget)
    row.clear()
    DenseExtraction.extract(
      analyzer.analysis, numbers: analyzer.numbers,
      whole: 0..<Int32(truncatingIfNeeded: text.count), into: &row)
    for index in lists.indices { lists[index].removeAll(keepingCapacity: true) }
    let bits = extractor.spec.bucketBits
    extractor.terms(of: analyzer) { hash, family, _ in
      lists[family.rawValue].append(
        UInt32(truncatingIfNeeded: NGramHash.bucket(hash, bits: bits)))
    }
    result.append(
      dense: row.values, families: lists,
      facts: UnitScorer.Facts(
        aboutTarget: analyzer.analysis.aboutTarget, evidence: analyzer.analysis.cues.count),
      counter: &counter)
    analyzers[target.id] = analyzer
  }
}
