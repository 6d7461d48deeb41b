extension LexicalAnalysis {
  /// A verdict by rules alone, without any learned weight.
  ///
  /// s = Σ wᵢ·vᵢ over the cues, w = voice · referent, then s / (|s| + 0.5).
  /// The author counts fully, a quoted voice by a twelfth; cues about rivals and third parties do
  /// not count, nor those about nobody in a unit that is not about the target. Used to judge the rules by themselves; the model learns better weights.
  ///
  /// - Returns: a number in (−1, 1); 0 when nothing was found.
  /// - Complexity: O(cues).
  public var ruleScore: Float {
    var sum: Float = 0
    for cue in cues {
      let voice: Float = cue.voice == .author ? 1 : 0.08
      let referent: Float =
        switch cue.referent {
        case .target: 1
        case .unknown: aboutTarget ? 0.8 : 0
        case .rival, .other: 0
        }
      sum += voice * referent * cue.value
    }
    return sum / (abs(sum) + 0.5)
  }

  /// Half-width of the band around 0 in which ``ruleScore`` says nothing.
  public static let neutralBand: Float = 0.15
}
