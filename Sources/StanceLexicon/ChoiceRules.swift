extension RuleEngine {
  /// « Ils préfèrent OpenAI à Meta », « trois clients quittent Meta pour OpenAI »: the object is
  /// chosen or left, what « à », « pour », « contre » introduce fares the other way.
  mutating func choices(_ analysis: inout LexicalAnalysis) {
    guard has(.choice) else { return }
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind == .choice, let cue = liveCue(at: hit.tokens.lowerBound, analysis),
        effect(cue, of: .competition) < 0
      else { continue }
      let verb = hit.tokens.lowerBound
      let stop = clauseEnd(hit.tokens.upperBound, commas: false)
      let target = analysis.mentions[firstMention...].first {
        $0.referent == .target && $0.tokens.lowerBound >= hit.tokens.upperBound
          && $0.tokens.lowerBound < stop
      }
      // What the target itself prefers says nothing of the target.
      let subject = anchor(at: verb - 1)
      if subject?.referent == .target, target == nil || (subject?.token ?? 0) >= clauseStart(verb) {
        if analysis.cues[cue].base > 0 {
          add(cue, .competition, Stage.party, RuleConstants.ownChoice, hit.tokens)
        }
        continue
      }
      guard let target else { continue }
      let other = (hit.tokens.upperBound + 1..<max(stop, hit.tokens.upperBound + 1)).first {
        mark($0).contains(.toward)
      }
      let isOther = other.map { $0 < target.tokens.lowerBound } ?? false
      analysis.cues[cue].referent = .target
      analysis.cues[cue].flags.insert(.compared)
      let isTurned = isOther != (hit.value * analysis.cues[cue].base < 0)
      add(
        cue, .competition, Stage.party, isTurned ? RuleConstants.competitionTurned : 1,
        other.map { $0..<($0 + 1) } ?? hit.tokens)
    }
  }
}
