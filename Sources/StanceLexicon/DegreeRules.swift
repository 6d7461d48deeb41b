import StanceText

extension RuleEngine {
  /// Kinds that change the degree of a neighbouring cue.
  static var degreeKinds: Roles {
    OperatorKind.bits(
      .intensifier, .intensifierAfter, .downtoner, .minimizer, .excess, .comparisonMore,
      .comparisonLess, .superlative, .superlativeLeast)
  }

  /// What may stand between a degree word and its cue.
  static var degreeGap: Roles {
    degreeKinds
      | OperatorKind.bits(.skippable, .determiner, .possessive, .preposition, .auxiliary)
  }

  /// Words in capitals and misspelt words.
  mutating func spelling(_ analysis: inout LexicalAnalysis) {
    for cue in cues {
      let tokens = analysis.cues[cue].tokens
      if analysis.cues[cue].flags.contains(.approximate) {
        add(cue, .approximate, Stage.spelling, RuleConstants.approximate, tokens)
      }
      if analysis.cues[cue].base >= RuleConstants.fragmentPraise, isExclaimedFragment(tokens) {
        analysis.cues[cue].tags.insert(.praise)
      }
      let first = Int(tokens.lowerBound)
      guard tokens.count == 1, self.tokens[first].flags.contains(.allCaps) else { continue }
      let isStressed = !neighbourIsCapital(tokens.lowerBound)
      if isStressed { add(cue, .capitals, Stage.stress, RuleConstants.capitals, tokens) }
    }
  }

  /// « Excellente idée, … », « Une merveille : … »: a fragment of praise that opens the sentence.
  private func isExclaimedFragment(_ tokens: Range<Int32>) -> Bool {
    guard tokens.lowerBound - start <= 2, role(start) & OperatorKind.preposition.bit == 0 else {
      return false
    }
    var place = start
    let opensNoun = role(start) & OperatorKind.bits(.determiner, .possessive) != 0
    while place < end, place - start <= 6 {
      let state = states[Int(place)]
      if !state.marks.isDisjoint(with: [.comma, .colon, .exclamation]) {
        // « Une merveille, … »; but « Le succès attendu, … » has a subject.
        let isSubject =
          opensNoun && state.marks.contains(.comma)
          && (place > tokens.upperBound || tokens.lowerBound > start + 1)
        return place >= tokens.upperBound && !isSubject
      }
      if !state.marks.isDisjoint(with: [.verb, .finite]) { return false }
      let verbs = OperatorKind.bits(
        .auxiliary, .negationFirst, .pronoun, .relative, .modal, .hypothesis, .concessionClause)
      if state.roles & verbs != 0 { return false }
      place += 1
    }
    return false
  }

  private func neighbourIsCapital(_ token: Int32) -> Bool {
    for place in [token - 2, token - 1, token + 1, token + 2] where place >= start && place < end {
      let neighbour = tokens[Int(place)]
      if neighbour.kind == .word, neighbour.flags.contains(.allCaps) { return true }
    }
    return false
  }

  /// Intensifiers, downtoners, « peu », « trop », « moins », « le plus ».
  mutating func degrees(_ analysis: inout LexicalAnalysis) {
    if has(.reducer) {
      for index in hits where analysis.operators[index].kind == .reducer {
        reduce(analysis.operators[index], &analysis)
      }
    }
    guard present & RuleEngine.degreeKinds != 0 else { return }
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind.bit & RuleEngine.degreeKinds != 0 else { continue }
      if hit.kind == .comparisonMore, isNegation(hit.tokens.lowerBound) { continue }
      if hit.kind == .minimizer, let verb = predicate(ofFew: hit, analysis) {
        fewAre(verb..<clauseEnd(verb), hit, &analysis)
        continue
      }
      guard let cue = degreeTarget(hit, analysis) else { continue }
      apply(hit, to: cue, &analysis)
    }
  }

  /// The verb of « peu de clients sont satisfaits », where « peu » counts the subject; nil elsewhere.
  private func predicate(ofFew hit: OperatorHit, _ analysis: LexicalAnalysis) -> Int32? {
    let of = hit.tokens.upperBound
    let noun = of + 1
    let verb = noun + 1
    guard clauseStart(of - 1) == hit.tokens.lowerBound,
      role(of) & OperatorKind.preposition.bit != 0, !isPurpose(of),
      liveCue(at: noun, analysis) == nil
    else { return nil }
    if isFinite(verb) { return verb }
    guard liveCue(at: verb, analysis) != nil, mark(verb).contains(.startsVerbPhrase) else {
      return nil
    }
    return verb
  }

  /// What few do or are is denied of most; not « ont mieux réussi », which few exceed.
  private mutating func fewAre(
    _ scope: Range<Int32>, _ hit: OperatorHit, _ analysis: inout LexicalAnalysis
  ) {
    if scope.contains(where: { role($0) & OperatorKind.comparisonMore.bit != 0 }) { return }
    for cue in cues where !dead[cue] && scope.contains(analysis.cues[cue].tokens.lowerBound) {
      analysis.cues[cue].flags.insert(.attenuated)
      add(
        cue, .minimizer, Stage.degree, RuleConstants.barely, RuleConstants.reducedBlame, hit.tokens)
    }
  }

  /// Whether this « plus » was claimed by a « ne » of the sentence.
  private func isNegation(_ token: Int32) -> Bool {
    guard role(token) & OperatorKind.negationAmbiguous.bit != 0 else { return false }
    return hasNegationFirst(before: token)
  }

  /// Whether a first half of negation stands close before, in the same clause.
  func hasNegationFirst(before token: Int32) -> Bool {
    var place = token - 1
    let closing = OperatorKind.bits(.negationSecond, .contrast, .negationVoid)
    while place >= start, token - place <= RuleConstants.negationGap {
      if states[Int(place)].roles & OperatorKind.negationFirst.bit != 0 { return true }
      if states[Int(place)].roles & closing != 0 || states[Int(place)].marks.contains(.strongStop) {
        return false
      }
      place -= 1
    }
    return false
  }

  /// The cue that a degree word modifies: the next one close by, else the one just before.
  private func degreeTarget(_ hit: OperatorHit, _ analysis: LexicalAnalysis) -> Int? {
    // « coûte moins cher »: the degree word stands inside the phrase.
    for cue in cues where !dead[cue] {
      let tokens = analysis.cues[cue].tokens
      if tokens.lowerBound < hit.tokens.lowerBound, tokens.upperBound > hit.tokens.upperBound {
        return cue
      }
    }
    if hit.kind == .intensifierAfter, let cue = cueBefore(hit.tokens.lowerBound, analysis) {
      return cue
    }
    // « menace sérieusement la firme », « gâche à peine le plaisir »: the verb before it.
    let nounKinds = OperatorKind.bits(.determiner, .possessive)
    if role(hit.tokens.upperBound) & nounKinds != 0, hit.kind != .superlative,
      hit.kind != .superlativeLeast, let cue = cueBefore(hit.tokens.lowerBound, analysis)
    {
      return cue
    }
    var place = hit.tokens.upperBound
    // « moins on les apprécie »
    let subjects = OperatorKind.bits(.speaker, .pronoun)
    if hit.kind == .comparisonLess, role(place) & subjects != 0 {
      while place < end, role(place) & (subjects | OperatorKind.clitic.bit) != 0 { place += 1 }
      if let cue = liveCue(at: place, analysis) { return cue }
    }
    while place < end, place - hit.tokens.upperBound < RuleConstants.degreeReach {
      if hit.kind == .minimizer, isPurpose(place) { break }
      if let cue = liveCue(at: place, analysis), analysis.cues[cue].tokens != hit.tokens {
        return cue
      }
      if states[Int(place)].roles & RuleEngine.degreeGap == 0 { break }
      place += 1
    }
    return cueBefore(hit.tokens.lowerBound, analysis)
  }

  /// « des défauts mineurs », « le succès n'est que partiel », « les progrès restent timides ».
  private mutating func reduce(_ hit: OperatorHit, _ analysis: inout LexicalAnalysis) {
    let token = hit.tokens.lowerBound
    var place = token - 1
    let between = OperatorKind.bits(
      .skippable, .intensifier, .downtoner, .restriction, .negationFirst, .superlative,
      .comparisonMore, .excess)
    while role(place) & between != 0, role(place) & OperatorKind.auxiliary.bit == 0 { place -= 1 }
    // « reste à prouver » brings its own verb.
    let isPredicate = role(place) & OperatorKind.auxiliary.bit != 0 || hit.value < 0
    // « Les rumeurs sont fausses »; but « de fausses promotions » are no less.
    guard isPredicate || hit.value < 2 else { return }
    var found: Int?
    for cue in cues.reversed() where !dead[cue] && analysis.cues[cue].tokens.upperBound <= place + 1
    {
      let tokens = analysis.cues[cue].tokens
      guard tokens.lowerBound >= clauseStart(token) else { break }
      guard isPredicate || tokens.upperBound == place + 1 else { break }
      // The subject's head is the first noun of its phrase.
      found = cue
      if !isPredicate { break }
    }
    if found == nil, !isPredicate, let next = liveCue(at: hit.tokens.upperBound, analysis) {
      found = next
    }
    guard let cue = found else { return }
    if let own = liveCue(at: token, analysis), own != cue { dead[own] = true }
    analysis.cues[cue].flags.insert(.attenuated)
    add(
      cue, .minimizer, Stage.degree, RuleConstants.barely,
      isPredicate || hit.value > 0 ? RuleConstants.reducedBlame : RuleConstants.missedBlame,
      hit.tokens)
  }

  /// « a presque réussi », « a failli convaincre »: an act that did not come about.
  private func isMissed(
    _ trigger: Range<Int32>, _ cue: Int32, _ analysis: LexicalAnalysis
  ) -> Bool {
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind == .nearly, hit.tokens == trigger else { continue }
      if hit.value < 0 { return true }
      return mark(cue).contains(.participle) && mark(trigger.lowerBound - 1).contains(.have)
    }
    return false
  }

  /// « si peu pour … », unlike « peu de … »: another phrase begins.
  private func isPurpose(_ token: Int32) -> Bool {
    guard role(token) & OperatorKind.preposition.bit != 0 else { return false }
    let word = tokens[Int(token)]
    return word.end - word.start > 3 && !word.flags.contains(.elided)
  }

  private func cueBefore(_ token: Int32, _ analysis: LexicalAnalysis) -> Int? {
    for cue in cues.reversed() where !dead[cue] {
      let tokens = analysis.cues[cue].tokens
      if tokens.upperBound == token { return cue }
      if tokens.upperBound < token { return nil }
    }
    return nil
  }

  /// The cue that starts at a token.
  func liveCue(at token: Int32, _ analysis: LexicalAnalysis) -> Int? {
    for cue in cues where !dead[cue] && analysis.cues[cue].tokens.lowerBound == token {
      return cue
    }
    return nil
  }

  private mutating func apply(
    _ hit: OperatorHit, to cue: Int, _ analysis: inout LexicalAnalysis
  ) {
    let trigger = hit.tokens
    // A degree word that serves another cue judges nothing itself (« terriblement efficace »).
    if let own = liveCue(at: trigger.lowerBound, analysis), own != cue,
      analysis.cues[own].tokens == trigger
    {
      dead[own] = true
    }
    switch hit.kind {
    case .intensifier, .intensifierAfter:
      analysis.cues[cue].flags.insert(.intensified)
      add(cue, .intensifier, Stage.degree, hit.value == 0 ? 1.3 : hit.value, trigger)
    case .comparisonMore:
      analysis.cues[cue].flags.insert(.intensified)
      add(cue, .intensifier, Stage.degree, RuleConstants.more, trigger)
    case .superlative:
      analysis.cues[cue].flags.insert(.intensified)
      add(cue, .superlative, Stage.degree, hit.value == 0 ? 1.3 : hit.value, trigger)
    case .superlativeLeast:
      analysis.cues[cue].flags.insert(.attenuated)
      add(cue, .superlative, Stage.degree, RuleConstants.least, trigger)
    case .downtoner:
      analysis.cues[cue].flags.insert(.attenuated)
      let factor = hit.value == 0 ? 0.6 : hit.value
      let isMissed = isMissed(trigger, analysis.cues[cue].tokens.lowerBound, analysis)
      add(
        cue, .downtoner, Stage.degree, isMissed ? RuleConstants.barely : factor,
        isMissed ? RuleConstants.missedBlame : factor, trigger)
    case .minimizer:
      analysis.cues[cue].flags.insert(.attenuated)
      let factor = hit.value == 0 ? RuleConstants.minimizer : hit.value
      // « à peine convaincant » denies, « à peine risqué » only lessens.
      add(
        cue, .minimizer, Stage.degree, factor > 0 ? RuleConstants.barely : factor, factor, trigger)
    case .comparisonLess:
      analysis.cues[cue].flags.insert(.attenuated)
      add(cue, .less, Stage.degree, RuleConstants.less, trigger)
    case .excess:
      analysis.cues[cue].flags.insert(.intensified)
      add(
        cue, .excess, Stage.degree, RuleConstants.excessPraise, RuleConstants.excessBlame, trigger)
    default: break
    }
  }
}
