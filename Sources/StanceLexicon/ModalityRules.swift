import StanceText

extension RuleEngine {
  static var modalKinds: Roles {
    OperatorKind.bits(
      .hypothesis, .modal, .riskOf, .conditional, .counterfactual, .expectation, .past)
  }

  /// « si », « pourrait », conditional endings, « risque de », « aurait pu », « on annonçait »,
  /// « devra ».
  mutating func modalities(_ analysis: inout LexicalAnalysis) {
    guard present & RuleEngine.modalKinds != 0 || has(.irrealis) else { return }
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind.bit & RuleEngine.modalKinds != 0 || hit.kind == .irrealis else { continue }
      let from = hit.tokens.lowerBound
      switch hit.kind {
      case .counterfactual:
        // « Si seulement …, son modèle serait … » reaches over the comma.
        let stop = clauseEnd(hit.tokens.upperBound, commas: !isAtStart(from))
        mood(
          hit.tokens.upperBound..<stop, .counterfactual,
          RuleConstants.counterfactualPraise, RuleConstants.counterfactualBlame, hit,
          .counterfactual,
          &analysis)
      case .hypothesis:
        // « Si critiquable que soit son passé »: granted, not supposed.
        let first = hit.tokens.upperBound
        if hit.tokens.count == 1, role(first + 1) & OperatorKind.concessionClause.bit != 0,
          let cue = liveCue(at: first, analysis)
        {
          analysis.cues[cue].flags.insert(.conceded)
          add(cue, .concession, Stage.contrast, RuleConstants.conceded, hit.tokens)
          continue
        }
        guard opensClause(hit) else { continue }
        let stop = clauseEnd(hit.tokens.upperBound)
        if isContrary(hit, stop, analysis) {
          mood(
            from..<stop, .counterfactual, RuleConstants.unreal, RuleConstants.unreal, hit,
            .counterfactual, &analysis)
          continue
        }
        // « Si Meta réussit, ce sera un triomphe »: the consequence is as open as the condition.
        let main = stop..<clauseEnd(stop + 1, commas: false)
        if mark(stop).contains(.comma), main.contains(where: { mark($0).contains(.future) }) {
          mood(
            main, .hypothesis, RuleConstants.hypothesis, RuleConstants.hypothesis, hit,
            .hypothetical, &analysis)
        }
        mood(
          from..<stop, .hypothesis, RuleConstants.hypothesis, RuleConstants.hypothesis, hit,
          .hypothetical, &analysis)
      case .modal:
        // « ne peut pas », « ne peut que »: nothing is only possible.
        if role(from - 1) & OperatorKind.negationFirst.bit != 0 { continue }
        let scope = clauseStart(from)..<clauseEnd(hit.tokens.upperBound)
        let factor = hit.value == 0 ? RuleConstants.modal : hit.value
        mood(scope, .hypothesis, factor, factor, hit, .hypothetical, &analysis)
      case .conditional:
        if isUnreal(hit, analysis) {
          mood(
            from..<clauseEnd(hit.tokens.upperBound), .counterfactual, RuleConstants.unreal,
            RuleConstants.unreal, hit, .counterfactual, &analysis)
          continue
        }
        // « Meta aurait échoué »: hearsay, weaker than « échouerait », and no wish.
        let factor =
          isPastConditional(from) ? RuleConstants.hearsay : RuleConstants.conditional
        mood(
          from..<clauseEnd(hit.tokens.upperBound), .conditional, factor, factor, hit,
          .hypothetical, &analysis)
      case .riskOf:
        mood(
          hit.tokens.upperBound..<clauseEnd(hit.tokens.upperBound), .riskOf,
          RuleConstants.riskOfPraise, RuleConstants.riskOfBlame, hit, .hypothetical, &analysis)
      case .irrealis where isWish(hit, analysis):
        mood(
          hit.tokens.upperBound..<relativeEnd(hit, negationEnd(hit.tokens.upperBound)), .irrealis,
          RuleConstants.irrealisPraise, RuleConstants.irrealisBlame, hit, .hypothetical, &analysis)
      case .expectation:
        // « Elle devait ruiner les uns, vider les autres »: the list goes on over its commas.
        mood(
          from..<relativeEnd(hit, clauseEnd(hit.tokens.upperBound, commas: false)), .expectation,
          RuleConstants.expectation,
          RuleConstants.expectation, hit, .reported, &analysis)
      case .past:
        // « Autrefois, … »: the clause begins after the comma.
        let first = mark(hit.tokens.upperBound).contains(.comma) && isAtStart(from) ? 1 : 0
        let scope =
          clauseStart(from)..<clauseEnd(hit.tokens.upperBound + Int32(first))
        mood(scope, .past, RuleConstants.past, RuleConstants.past, hit, .attenuated, &analysis)
      default: break
      }
    }
  }

  /// « Le modèle que Meta veut vendre est excellent »: a second finite verb is that of the main
  /// clause, and ends what the first one governs in its relative.
  private func relativeEnd(_ hit: OperatorHit, _ stop: Int32) -> Int32 {
    let first = hit.tokens.lowerBound
    let isRelative = (clauseStart(first)..<first).contains {
      role($0) & OperatorKind.relative.bit != 0
    }
    guard isRelative else { return stop }
    let opening = OperatorKind.bits(.relative, .coordination)
    var place = hit.tokens.upperBound
    while place < stop {
      if role(place) & opening != 0 { return stop }
      if isFinite(place) { return place }
      place += 1
    }
    return stop
  }

  /// Not « ne doit pas décevoir »; nor rows with −1 (« il faut saluer », « tout ce qu'il faut ») and
  /// what they hold; nor, after a row with 1, what is owed (« doit sa réussite à », « doit à Meta »).
  private func isWish(_ hit: OperatorHit, _ analysis: LexicalAnalysis) -> Bool {
    let isMeant = hits.contains {
      let other = analysis.operators[$0]
      return other.kind == .irrealis && other.value < 0 && other.tokens.overlaps(hit.tokens)
    }
    guard !isMeant, role(hit.tokens.lowerBound - 1) & OperatorKind.negationFirst.bit == 0 else {
      return false
    }
    let next = hit.tokens.upperBound
    let isClitic = role(next) & OperatorKind.bits(.clitic, .reflexive) != 0
    let isOwed =
      role(next) & OperatorKind.bits(.determiner, .possessive) != 0
      || mark(next).contains(.toward) || mark(next).contains(.demonstrative)
    return hit.value == 0 || isClitic || !isOwed
  }

  /// « Avec d'autres, Meta aurait réussi », « si seulement …, il ne serait pas … », « si Meta
  /// avait écouté, … aurait réussi », « sans elle, … aurait échoué »: not so. Without any of these
  /// the past conditional is hearsay.
  private func isUnreal(_ hit: OperatorHit, _ analysis: LexicalAnalysis) -> Bool {
    let from = hit.tokens.lowerBound
    if hits.contains(where: {
      analysis.operators[$0].kind == .counterfactual
        && analysis.operators[$0].tokens.upperBound <= from
    }) {
      return true
    }
    // « Sans elle, Meta échouerait »
    if role(start) & OperatorKind.negationPreposition.bit != 0 { return true }
    guard isPastConditional(from) else { return false }
    if mark(start).contains(.with) { return true }
    return hits.contains { place in
      let other = analysis.operators[place]
      return other.kind == .hypothesis && opensClause(other)
    }
  }

  /// « aurait échoué », « n'auraient pas été épargnées ».
  func isPastConditional(_ token: Int32) -> Bool {
    guard mark(token).contains(.have) else { return false }
    let between = OperatorKind.bits(
      .negationSecond, .negationAmbiguous, .skippable, .auxiliary, .intensifier, .downtoner)
    var place = token + 1
    while place < end, place - token <= 4 {
      if mark(place).contains(.participle) { return true }
      if role(place) & between == 0 { return false }
      place += 1
    }
    return false
  }

  /// « Si Meta avait réussi, on l'aurait su », « si le plan était aussi bon qu'on le dit »: what the
  /// clause says is not so.
  private func isContrary(
    _ hit: OperatorHit, _ stop: Int32, _ analysis: LexicalAnalysis
  ) -> Bool {
    let clause = hit.tokens.lowerBound..<stop
    for index in hits {
      let other = analysis.operators[index]
      let place = other.tokens.lowerBound
      switch other.kind {
      case .conditional where !clause.contains(place) && isPastConditional(place): return true
      case .comparisonEqual where clause.contains(place):
        // « aussi … qu'on le dit »
        let claim = (place..<stop).contains {
          role($0) & OperatorKind.comparisonThan.bit != 0
            && role($0 + 1) & OperatorKind.bits(.speaker, .pronoun) != 0
        }
        if claim, has(.attributionVerb), has(.conditional) { return true }
      default: break
      }
    }
    return false
  }

  /// Whether « si » opens a clause (« si le plan échoue »), or measures an adjective (« si beau »).
  func opensClause(_ hit: OperatorHit) -> Bool {
    let token = hit.tokens.lowerBound
    if hit.tokens.count > 1 { return true }
    let after = role(token + 1)
    let subject = OperatorKind.bits(
      .determiner, .possessive, .pronoun, .anaphor, .planAnaphor, .speaker, .rivalClass)
    if after & subject != 0 { return true }
    let next = token + 1 < end ? tokens[Int(token + 1)] : nil
    if let next, next.flags.contains(.capitalized) { return true }
    let before = role(token - 1)
    if before & OperatorKind.bits(.auxiliary, .determiner) != 0 { return false }
    return token == start || !mark(token - 1).isDisjoint(with: .beforeClause)
  }

  /// One modality for each cue: the strongest one.
  private mutating func mood(
    _ scope: Range<Int32>, _ rule: RuleID, _ positive: Float, _ negative: Float,
    _ hit: OperatorHit, _ flag: CueFlags, _ analysis: inout LexicalAnalysis
  ) {
    for cue in cues where !dead[cue] && scope.contains(analysis.cues[cue].tokens.lowerBound) {
      analysis.cues[cue].flags.insert(flag)
      guard let known = modality(cue) else {
        add(cue, rule, Stage.modality, positive, negative, hit.tokens)
        continue
      }
      let side = analysis.cues[cue].base < 0 ? negative : positive
      let present = effects[Int(known)]
      guard side < (analysis.cues[cue].base < 0 ? present.negative : present.positive) else {
        continue
      }
      effects[Int(known)].rule = rule
      effects[Int(known)].positive = positive
      effects[Int(known)].negative = negative
      effects[Int(known)].trigger = hit.tokens
    }
  }

  private func modality(_ cue: Int) -> Int32? {
    var index = heads[cue]
    while index >= 0 {
      if effects[Int(index)].order == Stage.modality { return index }
      index = effects[Int(index)].next
    }
    return nil
  }

  /// Questions assert nothing; rhetorical ones assert the opposite.
  mutating func questions(_ facts: SentenceAnalysis, _ analysis: inout LexicalAnalysis) {
    let kinds = OperatorKind.bits(.rhetorical, .rhetoricalYes)
    for index in present & kinds != 0 ? hits : 0..<0 {
      let hit = analysis.operators[index]
      guard hit.kind.bit & kinds != 0 else { continue }
      let isYes = hit.kind == .rhetoricalYes
      let scope =
        isYes
        ? start..<end : hit.tokens.upperBound..<clauseEnd(hit.tokens.upperBound, commas: false)
      let factor = isYes ? RuleConstants.rhetoricalYes : RuleConstants.rhetorical
      for cue in cues where !dead[cue] && scope.contains(analysis.cues[cue].tokens.lowerBound) {
        guard !hasEffect(cue, stage: Stage.question) else { continue }
        analysis.cues[cue].flags.insert(.inQuestion)
        add(cue, .rhetorical, Stage.question, factor, hit.tokens)
      }
    }
    guard facts.isQuestion else { return }
    for cue in cues where !dead[cue] {
      analysis.cues[cue].flags.insert(.inQuestion)
      if !hasEffect(cue, stage: Stage.question) {
        add(cue, .question, Stage.question, RuleConstants.question, end..<end)
      }
    }
  }

  mutating func exclamation(_ analysis: inout LexicalAnalysis) {
    for cue in cues where !dead[cue] {
      analysis.cues[cue].flags.insert(.exclaimed)
      add(cue, .exclamation, Stage.stress, RuleConstants.exclamation, end..<end)
    }
  }
}
