import StanceText

extension RuleEngine {
  /// « mais », « pourtant », « certes … mais », « bien que », « malgré ».
  mutating func contrasts(_ analysis: inout LexicalAnalysis) {
    let kinds = OperatorKind.bits(
      .contrast, .contrastAdverb, .concessionClause, .concessionPhrase, .concessionParticle)
    guard present & kinds != 0 else { return }
    for index in hits {
      let hit = analysis.operators[index]
      switch hit.kind {
      case .contrast, .contrastAdverb: turn(hit, &analysis)
      case .concessionClause:
        // « Si critiquable que soit son passé »: a row with −1 grants what precedes too.
        let from =
          hit.value < 0 ? clauseStart(hit.tokens.lowerBound) : hit.tokens.upperBound
        concede(from..<clauseEnd(hit.tokens.upperBound), hit, &analysis)
      case .concessionPhrase:
        concede(hit.tokens.upperBound..<phraseEnd(hit.tokens.upperBound), hit, &analysis)
      case .concessionParticle:
        // Grants up to the contrast that answers it; without one, its sentence when it opens it
        // (« Certes, … . Mais … »), else its clause.
        if hit.value < 0 || isAside(hit.tokens) {
          // « …, j'en conviens. » grants what precedes.
          concede(start..<hit.tokens.lowerBound, hit, &analysis)
          continue
        }
        let answer = nextContrast(hit.tokens.upperBound, analysis)
        let whole = clauseEnd(
          hit.tokens.upperBound,
          commas: !isAtStart(hit.tokens.lowerBound) || isApposition(hit.tokens.upperBound))
        concede(hit.tokens.upperBound..<(answer ?? whole), hit, &analysis)
      default: break
      }
    }
  }

  /// « Certes utile, l'outil … »: no verb before the comma, the main clause follows.
  private func isApposition(_ token: Int32) -> Bool {
    let comma = clauseEnd(token)
    return comma > token && mark(comma).contains(.comma)
      && !(token..<comma).contains { !mark($0).isDisjoint(with: [.finite, .verb]) }
  }

  /// « Meta a connu des revers, il est vrai ; … »: between a comma and a stop.
  private func isAside(_ tokens: Range<Int32>) -> Bool {
    let after = tokens.upperBound
    return mark(tokens.lowerBound - 1).contains(.comma)
      && (after >= end - 1 || mark(after).contains(.strongStop))
  }

  private func nextContrast(_ token: Int32, _ analysis: LexicalAnalysis) -> Int32? {
    for index in hits {
      let hit = analysis.operators[index]
      let isContrast = hit.kind == .contrast || hit.kind == .contrastAdverb
      if isContrast, hit.tokens.lowerBound >= token { return hit.tokens.lowerBound }
    }
    return nil
  }

  /// End of a noun phrase that a preposition like « malgré » opens.
  private func phraseEnd(_ token: Int32) -> Int32 {
    let stop = clauseEnd(token)
    let closing = OperatorKind.bits(.pronoun, .auxiliary, .negationFirst, .speaker)
    var place = token
    while place < stop {
      if states[Int(place)].roles & closing != 0 { return place }
      place += 1
    }
    return stop
  }

  private mutating func concede(
    _ scope: Range<Int32>, _ hit: OperatorHit, _ analysis: inout LexicalAnalysis
  ) {
    guard !scope.isEmpty else { return }
    for cue in cues where !dead[cue] && scope.contains(analysis.cues[cue].tokens.lowerBound) {
      guard !analysis.cues[cue].flags.contains(.conceded) else { continue }
      analysis.cues[cue].flags.insert(.conceded)
      if effect(cue, of: .beforeContrast) < 0 {
        add(cue, .concession, Stage.contrast, RuleConstants.conceded, hit.tokens)
      }
    }
  }

  /// A contrast inside the sentence: lighter before, heavier after.
  private mutating func turn(_ hit: OperatorHit, _ analysis: inout LexicalAnalysis) {
    guard !isAtStart(hit.tokens.lowerBound), !adds(hit, analysis) else { return }
    // An adverb turns the sentence only where a clause begins (« …, pourtant », « ; or »).
    var point = hit.tokens.lowerBound
    if hit.kind == .contrastAdverb {
      let before = mark(hit.tokens.lowerBound - 1)
      let isOpening =
        before.contains(.comma) || before.contains(.strongStop)
        || role(hit.tokens.lowerBound - 1) & OperatorKind.coordination.bit != 0
      if !isOpening {
        // « … ; la SNCF a néanmoins … »: the clause turns where it begins.
        point = clauseStart(point)
        guard point > start, mark(point - 1).contains(.strongStop) else { return }
      }
    }
    for cue in cues where !dead[cue] {
      let place = analysis.cues[cue].tokens.lowerBound
      if place < point {
        if analysis.cues[cue].flags.contains(.conceded) { continue }
        guard effect(cue, of: .beforeContrast) < 0 else { continue }
        analysis.cues[cue].flags.insert(.beforeContrast)
        add(cue, .beforeContrast, Stage.contrast, RuleConstants.beforeContrast, hit.tokens)
      } else {
        analysis.cues[cue].flags.insert(.afterContrast)
        guard effect(cue, of: .afterContrast) < 0 else { continue }
        add(cue, .afterContrast, Stage.contrast, RuleConstants.afterContrast, hit.tokens)
      }
    }
  }

  /// « non seulement …, mais … », « pas seulement … mais … »: rows with 1 have « mais » add.
  private func adds(_ hit: OperatorHit, _ analysis: LexicalAnalysis) -> Bool {
    hit.kind == .contrast
      && hits.contains {
        let other = analysis.operators[$0]
        return other.kind == .negationVoid && other.value == 1
          && other.tokens.upperBound <= hit.tokens.lowerBound
      }
  }

  /// Whether a token is among the first words of the sentence.
  func isAtStart(_ token: Int32) -> Bool {
    var place = token - 1
    while place >= start {
      if tokens[Int(place)].kind == .word { return false }
      place -= 1
    }
    return true
  }

  /// Rules that look beyond the sentence: « Pourtant … », « il n'en est rien », irony.
  mutating func discourse(_ analysis: inout LexicalAnalysis) {
    var cue = 0
    var earlier = 0..<0
    var index = 0
    // Cues that a contrast has answered already: no later one changes them.
    var answered = 0
    for number in analysis.sentences.indices {
      start = analysis.sentences[number].tokens.lowerBound
      end = analysis.sentences[number].tokens.upperBound
      let first = cue
      while cue < analysis.cues.count, analysis.cues[cue].tokens.lowerBound < end { cue += 1 }
      let own = first..<cue
      while index < analysis.operators.count,
        analysis.operators[index].tokens.lowerBound < end
      {
        let hit = analysis.operators[index]
        index += 1
        switch hit.kind {
        case .contrast, .contrastAdverb:
          guard isAtStart(hit.tokens.lowerBound) else { continue }
          answer(earlier, from: answered, own, hit, &analysis)
          answered = max(answered, earlier.upperBound)
        case .denial: deny(earlier, own, hit, &analysis)
        case .attributionAll: endorse(earlier, own, hit, &analysis)
        default: break
        }
      }
      earlier = own
    }
    suspense(&analysis)
    irony(&analysis)
  }

  /// A sentence that opens with « Mais », « Pourtant » turns the passage: what came before is
  /// granted, the nearer the more; what follows is the point.
  private mutating func answer(
    _ earlier: Range<Int>, from first: Int, _ own: Range<Int>, _ hit: OperatorHit,
    _ analysis: inout LexicalAnalysis
  ) {
    let isBare = !own.contains { !dead[$0] }
    for cue in min(first, earlier.upperBound)..<earlier.upperBound where !dead[cue] {
      let isGranted = analysis.cues[cue].flags.contains(.conceded)
      analysis.cues[cue].flags.insert(.beforeContrast)
      guard !isGranted, effect(cue, of: .sentenceContrast) < 0 else { continue }
      let isNear = earlier.contains(cue)
      add(
        cue, .sentenceContrast, Stage.discourse,
        isNear
          ? (isBare ? RuleConstants.impliedBySentence : RuleConstants.sentenceBefore)
          : RuleConstants.sentencesBefore, hit.tokens)
    }
    for cue in own where !dead[cue] {
      analysis.cues[cue].flags.insert(.afterContrast)
      add(cue, .sentenceContrast, Stage.discourse, RuleConstants.sentenceAfter, hit.tokens)
    }
  }

  /// « … . Nous ne pouvons que lui donner raison. »: what was quoted before becomes the author's.
  private mutating func endorse(
    _ earlier: Range<Int>, _ own: Range<Int>, _ hit: OperatorHit,
    _ analysis: inout LexicalAnalysis
  ) {
    guard !own.contains(where: { !dead[$0] && analysis.cues[$0].voice == .quoted }) else { return }
    var isFound = false
    for cue in earlier where !dead[cue] && analysis.cues[cue].voice == .quoted {
      analysis.cues[cue].voice = .author
      isFound = true
    }
    guard isFound else { return }
    for cue in own where analysis.cues[cue].tokens.overlaps(hit.tokens) { dead[cue] = true }
  }

  /// « Il n'en est rien. », « rien de tel »: takes back the clause or sentence before.
  private mutating func deny(
    _ earlier: Range<Int>, _ own: Range<Int>, _ hit: OperatorHit,
    _ analysis: inout LexicalAnalysis
  ) {
    // « prétend »: the verb of saying is not what is denied.
    let before = own.filter {
      let tokens = analysis.cues[$0].tokens
      return !dead[$0] && tokens.upperBound <= hit.tokens.lowerBound
        && role(tokens.lowerBound) & OperatorKind.attributionVerb.bit == 0
    }
    let denied = before.isEmpty ? earlier.filter { !dead[$0] } : before
    // What it takes back says what it means; alone it judges by itself.
    if !denied.isEmpty,
      let known = own.first(where: { analysis.cues[$0].tokens == hit.tokens })
    {
      dead[known] = true
    }
    for cue in denied {
      analysis.cues[cue].flags.insert(.negated)
      analysis.cues[cue].voice = .author
      // What was foretold, claimed or granted weighed little; its denial is the author's own word.
      for rule in [RuleID.expectation, .beforeContrast, .selfPraise, .reportedSpeech] {
        let known = effect(cue, of: rule)
        guard known >= 0 else { continue }
        effects[Int(known)].positive = 1
        effects[Int(known)].negative = 1
      }
      add(cue, .denial, Stage.discourse, RuleConstants.denial, hit.tokens)
    }
  }
}
