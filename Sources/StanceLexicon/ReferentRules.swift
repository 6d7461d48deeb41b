import StanceText

extension RuleEngine {
  /// Finds out what the sentence and each of its cues are about.
  ///
  /// Anchors are names (and pronouns for them) that can be the topic: the first one of the
  /// sentence, any that stands without a preposition where no other topic rules the clause, and
  /// the first one after a contrast word or a stop. A cue is about the name that complements it
  /// (« l'échec de Meta »), else about the last anchor before it, else about the topic so far.
  mutating func refer(
    _ mentions: Range<Int>, _ assumeTarget: Bool, _ topic: inout Referent,
    _ facts: inout SentenceAnalysis, _ analysis: inout LexicalAnalysis
  ) {
    anchors.clear()
    parties.clear()
    departures.clear()
    isClass = false
    named = .unknown
    captured = -1
    let first = analysis.mentions.count
    firstMention = first
    firstName = mentions.lowerBound
    sentenceNames = mentions
    var mention = mentions.lowerBound
    var index = hits.lowerBound
    if carried != .unknown, !mentions.isEmpty || !goesOn() { carried = .unknown }
    let spoken = carried == .unknown ? topic : carried
    carried = .unknown
    while mention < mentions.upperBound || index < hits.upperBound {
      let nextHit =
        index < hits.upperBound ? analysis.operators[index].tokens.lowerBound : Int32.max
      if mention < mentions.upperBound, names[mention].tokens.lowerBound <= nextHit {
        append(names[mention], &analysis)
        let count = anchors.count
        if names[mention].tokens.lowerBound != captured {
          anchor(names[mention].tokens.lowerBound, names[mention].referent)
        }
        named = names[mention].referent
        relate(names[mention])
        if anchors.count > count { isClass = false }
        mention += 1
      } else {
        follow(analysis.operators[index], spoken, &analysis)
        index += 1
      }
    }
    // « Apple est génial », and nobody in particular is asked about.
    guard hasTarget else {
      facts.subject = .target
      facts.aboutTarget = assumeTarget
      for cue in cues { analysis.cues[cue].referent = assumeTarget ? .target : .unknown }
      return
    }
    if let first = anchors.first { facts.subject = first.referent } else { facts.subject = spoken }
    if spoken != topic { carried = spoken }
    companies(&facts)
    turnAway(&facts)
    for cue in cues {
      analysis.cues[cue].referent = referent(
        of: cue, spoken, assumeTarget, first, analysis)
    }
    let namesTarget = (first..<analysis.mentions.count).contains {
      analysis.mentions[$0].referent == .target
    }
    facts.aboutTarget =
      namesTarget
      || (facts.subject != .rival && facts.subject != .other
        && (facts.subject == .target || assumeTarget))
    if let final = anchors.last(where: { $0.referent != .other && !$0.isOwn }) {
      topic = final.referent
    }
  }

  /// Adds an anchor if the name at this token can be a topic.
  private mutating func anchor(_ token: Int32, _ referent: Referent) {
    guard !isOblique(token) else { return }
    if opensRelative(token) {
      anchors.append(Anchor(token: token, referent: referent, until: clauseEnd(token)))
      return
    }
    if anchors.isEmpty || startsSegment(token) || !isComplement(token) && !isObject(token) {
      anchors.append(Anchor(token: token, referent: referent, until: relativeEnd(token)))
    }
  }

  /// « a échoué là où Meta réussit »: the subject of what an adverb of place or time opens, to the end
  /// of its clause; but « que Meta … » leads back to its noun.
  private func opensRelative(_ token: Int32) -> Bool {
    let before = role(token - 1)
    let object = OperatorKind.bits(.comparisonThan, .restriction, .determiner)
    return !anchors.isEmpty && before & OperatorKind.relative.bit != 0 && before & object == 0
      && !mark(token - 2).contains(.comma)
  }

  /// « Amazon, où Meta recrute, est … »: a name in a relative clause between commas is the topic
  /// only up to the second comma.
  private func relativeEnd(_ token: Int32) -> Int32 {
    guard !anchors.isEmpty else { return .max }
    var place = token - 1
    while place > start, !mark(place).contains(.comma) {
      if mark(place).contains(.strongStop) { return .max }
      place -= 1
    }
    let opens =
      role(place + 1) & OperatorKind.relative.bit != 0
      || role(place + 1) & OperatorKind.preposition.bit != 0
        && role(place + 2) & OperatorKind.relative.bit != 0
    guard mark(place).contains(.comma), opens else { return .max }
    place = token + 1
    while place < end, !mark(place).contains(.comma) {
      if mark(place).contains(.strongStop) { return .max }
      place += 1
    }
    return place < end ? place : .max
  }

  /// The anchor that rules at a token.
  func anchor(at token: Int32) -> Anchor? {
    anchors.last { $0.token <= token && $0.until > token }
  }

  /// After « selon », « face à », « malgré », « contrairement à »: never a topic.
  private func isOblique(_ token: Int32) -> Bool {
    let kinds = OperatorKind.bits(
      .attribution, .unlike, .concessionPhrase, .comparisonThan, .substitution)
    var place = token - 1
    while place >= start, token - place <= 5 {
      if states[Int(place)].roles & kinds != 0 { return true }
      // The rest of a multi-word operator has no role: look through it and through articles.
      let isThrough =
        states[Int(place)].roles == 0
        || states[Int(place)].roles & OperatorKind.bits(.determiner, .possessive, .preposition) != 0
      if !isThrough || states[Int(place)].marks.contains(.comma) { return false }
      place -= 1
    }
    return false
  }

  /// Whether a preposition governs the name.
  func isComplement(_ token: Int32) -> Bool {
    let before = role(token - 1)
    if before & OperatorKind.preposition.bit != 0 { return true }
    return before & OperatorKind.bits(.determiner, .possessive) != 0
      && role(token - 2) & OperatorKind.preposition.bit != 0
  }

  /// Whether the clause already has a topic before this name, with something between them.
  private func isObject(_ token: Int32) -> Bool {
    guard let last = anchors.last else { return false }
    let from = clauseStart(token)
    guard last.token >= from else { return false }
    return role(token - 1) & OperatorKind.coordination.bit == 0
  }

  /// Whether no other anchor stands between the last contrast or stop and this token.
  func startsSegment(_ token: Int32) -> Bool {
    guard let last = anchors.last else { return true }
    var place = token - 1
    while place > last.token {
      if states[Int(place)].marks.contains(.strongStop) { return true }
      if states[Int(place)].roles & OperatorKind.bits(.contrast, .contrastAdverb) != 0 {
        return true
      }
      place -= 1
    }
    return false
  }

  /// Pronouns and noun phrases that take up a name.
  private mutating func follow(
    _ hit: OperatorHit, _ topic: Referent, _ analysis: inout LexicalAnalysis
  ) {
    let token = hit.tokens.lowerBound
    let current = anchor(at: token)?.referent ?? topic
    switch hit.kind {
    case .pronoun, .possessive:
      // « Les rivaux de Meta … son modèle »: a singular cannot stand for the rivals as a class.
      let isSplit = hit.value == 1 && current == .rival && isClass && named == .target
      let meant = isSplit ? .target : current
      guard meant == .target || meant == .rival else { return }
      if hit.kind == .pronoun { take(hit, meant, .pronoun, &analysis) }
      if anchors.isEmpty && hit.kind == .pronoun || isSplit {
        anchors.append(Anchor(token: token, referent: meant))
        isClass = false
      }
    case .anaphor, .planAnaphor:
      guard current == .target || current == .rival else { return }
      take(hit, current, .anaphor, &analysis)
      anchor(token, current)
    case .rivalClass:
      // « triche comme les autres », « les uns … les autres »: no rival speaks or acts.
      if hit.value < 0,
        has(.attribution) || role(token - 1) & OperatorKind.coordination.bit != 0
      {
        return
      }
      take(hit, .rival, .anaphor, &analysis)
      let count = anchors.count
      anchor(token, .rival)
      if anchors.count > count { isClass = true }
    case .thirdParty:
      parties.append(hit.tokens)
      let isSubject = isAtStart(token) || startsSegment(token) || followsFronted(token)
      // « au ministère », « du tribunal » are no subjects.
      let isGoverned = role(token) & OperatorKind.preposition.bit != 0 && !isAtStart(token)
      if isSubject, !isGoverned, !isComplement(token), !isSource(hit) {
        anchors.append(Anchor(token: token, referent: .other))
      }
    case .choice: if hit.value < 0 { departures.append(token) }
    case .outsider:
      parties.append(hit.tokens)
      outsider(hit, &analysis)
    default: break
    }
  }

  /// Appends a mention; what a pronoun can stand for is noted.
  mutating func append(_ mention: Mention, _ analysis: inout LexicalAnalysis) {
    if mention.kind != .pronoun {
      let number = Int32(truncatingIfNeeded: analysis.mentions.count)
      if mention.referent == .target { targetNames.append(number) }
      if mention.referent == .rival { rivalNames.append(number) }
    }
    analysis.mentions.append(mention)
  }

  /// The only party of the unit, if there is just one.
  func soleReferent() -> Referent? {
    guard let first = names.first?.referent else { return nil }
    return names.allSatisfy { $0.referent == first } ? first : nil
  }

  private func referent(
    of cue: Int, _ topic: Referent, _ assumeTarget: Bool, _ first: Int,
    _ analysis: LexicalAnalysis
  ) -> Referent {
    let tokens = analysis.cues[cue].tokens
    if let complement = complement(after: tokens.upperBound, first, analysis) {
      return complement
    }
    if let party = spokenOf(tokens.lowerBound, first, analysis) { return party }
    if let anchor = anchor(at: tokens.upperBound - 1) {
      // « Le lycée qui a essayé Claude est ravi »: of what it tried.
      let isMoved = anchor.token == elsewhere.lowerBound && !elsewhere.isEmpty
      if isMoved, analysis.cues[cue].tags.contains(.emo), isFeeling(tokens.lowerBound) {
        return .target
      }
      // « Le tribunal condamne Meta », « Apple accuse Meta »: the object is judged.
      let isDirected =
        anchor.referent == .other
        || anchor.referent == .rival
          && role(tokens.lowerBound) & OperatorKind.attributionVerb.bit != 0
      if isDirected, let object = object(after: tokens.upperBound, first, analysis) {
        return object
      }
      return anchor.referent
    }
    // « Ruineuse, la stratégie de Meta … »
    if let next = anchors.first(where: { !$0.isOwn }) { return next.referent }
    if topic != .unknown { return topic }
    if let only { return only }
    return assumeTarget ? .target : .unknown
  }
}
