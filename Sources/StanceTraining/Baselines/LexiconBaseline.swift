internal import StanceEvaluation
public import StanceLexicon
internal import StanceModel
public import StanceText

/// The rules' verdict by themselves, without a learned weight: what the lexicon alone is worth.
///
/// A text whose ``LexicalAnalysis/ruleScore`` lies within ``LexicalAnalysis/neutralBand`` of 0 is
/// neutral; above it speaks for the target, below against it. Without a neutral label the sign
/// decides, and exactly 0 is an abstention.
public struct LexiconBaseline: Sendable {
  public static let name = "lexicon alone"

  private let lexicon: Lexicon
  private let rules: ReadingRules
  private let targets: TargetResolver

  public init(lexicon: Lexicon, rules: ReadingRules, targets: TargetResolver) {
    self.lexicon = lexicon
    self.rules = rules
    self.targets = targets
  }

  /// The rule score of every example, in (−1, 1).
  ///
  /// - Complexity: O(bytes).
  public func scores(_ examples: [Example]) -> [Float] {
    var analyzer = UnitAnalyzer(lexicon: lexicon, target: .nobody, rules: rules)
    var prepared: [String: PreparedTarget] = [:]
    var assumptions: [String: TargetAssumption] = [:]
    return examples.map { example in
      let key = example.target ?? ""
      let target = prepared[key] ?? PreparedTarget(targets.pack(for: example.target))
      prepared[key] = target
      analyzer.target = target
      var assumption = assumptions[key] ?? TargetAssumption(target.pack)
      let assumes = assumption.holds(for: example)
      assumptions[key] = assumption
      analyzer.read(
        example.text, 0..<example.text.count, language: example.language(by: rules),
        assumeTarget: assumes)
      return analyzer.analysis.ruleScore
    }
  }

  /// The verdict of every example as a position of the labels; nil is an abstention.
  ///
  /// - Returns: nil when the labels name no side for and no side against.
  public func predict(_ examples: [Example], labels: [String]) -> [Int?]? {
    let sides = LabelSides(labels)
    guard let favor = sides.favor, let against = sides.against else { return nil }
    return scores(examples).map { score in
      if let neutral = sides.neutral, abs(score) < LexicalAnalysis.neutralBand { return neutral }
      return score > 0 ? favor : score < 0 ? against : sides.neutral
    }
  }
}
