internal import StanceLexicon
internal import StanceText

/// Where dense features go as they are found: into a row, or also into a list of their places.
protocol DenseSink {
  mutating func add(_ feature: DenseFeature, _ amount: Float, _ bytes: Range<Int32>, cue: Int32)
}

/// Adds into one row of the dense block and forgets the places.
struct DenseRow: DenseSink {
  var values = [Float](repeating: 0, count: DenseFeature.count)

  mutating func clear() {
    for index in values.indices { values[index] = 0 }
  }

  @inline(__always)
  mutating func add(_ feature: DenseFeature, _ amount: Float, _ bytes: Range<Int32>, cue: Int32) {
    values[feature.rawValue] += amount
  }
}

/// Keeps every place.
struct DensePlaces: DenseSink {
  var instances: [DenseInstance] = []

  mutating func add(_ feature: DenseFeature, _ amount: Float, _ bytes: Range<Int32>, cue: Int32) {
    guard amount != 0 else { return }
    instances.append(DenseInstance(feature: feature, bytes: bytes, cue: cue, amount: amount))
  }
}

/// Reads the dense features off an analysis.
enum DenseExtraction {
  /// - Complexity: O(cues + operators + mentions + sentences).
  static func extract<Sink: DenseSink>(
    _ analysis: borrowing LexicalAnalysis, numbers: Int, whole: Range<Int32>, into sink: inout Sink
  ) {
    let cueScale = scale(count: analysis.cues.count, offset: 1, usual: usualCues)
    let wordScale = scale(count: analysis.wordCount, offset: 10, usual: usualWords)
    cues(analysis, cueScale, into: &sink)
    shape(analysis, whole, into: &sink)
    counts(analysis, wordScale, into: &sink)
    sink.add(.numbers, Float(numbers) * wordScale, whole, cue: -1)
    if analysis.cues.isEmpty { sink.add(.uncued, 1, whole, cue: -1) }
    if !analysis.aboutTarget { sink.add(.offTarget, 1, whole, cue: -1) }
    verdict(analysis, into: &sink)
  }

  /// Cues and words of a usual long paragraph: up to there more evidence counts for more, beyond
  /// only its mean counts, so that a page in one paragraph is no louder than its parts.
  private static let usualCues: Float = 12
  private static let usualWords: Float = 90
  /// Words of a text in which the rules have the say; in one of n times as many their verdict alone
  /// has 1/n of it.
  private static let briefWords: Float = 15

  /// 1 / √(offset + n) up to the usual count, then falling as 1 / n.
  @inline(__always)
  private static func scale(count: Int, offset: Float, usual: Float) -> Float {
    let n = Float(count)
    return min(1, usual / max(n, 1)) / (offset + min(n, usual)).squareRoot()
  }

  /// The verdict of the rules alone, shared among its cues: Σ wᵢvᵢ / (|Σ wᵢvᵢ| + ½).
  @inline(__always)
  private static func verdict<Sink: DenseSink>(
    _ analysis: borrowing LexicalAnalysis, into sink: inout Sink
  ) {
    func weight(_ cue: Cue) -> Float {
      switch cue.referent {
      case .rival, .other: 0
      case .target: cue.voice == .author ? 1 : 0.5
      case .unknown: cue.voice == .author ? 0.8 : 0.4
      }
    }
    var sum: Float = 0
    for cue in analysis.cues { sum += weight(cue) * cue.value }
    let scale = 1 / (abs(sum) + 0.5)
    let brevity = min(1, briefWords / Float(max(analysis.wordCount, 1)))
    for index in analysis.cues.indices {
      let cue = analysis.cues[index]
      let amount = weight(cue) * cue.value * scale
      guard amount != 0 else { continue }
      let number = Int32(truncatingIfNeeded: index)
      let size = sum < 0 ? -amount : amount
      sink.add(.verdict, amount, cue.bytes, cue: number)
      sink.add(.decided, size, cue.bytes, cue: number)
      sink.add(.briefVerdict, brevity * amount, cue.bytes, cue: number)
      sink.add(.briefDecided, brevity * size, cue.bytes, cue: number)
    }
    let share = 1 / Float(max(analysis.sentences.count, 1))
    for sentence in analysis.sentences {
      if sentence.subject == .target { sink.add(.targetSubjects, share, 0..<0, cue: -1) }
      if sentence.subject == .rival { sink.add(.rivalSubjects, share, 0..<0, cue: -1) }
    }
  }

  @inline(__always)
  private static func cues<Sink: DenseSink>(
    _ analysis: borrowing LexicalAnalysis, _ scale: Float, into sink: inout Sink
  ) {
    for index in analysis.cues.indices {
      let cue = analysis.cues[index]
      let number = Int32(truncatingIfNeeded: index)
      let value = cue.value * scale
      let size = abs(value)
      let positive = value > 0
      func add(_ plus: DenseFeature, _ minus: DenseFeature, _ amount: Float, _ sign: Bool) {
        sink.add(sign ? plus : minus, amount, cue.bytes, cue: number)
      }
      // What is said of others speaks through these four features only.
      if cue.referent == .rival {
        add(.rivalPositive, .rivalNegative, size, positive)
        continue
      }
      if cue.referent == .other {
        add(.otherPositive, .otherNegative, size, positive)
        continue
      }
      add(.basePositive, .baseNegative, abs(cue.base) * scale, cue.base > 0)
      guard size > 0 else { continue }
      switch (cue.referent, cue.voice) {
      case (_, .quoted): add(.quotedPositive, .quotedNegative, size, positive)
      case (.target, .author): add(.authorTargetPositive, .authorTargetNegative, size, positive)
      case (_, .author): add(.authorOpenPositive, .authorOpenNegative, size, positive)
      }
      let flags = cue.flags
      if flags.contains(.negated) { add(.negatedToPositive, .negatedToNegative, size, positive) }
      if flags.contains(.hypothetical) {
        add(.hypotheticalPositive, .hypotheticalNegative, size, positive)
      }
      if flags.contains(.inQuestion) { add(.questionPositive, .questionNegative, size, positive) }
      if flags.contains(.afterContrast) {
        add(.afterContrastPositive, .afterContrastNegative, size, positive)
      }
      if !flags.isDisjoint(with: [.conceded, .beforeContrast, .substituted]) {
        add(.grantedPositive, .grantedNegative, size, positive)
      }
      if !flags.isDisjoint(with: [.compared, .competitive]) {
        add(.comparedPositive, .comparedNegative, size, positive)
      }
      if flags.contains(.intensified) {
        add(.intensifiedPositive, .intensifiedNegative, size, positive)
      }
      if flags.contains(.shifted) { add(.shiftedPositive, .shiftedNegative, size, positive) }
      if flags.contains(.exclaimed) { add(.exclaimedPositive, .exclaimedNegative, size, positive) }
      if flags.contains(.ironic) { sink.add(.ironic, size, cue.bytes, cue: number) }
      if flags.contains(.counterfactual) {
        sink.add(.counterfactual, size, cue.bytes, cue: number)
      }
      if flags.contains(.phrase) { add(.phrasePositive, .phraseNegative, size, positive) }
      if abs(cue.base) >= 0.7 { add(.strongPositive, .strongNegative, size, positive) }
      let tags = cue.tags
      if tags.contains(.eval) { add(.judgementPositive, .judgementNegative, size, positive) }
      if tags.contains(.fact) { add(.factPositive, .factNegative, size, positive) }
      if tags.contains(.emo) { add(.emotionPositive, .emotionNegative, size, positive) }
      if tags.contains(.risk) { sink.add(.risk, size, cue.bytes, cue: number) }
      if tags.contains(.hype) { sink.add(.promotion, size, cue.bytes, cue: number) }
    }
  }

  @inline(__always)
  private static func shape<Sink: DenseSink>(
    _ analysis: borrowing LexicalAnalysis, _ whole: Range<Int32>, into sink: inout Sink
  ) {
    var positive: Float = 0
    var negative: Float = 0
    var first = Int32.max
    var last = Int32.min
    for cue in analysis.cues where cue.referent != .rival && cue.referent != .other {
      if cue.value > 0 { positive += cue.value } else { negative -= cue.value }
      first = min(first, cue.sentence)
      last = max(last, cue.sentence)
    }
    let total = positive + negative
    guard total > 0 else { return }
    var strongest: Int32 = -1
    var strongestSum: Float = 0
    for index in analysis.sentences.indices {
      let sum = analysis.sentences[index].authorSum
      if abs(sum) > abs(strongestSum) {
        strongestSum = sum
        strongest = Int32(truncatingIfNeeded: index)
      }
    }
    let lastSentence = Int32(truncatingIfNeeded: analysis.sentences.count - 1)
    for index in analysis.cues.indices {
      let cue = analysis.cues[index]
      guard cue.referent != .rival, cue.referent != .other else { continue }
      let number = Int32(truncatingIfNeeded: index)
      sink.add(.net, cue.value / (total + 0.5), cue.bytes, cue: number)
      if cue.sentence == 0 { sink.add(.firstSentence, cue.value, cue.bytes, cue: number) }
      if cue.sentence == lastSentence { sink.add(.lastSentence, cue.value, cue.bytes, cue: number) }
      if cue.sentence == strongest, cue.voice == .author {
        sink.add(.strongestSentence, cue.value, cue.bytes, cue: number)
      }
    }
    sink.add(.balance, 2 * min(positive, negative) / total, whole, cue: -1)
  }

  @inline(__always)
  private static func counts<Sink: DenseSink>(
    _ analysis: borrowing LexicalAnalysis, _ scale: Float, into sink: inout Sink
  ) {
    for mention in analysis.mentions {
      let feature: DenseFeature =
        switch (mention.kind, mention.referent) {
        case (.anaphor, _), (.pronoun, _): .anaphors
        case (_, .rival): .rivalMentions
        default: .targetMentions
        }
      sink.add(feature, scale, mention.bytes, cue: -1)
    }
    for hit in analysis.operators {
      if let feature = feature(of: hit.kind) { sink.add(feature, scale, hit.bytes, cue: -1) }
    }
    for sentence in analysis.sentences {
      if sentence.isQuestion { sink.add(.questions, scale, 0..<0, cue: -1) }
      if sentence.isExclamation { sink.add(.exclamations, scale, 0..<0, cue: -1) }
      if sentence.voice == .quoted { sink.add(.quotedSentences, scale, 0..<0, cue: -1) }
    }
  }

  @inline(__always)
  private static func feature(of kind: OperatorKind) -> DenseFeature? {
    switch kind {
    case .negationFirst, .negationAlone, .negationPreposition, .negationPhrase: .negations
    case .contrast, .contrastAdverb: .contrasts
    case .concessionClause, .concessionPhrase, .concessionParticle: .concessions
    case .hypothesis: .hypotheses
    case .conditional: .conditionals
    case .modal, .riskOf: .modals
    case .attribution, .attributionVerb, .attributionAll: .attributions
    case .distance: .distance
    case .subjective: .subjective
    case .certainty: .certainty
    case .comparisonMore, .comparisonLess, .comparisonEqual: .comparisons
    case .intensifier, .intensifierAfter, .superlative: .intensifiers
    case .expectation, .denial: .expectations
    default: nil
    }
  }
}
