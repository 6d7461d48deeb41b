extension RuleEngine {
  /// « une avance », « ses rappels »: a noun that looks like a verb of saying.
  func isReportNoun(_ hit: OperatorHit) -> Bool {
    let before = role(hit.tokens.lowerBound - 1)
    if before & OperatorKind.possessive.bit != 0 { return true }
    return before & OperatorKind.determiner.bit != 0 && before & OperatorKind.clitic.bit == 0
  }

  /// Part of a sentence in which one source can speak.
  private struct Statement {
    var tokens: Range<Int32>
    var trigger: Range<Int32>
    /// Answers what another one said (« dément », « rétorque »).
    var isAnswer: Bool
    var sum: Float
  }

  /// Sources who contradict each other in a sentence: « selon les uns …, selon les autres … »,
  /// « l'association dénonce … ; le groupe répond … ». Sources who agree are left alone.
  mutating func disputes(_ analysis: inout LexicalAnalysis) {
    let sources = OperatorKind.bits(.attribution, .attributionVerb)
    guard present & sources != 0,
      hits.count(where: { analysis.operators[$0].kind.bit & sources != 0 }) > 1
    else { return }
    var statements: [Statement] = []
    var from = start
    while from < end {
      var stop = from
      while stop < end, !isDivide(stop, from) { stop += 1 }
      if let statement = statement(from..<stop, analysis) { statements.append(statement) }
      from = stop + 1
    }
    guard statements.count > 1, let first = statements.first else { return }
    for other in statements.dropFirst() where !agree(first, other) {
      for cue in cues where !dead[cue] {
        let place = analysis.cues[cue].tokens.lowerBound
        guard first.tokens.contains(place) || other.tokens.contains(place),
          effect(cue, of: .disputed) < 0
        else { continue }
        analysis.cues[cue].flags.insert(.reported)
        add(cue, .disputed, Stage.discourse, RuleConstants.disputed, other.trigger)
      }
    }
  }

  /// A semicolon or « tandis que » parts what two sources say.
  private func isDivide(_ token: Int32, _ from: Int32) -> Bool {
    let mark = mark(token)
    if mark.contains(.strongStop), !mark.contains(.colon) { return true }
    if token > from, role(token) & OperatorKind.bits(.unlike, .contrast) != 0 { return true }
    // « les uns le saluent, les autres parlent de gadget »
    return mark.contains(.comma) && hasSource(from..<token)
      && hasSource(token..<nextStop(token + 1))
  }

  private func hasSource(_ tokens: Range<Int32>) -> Bool {
    tokens.contains {
      role($0) & OperatorKind.bits(.attribution, .attributionVerb) != 0
        && !(mark($0).contains(.participle) && role($0 - 1) & OperatorKind.auxiliary.bit == 0)
    }
  }

  /// The next comma or strong stop.
  private func nextStop(_ token: Int32) -> Int32 {
    var place = token
    while place < end, mark(place).isDisjoint(with: [.comma, .strongStop]) { place += 1 }
    return place
  }

  private func statement(_ tokens: Range<Int32>, _ analysis: LexicalAnalysis) -> Statement? {
    // « …, estime-t-il ; il ajoute » is still the same source.
    let opening = role(tokens.lowerBound)
    if opening & OperatorKind.speaker.bit != 0 { return nil }
    var found: Statement?
    for index in hits {
      let hit = analysis.operators[index]
      guard tokens.contains(hit.tokens.lowerBound) else { continue }
      let isSource =
        hit.kind == .attribution || hit.kind == .attributionVerb && !isReportNoun(hit)
      guard isSource else { continue }
      // The first source speaks (« admet qu'elle avait tort d'en douter »).
      let isAnswer = hit.kind == .attributionVerb && hit.value < 0
      if found == nil {
        found = Statement(tokens: tokens, trigger: hit.tokens, isAnswer: isAnswer, sum: 0)
      }
    }
    guard var statement = found else { return nil }
    for cue in cues where !dead[cue] && tokens.contains(analysis.cues[cue].tokens.lowerBound) {
      let isSaying =
        role(analysis.cues[cue].tokens.lowerBound) & OperatorKind.attributionVerb.bit != 0
      // « saluent », « dénonce » are opinions themselves.
      let isOpinion = abs(analysis.cues[cue].base) >= RuleConstants.opinionated
      if !isSaying || isOpinion && !statement.isAnswer {
        statement.sum += provisional(cue, analysis.cues[cue].base)
      }
    }
    return statement
  }

  /// Whether the second source does not contradict the first.
  private func agree(_ first: Statement, _ second: Statement) -> Bool {
    let clear = RuleConstants.clearSum
    if abs(second.sum) < clear || abs(first.sum) < clear { return !second.isAnswer }
    return (first.sum > 0) == (second.sum > 0)
  }

  /// « ses détracteurs », « les partisans de Meta »: as a source they judge nothing; as the
  /// subject, blame of those who are against the target speaks for it.
  mutating func camps(_ analysis: inout LexicalAnalysis) {
    guard has(.camp) else { return }
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind == .camp else { continue }
      let first = hit.tokens.lowerBound
      guard first - clauseStart(first) <= 3 else {
        complement(hit, &analysis)
        continue
      }
      if let own = liveCue(at: first, analysis) {
        add(own, .camp, Stage.party, 0, hit.tokens)
      }
      let reports = OperatorKind.bits(.attribution, .attributionVerb, .attributionAll)
      guard hit.value < 0, present & reports == 0 || !speaks(first) else { continue }
      var stop = clauseEnd(hit.tokens.upperBound, commas: false)
      // « … : ils se trompent »: the pronoun takes them up.
      if mark(stop).contains(.strongStop), role(stop + 1) & OperatorKind.pronoun.bit != 0 {
        stop = clauseEnd(stop + 1, commas: false)
      }
      for cue in cues where !dead[cue] {
        let place = analysis.cues[cue].tokens.lowerBound
        guard place > first, place < stop, effect(cue, of: .camp) < 0 else { continue }
        add(cue, .camp, Stage.party, RuleConstants.opponentTurned, hit.tokens)
      }
    }
  }

  /// « donne raison aux détracteurs de Meta », « un revers pour ses opposants ».
  private mutating func complement(_ hit: OperatorHit, _ analysis: inout LexicalAnalysis) {
    let first = hit.tokens.lowerBound
    let leads = OperatorKind.bits(.preposition, .determiner, .possessive, .skippable)
    var place = first - 1
    var hasPreposition = false
    while place >= start, first - place <= 4, role(place) & leads != 0 {
      if role(place) & OperatorKind.preposition.bit != 0 { hasPreposition = true }
      place -= 1
    }
    guard hit.value < 0, hasPreposition,
      let cue = cues.first(where: { !dead[$0] && analysis.cues[$0].tokens.upperBound == place + 1 })
    else { return }
    if let own = liveCue(at: first, analysis) { add(own, .camp, Stage.party, 0, hit.tokens) }
    if effect(cue, of: .camp) < 0 {
      add(cue, .camp, Stage.party, RuleConstants.opponentTurned, hit.tokens)
    }
  }

  /// Whether a verb of saying or « selon » stands in the clause of a token.
  private func speaks(_ token: Int32) -> Bool {
    let reports = OperatorKind.bits(.attribution, .attributionVerb, .attributionAll)
    var place = clauseStart(token)
    let stop = clauseEnd(token)
    while place < stop {
      if role(place) & reports != 0 { return true }
      place += 1
    }
    return false
  }
}
