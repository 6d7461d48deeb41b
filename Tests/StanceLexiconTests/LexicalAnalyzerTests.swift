import StanceLexicon
import StanceText
import Testing

@Suite struct LexicalAnalyzerTests {
  /// Every chain of firings takes base to value exactly.
  static func check(_ outcome: Bench.Outcome) {
    var next: Int32 = 0
    for cue in outcome.analysis.cues {
      #expect(cue.firings.lowerBound == next)
      next = cue.firings.upperBound
      var value = cue.base
      for index in cue.firings {
        let firing = outcome.analysis.firings[Int(index)]
        #expect(firing.before == value)
        #expect(firing.after == firing.before * firing.factor)
        #expect(Int(firing.trigger.upperBound) <= outcome.tokens.count)
        value = firing.after
      }
      #expect(value == cue.value)
      let sentence = outcome.analysis.sentences[Int(cue.sentence)]
      #expect(sentence.tokens.contains(cue.tokens.lowerBound))
    }
    #expect(Int(next) == outcome.analysis.firings.count)
    var cues: Int32 = 0
    for sentence in outcome.analysis.sentences {
      #expect(sentence.cues.lowerBound == cues)
      cues = sentence.cues.upperBound
    }
    #expect(Int(cues) == outcome.analysis.cues.count)
  }

  static let texts = [
    "Le plan de Meta n’est pas convaincant, mais il est solide.",
    "Bravo à Meta : quatorze milliards, et toujours pas l’ombre d’un modèle !",
    "Rien. Aucun succès ; pas même un échec ?! Meta ne cesse de surprendre… et « génial ».",
    "", "!", "ne", "pas ne pas ne plus que que que mais mais",
  ]

  /// What has no word that tells its language is read as French.
  @Test(arguments: ["Service impeccable", "NUL NUL NUL", "Bravo", "Attente interminable."])
  func undeterminedIsFrench(text: String) throws {
    let (french, open) = (
      try Bench.analyze(text), try Bench.analyze(text, language: .undetermined)
    )
    #expect(!french.analysis.cues.isEmpty)
    #expect(open.analysis.cues.map(\.value) == french.analysis.cues.map(\.value))
  }

  @Test(arguments: texts) func chains(text: String) throws {
    Self.check(try Bench.analyze(text))
  }

  @Test func anyTokensInAnyOrder() throws {
    let words = [
      "ne", "pas", "plus", "que", "mais", "si", "Meta", "OpenAI", "échec", "succès", "éviter",
      "la", "catastrophe", "«", "»", "\"", ",", ".", "?", "!", ";", ":", "selon", "affirme", "peu",
      "un", "trop", "loin", "de", "il", "certes", "bravo", "ses", "rivaux", "dépasse", "par", "est",
      "PAS", "ECHEC", "catastrofe", "12", "(", ")", "n'", "aurait", "pu", "sans", "ni", "rien",
    ]
    var state: UInt64 = 7
    for round in 0..<300 {
      var text = ""
      for _ in 0..<(round % 40) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += words[Int(state >> 33) % words.count] + " "
      }
      let outcome = try Bench.analyze(text, assumeTarget: round.isMultiple(of: 2))
      Self.check(outcome)
    }
  }

  @Test func otherLanguagesGiveOnlyMentions() throws {
    let outcome = try Bench.analyze("Meta ist ein succès.", language: .other)
    #expect(outcome.analysis.cues.isEmpty)
    #expect(outcome.analysis.mentions.count == 1)
  }
}
