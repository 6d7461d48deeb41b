extension RuleEngine {
  /// Comparison of target and rival, and who gets ahead of whom.
  mutating func parties(_ analysis: inout LexicalAnalysis) {
    competition(&analysis)
    for index in firstFlip..<flips.count {
      let flip = flips[index]
      if flip.lowerBound >= end { break }
      for cue in cues where !dead[cue] && analysis.cues[cue].tokens.overlaps(flip) {
        add(cue, .flip, Stage.party, RuleConstants.flip, flip)
      }
    }
    if has(.comparisonThan) { comparisons(&analysis) }
  }

  /// Cues of the subject weigh less when the predicate has its own.
  mutating func givens(_ analysis: inout LexicalAnalysis) {
    guard cues.count > 1 else { return }
    var from = start
    while from < end {
      let stop = segmentEnd(from)
      // « n'a eu que trois heures de retard »: no subject follows.
      let isRestricted =
        has(.negationFirst) && role(from - 1) & OperatorKind.restriction.bit != 0
      if !isRestricted { given(from..<stop, &analysis) }
      from = stop + 1
    }
  }

  /// End of a run of words up to a strong stop, a bracket, a contrast word, or the sentence's end.
  private func segmentEnd(_ token: Int32) -> Int32 {
    let closing = OperatorKind.bits(.contrast, .concessionClause, .relative, .cause)
    var place = token
    while place < end {
      let state = states[Int(place)]
      if !state.marks.isDisjoint(with: [.strongStop, .bracket]) { return place }
      if state.roles & closing != 0 { return place }
      place += 1
    }
    return end
  }

  private mutating func given(_ segment: Range<Int32>, _ analysis: inout LexicalAnalysis) {
    let verb = segment.first { place in
      let role = states[Int(place)].roles
      return role & OperatorKind.bits(.auxiliary, .negationFirst, .counterfactual) != 0
    }
    guard let verb, verb > segment.lowerBound else { return }
    // « …, elle a »: a new subject, of which nothing is given.
    let subjectPronouns = OperatorKind.bits(.pronoun, .speaker)
    let hasOwn = (segment.lowerBound + 1..<verb).contains {
      role($0) & subjectPronouns != 0 && mark($0 - 1).contains(.comma)
    }
    if hasOwn { return }
    let opening = role(segment.lowerBound)
    let subjects = OperatorKind.bits(.determiner, .possessive, .planAnaphor, .anaphor)
    // « Tout bien pesé, le pari … est »: the subject begins after an opening phrase.
    guard
      let first = subjectStart(segment.lowerBound, verb)
        ?? (opening & subjects != 0 ? segment.lowerBound : nil)
    else { return }
    let asserts = cues.contains { cue in
      let tokens = analysis.cues[cue].tokens
      return !dead[cue] && tokens.lowerBound >= verb && segment.contains(tokens.lowerBound)
        && analysis.cues[cue].tags.isDisjoint(with: [.shift, .amp])
    }
    guard asserts else { return }
    for cue in cues where !dead[cue] {
      let tokens = analysis.cues[cue].tokens
      guard tokens.lowerBound >= first, tokens.upperBound <= verb,
        analysis.cues[cue].tags.isDisjoint(with: [.praise]),
        !analysis.cues[cue].flags.contains(.shifted)
      else { continue }
      add(cue, .given, Stage.contrast, RuleConstants.given, verb..<(verb + 1))
    }
  }

  /// Where the subject begins when a comma precedes it; nil when none does.
  private func subjectStart(_ from: Int32, _ verb: Int32) -> Int32? {
    let subjects = OperatorKind.bits(.determiner, .possessive, .planAnaphor)
    var place = verb - 1
    while place > from {
      if states[Int(place)].marks.contains(.comma) {
        return role(place + 1) & subjects != 0 ? place + 1 : nil
      }
      place -= 1
    }
    return nil
  }
}
