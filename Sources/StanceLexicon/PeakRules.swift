extension RuleEngine {
  /// Whether « aussi », « plus », « mieux », « moins » follow close: « n'a jamais été aussi … ».
  func isPeak(_ token: Int32) -> Bool {
    let degrees = OperatorKind.bits(.comparisonMore, .comparisonLess, .comparisonEqual)
    var place = token
    while place < end, place - token < 4 {
      if states[Int(place)].roles & degrees != 0 { return true }
      let between = OperatorKind.bits(.auxiliary, .skippable, .clitic)
      let isVerb = states[Int(place)].roles == 0 && !mark(place).contains(.comma)
      if states[Int(place)].roles & between == 0, !isVerb { return false }
      place += 1
    }
    return false
  }

  /// Whether the target is what others are compared with: « … que Meta ».
  func isStandard(_ scope: Range<Int32>, _ analysis: LexicalAnalysis) -> Bool {
    for mention in analysis.mentions[firstMention...]
    where scope.contains(mention.tokens.lowerBound) && mention.referent == .target {
      var place = mention.tokens.lowerBound - 1
      while place >= scope.lowerBound, mention.tokens.lowerBound - place <= 3 {
        if role(place) & OperatorKind.comparisonThan.bit != 0 { return true }
        place -= 1
      }
    }
    return false
  }

  /// « Personne n'a mieux réussi que Meta », « jamais aussi inspirée »: the most of all.
  mutating func peak(
    _ scope: Range<Int32>, _ trigger: Range<Int32>, _ analysis: inout LexicalAnalysis
  ) {
    for cue in cues where !dead[cue] && scope.contains(analysis.cues[cue].tokens.lowerBound) {
      analysis.cues[cue].flags.insert(.intensified)
      if analysis.cues[cue].referent != .rival { analysis.cues[cue].referent = .target }
      add(cue, .superlative, Stage.degree, RuleConstants.peak, trigger)
    }
  }

  /// What stands inside « ne … que »: « n'a d'attrayant que l'affiche » denies, and the verb of
  /// « ne mérite que des moqueries » leaves the judgement to its object.
  mutating func only(
    _ scope: Range<Int32>, _ trigger: Range<Int32>, _ analysis: inout LexicalAnalysis
  ) {
    let after = cues.contains {
      let place = analysis.cues[$0].tokens.lowerBound
      return !dead[$0] && place >= scope.upperBound && place < clauseEnd(scope.upperBound + 1)
    }
    for cue in cues where !dead[cue] && scope.contains(analysis.cues[cue].tokens.lowerBound) {
      let before = role(analysis.cues[cue].tokens.lowerBound - 1)
      if before & OperatorKind.preposition.bit != 0 {
        analysis.cues[cue].flags.insert(.restricted)
        add(cue, .restriction, Stage.negation, RuleConstants.onlyThing, trigger)
      } else if after {
        add(cue, .restriction, Stage.negation, RuleConstants.restrictedVerb, trigger)
      }
    }
  }

  /// « j'aime pas », « ça marche pas »: in speech the verb stands before a bare « pas ».
  mutating func negateBefore(_ hit: OperatorHit, _ analysis: inout LexicalAnalysis) -> Bool {
    let token = hit.tokens.lowerBound
    for cue in cues where !dead[cue] && analysis.cues[cue].tokens.upperBound == token {
      analysis.cues[cue].flags.insert(.negated)
      add(
        cue, .negation, Stage.negation, RuleConstants.negatedPraise, RuleConstants.negatedBlame,
        hit.tokens)
      return true
    }
    return false
  }
}
