extension RuleEngine {
  /// What is granted never outweighs the point that answers it.
  mutating func limitGranted(_ analysis: LexicalAnalysis) {
    var grantedSum: Float = 0
    var pointSum: Float = 0
    for cue in cues where !dead[cue] && analysis.cues[cue].referent != .rival {
      let value = provisional(cue, analysis.cues[cue].base)
      if analysis.cues[cue].flags.isDisjoint(with: [.conceded, .beforeContrast]) {
        pointSum += value
      } else {
        grantedSum += value
      }
    }
    guard grantedSum * pointSum < 0 else { return }
    let excess = RuleConstants.grantedShare * abs(pointSum) / abs(grantedSum)
    guard excess < 1 else { return }
    for cue in cues where !dead[cue] {
      for rule in [RuleID.concession, .beforeContrast] {
        let place = effect(cue, of: rule)
        guard place >= 0, effects[Int(place)].positive > 0 else { continue }
        effects[Int(place)].positive *= excess
        effects[Int(place)].negative *= excess
      }
    }
  }

  /// When all cues of the sentence are granted, what outweighs them is said without a cue: it is
  /// the opposite (« Malgré un lancement formidable, l'assistant est devenu brouillon »).
  mutating func imply(_ analysis: inout LexicalAnalysis) {
    var granted = false
    for cue in cues where !dead[cue] {
      let flags = analysis.cues[cue].flags
      if flags.isDisjoint(with: [.conceded, .beforeContrast]) { return }
      granted = true
    }
    // « …, mais les faits disent le contraire »: the denial turns it round.
    guard granted, goesOn(analysis),
      !hits.contains(where: { analysis.operators[$0].kind == .denial })
    else { return }
    for cue in cues where !dead[cue] {
      for rule in [RuleID.concession, .beforeContrast] {
        let place = effect(cue, of: rule)
        guard place >= 0 else { continue }
        effects[Int(place)].positive = RuleConstants.implied
        effects[Int(place)].negative = RuleConstants.implied
      }
    }
  }

  /// Whether anything of weight stands on the other side of what is granted.
  private func goesOn(_ analysis: LexicalAnalysis) -> Bool {
    var last = start
    for cue in cues where !dead[cue] { last = max(last, analysis.cues[cue].tokens.upperBound) }
    return hits.contains { index in
      let hit = analysis.operators[index]
      switch hit.kind {
      case .contrast, .contrastAdverb: return end - hit.tokens.upperBound > 3
      case .concessionClause, .concessionPhrase, .concessionParticle:
        let stop = clauseEnd(last)
        return stop < end ? end - stop > 4 : hit.tokens.lowerBound - start > 3
      default: return false
      }
    }
  }
}
