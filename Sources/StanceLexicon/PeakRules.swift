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

  /// « Rien n'est plus agaçant que … »: this « plus » compares, since the negator stands before.
  func exceeds(_ token: Int32, _ first: Int32) -> Bool {
    guard role(token) & OperatorKind.comparisonMore.bit != 0, let lead = leading(first),
      role(lead) & OperatorKind.bits(.negationPronoun, .negationDeterminer) != 0
    else { return false }
    let between = OperatorKind.bits(.auxiliary, .clitic, .skippable)
    guard (first + 1..<token).allSatisfy({ role($0) & between != 0 }) else { return false }
    return (token + 1..<max(token + 1, clauseEnd(token + 1))).contains {
      role($0) & OperatorKind.comparisonThan.bit != 0
    }
  }

  /// « Rien n'est pire », « rien n'est plus agaçant que … »: what follows is the most of all,
  /// whoever it is.
  func excels(_ first: Int32, _ stop: Int32, _ analysis: LexicalAnalysis) -> Bool {
    guard
      let degree = (first + 1..<max(first + 1, stop)).first(where: {
        role($0) & OperatorKind.comparisonMore.bit != 0
      })
    else { return false }
    return liveCue(at: degree, analysis) != nil || exceeds(degree, first)
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
  ///
  /// - Parameter isClaim: it is the target of which this is said.
  mutating func peak(
    _ scope: Range<Int32>, _ trigger: Range<Int32>, _ isClaim: Bool,
    _ analysis: inout LexicalAnalysis
  ) {
    for cue in cues where !dead[cue] && scope.contains(analysis.cues[cue].tokens.lowerBound) {
      analysis.cues[cue].flags.insert(.intensified)
      // « Aucun concurrent n'est aussi rapide »: it is the target who is.
      let isOfRivals = role(trigger.lowerBound) & OperatorKind.rivalClass.bit != 0
      if isClaim, isOfRivals || analysis.cues[cue].referent != .rival {
        analysis.cues[cue].referent = .target
      }
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
