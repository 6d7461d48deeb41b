internal import StanceLexicon
internal import StanceText

/// Takes the scores of units apart that a ``UnitAnalyzer`` has at hand.
struct UnitExplainer: Sendable {
  private let model: LinearModel
  private let lexicon: Lexicon
  private let sides: LabelSides
  private var extractor: NGramExtractor
  /// Room for the terms of a unit.
  private var terms: [Term] = []

  init(model: LinearModel, lexicon: Lexicon) {
    self.model = model
    self.lexicon = lexicon
    sides = LabelSides(model.labels)
    extractor = NGramExtractor(spec: model.spec)
  }

  /// Explains the unit at hand by itself, without its neighbours.
  ///
  /// - Parameters:
  ///   - scores: those of the unit, K values; where there are all parts, their sum takes their
  ///     place, which differs from them by rounding.
  ///   - detail: which parts; ``ExplanationDetail/nothing`` gives none.
  /// - Complexity: O(t log t) for t n-grams of the unit; with
  ///   ``ExplanationDetail/reasons`` O(cues) where there are any.
  mutating func explain(
    _ analyzer: borrowing UnitAnalyzer, _ bytes: [UInt8], _ range: Range<Int>, scores: [Float],
    detail: ExplanationDetail
  ) -> Explanation {
    var explanation = Explanation(scores: scores, contributions: [])
    switch detail {
    case .nothing: break
    case .reasons:
      explanation.contributions = cueParts(analyzer, places(analyzer, range))
      if explanation.contributions.isEmpty {
        explanation.contributions = termParts(analyzer, bytes)
      }
    case .full:
      explanation.contributions.append(
        Contribution(
          source: .bias, feature: "bias", range: nil, values: model.scores(model.bias)))
      let places = places(analyzer, range)
      explanation.contributions += cueParts(analyzer, places)
      explanation.contributions += shapeParts(places)
      explanation.contributions += termParts(analyzer, bytes)
      explanation.scores = Array(repeating: 0, count: scores.count)
      for part in explanation.contributions {
        for label in scores.indices { explanation.scores[label] += part.values[label] }
      }
      explanation.sort(favor: sides.favor, against: sides.against)
    }
    return explanation
  }

  /// Where the named features of the unit have their values from.
  private func places(
    _ analyzer: borrowing UnitAnalyzer, _ range: Range<Int>
  ) -> [DenseInstance] {
    var places = DensePlaces()
    let whole =
      Int32(truncatingIfNeeded: range.lowerBound)..<Int32(truncatingIfNeeded: range.upperBound)
    DenseExtraction.extract(
      analyzer.analysis, numbers: analyzer.numbers, whole: whole, into: &places)
    return places.instances
  }

  /// One part for each cue.
  private func cueParts(
    _ analyzer: borrowing UnitAnalyzer, _ places: [DenseInstance]
  ) -> [Contribution] {
    let (analysis, tokens) = (analyzer.analysis, analyzer.buffer.tokens)
    var cues = DenseSums(count: analysis.cues.count, outputs: model.outputs)
    for place in places where place.cue >= 0 {
      cues.add(place, to: Int(place.cue), model.denseWeights)
    }
    var parts: [Contribution] = []
    for (index, cue) in analysis.cues.enumerated() where cues.isMet[index] {
      let firings = analysis.firings[Int(cue.firings.lowerBound)..<Int(cue.firings.upperBound)]
      parts.append(
        Contribution(
          source: .cue, feature: "cue:" + (lexicon.entry(cue.entry)?.term ?? "?"),
          range: Int(cue.bytes.lowerBound)..<Int(cue.bytes.upperBound), rules: Array(firings),
          triggers: firings.map { Self.place(of: $0.trigger, tokens) }, valence: cue.base,
          values: model.scores(cues[index])))
    }
    return parts
  }

  /// One part for each named feature that is no cue's.
  private func shapeParts(_ places: [DenseInstance]) -> [Contribution] {
    var features = DenseSums(count: DenseFeature.count, outputs: model.outputs)
    for place in places where place.cue < 0 {
      features.add(place, to: place.feature.rawValue, model.denseWeights)
    }
    return DenseFeature.allCases.filter { features.isMet[$0.rawValue] }.map { feature in
      Contribution(
        source: .shape, feature: feature.name, range: nil,
        values: model.scores(features[feature.rawValue]))
    }
  }

  /// What named features add to each output, by what they are joined to.
  private struct DenseSums {
    private let outputs: Int
    private var values: [Float]
    private(set) var isMet: [Bool]

    init(count: Int, outputs: Int) {
      self.outputs = outputs
      values = Array(repeating: 0, count: count * outputs)
      isMet = Array(repeating: false, count: count)
    }

    subscript(index: Int) -> [Float] { Array(values[index * outputs..<(index + 1) * outputs]) }

    mutating func add(_ place: DenseInstance, to index: Int, _ weights: [Float]) {
      isMet[index] = true
      for output in 0..<outputs {
        values[index * outputs + output] +=
          place.amount * weights[place.feature.rawValue * outputs + output]
      }
    }
  }

  /// Bytes from the first to the last token; nil when there are none.
  private static func place(of range: Range<Int32>, _ tokens: [Token]) -> Range<Int>? {
    guard !range.isEmpty, range.lowerBound >= 0, Int(range.upperBound) <= tokens.count else {
      return nil
    }
    return Int(tokens[Int(range.lowerBound)].start)..<Int(tokens[Int(range.upperBound) - 1].end)
  }

  /// An n-gram of the unit, and the symbols that it covers.
  private struct Term {
    var symbols: Range<Int>
    var family: NGramFamily
    var bucket: Int
    /// Its place among the terms of the unit.
    var index: Int

    /// The family whose part it is in: characters count to their word.
    var partFamily: NGramFamily { family == .characters ? .words : family }

    func isInOnePart(with other: Term) -> Bool {
      symbols == other.symbols && partFamily == other.partFamily
    }

    /// By the last symbol, as the extractor gives most of them.
    static func < (one: Term, other: Term) -> Bool {
      if one.symbols.upperBound != other.symbols.upperBound {
        return one.symbols.upperBound < other.symbols.upperBound
      }
      if one.symbols.lowerBound != other.symbols.lowerBound {
        return one.symbols.lowerBound > other.symbols.lowerBound
      }
      let (left, right) = (one.partFamily.rawValue, other.partFamily.rawValue)
      return left == right ? one.index < other.index : left < right
    }
  }

  /// One part for all terms of a family in one place.
  private mutating func termParts(
    _ analyzer: borrowing UnitAnalyzer, _ bytes: [UInt8]
  ) -> [Contribution] {
    let (bits, outputs) = (model.spec.bucketBits, model.outputs)
    var terms: [Term] = []
    swap(&terms, &self.terms)
    defer { swap(&terms, &self.terms) }
    terms.clear()
    extractor.terms(of: analyzer) { hash, family, symbols in
      terms.append(
        Term(
          symbols: symbols, family: family, bucket: NGramHash.bucket(hash, bits: bits),
          index: terms.count))
    }
    var norms = Array(repeating: Float(0), count: NGramFamily.allCases.count)
    for term in terms { norms[term.family.rawValue] += lane(term.bucket, outputs) }
    terms.removeAll { norms[$0.family.rawValue] == 0 }
    for family in norms.indices {
      norms[family] = max(norms[family], model.pivots[family]).squareRoot()
    }
    // Sorting what is almost in order, then the fewer parts, is less work than one sort by place.
    terms.sort(by: <)
    var groups: [(start: Int, terms: Range<Int>)] = []
    var place = 0
    while place < terms.count {
      let first = place
      while place < terms.count, terms[place].isInOnePart(with: terms[first]) { place += 1 }
      groups.append((terms[first].symbols.lowerBound, first..<place))
    }
    groups.sort { ($0.start, $0.terms.lowerBound) < ($1.start, $1.terms.lowerBound) }
    return groups.map { group in
      var values = Array(repeating: Float(0), count: outputs)
      for term in terms[group.terms] {
        let norm = norms[term.family.rawValue]
        for lanes in 0..<model.table.groups {
          let weights = model.table.lanes(term.bucket, lanes) / norm
          let outputs = 4 * lanes..<min(4 * lanes + 4, outputs)
          for output in outputs { values[output] += weights[output - outputs.lowerBound] }
        }
      }
      return part(terms[group.terms.lowerBound], model.scores(values), analyzer.symbols, bytes)
    }
  }

  private func part(
    _ term: Term, _ values: [Float], _ symbols: [UnitAnalyzer.Symbol], _ bytes: [UInt8]
  ) -> Contribution {
    let source: Contribution.Source =
      switch term.family {
      case .target: .targetWords
      case .window: .nearTarget
      case .joined: .withTarget
      case .opening: .opening
      case .words, .characters: term.symbols.count == 1 ? .word : .words
      }
    guard source != .targetWords else {
      return Contribution(source: source, feature: source.rawValue, range: nil, values: values)
    }
    let first = symbols[term.symbols.lowerBound].bytes
    let last = symbols[term.symbols.upperBound - 1].bytes
    let range = Int(first.lowerBound)..<Int(last.upperBound)
    var feature = source.rawValue + ":"
    feature += String(decoding: bytes[range], as: UTF8.self)
    return Contribution(source: source, feature: feature, range: range, values: values)
  }

  private func lane(_ bucket: Int, _ output: Int) -> Float {
    model.table.lanes(bucket, output / 4)[output % 4]
  }
}
