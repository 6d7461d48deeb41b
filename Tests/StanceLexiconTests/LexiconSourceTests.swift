import StanceLexicon
import StanceText
import Testing

@Suite struct LexiconSourceTests {
  @Test(arguments: [
    ("q.tsv", Language.french, LexiconSourceKind.entries), ("a/b/q.en.tsv", .english, .entries),
    ("x/en/q.tsv", .english, .entries), ("operators-perso.tsv", .french, .operators),
    ("en/operators.tsv", .english, .operators), ("operators.en.tsv", .english, .operators),
    ("fr/conjugation.tsv", .french, .conjugation), ("agreement.tsv", .french, .agreement),
    ("en.tsv", .french, .entries), ("q.en.csv", .english, .entries), ("q.csv", .french, .entries),
  ])
  func aPathSaysWhatATableHolds(_ path: String, _ language: Language, _ kind: LexiconSourceKind) {
    let source = LexiconSource(path: path, text: [])
    #expect(source.file == path && source.language == language && source.kind == kind)
  }

  @Test func onlyTheTreeHasNamesOfItsOwn() {
    #expect(LexiconSource(file: "fr/verbs.tsv", text: [])?.kind == .entries)
    for file in ["verbs.tsv", "de/verbs.tsv", "fr/verbs.txt", "a/fr/verbs.tsv"] {
      #expect(LexiconSource(file: file, text: []) == nil)
    }
  }

  @Test func commentsMayStandBeforeTheHeader() throws {
    let rows = "term\tpos\tvalence\ttags\tsource\nzorglub\tnoun\t-0.5\t\town\n"
    for head in ["# mots de la maison\n", "\n# deux\n\n", "\u{FEFF}# trois\r\n", ""] {
      let source = LexiconSource(path: "q.tsv", text: Array((head + rows).utf8))
      let lexicon = try Bench.lexicon.get().layering(source)
      #expect(lexicon.entryCount == (try Bench.lexicon.get().entryCount) + 1)
    }
    #expect(TargetPack.isTable(Array("# noms\nterm\trole\ttags\tsource\n".utf8)))
  }
}
