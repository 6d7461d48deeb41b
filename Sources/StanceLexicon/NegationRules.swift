import StanceText

extension RuleEngine {
  static var negationKinds: Roles {
    OperatorKind.bits(
      .negationFirst, .negationSecond, .negationAmbiguous, .negationPronoun, .negationDeterminer,
      .negationPreposition, .negationLink, .negationAlone, .negationPhrase)
  }

  /// Two-part negation, sans, ni, aucun, rien d'un, double negation, restriction.
  mutating func negations(_ analysis: inout LexicalAnalysis) {
    guard present & RuleEngine.negationKinds != 0 else { return }
    var claimed: Int32 = -1
    for index in hits {
      let hit = analysis.operators[index]
      let token = hit.tokens.lowerBound
      switch hit.kind {
      case .negationFirst: claimed = twoPart(hit, &analysis)
      case .negationSecond:
        if token > claimed, !hasNegationFirst(before: token), !isNoun(token) {
          if !negateBefore(hit, &analysis) { short(hit, &analysis) }
        }
      case .negationPronoun, .negationDeterminer:
        // « Nul ne … »: a negator, not the adjective.
        if startsNegation(token), let own = liveCue(at: token, analysis),
          analysis.cues[own].tokens == hit.tokens
        {
          dead[own] = true
        }
        guard token > claimed, !hasNegationFirst(before: token), !startsNegation(token),
          !isNoun(token)
        else { continue }
        short(hit, &analysis)
      case .negationPreposition: short(hit, &analysis)
      case .negationLink:
        if !hasNegationFirst(before: token), !precedesNegation(token) { short(hit, &analysis) }
      case .negationAmbiguous:
        if token > claimed, deniesAlone(token, analysis) { short(hit, &analysis) }
      case .negationAlone:
        // The row's value, if any, is the number of words that it reaches.
        let from = hit.tokens.upperBound
        let reach = hit.value > 0 ? from + Int32(hit.value) : end
        negate(from..<max(from, min(reach, clauseEnd(from))), hit.tokens, &analysis)
      case .negationPhrase:
        // « Rien de plus agaçant que … »: the most of all.
        let scope = hit.tokens.upperBound..<clauseEnd(hit.tokens.upperBound)
        if role(hit.tokens.upperBound) & OperatorKind.comparisonMore.bit != 0 {
          peak(scope, hit.tokens, isStandard(scope, analysis), &analysis)
          continue
        }
        for cue in cues where scope.contains(analysis.cues[cue].tokens.lowerBound) {
          analysis.cues[cue].flags.insert(.negated)
          add(cue, .negation, Stage.negation, RuleConstants.denied, hit.tokens)
        }
      default: break
      }
    }
    doubles(&analysis)
  }

  /// « un pas », « premier pas », « une personne »: nouns, not negators.
  func isNoun(_ token: Int32) -> Bool {
    let before = role(token - 1)
    if before & OperatorKind.bits(.determiner, .possessive) != 0 { return true }
    guard role(token) & OperatorKind.negationSecond.bit != 0 else { return false }
    if before & OperatorKind.preposition.bit != 0 { return true }
    // « un grand pas vers », « un premier pas. »
    let after = role(token + 1)
    let closes =
      token + 1 >= end || tokens[Int(token + 1)].kind == .punctuation
      || after & OperatorKind.bits(.preposition, .coordination, .relative) != 0
    return closes && role(token - 2) & OperatorKind.bits(.determiner, .possessive) != 0
  }

  /// « Personne ne … », « rien n'… », « aucun plan ne … »: the first half follows.
  private func startsNegation(_ token: Int32) -> Bool {
    var place = token + 1
    while place < end, place - token <= RuleConstants.negationGap {
      if states[Int(place)].roles & OperatorKind.negationFirst.bit != 0 { return true }
      if states[Int(place)].marks.contains(.strongStop) || states[Int(place)].marks.contains(.comma)
      {
        return false
      }
      place += 1
    }
    return false
  }

  /// Finds the second half of a « ne » and what it makes of the clause.
  ///
  /// - Returns: the token of the second half, so that it is not read again.
  private mutating func twoPart(
    _ hit: OperatorHit, _ analysis: inout LexicalAnalysis
  ) -> Int32 {
    let first = hit.tokens.lowerBound
    let second = OperatorKind.bits(
      .negationSecond, .negationAmbiguous, .negationPronoun, .negationDeterminer)
    var place = first + 1
    while place < end, place - first <= RuleConstants.negationGap {
      let role = states[Int(place)].roles
      if role & OperatorKind.negationVoid.bit != 0 { return place }
      if role & OperatorKind.negationPhrase.bit != 0 { return place }
      if role & OperatorKind.negationFirst.bit != 0 { break }
      if role & second != 0 {
        if exceeds(place, first) { break }
        if role & OperatorKind.negationSecond.bit != 0, isRestriction(place + 1) { return place }
        if isPeak(place + 1), role & OperatorKind.negationAmbiguous.bit != 0,
          role & OperatorKind.comparisonMore.bit == 0
        {
          peak((place + 1)..<clauseEnd(place + 1), first..<(place + 1), true, &analysis)
          return place
        }
        // « n'est plus jamais »: no outcry.
        if role & OperatorKind.negationAmbiguous.bit != 0, let own = liveCue(at: place, analysis) {
          dead[own] = true
        }
        negate(
          first..<negationEnd(place + 1), first..<(place + 1), &analysis, subject: first)
        return place
      }
      if role & OperatorKind.negationLink.bit != 0 {
        let stop = linkEnd(place)
        negate(first..<stop, first..<(place + 1), &analysis)
        return stop
      }
      if role & OperatorKind.restriction.bit != 0, leading(first) == nil {
        only((first + 1)..<place, first..<(place + 1), &analysis)
        restrict((place + 1)..<clauseEnd(place + 1), first..<(place + 1), &analysis)
        return place
      }
      let mark = states[Int(place)].marks
      if mark.contains(.strongStop) || role & OperatorKind.contrast.bit != 0 { break }
      place += 1
    }
    // « Personne ne », « aucun … ne », « jamais … ne »
    if let place = leading(first) {
      let isNever = role(place) & OperatorKind.negationPronoun.bit == 0
      let stop = negationEnd(first + 1)
      let isRecord =
        isNever && role(place) & OperatorKind.negationAmbiguous.bit != 0
        && (first..<stop).contains { role($0) & OperatorKind.comparisonEqual.bit != 0 }
      let isClaim =
        isNever || role(place) & OperatorKind.rivalClass.bit != 0
        || isStandard(first..<end, analysis)
      if isPeak(first + 1) || isRecord, isClaim || excels(first, stop, analysis) {
        peak(first..<stop, place..<(first + 1), isClaim, &analysis)
      } else {
        negate(place..<stop, place..<(first + 1), &analysis)
      }
    } else if isBare(first) {
      negate(first..<negationEnd(first + 1), first..<(first + 1), &analysis)
    }
    return first
  }

  /// « pas que », « pas seulement » follow: nothing is denied.
  private func isRestriction(_ token: Int32) -> Bool {
    role(token) & OperatorKind.restriction.bit != 0 && role(token) & OperatorKind.relative.bit == 0
  }

  /// End of a two-part negation: its clause, and further items that « ni » adds.
  func negationEnd(_ token: Int32) -> Int32 {
    var stop = clauseEnd(token)
    // « … n'a pas trouvé son rythme et ses annonces ne convainquent personne »: a new clause.
    var place = token
    var link: Int32?
    var governs = false
    while place < stop {
      if states[Int(place)].roles & OperatorKind.coordination.bit != 0 { link = place }
      if role(place) & OperatorKind.relative.bit != 0 {
        // « on sait qu'il n'a pas fini et que tout reste à faire » goes back to « sait »; « il ne
        // dit pas que c'est fini et que tout va bien » denies both.
        if let link, link == place - 1, !governs { return link }
        governs = true
      }
      if states[Int(place)].roles & OperatorKind.negationFirst.bit != 0 {
        if let link { return link }
        break
      }
      if let link, link == place - 1, opensPredicate(place) { return link }
      place += 1
    }
    while stop < end, mark(stop).contains(.comma),
      role(stop + 1) & OperatorKind.negationLink.bit != 0
    {
      stop = clauseEnd(stop + 1)
    }
    return stop
  }

  /// A negator that reaches a few words only.
  private mutating func short(_ hit: OperatorHit, _ analysis: inout LexicalAnalysis) {
    let from = hit.tokens.upperBound
    // « je regrette pas », « ça marche pas »: speech drops the first half.
    let subjects = OperatorKind.bits(.speaker, .pronoun, .clitic, .reflexive)
    if hit.kind == .negationSecond, role(hit.tokens.lowerBound - 2) & subjects != 0,
      let cue = liveCue(at: hit.tokens.lowerBound - 1, analysis)
    {
      mark(cue, hit.tokens, &analysis)
      return
    }
    var to = min(clauseEnd(from), from + RuleConstants.shortNegation)
    // A finite verb of the main clause ends the noun phrase of « sans » and « sans … ni ».
    if hit.kind == .negationPreposition || hit.kind == .negationLink {
      let closing =
        hit.kind == .negationLink ? 0 : OperatorKind.bits(.relative, .negationFirst)
      let isPhrase = hit.tokens.count == 1
      var place = from
      while place < to, states[Int(place)].roles & closing == 0 {
        if isPhrase, place > from, isFinite(place) { break }
        place += 1
      }
      to = place
    }
    negate(from..<to, hit.tokens, &analysis)
  }

  mutating func negate(
    _ scope: Range<Int32>, _ trigger: Range<Int32>, _ analysis: inout LexicalAnalysis,
    subject: Int32? = nil
  ) {
    var scope = scope
    let isGranted = grant(&scope, analysis)
    guard !scope.isEmpty else { return }
    var found = isGranted
    var existence: Int?
    for cue in cues where !dead[cue] {
      let tokens = analysis.cues[cue].tokens
      guard
        scope.contains(tokens.lowerBound)
          || (tokens.lowerBound < scope.lowerBound && tokens.contains(scope.lowerBound))
      else { continue }
      // « n'est toujours pas »
      if tokens.lowerBound == trigger.upperBound - 1, tokens.count > 1 { continue }
      // « n'est pas garanti »: the predicate only says that its subject exists.
      if subject != nil, role(tokens.lowerBound) & OperatorKind.presence.bit != 0 {
        existence = cue
        continue
      }
      found = true
      // « nul n'assume cette débâcle »: known to be one.
      let before = tokens.lowerBound - 1
      if before >= trigger.upperBound, self.mark(before).contains(.demonstrative) { continue }
      mark(cue, trigger, &analysis)
    }
    // « La catastrophe n'a pas eu lieu »: the predicate only says that its subject exists.
    defer { if let existence, !dead[existence] { mark(existence, trigger, &analysis) } }
    guard !found, let subject, presence(in: scope, analysis) else { return }
    for cue in cues.reversed() where !dead[cue] {
      let tokens = analysis.cues[cue].tokens
      if tokens.upperBound <= subject, tokens.lowerBound >= clauseStart(subject) {
        // « OpenAI creuse l'écart et Meta ne suit plus »: another subject.
        let isOther = (tokens.upperBound..<subject).contains {
          role($0) & OperatorKind.bits(.coordination, .relative) != 0
        }
        if isOther { return }
        mark(cue, trigger, &analysis)
        if let existence {
          dead[existence] = true
          unlink(cue, .amplify, keeping: 0)
        }
        return
      }
    }
  }

  private func presence(in scope: Range<Int32>, _ analysis: LexicalAnalysis) -> Bool {
    hits.contains {
      analysis.operators[$0].kind == .presence
        && scope.contains(analysis.operators[$0].tokens.lowerBound)
    }
  }

  private mutating func mark(
    _ cue: Int, _ trigger: Range<Int32>, _ analysis: inout LexicalAnalysis
  ) {
    analysis.cues[cue].flags.insert(.negated)
    add(
      cue, .negation, Stage.negation, RuleConstants.negatedPraise, RuleConstants.negatedBlame,
      trigger)
    guard !analysis.cues[cue].tags.isDisjoint(with: [.decline, .shift]) else { return }
    // « Les pannes n'ont pas disparu », « n'ont pas été réparées »: the subject is not turned after
    // all.
    for subject in cues where subject < cue && !analysis.cues[subject].flags.contains(.negated) {
      let shift = effect(subject, of: .shift)
      guard shift >= 0, effects[Int(shift)].trigger == analysis.cues[cue].tokens else { continue }
      unlink(subject, .shift, keeping: 0)
      analysis.cues[subject].flags.remove(.shifted)
    }
  }
}
