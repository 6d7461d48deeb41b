import StanceText

extension RuleEngine {
  /// Pairs quotation marks over the whole unit; straight ones open and close in turn.
  mutating func findQuotations() {
    guard hasQuotes else { return }
    var open: Int32 = -1
    for (index, token) in tokens.enumerated() where token.flags.contains(.quote) {
      let place = Int32(index)
      let opens = token.flags.contains(.opening) && !token.flags.contains(.closing)
      let closes = token.flags.contains(.closing) && !token.flags.contains(.opening)
      if open < 0 {
        if !closes { open = place }
      } else if !opens {
        quotations.append(open..<(place + 1))
        open = -1
      }
    }
  }

  /// Value of the verbs that take for true what they report.
  private static var factive: Float { 2 }

  /// Quotations, « selon », reporting verbs: who speaks.
  mutating func voices(_ analysis: inout LexicalAnalysis) {
    for index in firstQuotation..<quotations.count {
      let quotation = quotations[index]
      if quotation.lowerBound >= end { break }
      if isScare(quotation) { continue }
      for cue in cues where quotation.contains(analysis.cues[cue].tokens.lowerBound) {
        guard !dead[cue] else { continue }
        analysis.cues[cue].voice = .quoted
        analysis.cues[cue].flags.insert(.quoted)
        add(cue, .quotation, Stage.voice, RuleConstants.quotation, quotation)
      }
    }
    guard present & OperatorKind.bits(.attribution, .attributionVerb) != 0 else { return }
    // When everybody says so, the author lets it stand.
    let isShared = has(.attributionAll)
    if isShared { endorsements(&analysis) }
    for index in hits {
      let hit = analysis.operators[index]
      switch hit.kind {
      case .attribution:
        // « pour les experts » names a source only in front (« Pour les experts, … »).
        if hit.value < 0, !isFronted(hit.tokens.lowerBound) { continue }
        report(attributionScope(hit), hit, isShared, &analysis)
      case .attributionVerb:
        // « reconnaît que », « rappelle que »: what follows holds for the author too.
        if hit.value == RuleEngine.factive || granted.contains(hit.tokens.lowerBound) { continue }
        saying(hit, &analysis)
        guard let scope = reportedScope(hit, analysis) else { continue }
        report(scope, hit, isShared, &analysis)
      default: break
      }
    }
  }

  /// « il dit vrai » judges by itself only where nothing else does.
  private mutating func endorsements(_ analysis: inout LexicalAnalysis) {
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind == .attributionAll,
        let own = liveCue(at: hit.tokens.lowerBound, analysis)
      else { continue }
      if cues.contains(where: { !dead[$0] && $0 != own }) { dead[own] = true }
    }
  }

  /// « Selon X, … » governs what follows up to a stop; « …, selon X » what precedes.
  private func attributionScope(_ hit: OperatorHit) -> Range<Int32> {
    let first = hit.tokens.lowerBound
    if isFronted(first) {
      return hit.tokens.upperBound..<clauseEnd(hit.tokens.upperBound, commas: false)
    }
    let before = mark(first - 1).contains(.comma) ? first - 1 : first
    return clauseStart(before)..<clauseEnd(hit.tokens.upperBound)
  }

  /// Whether a phrase opens its sentence or its run of words.
  private func isFronted(_ first: Int32) -> Bool {
    isAtStart(first) || mark(first - 1).contains(.strongStop)
      || role(first - 1) & OperatorKind.bits(.contrast, .coordination, .relative) != 0
  }

  /// What a reporting verb reports; nil when it reports nothing (no « que », no incise).
  private func reportedScope(
    _ hit: OperatorHit, _ analysis: LexicalAnalysis
  ) -> Range<Int32>? {
    let first = hit.tokens.lowerBound
    // « une avance que … »: a noun.
    let nominal = OperatorKind.bits(.determiner, .possessive, .preposition)
    if role(first - 1) & nominal != 0, role(first - 1) & OperatorKind.clitic.bit == 0 { return nil }
    // « Les annonces de Meta … »: an article, since no subject stands before it.
    if role(first - 1) & OperatorKind.determiner.bit != 0, first - 1 == clauseStart(first - 1) {
      return nil
    }
    // « je pense que », « nous croyons que » are the author's.
    var place = first - 1
    while place >= start, first - place <= 5 {
      if states[Int(place)].roles & OperatorKind.speaker.bit != 0 { return nil }
      if first - place > 2, mark(place).contains(.comma) { break }
      place -= 1
    }
    // « il serait faux de dire que … » denies, it reports nothing.
    let isDenied = hits.contains { index in
      let other = analysis.operators[index]
      return other.tokens.upperBound == first
        && (other.kind == .negationAlone || other.kind == .negationPhrase)
    }
    if isDenied { return nil }
    // « qualifie le plan de régression », « juge le projet dangereux »: the whole clause.
    if hit.value == 1 { return first..<listEnd(hit.tokens.upperBound, analysis) }
    place = hit.tokens.upperBound
    // « soutient que »: the row has its « que ».
    if hit.value == 3 { return place..<reportEnd(place) }
    // « prétend avoir nettoyé », « affirme être prêt »
    let isFinite =
      !mark(first).contains(.participle) || role(first - 1) & OperatorKind.auxiliary.bit != 0
    if isFinite, hit.value >= 0, role(place) & OperatorKind.auxiliary.bit != 0 {
      return place..<reportEnd(place + 1)
    }
    while place < end, place - hit.tokens.upperBound <= 4 {
      // « que », "that": « où » and « qui » report nothing.
      let role = states[Int(place)].roles
      let isThat =
        role & OperatorKind.comparisonThan.bit != 0
        || role & OperatorKind.bits(.relative, .determiner)
          == OperatorKind.bits(.relative, .determiner)
      if isThat {
        return (place + 1)..<reportEnd(place + 1)
      }
      if mark(place).contains(.comma) || mark(place).contains(.colon) { break }
      place += 1
    }
    // « …, estime l'analyste »
    if mark(first - 1).contains(.comma) { return isIncise(hit.tokens) ? start..<first : nil }
    if reportsObject(hit, analysis) { return first..<listEnd(hit.tokens.upperBound, analysis) }
    if role(first - 1) & OperatorKind.pronoun.bit != 0 || mark(place).contains(.colon) {
      return mark(place).contains(.colon) ? place..<end : nil
    }
    return nil
  }

  /// « salue un accord historique », « nie toute fraude »: the object is in the words of the subject.
  private func reportsObject(_ hit: OperatorHit, _ analysis: LexicalAnalysis) -> Bool {
    let first = hit.tokens.lowerBound
    // « saluer un accord », « les infrastructures critiques »: nobody says so.
    let verb = role(first) & OperatorKind.reflexive.bit != 0 ? first + 1 : first
    let isOther = mark(first).contains(.hasEntry) && mark(first).isDisjoint(with: [.verb])
    if mark(verb).contains(.infinitive) || isOther && hit.tokens.count == 1 { return false }
    // « a été salué »: it was.
    let isActive = mark(first - 1).contains(.have) || mark(first - 2).contains(.have)
    if mark(first).contains(.participle), !isActive || isPassiveAuxiliary(first) {
      return false
    }
    // « Les investisseurs applaudissent. »
    let next = hit.tokens.upperBound
    let hasMore = next < end && tokens[Int(next)].kind == .word
    guard hasMore || hit.tokens.count > 1 else { return false }
    if hit.value == 4 { return true }
    guard hit.value < 0 else { return false }
    return hit.tokens.count > 1
      || liveCue(at: first, analysis).map { analysis.cues[$0].tags.contains(.shift) } ?? false
  }

  /// « , dit l'analyste » but not « , pensée pour les familles »: a bare participle takes its
  /// complements by a preposition.
  private func isIncise(_ verb: Range<Int32>) -> Bool {
    guard mark(verb.lowerBound).contains(.participle) else { return true }
    let after = role(verb.upperBound)
    return after & OperatorKind.preposition.bit == 0 || after & OperatorKind.determiner.bit != 0
  }

  /// « la société dément », « l'entreprise conteste »: an answer of the target judges nothing.
  private mutating func saying(_ hit: OperatorHit, _ analysis: inout LexicalAnalysis) {
    // « …, précise le communiqué, … »: what the verb itself is worth is its subject's.
    if mark(hit.tokens.lowerBound - 1).contains(.comma), isIncise(hit.tokens),
      let own = liveCue(at: hit.tokens.lowerBound, analysis)
    {
      analysis.cues[own].voice = .quoted
      analysis.cues[own].flags.insert(.reported)
    }
    guard hit.value < 0, speaker(of: hit) == .target,
      let own = liveCue(at: hit.tokens.lowerBound, analysis), effect(own, of: .reportedSpeech) < 0
    else { return }
    analysis.cues[own].flags.insert(.reported)
    add(own, .reportedSpeech, Stage.voice, 0, hit.tokens)
  }

  /// « juge le plan solide, bien mené et prudent »: the clause, and further judgements behind commas.
  private func listEnd(_ token: Int32, _ analysis: LexicalAnalysis) -> Int32 {
    var stop = clauseEnd(token)
    while mark(stop).contains(.comma), liveCue(at: stop + 1, analysis) != nil,
      mark(stop + 1).isDisjoint(with: [.finite])
    {
      stop = clauseEnd(stop + 1)
    }
    return stop
  }

  /// End of a « que » clause: a comma before a new subject ends it, other commas do not.
  private func reportEnd(_ token: Int32) -> Int32 {
    let stop = clauseEnd(token, commas: false)
    let subject = OperatorKind.bits(.determiner, .possessive, .pronoun, .anaphor, .speaker)
    var place = token
    while place < stop {
      if states[Int(place)].marks.contains(.comma), role(place + 1) & subject != 0 { return place }
      // « …, et c'est ce qui rassure »
      if states[Int(place)].marks.contains(.comma),
        role(place + 1) & OperatorKind.coordination.bit != 0,
        role(place + 2) & OperatorKind.relative.bit == 0
      {
        return place
      }
      place += 1
    }
    return stop
  }

  private mutating func report(
    _ scope: Range<Int32>, _ hit: OperatorHit, _ isShared: Bool,
    _ analysis: inout LexicalAnalysis
  ) {
    let speaker = speaker(of: hit)
    for cue in cues where !dead[cue] && scope.contains(analysis.cues[cue].tokens.lowerBound) {
      guard effect(cue, of: .reportedSpeech) < 0, effect(cue, of: .selfPraise) < 0 else { continue }
      analysis.cues[cue].flags.insert(.reported)
      if speaker == .target, hit.kind == .attributionVerb, !isShared {
        analysis.cues[cue].voice = .quoted
        // « dénonce une injustice »: its opinion of others.
        let own = liveCue(at: hit.tokens.lowerBound, analysis)
        let isOpinion = hit.value == 1 && own.map { analysis.cues[$0].base < 0 } ?? false
        add(
          cue, .selfPraise, Stage.voice, RuleConstants.selfPraise,
          isOpinion ? RuleConstants.selfPraise : 1, hit.tokens)
      } else {
        if !isShared { analysis.cues[cue].voice = .quoted }
        // « À en croire … » keeps its distance by the row's value.
        let isDistant = hit.kind == .attribution && hit.value > 0
        add(
          cue, .reportedSpeech, Stage.voice, isDistant ? hit.value : RuleConstants.reported,
          hit.tokens)
      }
    }
  }

  /// Who is the subject of a reporting verb: the anchor before it in its clause.
  private func speaker(of hit: OperatorHit) -> Referent {
    let from = clauseStart(hit.tokens.lowerBound)
    guard let anchor = anchor(at: hit.tokens.lowerBound - 1), anchor.token >= from else {
      return .unknown
    }
    return anchor.referent
  }
}
