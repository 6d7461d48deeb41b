extension RuleEngine {
  /// Comparison of target and rival, and who gets ahead of whom.
  mutating func parties(_ analysis: inout LexicalAnalysis) {
    competition(&analysis)
    guard has(.comparisonThan) else { return }
    let degree = OperatorKind.bits(
      .comparisonMore, .comparisonLess, .comparisonEqual, .intensifier, .superlative)
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind == .comparisonThan, let opener = opener(hit, degree, analysis) else {
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

  /// First token of the comparison that a « que » closes, or nil when it closes none.
  private func opener(
    _ hit: OperatorHit, _ degree: Roles, _ analysis: LexicalAnalysis
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
        let isGood = winner == .target
        let isPositive = analysis.cues[cue].base > 0
        add(
          cue, .competition, Stage.party,
          isGood == isPositive ? 1 : RuleConstants.competitionTurned, hit.tokens)
      }
    }
  }

  /// Whether « par » stands close after a token.
  private func followsAgent(_ token: Int32) -> Bool {
    var place = token
    while place < end, place - token <= 3 {
      if roles[Int(place)] & OperatorKind.preposition.bit != 0 { return true }
      place += 1
    }
    return false
  }
}
