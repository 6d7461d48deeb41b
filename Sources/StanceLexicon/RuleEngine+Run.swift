import StanceText

extension RuleEngine {
  /// Kinds without any rule, kept as roles only: not reported as hits.
  static var silent: Roles {
    OperatorKind.bits(
      .determiner, .possessive, .reflexive, .clitic, .skippable, .coordination, .relative,
      .preposition, .auxiliary, .known)
  }

  /// Applies all rules to a scanned unit.
  mutating func run(
    _ sentences: [Sentence], _ assumeTarget: Bool, _ analysis: inout LexicalAnalysis
  ) {
    heads.append(contentsOf: repeatElement(-1, count: analysis.cues.count))
    dead.append(contentsOf: repeatElement(false, count: analysis.cues.count))
    findQuotations()
    only = soleReferent()
    var cue = 0
    var hit = 0
    var mention = 0
    var topic: Referent = assumeTarget ? .target : .unknown
    for (index, bounds) in sentences.enumerated() {
      start = bounds.tokens.lowerBound
      end = bounds.tokens.upperBound
      sentence = Int32(index)
      let cueStart = cue
      while cue < analysis.cues.count, analysis.cues[cue].tokens.lowerBound < end { cue += 1 }
      cues = cueStart..<cue
      let hitStart = hit
      while hit < analysis.operators.count, analysis.operators[hit].tokens.lowerBound < end {
        hit += 1
      }
      hits = hitStart..<hit
      let mentionStart = mention
      while mention < names.count, names[mention].tokens.lowerBound < end { mention += 1 }
      present = 0
      presentBeyond = 0
      for place in hits {
        present |= analysis.operators[place].kind.bit
        presentBeyond |= analysis.operators[place].kind.bitBeyond
      }
      var facts = SentenceAnalysis(tokens: bounds.tokens)
      facts.cues = Int32(cueStart)..<Int32(cue)
      facts.isQuestion = bounds.terminator == .question
      facts.isExclamation = bounds.terminator == .exclamation
      refer(mentionStart..<mention, assumeTarget, &topic, &facts, &analysis)
      analysis.sentences.append(facts)
      passOver()
      if !cues.isEmpty { judge(facts, &analysis) }
    }
    discourse(&analysis)
    finish(assumeTarget, &analysis)
  }

  /// Leaves the quotations and flips behind that end before the sentence at work.
  private mutating func passOver() {
    while firstQuotation < quotations.count, quotations[firstQuotation].upperBound <= start {
      firstQuotation += 1
    }
    while firstFlip < flips.count, flips[firstFlip].lowerBound < start { firstFlip += 1 }
  }

  /// The rules of one sentence.
  private mutating func judge(_ facts: SentenceAnalysis, _ analysis: inout LexicalAnalysis) {
    spelling(&analysis)
    degrees(&analysis)
    shifters(&analysis)
    negations(&analysis)
    rejections(&analysis)
    parties(&analysis)
    camps(&analysis)
    passByModifier(&analysis)
    modalities(&analysis)
    conditions(&analysis)
    questions(facts, &analysis)
    contrasts(&analysis)
    imply(&analysis)
    limitGranted(analysis)
    givens(&analysis)
    voices(&analysis)
    disputes(&analysis)
    if facts.isExclamation { exclamation(&analysis) }
  }

  /// Turns effects into firings and fills the sums.
  private mutating func finish(_ assumeTarget: Bool, _ analysis: inout LexicalAnalysis) {
    var kept = 0
    var sentenceOf: Int32 = -1
    for index in analysis.cues.indices {
      var cue = analysis.cues[index]
      if cue.sentence != sentenceOf {
        for between in (sentenceOf + 1)...cue.sentence {
          analysis.sentences[Int(between)].cues = Int32(kept)..<Int32(kept)
        }
        sentenceOf = cue.sentence
      }
      if dead[index] { continue }
      let first = Int32(analysis.firings.count)
      var place = heads[index]
      while place >= 0 {
        let effect = effects[Int(place)]
        let factor = cue.value >= 0 ? effect.positive : effect.negative
        let after = cue.value * factor
        analysis.firings.append(
          RuleFiring(
            rule: effect.rule, trigger: effect.trigger, factor: factor, before: cue.value,
            after: after))
        cue.value = after
        place = effect.next
      }
      cue.firings = first..<Int32(analysis.firings.count)
      let sentence = Int(cue.sentence)
      analysis.sentences[sentence].cues =
        analysis.sentences[sentence].cues.lowerBound..<Int32(kept + 1)
      if cue.referent == .rival {
        analysis.sentences[sentence].rivalSum += cue.value
      } else if cue.voice == .author {
        analysis.sentences[sentence].authorSum += cue.value
      } else {
        analysis.sentences[sentence].quotedSum += cue.value
      }
      analysis.cues[kept] = cue
      kept += 1
    }
    analysis.cues.removeLast(analysis.cues.count - kept)
    for index in analysis.sentences.indices where Int32(index) > sentenceOf {
      analysis.sentences[index].cues = Int32(kept)..<Int32(kept)
    }
    var hits = 0
    // By index: a loop over the array would hold on to it, and the first change copy it.
    for index in analysis.operators.indices
    where analysis.operators[index].kind.bit & RuleEngine.silent == 0 {
      analysis.operators[hits] = analysis.operators[index]
      hits += 1
    }
    analysis.operators.removeLast(analysis.operators.count - hits)
    analysis.aboutTarget =
      analysis.mentions.contains { $0.referent == .target }
      || (assumeTarget && analysis.sentences.contains { $0.aboutTarget })
  }
}
