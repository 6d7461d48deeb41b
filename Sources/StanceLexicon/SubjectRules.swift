import StanceText

/// Sentences that name the target in passing, and whose main clause is about somebody else:
/// « Le lycée qui a mis à l'essai l'assistant d'Anthropic a fait … ».
extension RuleEngine {
  /// Finds the clause that is about somebody else, and gives it its own topic.
  mutating func turnAway(_ facts: inout SentenceAnalysis) {
    elsewhere = 0..<0
    modifier = 0..<0
    guard !sentenceNames.isEmpty else { return }
    let named = names[sentenceNames]
    let head = firstWord()
    guard let last = named.last(where: { $0.referent == .target }), last.tokens.lowerBound > head
    else { return }
    guard !(head..<last.tokens.lowerBound).contains(where: { mark($0).contains(.strongStop) })
    else { return }
    var subject = head
    if let place = afterModifier(head, last.tokens) {
      elsewhere = place..<end
      modifier = head..<last.tokens.lowerBound
    } else if let place = afterFronted(head, last.tokens) {
      elsewhere = place..<end
      subject = place
    }
    if !elsewhere.isEmpty, isReport(elsewhere.lowerBound) {
      elsewhere = 0..<0
      modifier = 0..<0
    }
    if elsewhere.isEmpty, let place = cleft(last.tokens) {
      elsewhere = place..<end
      subject = place
    }
    guard !elsewhere.isEmpty else { return }
    let near = subject..<min(subject + 5, max(last.tokens.lowerBound, subject + 1))
    let isRival = named.contains { $0.referent == .rival && near.contains($0.tokens.lowerBound) }
    facts.subject = isRival ? .rival : .other
    let index = anchors.firstIndex { $0.token >= elsewhere.lowerBound } ?? anchors.endIndex
    anchors.insert(
      Anchor(token: elsewhere.lowerBound, referent: facts.subject, isOwn: true),
      at: index)
    carried = facts.subject
  }

  /// Whether a sentence goes on about the subject of the last one: « Elle … », « Ses … », « On en
  /// redemande », « Un régal pour tous ».
  func goesOn() -> Bool {
    let head = firstWord()
    if role(head) & OperatorKind.bits(.pronoun, .possessive, .speaker) != 0 { return true }
    if end - head <= 4, !isArticle(head) { return true }
    return end - head <= 8
      && !(start..<end).contains {
        isVerb($0) || role($0) & OperatorKind.bits(.anaphor, .planAnaphor, .rivalClass) != 0
      }
  }

  /// « Le lycée qui a essayé Claude est ravi », but not « déçoit », « force le respect ».
  func isFeeling(_ token: Int32) -> Bool {
    guard !modifier.isEmpty, bystander(modifier.lowerBound) != nil else { return false }
    return mark(token).isDisjoint(with: [.noun, .verb]) || mark(token).contains(.participle)
  }

  /// « Yann LeCun, qui a quitté Meta, … »: what the head of a modifier did is told in passing.
  mutating func passByModifier(_ analysis: inout LexicalAnalysis) {
    for cue in cues where modifier.contains(analysis.cues[cue].tokens.lowerBound) {
      let after = analysis.cues[cue].tokens.upperBound
      let isOwn =
        mark(after - 1).contains(.noun) && complement(after: after, firstMention, analysis) != nil
      if !isOwn { analysis.cues[cue].referent = .other }
    }
  }

  /// Who only reports is no topic: « … salue un outil remarquable ».
  func isReport(_ place: Int32) -> Bool {
    let saying = OperatorKind.bits(.attributionVerb, .attributionAll)
    return (place..<clauseEnd(place)).contains { role($0) & saying != 0 }
  }

  // MARK: « TSMC, qui grave les puces d'Apple, est … »

  /// Where the predicate begins of a head whose modifier holds the name, or nil.
  private func afterModifier(_ head: Int32, _ name: Range<Int32>) -> Int32? {
    if let stop = properName(head) ?? leaver(head, name.lowerBound) {
      guard mark(stop).contains(.comma) else { return nil }
      let isOther = opensRelative(stop + 1, name) || opensApposition(stop + 1, name)
      return isOther ? afterComma(name.upperBound) : nil
    }
    guard let noun = bystander(head), let opening = modifierStart(noun + 1, name) else {
      return nil
    }
    return mark(opening - 1).contains(.comma)
      ? afterComma(name.upperBound) : afterName(name.upperBound)
  }

  /// « Yann LeCun, qui a quitté Meta »: one past a person of the target's who is so no more, or nil.
  private func leaver(_ head: Int32, _ name: Int32) -> Int32? {
    guard departures.contains(where: { (head..<name).contains($0) }) else { return nil }
    return names[sentenceNames].first { $0.role == .person && $0.tokens.lowerBound == head }?
      .tokens.upperBound
  }

  /// Where a relative clause or a participle begins behind a noun, its adjective or complement.
  private func modifierStart(_ token: Int32, _ name: Range<Int32>) -> Int32? {
    var place = token
    let governor = OperatorKind.bits(.preposition, .determiner)
    if !isModifier(place, name), role(place) & OperatorKind.preposition.bit != 0 {
      while role(place) & governor != 0 { place += 1 }
    }
    if !isModifier(place, name), role(place) == 0, !isVerb(place), !mark(place).contains(.comma) {
      place += 1
    }
    if mark(place).contains(.comma) { place += 1 }
    return isModifier(place, name) ? place : nil
  }

  private func isModifier(_ token: Int32, _ name: Range<Int32>) -> Bool {
    // « la biographie que Meta publie »: its own.
    if role(token) & OperatorKind.comparisonThan.bit != 0 { return false }
    return holds(token, name) && isRelative(token) || opensApposition(token, name)
  }

  /// Whether a modifier that begins here goes on up to the name, and says more than that the name
  /// is one of its nouns (« dont Meta, »).
  private func holds(_ token: Int32, _ name: Range<Int32>) -> Bool {
    guard token < name.lowerBound else { return false }
    let isOneOf = token == name.lowerBound - 1 && mark(name.upperBound).contains(.comma)
    return !isOneOf && !(token..<name.lowerBound).contains { mark($0).contains(.comma) }
  }

  private func isRelative(_ token: Int32) -> Bool {
    let governor = OperatorKind.bits(.preposition, .negationPreposition)
    return role(token) & OperatorKind.relative.bit != 0
      || role(token) & governor != 0 && role(token + 1) & OperatorKind.relative.bit != 0
  }

  /// Whether a relative clause begins that holds the name and does not make its noun the target's
  /// own: « qui dirige Meta », « que Meta présente ».
  private func opensRelative(_ token: Int32, _ name: Range<Int32>) -> Bool {
    guard holds(token, name), isRelative(token) else { return false }
    // « à qui Meta a vendu … », « sans qui … »
    if role(token) & OperatorKind.relative.bit == 0 { return true }
    // Where the target is the subject, what it does follows.
    let before = role(name.lowerBound - 1)
    let opening = before & OperatorKind.determiner.bit == 0 ? before : role(name.lowerBound - 2)
    let isSubject = opening & OperatorKind.relative.bit != 0
    return !belongs(token..<(isSubject ? min(name.upperBound + 5, end) : name.lowerBound))
  }

  /// « installé à Lyon comme Meta », « client de Meta », but not « lancé par Meta ».
  private func opensApposition(_ token: Int32, _ name: Range<Int32>) -> Bool {
    guard holds(token, name) else { return false }
    if isParticiple(token) {
      let isAgent = (token..<name.lowerBound).contains { mark($0).contains(.agent) }
      return !isAgent && !belongs(token..<(token + 1))
    }
    guard mark(token - 1).contains(.comma) else { return false }
    let near = token..<min(token + 2, name.lowerBound)
    let isNoun =
      near.contains { isBystander($0) }
      || parties.contains { near.contains($0.lowerBound) }
    return isNoun && !belongs(token..<name.lowerBound)
  }

  /// The predicate after the comma that closes a modifier, or nil.
  private func afterComma(_ token: Int32) -> Int32? {
    guard let comma = comma(token) else { return nil }
    let other = OperatorKind.bits(
      .determiner, .possessive, .preposition, .relative, .coordination, .pronoun, .speaker)
    let next = comma + 1
    guard next < end, tokens[Int(next)].kind == .word, role(next) & other == 0 else { return nil }
    return isCapital(next) ? nil : next
  }

  /// What follows a name in a modifier without commas, or nil where nothing is said of its head.
  private func afterName(_ token: Int32) -> Int32? {
    if mark(token).contains(.comma) { return afterComma(token) }
    var place = token
    var hasPredicate = isBareVerb(token)
    while place < end, mark(place).isDisjoint(with: [.comma, .strongStop, .bracket]) {
      // « … la trouvent mauvaise », « … l'ont adopté »
      let isObject = role(place) & OperatorKind.bits(.clitic, .reflexive) == OperatorKind.clitic.bit
      if isObject, isVerb(place + 1) { return nil }
      if isVerb(place) { hasPredicate = true }
      place += 1
    }
    return hasPredicate ? token : nil
  }

  // MARK: « Reçu le même jour que Meta, le réseau X … »

  private func afterFronted(_ head: Int32, _ name: Range<Int32>) -> Int32? {
    if belongs(head..<(head + 1)), let stop = properName(head + 1) {
      // « Chez Cohere, à deux rues de Meta, … »
      guard mark(stop).contains(.comma), let comma = comma(stop + 1) else { return nil }
      return (stop..<comma).contains(name.lowerBound) ? comma + 1 : nil
    }
    guard let comma = comma(name.upperBound) else { return nil }
    let subject = comma + 1
    let isBeside = comma == name.upperBound && isSetBeside(head, name)
    guard isBeside || isFrontedPhrase(head, name, comma) || isFrontedClause(head, name) else {
      return nil
    }
    if let stop = properName(subject) { return isPredicate(stop) ? subject : nil }
    let isClause = role(name.lowerBound - 1) & OperatorKind.relative.bit != 0
    guard isBeside || !isClause && !isFrontedClause(head, name) else { return nil }
    // « pendant la migration vers Meta », but not « depuis l'arrivée de Meta ».
    let hasArticle = role(name.lowerBound - 1) & OperatorKind.determiner.bit != 0
    let governor = tokens[Int(name.lowerBound - (hasArticle ? 2 : 1))]
    let isOf = governor.end - governor.start < 3
    if bystander(subject) != nil, isBeside || isParticiple(head) || !isOf { return subject }
    let taken = OperatorKind.bits(.anaphor, .planAnaphor, .rivalClass)
    return isBeside && isArticle(subject) && role(subject) & taken == 0 ? subject : nil
  }

  /// « votée la même semaine que … », « installé à Lyon comme … »
  private func isSetBeside(_ head: Int32, _ name: Range<Int32>) -> Bool {
    let isPhrase = role(head) == 0 || role(head) & OperatorKind.preposition.bit != 0
    guard isPhrase || isParticiple(head) else { return false }
    let beside = (max(head + 1, name.lowerBound - 5)..<name.lowerBound).contains {
      role($0) & OperatorKind.comparisonThan.bit != 0
    }
    return beside && !hasVerb(head..<name.lowerBound)
  }

  /// « Saisie de trois dossiers, dont un sur Meta, … », but not « chez Meta », « porté par Meta ».
  private func isFrontedPhrase(_ head: Int32, _ name: Range<Int32>, _ comma: Int32) -> Bool {
    // « en misant sur Meta »
    let isPhrase =
      role(head) & OperatorKind.bits(.preposition, .clitic) == OperatorKind.preposition.bit
    guard isPhrase || isParticiple(head),
      name.lowerBound > head + 2, !belongs(head..<name.lowerBound)
    else { return false }
    let governor = mark(name.lowerBound - 1).union(mark(name.lowerBound - 2))
    guard governor.isDisjoint(with: [.agent, .with]) else { return false }
    let inner = OperatorKind.bits(.relative, .preposition)
    let isWhole = !(head..<name.lowerBound).contains {
      mark($0).contains(.comma) && role($0 + 1) & inner == 0
    }
    let clause = (head..<comma).first { role($0) & OperatorKind.relative.bit != 0 } ?? comma
    return isWhole && !hasVerb(head..<clause)
  }

  /// « Alors que Meta présentait … »
  private func isFrontedClause(_ head: Int32, _ name: Range<Int32>) -> Bool {
    let opening = OperatorKind.bits(.relative, .contrast, .concessionClause, .unlike)
    return (role(head) | role(head + 1)) & opening != 0 && name.lowerBound - head <= 3
      && !mark(name.upperBound).contains(.comma)
  }

  // MARK: « c'est Snap qui inquiète »

  private func cleft(_ name: Range<Int32>) -> Int32? {
    for place in name.upperBound..<max(name.upperBound, end - 2) {
      let isIt =
        role(place - 1) == 0 && tokens[Int(place - 1)].flags.contains(.elided)
        || mark(place - 1).contains(.demonstrative)
      guard isIt, role(place) & OperatorKind.auxiliary.bit != 0 else { continue }
      guard let stop = properName(place + 1) ?? bystander(place + 1).map({ $0 + 1 }) else {
        continue
      }
      let isNext = (stop...(stop + 2)).contains { role($0) & OperatorKind.relative.bit != 0 }
      if isNext { return place + 1 }
    }
    return nil
  }
}
