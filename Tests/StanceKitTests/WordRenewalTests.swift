import StanceKit
import StanceModel
import StanceText
import Testing

/// Scores do not depend on what a scorer read before, however many words passed.
@Suite struct WordRenewalTests {
  @Test func aScorerThatReadMoreWordsThanItHolds() throws {
    let analyzer = try Analyzer(model: BundledModel.short.model())
    let texts = [
      "Meta a perdu la tête : quel fiasco, mais l'équipe progresse.",
      "Un service impeccable, je recommande sans hésiter !",
      "Rien de neuf, on ne peut pas dire que ce soit une réussite.",
    ]
    let expected = texts.map { analyzer.scoreUnit($0) }
    var scorer = DocumentScorer(analyzer)
    // Twice as many words as the scorer's table holds, the texts now and then among them.
    let perUnit = 600
    for unit in 0..<(2 * WordTable.defaultCapacity / perUnit + 2) {
      let filler = (0..<perUnit).map { "k\(unit)x\($0)" }.joined(separator: " ")
      _ = scorer.scoreUnit(Array(filler.utf8))
      let place = unit % texts.count
      #expect(scorer.scoreUnit(Array(texts[place].utf8)) == expected[place], "unit \(unit)")
    }
  }
}
