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

  @Test func wordsAreJoinedToTheBeginningsOfItsLongerWords() throws {
    let rules = try rules()
    func joints(_ target: String) -> [UInt64] { RecordTarget(target, rules: rules).joints }
    // Questions in other words share what is learnt of their subject.
    let (one, other) = (joints("Faut-il légaliser le cannabis?"), joints("Le cannabis, légalisé ?"))
    #expect(one.count == 2 && Set(one) == Set(other))
    #expect(Set(one).isDisjoint(with: joints("Êtes-vous pour le nucléaire ?")))
  }

  /// A text given as a target costs what a long question costs.
  @Test func aTextAsTargetHasNoMoreJointsThanALongQuestion() throws {
    let letters = "bcdfghjklmnpqrstvwxz"
    let words = letters.flatMap { a in letters.map { "mot\(a)a\($0)e" } }
    let target = RecordTarget(words.joined(separator: " "), rules: try rules())
    #expect(target.words.count == 400 && target.joints.count == RecordTarget.mostJoints)
  }

  @Test func aNameWithoutLongerWordsIsJoinedWhole() throws {
    let rules = try rules()
    func joints(_ target: String?) -> [UInt64] { RecordTarget(target, rules: rules).joints }
    #expect(joints("Acme").count == 1 && joints("Acme") == joints("ACME"))
    #expect(joints("Acme") != joints("Meta"))
    #expect(RecordTarget(nil, rules: rules) == .none)
    #expect(RecordTarget("", rules: rules) == .none)
    #expect(RecordTarget.none.joints.isEmpty && RecordTarget.none.words.isEmpty)
  }
}
