extension RuleEngine {
  /// « pourrait …, si … », « à supposer que …, … serait »: both clauses are open.
  mutating func conditions(_ analysis: inout LexicalAnalysis) {
    guard has(.hypothesis), present & OperatorKind.bits(.modal, .conditional) != 0 else { return }
    for index in hits {
      let hit = analysis.operators[index]
      guard hit.kind == .hypothesis, opensClause(hit) else { continue }
      let clause = hit.tokens.lowerBound..<clauseEnd(hit.tokens.upperBound)
      let segment = segment(around: hit.tokens.lowerBound)
      let isOpen = hits.contains { place in
        let other = analysis.operators[place]
        return (other.kind == .modal || other.kind == .conditional)
          && segment.contains(other.tokens.lowerBound) && !clause.contains(other.tokens.lowerBound)
      }
      guard isOpen else { continue }
      for cue in cues where !dead[cue] && segment.contains(analysis.cues[cue].tokens.lowerBound) {
        suspend(cue, hit.tokens, &analysis)
      }
    }
  }

  /// « L'avenir le dira », « rien n'est joué »: what was only possible stays open.
  mutating func suspense(_ analysis: inout LexicalAnalysis) {
    // Operators and cues are in the order of the text: no hit looks before the one before it.
    var first = 0
    for index in analysis.operators.indices where analysis.operators[index].kind == .suspense {
      let hit = analysis.operators[index]
      while first < analysis.cues.count, analysis.cues[first].sentence < hit.sentence - 1 {
        first += 1
      }
      var cue = first
      while cue < analysis.cues.count, analysis.cues[cue].sentence <= hit.sentence {
        if !dead[cue] { suspend(cue, hit.tokens, &analysis) }
        cue += 1
      }
    }
  }

  private mutating func suspend(
    _ cue: Int, _ trigger: Range<Int32>, _ analysis: inout LexicalAnalysis
  ) {
    let isOpen =
      analysis.cues[cue].flags.contains(.hypothetical) || analysis.cues[cue].tags.contains(.risk)
      || analysis.cues[cue].voice == .quoted
    guard isOpen, !analysis.cues[cue].flags.contains(.counterfactual),
      effect(cue, of: .suspended) < 0
    else { return }
    add(cue, .suspended, Stage.modality, RuleConstants.suspended, trigger)
  }

  /// Run of words between strong stops that holds a token.
  private func segment(around token: Int32) -> Range<Int32> {
    var first = token
    while first > start, !mark(first - 1).contains(.strongStop) { first -= 1 }
    var last = token
    while last < end, !mark(last).contains(.strongStop) { last += 1 }
    return first..<last
  }
}
