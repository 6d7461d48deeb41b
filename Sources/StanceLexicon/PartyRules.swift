extension RuleEngine {
  /// Comparison of target and rival, and who gets ahead of whom.
  mutating func parties(_ analysis: inout LexicalAnalysis) {
    competition(&analysis)
    for flip in flips where flip.lowerBound >= start && flip.lowerBound < end {
      for cue in cues where !dead[cue] && analysis.cues[cue].tokens.overlaps(flip) {
        add(cue, .flip, Stage.party, RuleConstants.flip, flip)
      }
    }
    guard has(.comparisonThan) else { return }
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind == .comparisonThan, let opener = opener(hit, analysis) else {
        continue
      }
      let standard = party(
        after: hit.tokens.upperBound, before: clauseEnd(hit.tokens.upperBound), analysis)
      let topic = topic(before: opener)
      for cue in cues where !dead[cue] {
        let place = analysis.cues[cue].tokens.lowerBound
        guard place >= opener, place < hit.tokens.lowerBound else { continue }
        analysis.cues[cue].flags.insert(.compared)
        if topic == .rival || topic == .other, standard == .target {
          analysis.cues[cue].referent = .target
          add(cue, .comparison, Stage.party, RuleConstants.comparisonTurned, hit.tokens)
        } else if topic == .target, standard == .rival {
          analysis.cues[cue].referent = .target
        }
      }
    }
  }

  /// « Comparés à Mistral, ses concurrents font pâle figure »: good for the one compared with.
  private mutating func contrastParties(
    _ hit: OperatorHit, _ analysis: inout LexicalAnalysis
  ) {
    let from = hit.tokens.upperBound
    guard party(after: from, before: clauseEnd(from), analysis) == .target else { return }
    for cue in cues where !dead[cue] && analysis.cues[cue].referent == .rival {
      guard effect(cue, of: .comparison) < 0 else { continue }
      analysis.cues[cue].flags.insert(.compared)
      analysis.cues[cue].referent = .target
      add(cue, .comparison, Stage.party, RuleConstants.comparisonTurned, hit.tokens)
    }
  }

  /// Cues of the subject weigh less when the predicate has its own.
  mutating func givens(_ analysis: inout LexicalAnalysis) {
    guard cues.count > 1 else { return }
    var from = start
    while from < end {
      let stop = segmentEnd(from)
      given(from..<stop, &analysis)
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

  /// First token of the comparison that a « que » closes, or nil when it closes none.
  private func opener(
    _ hit: OperatorHit, _ analysis: LexicalAnalysis
  ) -> Int32? {
    let first = hit.tokens.lowerBound
    let from = clauseStart(first)
    var found: Int32?
    for index in hits {
      let other = analysis.operators[index]
      guard other.tokens.lowerBound >= from, other.tokens.lowerBound < first else { continue }
      let isDegree =
        other.kind == .comparisonMore || other.kind == .comparisonLess
        || other.kind == .comparisonEqual
      if isDegree, first - other.tokens.lowerBound <= 10 {
        found = found ?? other.tokens.lowerBound
      }
    }
    return found
  }

  /// The party named between two tokens.
  private func party(after from: Int32, before to: Int32, _ analysis: LexicalAnalysis) -> Referent {
    for mention in analysis.mentions
    where mention.tokens.lowerBound >= from && mention.tokens.lowerBound < to {
      return mention.referent
    }
    return .unknown
  }

  /// What the clause is about before a token.
  func topic(before token: Int32) -> Referent {
    for anchor in anchors.reversed() where anchor.token <= token { return anchor.referent }
    return .unknown
  }

  /// « Meta distance ses rivaux », « OpenAI distance Meta », « Meta est distancé par OpenAI ».
  private mutating func competition(_ analysis: inout LexicalAnalysis) {
    guard has(.outdo) else { return }
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind == .outdo, let cue = liveCue(at: hit.tokens.lowerBound, analysis) else {
        continue
      }
      let first = hit.tokens.lowerBound
      let subject = topic(before: first)
      let object = party(
        after: hit.tokens.upperBound, before: clauseEnd(hit.tokens.upperBound), analysis)
      let isPassive =
        mark(first).contains(.participle)
        && (role(first - 1) & OperatorKind.auxiliary.bit != 0
          || role(first - 2) & OperatorKind.auxiliary.bit != 0)
        && followsAgent(hit.tokens.upperBound)
      let winner = isPassive ? object : subject
      let loser = isPassive ? subject : object
      if winner == .target || loser == .target || (isPassive && subject == .target) {
        analysis.cues[cue].referent = .target
        analysis.cues[cue].flags.insert(.competitive)
        // The valence is that of the subject of the active verb (dépasser +, passer derrière −).
        add(
          cue, .competition, Stage.party,
          winner == .target ? 1 : RuleConstants.competitionTurned, hit.tokens)
      }
    }
  }

  /// Whether « par » stands close after a token.
  private func followsAgent(_ token: Int32) -> Bool {
    var place = token
    while place < end, place - token <= 3 {
      if states[Int(place)].roles & OperatorKind.preposition.bit != 0 { return true }
      place += 1
    }
    return false
  }
}
