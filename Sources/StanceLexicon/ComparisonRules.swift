extension RuleEngine {
  /// « plus ponctuel que la SNCF », « comparés à Meta, ses rivaux … ».
  mutating func comparisons(_ analysis: inout LexicalAnalysis) {
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind == .comparisonThan else { continue }
      let after = hit.tokens.upperBound
      guard let standard = party(after: after, before: clauseEnd(after), analysis),
        !isSubject(standard)
      else { continue }
      if let opener = opener(hit, analysis) {
        compare(opener, hit, standard, &analysis)
      } else if hit.tokens.count > 1, standard.referent == .target {
        // « Comparés à Meta, ses rivaux font pâle figure »
        for cue in cues where !dead[cue] && analysis.cues[cue].referent == .rival {
          turn(cue, RuleConstants.comparisonTurned, hit.tokens, &analysis)
        }
      }
    }
  }

  private mutating func compare(
    _ opener: Int32, _ hit: OperatorHit, _ standard: Mention, _ analysis: inout LexicalAnalysis
  ) {
    let topic = anchor(at: opener)?.referent ?? .unknown
    // « L'autocar est plus ponctuel que la SNCF, et l'on y est mieux traité »
    let isOther =
      topic == .unknown && role(standard.tokens.upperBound) & OperatorKind.relative.bit == 0
    let stop = isOther ? segmentStop(hit.tokens.upperBound) : hit.tokens.lowerBound
    for cue in cues where !dead[cue] {
      let place = analysis.cues[cue].tokens.lowerBound
      guard place >= opener, place < stop else { continue }
      analysis.cues[cue].flags.insert(.compared)
      if topic != .target, standard.referent == .target {
        if effect(cue, of: .superlative) < 0 {
          turn(cue, RuleConstants.comparisonTurned, hit.tokens, &analysis)
        }
      } else if topic == .target, standard.referent == .rival {
        analysis.cues[cue].referent = .target
      }
    }
  }

  /// What is said of the other side counts the other way for the target, once.
  private mutating func turn(
    _ cue: Int, _ factor: Float, _ trigger: Range<Int32>, _ analysis: inout LexicalAnalysis
  ) {
    guard effect(cue, of: .comparison) < 0, effect(cue, of: .competition) < 0 else { return }
    analysis.cues[cue].referent = .target
    analysis.cues[cue].flags.insert(.compared)
    add(cue, .comparison, Stage.party, factor, trigger)
  }

  private func segmentStop(_ token: Int32) -> Int32 {
    var place = token
    while place < end {
      if states[Int(place)].marks.contains(.strongStop) { return place }
      if states[Int(place)].roles & OperatorKind.contrast.bit != 0 { return place }
      place += 1
    }
    return end
  }

  /// « … que Meta ne le dit »: the name is the subject of a clause, not a standard.
  private func isSubject(_ mention: Mention) -> Bool {
    let after = role(mention.tokens.upperBound)
    return after & OperatorKind.bits(.negationFirst, .auxiliary, .clitic) != 0
      && after & OperatorKind.bits(.determiner, .coordination) == 0
  }

  /// First token of the comparison that a « que » closes, or nil when it closes none.
  private func opener(_ hit: OperatorHit, _ analysis: LexicalAnalysis) -> Int32? {
    let first = hit.tokens.lowerBound
    let from = clauseStart(first)
    for index in hits {
      let other = analysis.operators[index]
      guard other.tokens.lowerBound >= from, other.tokens.lowerBound < first else { continue }
      let isDegree =
        other.kind == .comparisonMore || other.kind == .comparisonLess
        || other.kind == .comparisonEqual
      if isDegree, first - other.tokens.lowerBound <= 10 { return other.tokens.lowerBound }
    }
    return nil
  }

  /// The party named between two tokens of the sentence.
  func party(after from: Int32, before to: Int32, _ analysis: LexicalAnalysis) -> Mention? {
    analysis.mentions[firstMention...].first {
      $0.tokens.lowerBound >= from && $0.tokens.lowerBound < to
    }
  }

  /// « Meta distance ses rivaux », « OpenAI distance Meta », « Meta est distancé par OpenAI »,
  /// « une avance que Meta ne rattrapera plus »; a negative row says who falls behind.
  mutating func competition(_ analysis: inout LexicalAnalysis) {
    choices(&analysis)
    guard has(.outdo) else { return }
    var trigger: Range<Int32>?
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind == .outdo, let cue = liveCue(at: hit.tokens.lowerBound, analysis) else {
        continue
      }
      let first = hit.tokens.lowerBound
      var subject = anchor(at: first)?.referent ?? .unknown
      var object =
        party(
          after: hit.tokens.upperBound, before: clauseEnd(hit.tokens.upperBound), analysis)?
        .referent ?? .unknown
      if let inner = relativeSubject(of: first, analysis) {
        object = anchor(at: inner.tokens.lowerBound - 1)?.referent ?? object
        subject = inner.referent
      }
      let isPassive =
        followsAgent(hit.tokens.upperBound)
        || mark(first).contains(.participle) && isPassiveAuxiliary(first)
      if isPassive { swap(&subject, &object) }
      guard subject == .target || object == .target else { continue }
      // « Meta humilie ses rivaux » is no blame, « Meta humilie ses clients » is.
      let isTurned = hit.value * analysis.cues[cue].base < 0
      if isTurned, subject == .unknown || object == .unknown { continue }
      analysis.cues[cue].referent = .target
      analysis.cues[cue].flags.insert(.competitive)
      add(
        cue, .competition, Stage.party,
        (subject == .target) != isTurned ? 1 : RuleConstants.competitionTurned, hit.tokens)
      if subject == .rival || object == .rival { trigger = hit.tokens }
      if subject == .target, !isPassive { leaveObject(hit.tokens.upperBound, &analysis) }
    }
    // The parties face each other: what is good for the rival is bad for the target.
    guard let trigger else { return }
    for cue in cues where !dead[cue] && analysis.cues[cue].referent == .rival {
      turn(cue, RuleConstants.rivalTurned, trigger, &analysis)
    }
  }

  /// « Meta distance une meute de poursuivants essoufflés »: the object is somebody else.
  private func leaveObject(_ token: Int32, _ analysis: inout LexicalAnalysis) {
    let stop = clauseEnd(token)
    guard role(token) & OperatorKind.determiner.bit != 0 else { return }
    for cue in cues where !dead[cue] {
      let place = analysis.cues[cue].tokens.lowerBound
      guard place >= token, place < stop, analysis.cues[cue].referent == .target else { continue }
      var isInside = true
      for through in token..<place where role(through) & RuleEngine.phraseEnds != 0 {
        isInside = false
      }
      if isInside { analysis.cues[cue].referent = .other }
    }
  }

  /// What ends an object's noun phrase.
  private static var phraseEnds: Roles {
    OperatorKind.bits(.relative, .coordination, .pronoun, .auxiliary, .negationFirst)
  }

  /// The name right before a verb that a relative pronoun opens: « que Meta ne rattrapera plus ».
  private func relativeSubject(of verb: Int32, _ analysis: LexicalAnalysis) -> Mention? {
    let through = OperatorKind.bits(.negationFirst, .clitic, .auxiliary, .skippable)
    var place = verb - 1
    while place > start, states[Int(place)].roles & through != 0 { place -= 1 }
    guard
      let mention = analysis.mentions[firstMention...].last(where: { $0.tokens.contains(place) }),
      mention.kind == .name || mention.kind == .description,
      role(mention.tokens.lowerBound - 1) & OperatorKind.relative.bit != 0
    else { return nil }
    return mention
  }

  /// « distancé par OpenAI », « se fait rattraper par celui de Google »: who gets ahead comes last.
  private func followsAgent(_ token: Int32) -> Bool {
    (token..<min(token + 3, end)).contains { mark($0).contains(.agent) }
  }
}
