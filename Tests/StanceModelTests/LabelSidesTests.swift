import StanceModel
import Testing

@Suite struct LabelSidesTests {
  @Test(arguments: [
    ["favor", "neutral", "against"], ["positive", "neutral", "negative"], ["pos", "neu", "neg"],
    ["pour", "neutre", "contre"], ["POS", "None", "Neg"],
    ["positif", "neutre", "négatif"], ["Favorable", "Neutre", "Défavorable"],
  ])
  func wordsOfAllForms(labels: [String]) {
    let sides = LabelSides(labels)
    #expect(sides.favor == 0 && sides.neutral == 1 && sides.against == 2 && sides.areNamed)
  }

  @Test func labelsWithoutSidesHaveNone() {
    #expect(!LabelSides(["comedy", "drama"]).areNamed)
    #expect(LabelSides(["positive", "negative"]).neutral == nil)
    #expect(LabelSides(["pos", "other"]).favor == 0 && !LabelSides(["pos", "other"]).areNamed)
  }
}
