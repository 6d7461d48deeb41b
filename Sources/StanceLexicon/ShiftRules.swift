import StanceText

extension RuleEngine {
  /// Valence shifters and amplifiers, and what the target's pack turns round.
  mutating func shifters(_ analysis: inout LexicalAnalysis) {
    for cue in cues where !dead[cue] {
      let tags = analysis.cues[cue].tags
      guard !tags.intersection([.shift, .amp, .decline]).isEmpty,
        // « gâche à peine le plaisir » leaves the pleasure.
        effect(cue, of: .minimizer) < 0, let object = turned(by: cue, analysis),
        analysis.cues[object].tags.isDisjoint(with: [.outdo]), mayTurn(cue, object, analysis)
      else { continue }
      let trigger = analysis.cues[cue].tokens
      analysis.cues[object].flags.insert(.shifted)
      if !tags.contains(.amp) {
        add(object, .shift, Stage.shift, RuleConstants.shifted, trigger)
        if object > cue { shiftLinked(object, trigger, &analysis) }
        // « fin du cauchemar »: the end is bad by itself, but not of a nightmare.
        if (analysis.cues[cue].base < 0) == (analysis.cues[object].base < 0) {
          add(
            cue, .shift, Stage.shift, RuleConstants.shifterAfterTurning,
            analysis.cues[object].tokens)
        }
      } else {
        add(object, .amplify, Stage.shift, RuleConstants.amplified, trigger)
      }
    }
  }

  /// « protège la qualité »: what is good to do to an ill leaves what is good alone.
  private func mayTurn(_ cue: Int, _ object: Int, _ analysis: LexicalAnalysis) -> Bool {
    analysis.cues[cue].base < RuleConstants.helpful || analysis.cues[object].base < 0
      || analysis.cues[cue].tags.contains(.amp)
  }

  /// The object of a shifter, or the subject of a verb of decline that has none.
  private func turned(by cue: Int, _ analysis: LexicalAnalysis) -> Int? {
    let item = analysis.cues[cue]
    let token = item.tokens.lowerBound
    let isVerb = mark(token).contains(.noun) ? isPredicateNoun(token) : item.tags.contains(.decline)
    guard item.tags.contains(.decline), isVerb else { return object(of: cue, analysis) }
    let after = item.tokens.upperBound
    // « baisse dans les régions pauvres »: no object, but « baisse des prix ».
    let isAlone =
      role(after) & OperatorKind.preposition.bit != 0
      && role(after) & OperatorKind.determiner.bit == 0
    if item.tags.contains(.shift), !isAlone, let object = object(of: cue, analysis) {
      // « baisse grâce à Meta », « recule à cause de Meta »: no object follows a verb so closely.
      let tokens = analysis.cues[object].tokens
      if tokens.lowerBound > after || tokens.count == 1 { return object }
    }
    // « des poursuivants essoufflés »: no verb.
    let hasAuxiliary =
      (role(token - 1) | role(token - 2)) & OperatorKind.auxiliary.bit != 0
    // Nor « fait disparaître », « sourde à reculer », « recule l'échéance ».
    guard
      isFinite(token) || mark(token).contains(.noun)
        // « se réduit »: its participle looks the same.
        || role(token - 1) & OperatorKind.reflexive.bit != 0 && mark(token).contains(.participle)
        || (hasAuxiliary && mark(token).contains(.participle)),
      !hasObject(after)
    else { return nil }
    return subject(of: cue, analysis)
  }

  /// « Le chômage baisse », « le nombre de pannes chute »: a form of a verb that looks like a noun,
  /// right after the noun that is its subject; but « une forte baisse », « la baisse ».
  private func isPredicateNoun(_ token: Int32) -> Bool {
    let before = role(token - 1)
    if before & OperatorKind.bits(.negationFirst, .relative) != 0 {
      return before & OperatorKind.determiner.bit == 0
    }
    return mark(token - 1).contains(.noun)
  }

  /// Whether an object follows a verb, perhaps behind an adverb: a noun phrase or a name.
  private func hasObject(_ after: Int32) -> Bool {
    var place = after
    while place < end, place - after < 2, mark(place).contains(.adverb) { place += 1 }
    guard place < end else { return false }
    let opening = OperatorKind.bits(.determiner, .possessive, .clitic)
    if role(place) & opening != 0 { return role(place) & OperatorKind.preposition.bit == 0 }
    let token = tokens[Int(place)]
    return token.kind == .word && token.flags.contains(.capitalized)
  }

  /// The cue in the subject of a verb: the nearest before it in its clause that no verb, relative,
  /// or preposition other than « de » keeps apart from it.
  private func subject(of cue: Int, _ analysis: LexicalAnalysis) -> Int? {
    let token = analysis.cues[cue].tokens.lowerBound
    let first = clauseStart(token)
    for before in cues.reversed() where before < cue && !dead[before] {
      let tokens = analysis.cues[before].tokens
      guard tokens.lowerBound >= first, token - tokens.upperBound <= RuleConstants.shifterReach
      else { return nil }
      let closing = OperatorKind.bits(.relative, .pronoun, .speaker, .coordination)
      var isOpen = false
      for place in tokens.upperBound..<token {
        if role(place) & closing != 0 || mark(place).contains(.comma) { return nil }
        let isAuxiliary = role(place) & OperatorKind.auxiliary.bit != 0
        if isOpen, !isAuxiliary, role(place) & OperatorKind.determiner.bit != 0 { return nil }
        if isAuxiliary { isOpen = true }
      }
      if mark(tokens.lowerBound).isDisjoint(with: [.verb, .adverb]),
        !isAdjunct(tokens.lowerBound)
      {
        return before
      }
    }
    return nil
  }

  /// Whether a preposition opens the phrase of a token, of the verb and not of the noun before it
  /// (« dans la crise »): not « de », nor others of at most three letters, which join nouns as well.
  private func isAdjunct(_ token: Int32) -> Bool {
    var place = token - 1
    let inside = OperatorKind.bits(.determiner, .possessive, .skippable)
    while role(place) & inside != 0, role(place) & OperatorKind.preposition.bit == 0 { place -= 1 }
    guard role(place) & OperatorKind.preposition.bit != 0 else { return false }
    let word = tokens[Int(place)]
    return word.end - word.start > 3 || mark(place).contains(.toward)
  }

  /// The cue that a shifter governs: the next one within reach, or the subject of its passive.
  private func object(of cue: Int, _ analysis: LexicalAnalysis) -> Int? {
    let tokens = analysis.cues[cue].tokens
    let isParticiple = mark(tokens.lowerBound).contains(.participle) && tokens.count == 1
    let isPassive =
      isParticiple
      && isPassiveAuxiliary(tokens.lowerBound)
    // « brillamment réduit »: an adverb is no subject.
    let isAdjectival =
      isParticiple && cues.contains(cue - 1) && !dead[cue - 1]
      && analysis.cues[cue - 1].tokens.upperBound == tokens.lowerBound
      && !mark(tokens.lowerBound - 1).contains(.adverb)
    let hasAvoir = isPassive && next(cue, analysis) != nil
    if isAdjectival || (isPassive && !hasAvoir) {
      for before in cues.reversed() where before < cue && !dead[before] {
        let earlier = analysis.cues[before].tokens
        if earlier.lowerBound < clauseStart(tokens.lowerBound) { return nil }
        if mark(earlier.lowerBound).contains(.adverb) { continue }
        if tokens.lowerBound - earlier.upperBound <= RuleConstants.shifterReach { return before }
      }
      if isAdjectival || isPassive { return nil }
    }
    return next(cue, analysis)
  }

  /// Whether the auxiliary before a participle is être: « a été évité », not « a évité ».
  func isPassiveAuxiliary(_ token: Int32) -> Bool {
    for place in [token - 1, token - 2] where role(place) & OperatorKind.auxiliary.bit != 0 {
      // « s'est surpassé »
      return !mark(place).contains(.have) && role(place - 1) & OperatorKind.reflexive.bit == 0
    }
    return false
  }

  /// Cues that a link ties to an object: « dénué de charme comme d'utilité », « ni de … ni de ».
  private mutating func shiftLinked(
    _ object: Int, _ trigger: Range<Int32>, _ analysis: inout LexicalAnalysis
  ) {
    let between = OperatorKind.bits(
      .coordination, .negationLink, .preposition, .determiner, .possessive, .skippable)
    let links = OperatorKind.bits(.coordination, .negationLink)
    var last = analysis.cues[object].tokens.upperBound
    for cue in (object + 1)..<max(cues.upperBound, object + 1) where !dead[cue] {
      let next = analysis.cues[cue].tokens
      guard next.lowerBound > last, analysis.cues[cue].tags.isDisjoint(with: [.shift, .amp]) else {
        return
      }
      var roles: Roles = 0
      for place in last..<next.lowerBound {
        guard role(place) & between != 0 else { return }
        roles |= role(place)
      }
      guard roles & links != 0, roles & OperatorKind.preposition.bit != 0 else { return }
      analysis.cues[cue].flags.insert(.shifted)
      add(cue, .shift, Stage.shift, RuleConstants.shifted, trigger)
      last = next.upperBound
    }
  }

  private func next(_ cue: Int, _ analysis: LexicalAnalysis) -> Int? {
    let tokens = analysis.cues[cue].tokens
    let stop = clauseEnd(tokens.upperBound)
    var after = cue + 1
    while cues.contains(after) {
      let later = analysis.cues[after].tokens
      // « échoué lamentablement »: the adverb says how, it is no object.
      if !dead[after], !isManner(later, tokens) {
        let isNear = later.lowerBound - tokens.upperBound < RuleConstants.shifterReach
        guard later.lowerBound < stop, isNear else { return nil }
        let isVerb = mark(tokens.lowerBound).contains(.verb)
        // « l'arrêt ravit les clients »: the noun is its subject.
        if !isVerb, tokens.count == 1, isFinite(later.lowerBound) { return nil }
        return crossesVerb(tokens.upperBound, later.lowerBound) ? nil : after
      }
      after += 1
    }
    return nil
  }

  /// Whether a cue is an adverb that follows a verb.
  private func isManner(_ cue: Range<Int32>, _ shifter: Range<Int32>) -> Bool {
    mark(cue.upperBound - 1).contains(.adverb)
      && !mark(shifter.lowerBound).isDisjoint(with: [.verb, .participle])
  }

  /// Whether a token is a finite verb and not an infinitive that a preposition introduces.
  func isFinite(_ token: Int32) -> Bool {
    mark(token).contains(.finite)
      && role(token - 1) & OperatorKind.bits(.preposition, .determiner, .possessive) == 0
  }

  /// Whether another clause or a cause begins between two tokens (a finite verb, a relative, a
  /// pronoun subject, « et », « à cause de »).
  private func crossesVerb(_ from: Int32, _ to: Int32) -> Bool {
    let closing = OperatorKind.bits(
      .relative, .pronoun, .hypothesis, .concessionClause, .negationPreposition)
    var place = from
    while place < to {
      let roles = states[Int(place)].roles
      if roles & closing != 0 || isFinite(place) { return true }
      // « a perdu un jour à cause d'une panne »; but « évite donc une panne »
      if roles & OperatorKind.cause.bit != 0, roles & OperatorKind.skippable.bit == 0 {
        return true
      }
      // « a échoué et déçu »; but « dénué ni de charme ni de … »
      let isLink =
        states[Int(place)].roles & OperatorKind.bits(.coordination, .negationLink) != 0
      if isLink, role(place + 1) & OperatorKind.preposition.bit == 0 { return true }
      place += 1
    }
    return false
  }

  /// « loin de », « plutôt que », « soi-disant », scare quotes.
  mutating func rejections(_ analysis: inout LexicalAnalysis) {
    let kinds = OperatorKind.bits(.substitution, .distance)
    if present & kinds != 0 {
      for index in hits {
        let hit = analysis.operators[index]
        guard hit.kind.bit & kinds != 0 else { continue }
        let from = hit.tokens.upperBound
        let isSubstitution = hit.kind == .substitution
        let to = isSubstitution ? clauseEnd(from) : min(from + 4, clauseEnd(from))
        for cue in cues where !dead[cue] {
          let place = analysis.cues[cue].tokens.lowerBound
          guard place >= from, place < to else { continue }
          analysis.cues[cue].flags.insert(isSubstitution ? .substituted : .ironic)
          if isSubstitution {
            add(cue, .substitution, Stage.rejection, RuleConstants.substituted, hit.tokens)
          } else {
            add(
              cue, .distance, Stage.rejection, RuleConstants.distancedPraise,
              RuleConstants.distancedBlame, hit.tokens)
          }
        }
      }
    }
    scareQuotes(&analysis)
  }

  private mutating func scareQuotes(_ analysis: inout LexicalAnalysis) {
    for index in firstQuotation..<quotations.count {
      let quotation = quotations[index]
      if quotation.lowerBound >= end { break }
      guard quotation.lowerBound >= start, isScare(quotation) else { continue }
      for cue in cues where quotation.contains(analysis.cues[cue].tokens.lowerBound) {
        analysis.cues[cue].flags.insert(.ironic)
        add(
          cue, .scareQuotes, Stage.rejection, RuleConstants.scarePraise, RuleConstants.scareBlame,
          quotation)
      }
    }
  }

  /// Whether a quotation is only a word or two held at arm's length.
  func isScare(_ quotation: Range<Int32>) -> Bool {
    guard Int32(quotation.count) - 2 <= RuleConstants.scareLength else { return false }
    // « évoque un « succès historique » »: somebody's words, not irony.
    let words = (quotation.lowerBound - 3)..<quotation.lowerBound
    return !words.contains { role($0) & OperatorKind.attributionVerb.bit != 0 }
      && !mark(quotation.lowerBound - 1).contains(.colon)
  }
}
