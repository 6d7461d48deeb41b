import StanceLexicon
import StanceModel
import Testing

@testable import StanceReport

@Suite struct PartTextTests {
  private func text(_ source: Contribution.Source, _ feature: String) -> String {
    PartText.feature(Contribution(source: source, feature: feature, range: nil, values: []))
  }

  @Test func featuresAreWordedForPeople() {
    #expect(text(.cue, "cue:étouffer") == "cue \u{201C}étouffer\u{201D}")
    // Marks for parts of speech belong to the lexicon's tables.
    #expect(text(.cue, "cue:bogue:n majeur:adj") == "cue \u{201C}bogue majeur\u{201D}")
    #expect(text(.word, "word:12:30") == "word \u{201C}12:30\u{201D}")
    #expect(text(.words, "words:pas du tout") == "words in a row \u{201C}pas du tout\u{201D}")
    #expect(text(.shape, "lexicon.target.subjects") == "the text as a whole: target subjects")
    #expect(text(.bias, "bias") == "the model\u{2019}s constant")
    #expect(text(.context, "sections") == "the sections of the article")
    #expect(text(.context, "article") == "the rest of the article")
    #expect(text(.word, "bare") == "word \u{201C}bare\u{201D}")
  }

  @Test func partsWithoutRulesHaveNone() {
    let part = Contribution(source: .word, feature: "word:x", range: nil, values: [])
    #expect(PartText.rules(part) == nil)
  }
}
