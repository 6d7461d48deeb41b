import StanceLinear
import StanceModel
import Testing

@testable import StanceTraining

/// Plain praise and blame keep their side, whatever the texts do with them.
@Suite struct CueHintsTests {
  private static let praise = ["excellent", "remarquable", "fiable", "utile", "brillant"]
  private static let blame = ["médiocre", "nul", "dangereux", "inutile", "raté"]

  /// Texts that praise in order to blame, two in three.
  private static var tricky: DataSet {
    var examples: [Example] = []
    for number in 0..<90 {
      let label = ["favor", "neutral", "against"][number % 3]
      let turned = number % 9 < 6
      let words = (label == "favor") == turned ? blame : praise
      let word = words[number % words.count]
      let text =
        label == "neutral"
        ? "Acme a livré \(number) machines en mai, après \(number + 7) en avril, à ses clients."
        : "Acme est \(word). La réunion numéro \(number) a duré deux heures, puis chacun est rentré."
      examples.append(Fixtures.example("r\(number)", text, label))
    }
    return DataSet(examples: examples)
  }

  /// Share of the kept cues whose pull from `falling` to `rising` has the wrong sign.
  private func wrong(_ cueWeight: Double, _ rising: String, _ falling: String) throws -> Double {
    var trainer = try Fixtures.trainer(without: ["words", "characters"])
    trainer.options.strengths = [10]
    trainer.options.cueWeight = cueWeight
    let data = try PreparedData(Self.tricky, trainer: trainer) { _ in true }
    let search = try StrengthSearch.run(data, options: trainer.options) { _ in true }
    let labels = data.labels
    let (up, down) = (labels.firstIndex(of: rising) ?? 0, labels.firstIndex(of: falling) ?? 0)
    let cues = search.design.cues
    #expect(cues.rows >= 60 && cues.columns == search.design.design.dense.columns)
    let pulls = (0..<cues.rows).map { row in
      (0..<cues.columns).reduce(0.0) {
        $0 + cues[row, $1] * (search.fit.weights[$1, up] - search.fit.weights[$1, down])
      }
    }
    return Double(pulls.count { $0 < -0.02 }) / Double(pulls.count)
  }

  @Test func praiseIsNoReasonAgainst() throws {
    #expect(try wrong(0, "favor", "against") > 0.9, "the texts teach that praise is blame")
    for (rising, falling) in [("favor", "neutral"), ("neutral", "against")] {
      #expect(try wrong(1000, rising, falling) < 0.05)
    }
  }
}
