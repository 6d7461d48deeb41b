import StanceText

/// Clauses about companies that many know: « Google a reculé, AMD dessine d'excellents circuits ».
extension RuleEngine {
  /// Gives every clause that a known company opens its own topic.
  mutating func companies(_ facts: inout SentenceAnalysis) {
    // Most sentences have none.
    guard Self.hasCompany(states.span.extracting(Int(start)..<Int(end))) else { return }
    var place = firstWord()
    var opens = true
    while place < end {
      // « Le bon élève s'appelle Nvidia : … »
      if role(place - 2) & OperatorKind.reflexive.bit != 0, let stop = company(place),
        sentenceNames.isEmpty, mark(stop).contains(.strongStop)
      {
        anchors.insert(Anchor(token: start, referent: .other), at: 0)
        facts.subject = .other
        return
      }
      if opens, let stop = company(place), isVerb(stop) || isBareVerb(stop), !isReport(stop) {
        let index = anchors.firstIndex { $0.token >= place } ?? anchors.endIndex
        // « Les rivaux … Snap a trébuché »: one of them.
        let referent: Referent = facts.subject == .rival ? .rival : .other
        if index == 0 { facts.subject = referent }
        anchors.insert(
          Anchor(token: place, referent: referent, until: clauseStop(stop), isOwn: true), at: index)
        place = stop
      }
      let link = OperatorKind.bits(.coordination, .contrast, .relative)
      let hasLink = role(place) & link != 0 && mark(place - 1).contains(.comma)
      // « de Dell, HP ou Lenovo »
      let isListed = mark(place).contains(.comma) && isCapital(place - 1)
      opens = hasLink || !isListed && !mark(place).isDisjoint(with: [.comma, .strongStop])
      place += 1
    }
  }

  /// Whether a word names a company.
  private static func hasCompany(_ states: Span<TokenState>) -> Bool {
    for place in states.indices where states[place].marks.isSuperset(of: .company) { return true }
    return false
  }

  /// One past the name of a company that is not the target's, and of those joined to it; or nil.
  private func company(_ token: Int32) -> Int32? {
    guard isCapital(token), mark(token).isSuperset(of: .company), var stop = properName(token)
    else {
      return nil
    }
    while role(stop) & OperatorKind.coordination.bit != 0, let next = properName(stop + 1) {
      stop = next
    }
    return names[sentenceNames].contains { (token..<stop).contains($0.tokens.lowerBound) }
      ? nil : stop
  }

  /// Where a clause ends: at a stop, or at a comma before what can be a new subject.
  private func clauseStop(_ token: Int32) -> Int32 {
    let subject = OperatorKind.bits(
      .determiner, .possessive, .pronoun, .speaker, .coordination, .contrast, .relative)
    var place = token
    while place < end, !mark(place).contains(.strongStop) {
      if mark(place).contains(.comma), role(place + 1) & subject != 0 || isCapital(place + 1) {
        return place
      }
      if role(place) & OperatorKind.contrast.bit != 0 { return place }
      place += 1
    }
    return place
  }
}
