import StanceEvaluation
import StanceModel
import StanceTestSupport
import Testing

@testable import StanceTraining

@Suite struct CorpusCheckTests {
  private func input(_ examples: [Example], against: [CorpusPassage] = []) -> CorpusInput {
    CorpusInput(
      data: DataSet(examples: examples),
      passages: examples.map { CorpusPassage(place: DataPlace($0), text: $0.text) },
      against: against, packs: ["acme", "zenith"], labelWords: ["optimiste", "optimistes"])
  }

  private func findings(_ input: CorpusInput) throws -> [CorpusFinding] {
    try CorpusCheck(rules: Fixtures.rules()).run(input).findings
  }

  @Test func aSoundCorpusPasses() throws {
    let data = Fixtures.synthetic(groups: 30, noise: 0.5)
    var check = CorpusCheck(rules: try Fixtures.rules())
    check.minimums = [("articles", 30), ("targets", 2), ("groups", 30)]
    check.largestTargetShare = 0.5
    check.duplicateThreshold = 0.95
    check.giveAwayLimit = 0.8
    let report = check.run(input(data.examples))
    #expect(report.passed, "\(report.findings.prefix(3)) \(report.gates)")
    #expect(report.counts.articles == 30 && report.counts.paragraphs == 180)
    #expect(report.gates.count == 5 && report.gates.allSatisfy(\.passed))
    let targets = try #require(report.balance.first { $0.property == "target" })
    #expect(targets.rows.map(\.value).sorted() == ["acme", "zenith"])
    #expect(targets.rows.map(\.total).reduce(0, +) == 180 && targets.rows[0].groups == 15)
    #expect(report.lengths.map(\.texts).reduce(0, +) == 180)
    // Twice the same bytes.
    #expect(report.tree.json() == check.run(input(data.examples)).tree.json())
  }

  @Test func gatesThatFail() throws {
    var check = CorpusCheck(rules: try Fixtures.rules())
    check.minimums = [("articles", 31)]
    check.largestTargetShare = 0.4
    check.giveAwayLimit = 0.5
    check.duplicateThreshold = 1
    let report = check.run(input(Fixtures.synthetic(groups: 30, noise: 0).examples))
    #expect(!report.passed)
    #expect(
      report.gates.filter { !$0.passed }.map(\.name) == [
        "give-away accuracy, all", "articles", "largest share of a target",
      ])
    #expect(report.gates.last?.found == 0.5)
  }

  /// A text that stands in its group for two targets is one text; for one target, or in two groups, it
  /// is a copy.
  @Test(arguments: [
    ("acme", "zenith", "g", 0), ("acme", "acme", "g", 1), ("acme", "zenith", "h", 1),
  ])
  func oneTextOfTwoTargets(_ one: String, _ other: String, _ group: String, _ count: Int) throws {
    let text = "La cuisine est un régal du début à la fin, le service fait attendre une heure."
    let found = try findings(
      input([
        Fixtures.example("a", text, "favor", target: one, group: "g", line: 1),
        Fixtures.example("b", text, "against", target: other, group: group, line: 2),
      ]))
    #expect(found.count { $0.code == "near_duplicate" } == count)
  }

  @Test func copiesAreErrors() throws {
    let text = "Le groupe ouvre en mars une usine de batteries près de Lille sans autre annonce."
    let found = try findings(
      input([
        Fixtures.example("a", text, "favor", line: 1),
        Fixtures.example(
          "b", "Rien de tout cela ne ressemble au premier texte du lot.", "favor", line: 2),
        Fixtures.example("c", text.uppercased(), "against", line: 3),
      ]))
    let copy = try #require(found.first { $0.code == "near_duplicate" })
    #expect(copy.severity == .error && copy.places.map(\.line) == [1, 3])
    #expect(
      copy.description.hasPrefix("data.jsonl:1: 100 % of its word runs stand in data.jsonl:3"))
  }

  @Test func eightWordsInARow() throws {
    let source = CorpusPassage(
      place: DataPlace(file: "other.txt", line: 7),
      text: Array("Hier, un deux trois quatre cinq six sept huit neuf, dit-il.".utf8))
    func overlaps(_ text: String) throws -> [CorpusFinding] {
      try findings(
        input([Fixtures.example("a", text, "favor", line: 4)], against: [source])
      ).filter { $0.code == "overlap" }
    }
    let found = try overlaps("Voici : « un deux trois quatre cinq six sept huit » !")
    #expect(
      found.count == 1 && found[0].places == [DataPlace(file: "data.jsonl", line: 4), source.place])
    #expect(
      found[0].message.hasPrefix("“un deux trois quatre cinq six sept huit” stands in other.txt:7"))
    #expect(try overlaps("un deux trois quatre cinq six sept, huit neuf dix").count == 1)
    #expect(try overlaps("un deux trois quatre cinq six sept").isEmpty)
    #expect(try overlaps("un deux trois quatre ET cinq six sept huit").isEmpty)
  }

  @Test func wordsThatNameALabel() throws {
    let found = try findings(
      input([
        Fixtures.example("a", "Les plus Optimistes parlent d’un succès.", "favor", line: 1),
        Fixtures.example("b", "Un optimisme de façade.", "favor", line: 2),
        Fixtures.example("c", "Un recapitulatif optimiste, sans label.", nil, line: 3),
      ])
    ).filter { $0.code == "label_word" }
    #expect(found.map { $0.places[0].line } == [1])
    #expect(found[0].severity == .error && found[0].message.hasPrefix("“optimistes” names"))
  }

  @Test func labelWordsComeFromTitles() throws {
    let table = Array(
      """
      title\tlabel\tlang\tnote
      Point de vue optimiste\tfavor\tfr\t
      Vision optimiste\tfavor\tfr\t
      Point de vue neutre\tneutral\tfr\t
      Vision neutre\tneutral\tfr\t
      Pour\tfavor\tfr\t
      Contexte neutre\t\tfr\t
      """.utf8)
    let words = LabelWords.read(table, rules: try Fixtures.rules(), titles: 2)
    // « neutre » names a section without a label too, « vue » stands everywhere, « pour » once.
    #expect(words == ["optimiste", "optimistes"])
    let shipped = PackageFiles.read("Lexicons/reading/section-titles.tsv") ?? []
    let known = LabelWords.read(shipped, rules: try Fixtures.rules())
    #expect(known.isSuperset(of: ["optimiste", "pessimiste", "neutre", "optimistic", "neutral"]))
    #expect(known.isDisjoint(with: ["point", "vue", "les", "de", "pour", "the", "view"]))
  }

  @Test func targetsWithoutPacks() throws {
    let found = try findings(
      input([
        Fixtures.example("a", "Un.", "favor", target: "nobody", line: 1),
        Fixtures.example("b", "Deux.", "favor", target: "nobody", line: 2),
        Fixtures.example(
          "c", "Trois.", "favor", target: nil, group: "corpus/newco/x.txt",
          file: "corpus/newco/x.txt", line: 3),
        Fixtures.example("d", "Quatre.", nil, target: nil, file: "corpus/oldco/x.txt", line: 3),
        Fixtures.example(
          "f", "Six.", "favor", target: nil, file: "corpus/short/x.jsonl.gz", line: 3),
        Fixtures.example("e", "Cinq.", "favor", target: "Tréguidel, le vélo-cargo", line: 4),
      ]))
    #expect(
      found.filter { $0.code == "no_pack" }.map { $0.places[0].line } == [1], "names need none")
    let lost = found.filter { $0.code == "no_target" }
    #expect(lost.count == 1 && lost[0].message.contains("Lexicons/targets/newco.tsv"))
  }

  @Test func repeatedOpenings() throws {
    let examples = (0..<5).map {
      Fixtures.example(
        "r\($0)", "D’un côté, la phrase numéro \($0) est neuve.", "neutral", line: $0)
    }
    let report = try CorpusCheck(rules: Fixtures.rules()).run(input(examples))
    #expect(report.openings.first?.words == "d' un côté" && report.openings.first?.counts == [5])
    #expect(report.findings.contains { $0.code == "opening" && $0.severity == .warning })
  }

  @Test func lengths() throws {
    let long = String(repeating: "mot ", count: 100)
    let short = String(repeating: "mot ", count: 50)
    let examples = (0..<4).flatMap { group in
      [("favor", long), ("against", short), ("against", "Trois mots seulement !")].enumerated().map
      {
        place, row in
        Fixtures.example(
          "\(group)-\(place)", row.1, row.0, group: "a\(group).txt", file: "a\(group).txt",
          line: place + 1)
      }
    }
    let report = try CorpusCheck(rules: Fixtures.rules()).run(input(examples))
    #expect(report.lengths.map(\.mean) == [100, 26.5])
    #expect(report.lengths[1].shortest == 3 && report.lengths[1].longest == 50)
    #expect(report.findings.filter { $0.code == "length" }.count == 4)
    #expect(report.findings.filter { $0.code == "length_by_label" }.count == 2)
  }

  @Test(arguments: [
    ("", 0), ("un", 1), ("L’IA, dit-il, avance !", 3), ("12 % de 3,5", 3), ("« oui »", 1),
    ("un\u{A0}deux\u{202F}!", 2), ("État – été", 2),
  ])
  func wordCounts(text: String, words: Int) {
    #expect(CorpusStatistics.wordCount(Array(text.utf8)) == words)
  }

  @Test func splitsAreCheckedWhereThereAreAny() throws {
    var whole = input(Fixtures.synthetic(groups: 4).examples)
    #expect(try !findings(whole).contains { $0.code == "split" })
    whole.hasSplits = true
    #expect(try findings(whole).contains { $0.code == "split" })
  }

  @Test func passagesOfAFile() {
    let passages = CorpusPassage.lines(Array("Un.\n\n  \r\nDeux.\n".utf8), file: "a.txt")
    #expect(passages.map(\.place.line) == [1, 4])
    #expect(CorpusPassage.lines([0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1], file: "p").isEmpty)
  }
}
