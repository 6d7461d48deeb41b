import StanceText

/// How far a negation reaches, and negators that stand elsewhere than after their verb.
extension RuleEngine {
  /// The negator that stands before its « ne »: « personne ne », « aucun plan ne », « ni … ni … ne »,
  /// « plus personne, au ministère, ne ».
  func leading(_ first: Int32) -> Int32? {
    let leading = OperatorKind.bits(
      .negationPronoun, .negationDeterminer, .negationAmbiguous, .negationSecond, .negationLink)
    var place = first - 1
    var commas = 0
    while place >= start, first - place <= RuleConstants.negationGap {
      // One comma ends the clause, two enclose an aside.
      // « plus qu'il ne coûte » compares.
      if states[Int(place)].roles & leading != 0, commas != 1, !isNoun(place),
        role(place) & OperatorKind.comparisonMore.bit == 0,
        commas == 0 || !hasNegationFirst(before: place)
      {
        return place
      }
      let mark = states[Int(place)].marks
      if mark.contains(.strongStop) { return nil }
      if mark.contains(.comma) { commas += 1 }
      if commas > 2 { return nil }
      place -= 1
    }
    return nil
  }

  /// « on ne saurait nier », « Meta ne peut convaincre »: « ne » alone denies with these verbs,
  /// but not in a comparison (« plus qu'elle ne peut »).
  func isBare(_ first: Int32) -> Bool {
    var place = first + 1
    while role(place) & OperatorKind.clitic.bit != 0, place - first < 3 { place += 1 }
    guard role(place) & OperatorKind.bits(.modal, .conditional) != 0 else { return false }
    let compares = OperatorKind.bits(
      .comparisonMore, .comparisonLess, .comparisonEqual, .comparisonThan, .outdo)
    for place in max(start, first - 8)..<first where role(place) & compares != 0 {
      // « On ne saurait … » right after a « que » of another verb still denies.
      if role(place) & OperatorKind.bits(.comparisonMore, .comparisonLess, .outdo) != 0 {
        return false
      }
      if first - place <= 3 { return false }
    }
    return true
  }

  /// Whether a « ne » follows in the same run of words: « ni la presse, ni les élus n'ont … ».
  func precedesNegation(_ token: Int32) -> Bool {
    var place = token + 1
    while place < end, !mark(place).contains(.strongStop) {
      if role(place) & OperatorKind.negationFirst.bit != 0 { return true }
      place += 1
    }
    return false
  }

  /// « …, jamais pris en défaut »: without a « ne », right before a judgement.
  func deniesAlone(_ token: Int32, _ analysis: LexicalAnalysis) -> Bool {
    // « plus » alone compares.
    guard role(token) & OperatorKind.comparisonMore.bit == 0, !hasNegationFirst(before: token),
      !precedesNegation(token), !isPeak(token + 1)
    else { return false }
    let before = role(token - 1)
    let bound = OperatorKind.bits(.hypothesis, .comparisonThan, .preposition, .auxiliary)
    guard before & bound == 0 else { return false }
    for place in (token + 1)..<(token + 3) where liveCue(at: place, analysis) != nil {
      return true
    }
    return false
  }

  /// Where the items of « ni … ni … » end: a link that opens another clause is out.
  func linkEnd(_ token: Int32) -> Int32 {
    let stop = clauseEnd(token, commas: false)
    var place = token + 1
    var link: Int32?
    while place < stop {
      let isComma = mark(place).contains(.comma)
      if isComma, role(place + 1) & OperatorKind.coordination.bit != 0 { return place }
      if isComma || role(place) & OperatorKind.coordination.bit != 0 { link = place }
      if role(place) & OperatorKind.negationFirst.bit != 0 { return link ?? place }
      place += 1
    }
    return stop
  }

  /// « … n'a rien appris et s'apprête à récidiver »: a verb with its own particles follows « et ».
  func opensPredicate(_ token: Int32) -> Bool {
    let kinds = OperatorKind.bits(.reflexive, .auxiliary, .pronoun, .speaker, .outdo, .modal)
    return role(token) & kinds != 0 && role(token) & OperatorKind.determiner.bit == 0
  }

  /// « Personne ne conteste le succès de Meta »: what a verb of denial governs is asserted, so
  /// that the negation ends there and the verb itself judges nothing.
  mutating func grant(_ scope: inout Range<Int32>, _ analysis: LexicalAnalysis) -> Bool {
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind == .denyVerb, scope.contains(hit.tokens.lowerBound) else { continue }
      if let own = liveCue(at: hit.tokens.lowerBound, analysis) {
        dead[own] = true
        for cue in cues {
          let shift = effect(cue, of: .shift)
          if shift >= 0, effects[Int(shift)].trigger == hit.tokens {
            unlink(cue, .shift, keeping: 0)
          }
        }
      }
      granted.append(hit.tokens.lowerBound)
      scope = scope.lowerBound..<hit.tokens.lowerBound
      return true
    }
    return false
  }

  /// « ne … que »: what it leaves counts a little less, or more.
  mutating func restrict(
    _ scope: Range<Int32>, _ trigger: Range<Int32>, _ analysis: inout LexicalAnalysis
  ) {
    for cue in cues where scope.contains(analysis.cues[cue].tokens.lowerBound) {
      // « Il n'est que … et n'a que … »: once, whatever stands in between.
      guard effect(cue, of: .restriction) < 0 else { continue }
      analysis.cues[cue].flags.insert(.restricted)
      add(
        cue, .restriction, Stage.rejection, RuleConstants.restrictedPraise,
        RuleConstants.restrictedBlame, trigger)
    }
  }
}
