import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceTestSupport
import StanceText

/// Units with scores and reasons made by hand: what they look like depends on no model.
enum TerminalSamples {
  static let model = LinearModel(
    labels: ["favor", "neutral", "against"], spec: NGramSpec(bucketBits: 10),
    denseWeights: Array(repeating: 0.25, count: DenseFeature.count * 3), bias: [0, 0, 0],
    table: WeightTable(buckets: 1024, outputs: 3), temperature: 1.25, context: nil,
    provenance: Provenance(
      program: "0", seed: 1, data: ["abc a.txt"],
      facts: [.init("rows", "12"), .init("strength C", "3.0")]))

  static let text = """
    Un titre 🧪 assez court

    Vue neutre

    Rien n'est joué : le projet n'est pas un échec, mais son budget reste modeste.

    Autre partie

    \u{1B}[31mQuelle réussite éclatante pour l'équipe\u{7} !

    Lorem ipsum dolor sit amet.

    Abonnez-vous
    """

  static var block: ScoredBlock {
    let bytes = Array(text.utf8)
    var units: [ScoredUnit] = []
    var start = 0
    var line = 1
    for (index, piece) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let range = start..<start + piece.utf8.count
      start = range.upperBound + 1
      line = index + 1
      if piece.isEmpty { continue }
      units.append(
        ScoredUnit(prediction: prediction(units.count, line, range), text: bytes[range]))
    }
    return ScoredBlock(file: "sample.txt", units: units, bytes: bytes)
  }

  private static func prediction(_ index: Int, _ line: Int, _ range: Range<Int>) -> UnitPrediction {
    var unit = TextUnit(
      index: index, line: line, range: range, kind: .body, rule: "body", language: .french)
    func scored(
      _ label: String, _ probabilities: [Double], cues: Int, _ parts: [Contribution],
      about: Bool = true
    ) -> UnitPrediction {
      let scores = (0..<3).map { label in parts.reduce(Float(0)) { $0 + $1.values[label] } }
      return UnitPrediction(
        unit: unit, target: "meta", aboutTarget: about, label: label,
        score: probabilities[0] - probabilities[2], probabilities: probabilities, evidence: cues,
        explanation: Explanation(scores: scores, contributions: parts))
    }
    func firing(_ rule: RuleID, _ factor: Float, _ before: Float) -> RuleFiring {
      RuleFiring(
        rule: rule, trigger: 0..<1, factor: factor, before: before, after: before * factor)
    }
    let at = range.lowerBound
    switch index {
    case 0: unit.kind = .heading
    case 1, 3:
      unit.kind = .heading
      unit.section = index == 1 ? "Vue neutre" : "Autre partie"
    case 2:
      unit.section = "Vue neutre"
      unit.gold = "neutral"
      return scored(
        "favor", [0.55, 0.3, 0.15], cues: 2,
        [
          Contribution(
            source: .cue, feature: "cue:échec", range: at + 42..<at + 48,
            rules: [firing(.negation, -0.6, -0.7), firing(.beforeContrast, 0.4, 0.42)],
            triggers: [at + 28..<at + 37, at + 50..<at + 54], valence: -0.7,
            values: [0.4, 0, -0.3]),
          Contribution(
            source: .context, feature: "sections", range: nil, values: [-0.5, 0.1, 0.4]),
          Contribution(
            source: .word, feature: "word:budget", range: at + 59..<at + 65,
            values: [-0.1, 0.2, 0.05]),
        ])
    case 4:
      unit.section = "Autre partie"
      return scored(
        "favor", [0.9, 0.06, 0.04], cues: 1,
        [
          Contribution(
            source: .cue, feature: "cue:réussite", range: at + 12..<at + 21, valence: 0.7,
            values: [0.9, -0.2, -0.6]),
          Contribution(source: .bias, feature: "bias", range: nil, values: [0.1, 0.2, 0]),
        ], about: false)
    case 5:
      unit.language = .other
      unit.section = "Autre partie"
    default: unit.kind = .furniture
    }
    return UnitPrediction(unit: unit, target: "meta")
  }

  /// Compares with a recorded file; records it when the environment says so.
  static func differs(_ text: String, from name: String) -> Bool {
    let path = "Tests/StanceReportTests/Golden/terminal/\(name).txt"
    if PackageFiles.environment("STANCE_RECORD") != nil {
      return !PackageFiles.write(Array(text.utf8), to: path)
    }
    return PackageFiles.read(path) != Array(text.utf8)
  }
}
