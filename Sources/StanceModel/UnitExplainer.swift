public import StanceLexicon
public import StanceText

/// Takes a unit's scores apart. Slower than scoring, by the same features and weights.
public struct UnitExplainer: Sendable {
  public let model: LinearModel
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
  private var extractor: NGramExtractor
  private let lexicon: Lexicon

  public init(model: LinearModel, lexicon: Lexicon, target: TargetPack, rules: ReadingRules) {
    self.model = model
    self.lexicon = lexicon
    analyzer = UnitAnalyzer(lexicon: lexicon, target: target, rules: rules)
    extractor = NGramExtractor(spec: model.spec)
  }

  /// Explains one unit by itself, without its neighbours.
  ///
  /// - Complexity: O(n-grams of the unit).
  public mutating func explain(
    _ bytes: [UInt8], _ range: Range<Int>, language: Language, assumeTarget: Bool
  ) -> Explanation {
    analyzer.read(bytes, range, language: language, assumeTarget: assumeTarget)
    var parts = [
      Contribution(
        source: .bias, feature: "bias", range: nil, values: model.scores(model.bias))
    ]
    parts += denseParts(range)
    parts += termParts(bytes)
    var scores = Array(repeating: Float(0), count: model.labels.count)
    for part in parts {
      for (label, value) in part.values.enumerated() { scores[label] += value }
    }
    var explanation = Explanation(scores: scores, contributions: parts)
    explanation.sort(favor: model.favorIndex, against: model.againstIndex)
    return explanation
  }

  private func denseParts(_ range: Range<Int>) -> [Contribution] {
    var places = DensePlaces()
    let whole =
      Int32(truncatingIfNeeded: range.lowerBound)..<Int32(truncatingIfNeeded: range.upperBound)
    DenseExtraction.extract(
      analyzer.analysis, numbers: analyzer.numbers, whole: whole, into: &places)
    let outputs = model.outputs
    var byCue: [Int32: [Float]] = [:]
    var byFeature: [Int: [Float]] = [:]
    for place in places.instances {
      var values = Array(repeating: Float(0), count: outputs)
      for output in 0..<outputs {
        values[output] =
          place.amount * model.denseWeights[place.feature.rawValue * outputs + output]
      }
      func add(_ old: [Float]?) -> [Float] { old.map { zip($0, values).map(+) } ?? values }
      if place.cue >= 0 {
        byCue[place.cue] = add(byCue[place.cue])
      } else {
        byFeature[place.feature.rawValue] = add(byFeature[place.feature.rawValue])
      }
    }
    var parts: [Contribution] = []
    for (index, values) in byCue.sorted(by: { $0.key < $1.key }) {
      let cue = analyzer.analysis.cues[Int(index)]
      let fired = Int(cue.firings.lowerBound)..<Int(cue.firings.upperBound)
      let firings = analyzer.analysis.firings[fired]
      parts.append(
        Contribution(
          source: .cue, feature: "cue:" + (lexicon.entry(cue.entry)?.term ?? "?"),
          range: Int(cue.bytes.lowerBound)..<Int(cue.bytes.upperBound),
          rules: Array(analyzer.analysis.firings[fired]),
          triggers: firings.map { place(of: $0.trigger) }, valence: cue.base,
          values: model.scores(values)))
    }
    for (feature, values) in byFeature.sorted(by: { $0.key < $1.key }) {
      parts.append(
        Contribution(
          source: .shape, feature: DenseFeature.allCases[feature].name, range: nil,
          values: model.scores(values)))
    }
    return parts
  }

  /// Bytes from the first to the last token; nil when there are none.
  private func place(of tokens: Range<Int32>) -> Range<Int>? {
    let all = analyzer.buffer.tokens
    guard !tokens.isEmpty, tokens.lowerBound >= 0, Int(tokens.upperBound) <= all.count else {
      return nil
    }
    return Int(all[Int(tokens.lowerBound)].start)..<Int(all[Int(tokens.upperBound) - 1].end)
  }

  private mutating func termParts(_ bytes: [UInt8]) -> [Contribution] {
    struct Term {
      var bucket: Int
      var family: NGramFamily
      var symbols: Range<Int>
    }
    var terms: [Term] = []
    let bits = model.spec.bucketBits
    extractor.terms(of: analyzer) { hash, family, symbols in
      terms.append(
        Term(bucket: NGramHash.bucket(hash, bits: bits), family: family, symbols: symbols))
    }
    let outputs = model.outputs
    var norms = Array(repeating: Float(0), count: NGramFamily.allCases.count)
    for term in terms {
      norms[term.family.rawValue] += lane(term.bucket, outputs)
    }
    struct Key: Equatable {
      var start: Int
      var end: Int
      var family: NGramFamily
    }
    // What has one place is one part: the terms of a part side by side, each part's in their order.
    let keys = terms.map { term in
      Key(
        start: term.symbols.lowerBound, end: term.symbols.upperBound,
        family: term.family == .characters ? .words : term.family)
    }
    let order = keys.indices.map {
      (keys[$0].start, keys[$0].end << 8 | keys[$0].family.rawValue, $0)
    }
    .sorted { $0 < $1 }.map(\.2)
    var sums: [(key: Key, values: [Float])] = []
    for index in order {
      let term = terms[index]
      let norm = norms[term.family.rawValue].squareRoot()
      guard norm > 0 else { continue }
      if sums.last?.key != keys[index] {
        sums.append((keys[index], Array(repeating: 0, count: outputs)))
      }
      for output in 0..<outputs {
        sums[sums.count - 1].values[output] += lane(term.bucket, output) / norm
      }
    }
    return sums.map {
      key, values in
      if key.family == .target {
        return Contribution(
          source: .targetWords, feature: Contribution.Source.targetWords.rawValue, range: nil,
          values: model.scores(values))
      }
      let first = analyzer.symbols[key.start]
      let last = analyzer.symbols[key.end - 1]
      let range = Int(first.bytes.lowerBound)..<Int(last.bytes.upperBound)
      let source: Contribution.Source =
        switch key.family {
        case .window: .nearTarget
        case .joined: .withTarget
        case .opening: .opening
        default: key.end - key.start == 1 ? .word : .words
        }
      return Contribution(
        source: source,
        feature: source.rawValue + ":" + String(decoding: bytes[range], as: UTF8.self),
        range: range, values: model.scores(values))
    }
  }

  private func lane(_ bucket: Int, _ output: Int) -> Float {
    model.table.lanes(bucket, output / 4)[output % 4]
  }
}
