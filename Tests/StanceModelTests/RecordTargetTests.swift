import StanceKit
import StanceText
import Testing

@testable import StanceModel

/// The wording of a record's target: its words, and the words of a text that echo them.
@Suite struct RecordTargetTests {
  private func rules() throws -> ReadingRules {
    try ReadingRules(prepared: BundledAssets.reading)
  }

  private func echoes(_ target: RecordTarget, _ word: String) -> Bool {
    target.echoes(Array(word.utf8)[...])
  }

  @Test func aQuestionIsEchoedByWordsThatBeginLikeItsOwn() throws {
    let target = RecordTarget("Faut-il légaliser le cannabis?", rules: try rules())
    #expect(target.words.count == Set(target.words).count)
    for word in ["légaliser", "légalisation", "cannabis"] {
      #expect(echoes(target, word), "\(word)")
    }
    // Another word, too short a word, and the beginning alone.
    for word in ["illégal", "faut", "canna", ""] { #expect(!echoes(target, word), "\(word)") }
  }

  @Test func accentedLettersCountAsOne() throws {
    let target = RecordTarget("éééé éééèé", rules: try rules())
    #expect(echoes(target, "éééèé"))
    #expect(!echoes(target, "éééé"))
  }

  @Test func namesDifferByMoreThanCase() throws {
    let rules = try rules()
    #expect(RecordTarget("Acme", rules: rules).hash == RecordTarget("ACME", rules: rules).hash)
    #expect(RecordTarget("Acme", rules: rules).hash != RecordTarget("Zenith", rules: rules).hash)
    #expect(RecordTarget(nil, rules: rules) == .none)
    #expect(RecordTarget("", rules: rules) == .none)
    #expect(RecordTarget.none.hash == 0 && RecordTarget.none.words.isEmpty)
  }
}
