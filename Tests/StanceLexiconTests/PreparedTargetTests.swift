import StanceLexicon
import StanceText
import Testing

/// An analyzer whose target changes finds what one made for each target finds.
@Suite struct PreparedTargetTests {
  static let texts = [
    "Meta a perdu la tête, et Zuckerberg avec elle.",
    "Électricité de France déçoit ; Electricité de France, EDF pour les intimes, agace.",
    "Renaut mieux que Renault ? La régie de Luca de Meo, l'équipe de Luca, triomphe.",
    "Zukerberg ment. Les élèves aiment l'Élysée et l'elysée les ignore.",
    "apple, Apple et Orange : une orange pourrie.",
    "Bravo au groupe, cette entreprise est remarquable.", "…", "",
  ]

  static func packs() throws -> [TargetPack] {
    try ["Renault, la régie, Luca de Meo", "Apple, Orange", "Électricité de France, EDF", "Élysée"]
      .map { try TargetPack(names: $0) }
      + [.nobody, Bench.pack("meta"), Bench.pack("apple")]
  }

  @Test func aChangeOfTargetLeavesNothingBehind() throws {
    let lexicon = try Bench.lexicon.get()
    let packs = try Self.packs()
    let fresh = packs.map {
      PhraseMemoryTests.Reader(analyzer: LexicalAnalyzer(lexicon: lexicon, target: $0))
    }
    let prepared = packs.map { PreparedTarget($0) }
    var turned = fresh[0]
    var mentions = 0
    for step in 0..<(packs.count * Self.texts.count * 3) {
      let (number, text) = (step * 5 % packs.count, Self.texts[step * 3 % Self.texts.count])
      let language: Language = step % 7 == 0 ? .english : .french
      turned.analyzer.target = prepared[number]
      var alone = fresh[number]
      let expected = alone.read(text, language)
      let found = turned.read(text, language)
      #expect(found.mentions == expected.mentions, "\(packs[number].id): \(text)")
      #expect(found.cues == expected.cues, "\(packs[number].id): \(text)")
      mentions += expected.mentions.count
    }
    #expect(mentions > packs.count)
  }
}
