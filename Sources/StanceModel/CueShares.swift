internal import StanceLexicon

/// What each plain cue of a unit gives to the dense features: ``FeatureRows/cueShares(atMost:)``.
struct CueShares: DenseSink {
  /// One row of ``DenseFeature/count`` numbers for each cue.
  private(set) var rows: [Float] = []
  /// The row of each cue of the analysis; nil for one that is not plain.
  private var places: [Int?]
  private let signs: [Float]

  init(_ analysis: borrowing LexicalAnalysis) {
    places = []
    var signs: [Float] = []
    var count = 0
    for cue in analysis.cues {
      let isPlain = Self.isPlain(cue)
      places.append(isPlain ? count : nil)
      if isPlain { count += 1 }
      signs.append(cue.value < 0 ? -1 : 1)
    }
    self.signs = signs
    rows = Array(repeating: 0, count: count * DenseFeature.count)
  }

  private static func isPlain(_ cue: Cue) -> Bool {
    let unsure: CueFlags = [
      .conceded, .beforeContrast, .substituted, .ironic, .counterfactual, .hypothetical,
      .inQuestion, .compared, .competitive,
    ]
    return cue.value != 0 && cue.voice == .author && cue.flags.isDisjoint(with: unsure)
      && (cue.referent == .target || cue.referent == .unknown)
  }

  mutating func add(_ feature: DenseFeature, _ amount: Float, _ bytes: Range<Int32>, cue: Int32) {
    guard cue >= 0, let place = places[Int(cue)] else { return }
    rows[place * DenseFeature.count + feature.rawValue] += amount * signs[Int(cue)]
  }
}
