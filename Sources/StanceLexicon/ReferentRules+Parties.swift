import StanceText

/// Third parties, and what a cue governs.
extension RuleEngine {
  /// « Le lunetier, partenaire de Meta, … »: the complement names the party, but somebody else is
  /// spoken of.
  mutating func outsider(_ hit: OperatorHit, _ analysis: inout LexicalAnalysis) {
    let last = anchors.last?.referent ?? .unknown
    let from = hit.tokens.upperBound
    guard
      let name = names[firstName...].first(where: {
        $0.tokens.lowerBound > from - 1 && $0.tokens.lowerBound - from <= 4
      }), name.tokens.lowerBound < end, isGoverned(from, name.tokens.lowerBound)
    else { return }
    if let own = liveCue(at: hit.tokens.lowerBound, analysis) { dead[own] = true }
    guard last == .unknown || startsSegment(hit.tokens.lowerBound), name.referent == .target else {
      return
    }
    captured = name.tokens.lowerBound
    anchors.append(
      Anchor(token: hit.tokens.lowerBound, referent: hit.value < 0 ? .rival : .other))
  }

  /// « … les ingénieurs d'OpenAI, qui s'en trouve affaiblie »: the name right before the pronoun is
  /// its subject, to the end of the relative clause.
  mutating func relate(_ name: Mention) {
    let comma = name.tokens.upperBound
    let pronoun = comma + 1
    let isSubject =
      role(pronoun) & OperatorKind.relative.bit != 0
      && role(pronoun) & OperatorKind.bits(.restriction, .comparisonThan) == 0
    guard mark(comma).contains(.comma), isSubject else { return }
    var stop = pronoun + 1
    while stop < end, mark(stop).isDisjoint(with: [.comma, .strongStop]) { stop += 1 }
    anchors.append(
      Anchor(token: pronoun, referent: name.referent, until: stop < end ? stop : .max))
  }

  /// Whether prepositions, articles and unknown words lead from a noun to its complement.
  private func isGoverned(_ from: Int32, _ to: Int32) -> Bool {
    guard isComplement(to) || role(to - 1) & OperatorKind.preposition.bit != 0 else { return false }
    let closing = OperatorKind.bits(
      .auxiliary, .negationFirst, .relative, .contrast, .coordination, .pronoun, .speaker)
    for place in from..<to {
      if !mark(place).isDisjoint(with: [.comma, .strongStop]) { return false }
      if role(place) & closing != 0, role(place) & OperatorKind.determiner.bit == 0 { return false }
    }
    return true
  }

  /// « Dans son bras de fer avec Meta, Bruxelles … »: a noun phrase right after a fronted one.
  func followsFronted(_ token: Int32) -> Bool {
    guard mark(token - 1).contains(.comma), token - start <= 12 else { return false }
    let opens = OperatorKind.bits(.preposition, .comparisonThan, .concessionPhrase)
    guard role(start) & opens != 0 else { return false }
    let verbs = OperatorKind.bits(.auxiliary, .negationFirst, .pronoun, .speaker, .relative)
    for place in start..<(token - 1) {
      if mark(place).contains(.comma) { return false }
      if role(place) & verbs != 0, role(place) & OperatorKind.determiner.bit == 0 { return false }
    }
    return true
  }

  /// « Bruxelles présente la loi comme … »: who only reports is no topic.
  func isSource(_ hit: OperatorHit) -> Bool {
    var place = hit.tokens.upperBound
    let stop = clauseEnd(place)
    while place < stop {
      let saying = OperatorKind.bits(.attributionVerb, .attributionAll)
      if states[Int(place)].roles & saying != 0 { return true }
      place += 1
    }
    return false
  }

  mutating func take(
    _ hit: OperatorHit, _ referent: Referent, _ kind: MentionKind,
    _ analysis: inout LexicalAnalysis
  ) {
    let named = referent == .rival ? rivalNames : targetNames
    let antecedent = named.last {
      analysis.mentions[Int($0)].tokens.upperBound <= hit.tokens.lowerBound
    }
    append(
      Mention(
        tokens: hit.tokens, bytes: hit.bytes, referent: referent, kind: kind,
        role: referent == .rival ? .rival : .name,
        antecedent: hit.kind == .rivalClass ? -1 : antecedent ?? -1, sentence: sentence),
      &analysis)
  }

  /// « Autant je me méfie de Google, autant je confierais tout à Meta »: where the author is the
  /// subject, the only party of the clause is what is spoken of.
  func spokenOf(_ token: Int32, _ first: Int, _ analysis: LexicalAnalysis) -> Referent? {
    guard has(.speaker), anchors.count > 0 || analysis.mentions.count - first > 1 else {
      return nil
    }
    let clause = clauseStart(token)..<clauseEnd(token)
    let subject = (clause.lowerBound..<min(clause.lowerBound + 3, clause.upperBound)).contains {
      role($0) & OperatorKind.speaker.bit != 0
    }
    guard subject else { return nil }
    var found: Referent?
    for mention in analysis.mentions[first...] where clause.contains(mention.tokens.lowerBound) {
      guard mention.kind != .pronoun else { continue }
      if let found, found != mention.referent { return nil }
      found = mention.referent
    }
    return found
  }

  /// The party that stands right after a verb: « condamne Meta ».
  func object(after token: Int32, _ first: Int, _ analysis: LexicalAnalysis) -> Referent? {
    let closing = OperatorKind.bits(
      .preposition, .relative, .contrast, .coordination, .auxiliary, .negationFirst)
    for mention in analysis.mentions[first...] {
      let place = mention.tokens.lowerBound
      if place < token { continue }
      guard place - token <= 4, mention.kind != .pronoun else { return nil }
      for through in token..<place {
        if role(through) & closing != 0, role(through) & OperatorKind.determiner.bit == 0 {
          return nil
        }
        if !mark(through).isDisjoint(with: [.comma, .strongStop]) { return nil }
      }
      return mention.referent
    }
    return nil
  }

  /// The name that a preposition attaches to a cue: « l'échec de Meta », « un revers pour Apple ».
  func complement(
    after token: Int32, _ first: Int, _ analysis: LexicalAnalysis
  ) -> Referent? {
    guard role(token) & OperatorKind.preposition.bit != 0 else { return nil }
    for mention in analysis.mentions[first...] {
      let place = mention.tokens.lowerBound
      if place < token { continue }
      if place - token > 5 || place >= end { return nil }
      guard isComplement(place) else { return nil }
      var between = token
      while between < place {
        let mark = states[Int(between)].marks
        if mark.contains(.comma) || mark.contains(.strongStop) { return nil }
        if states[Int(between)].roles & OperatorKind.bits(.contrast, .relative, .coordination) != 0
        {
          return nil
        }
        between += 1
      }
      return mention.referent
    }
    return nil
  }
}
