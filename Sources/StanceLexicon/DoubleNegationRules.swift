extension RuleEngine {
  /// Two negations over one cue become one rule that states.
  mutating func doubles(_ analysis: inout LexicalAnalysis) {
    for cue in cues where analysis.cues[cue].flags.contains(.negated) {
      let first = effect(cue, of: .negation)
      guard first >= 0 else { continue }
      var count = 0
      var index = first
      while index >= 0 {
        if effects[Int(index)].rule == .negation {
          count += 1
          // Every second negation becomes the double one, its partner falls silent.
          if count.isMultiple(of: 2) {
            effects[Int(index)].rule = .doubleNegation
            effects[Int(index)].positive = RuleConstants.doubleNegation
            effects[Int(index)].negative = RuleConstants.doubleNegation
          }
        }
        index = effects[Int(index)].next
      }
      guard count >= 2 else { continue }
      analysis.cues[cue].flags.remove(.negated)
      analysis.cues[cue].flags.insert(.doubleNegated)
      unlink(cue, .negation, keeping: count % 2)
      if count % 2 == 1 { analysis.cues[cue].flags.insert(.negated) }
    }
  }

  /// Takes the effects of a rule out of a cue's chain, all but the last `keeping`.
  mutating func unlink(_ cue: Int, _ rule: RuleID, keeping: Int) {
    var remaining = 0
    var index = heads[cue]
    while index >= 0 {
      if effects[Int(index)].rule == rule { remaining += 1 }
      index = effects[Int(index)].next
    }
    var before: Int32 = -1
    index = heads[cue]
    while index >= 0 {
      let next = effects[Int(index)].next
      if effects[Int(index)].rule == rule, remaining > keeping {
        remaining -= 1
        if before < 0 { heads[cue] = next } else { effects[Int(before)].next = next }
      } else {
        before = index
      }
      index = next
    }
  }
}
