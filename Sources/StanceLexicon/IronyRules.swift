import StanceText

/// Praise that is meant the other way round.
extension RuleEngine {
  /// Praise answered by a failure, in its sentence or the next, without a word of contrast.
  mutating func irony(_ analysis: inout LexicalAnalysis) {
    for cue in analysis.cues.indices
    where !dead[cue]
      && (analysis.cues[cue].tags.contains(.praise) || isOpener(cue, analysis))
    {
      guard effect(cue, of: .irony) < 0, let failure = failure(near: cue, analysis) else {
        continue
      }
      analysis.cues[cue].flags.insert(.ironic)
      let trigger = analysis.cues[failure].tokens
      add(cue, .irony, Stage.discourse, RuleConstants.ironic, trigger)
      guard failure > cue else { continue }
      for between in (cue + 1)..<failure where !dead[between] {
        let item = analysis.cues[between]
        guard provisional(between, item.base) > 0, effect(between, of: .irony) < 0 else { continue }
        analysis.cues[between].flags.insert(.ironic)
        let isPraise = item.tags.contains(.praise)
        add(
          between, .irony, Stage.discourse,
          isPraise ? RuleConstants.ironic : RuleConstants.ironicBetween, trigger)
      }
    }
  }

  /// « Génial, … », « Formidable ! »: a judgement that stands alone at the start.
  private func isOpener(_ cue: Int, _ analysis: LexicalAnalysis) -> Bool {
    let item = analysis.cues[cue]
    guard item.base >= RuleConstants.openerPraise else { return false }
    let first = Int(item.tokens.lowerBound)
    guard tokens[first].flags.contains(.sentenceStart), Int(item.tokens.upperBound) < tokens.count
    else { return false }
    return tokens[Int(item.tokens.upperBound)].kind == .punctuation
  }

  /// The failure that turns a word of praise round: the next clear one, or, when the praise closes
  /// the passage, the last one before.
  private func failure(near cue: Int, _ analysis: LexicalAnalysis) -> Int? {
    let sentence = analysis.cues[cue].sentence
    func isFailure(_ other: Int) -> Bool {
      let item = analysis.cues[other]
      guard !dead[other], item.referent != .rival, !item.tags.contains(.praise) else {
        return false
      }
      return provisional(other, item.base) < RuleConstants.ironyThreshold
    }
    for other in cue + 1..<analysis.cues.count {
      let item = analysis.cues[other]
      guard item.sentence - sentence <= 1 else { break }
      if item.flags.contains(.afterContrast) { return nil }
      if isFailure(other) { return other }
    }
    if let bad = surroundings(of: cue, analysis) { return bad }
    guard !analysis.cues[cue].flags.contains(.afterContrast) else { return nil }
    for other in (0..<cue).reversed() {
      let item = analysis.cues[other]
      guard sentence - item.sentence <= 1 else { break }
      if !dead[other], !item.tags.contains(.praise), !item.flags.contains(.ironic),
        provisional(other, item.base) > 0.3
      {
        return nil
      }
      if isFailure(other) { return other }
    }
    return nil
  }

  /// Where a set word of praise stands among things that are bad on the whole: the worst of them.
  private func surroundings(of cue: Int, _ analysis: LexicalAnalysis) -> Int? {
    let own = analysis.cues[cue]
    guard own.tags.contains(.praise), !own.flags.contains(.afterContrast) else { return nil }
    var sum: Float = 0
    var worst: (cue: Int, value: Float)?
    var first = cue
    while first > 0, own.sentence - analysis.cues[first - 1].sentence <= 1 { first -= 1 }
    for other in first..<analysis.cues.count where other != cue {
      let item = analysis.cues[other]
      if item.sentence - own.sentence > 1 { break }
      guard !dead[other], item.referent != .rival, !item.tags.contains(.praise) else { continue }
      if other > cue, item.flags.contains(.afterContrast) { return nil }
      let value = provisional(other, item.base)
      sum += value
      if value < worst?.value ?? 0 { worst = (other, value) }
    }
    return sum < RuleConstants.ironicSum ? worst?.cue : nil
  }
}
