import StanceEvaluation
import StanceModel
import Testing

@testable import StanceTraining

@Suite struct LeakCheckTests {
  private static let text =
    "Le groupe ouvre en mars une usine de batteries près de Lille avec trois cents emplois."
  /// One word of sixteen replaced, and other apostrophes and quotation marks.
  private static let copy =
    "Le groupe ouvre en mars une usine de batteries près de Douai avec trois cents emplois !"
  private static let other =
    "Les clients attendent toujours la mise à jour que la direction avait promise pour l’été."

  private func check() throws -> LeakCheck {
    LeakCheck(rules: try Fixtures.rules(), threshold: 0.4)
  }

  @Test func nearDuplicates() throws {
    let training = DataSet(examples: [
      Fixtures.example("a", Self.other, "favor", file: "train.txt", line: 3),
      Fixtures.example("b", Self.text, "favor", file: "train.txt", line: 7),
    ])
    let test = DataSet(examples: [
      Fixtures.example("c", Self.copy, "favor", file: "test.txt", line: 5)
    ])
    let found = try check().between(training: training, test: test)
    #expect(found.count == 1)
    guard case .nearDuplicate(let place, let source, let likeness)? = found.first else {
      Issue.record("no near duplicate")
      return
    }
    #expect(place == DataPlace(file: "test.txt", line: 5))
    #expect(source == DataPlace(file: "train.txt", line: 7))
    // 16 words, 12 runs of five each; the runs with the other word differ: 7 of 17 are common.
    #expect(abs(likeness - 7.0 / 17) < 1e-12)
    #expect(
      found[0].description.hasPrefix("test.txt:5: 41 % of its word runs stand in train.txt:7"))
    // Two copies on one side are no leak.
    #expect(
      try check().between(
        training: DataSet(), test: DataSet(examples: training.examples + test.examples)
      ).isEmpty)
  }

  @Test func shortTextsAreNoCopies() throws {
    let short = DataSet(examples: [Fixtures.example("a", "Très bon produit, je le garde.", "favor")]
    )
    let again = DataSet(examples: [Fixtures.example("b", "Très bon produit, je le garde.", "favor")]
    )
    var check = try check()
    #expect(check.between(training: short, test: again).isEmpty)
    check.leastWords = 6
    #expect(check.between(training: short, test: again).count == 1)
  }

  @Test func cutGroups() throws {
    let training = DataSet(examples: [Fixtures.example("a", Self.text, "favor", group: "g")])
    let test = DataSet(examples: [Fixtures.example("b", Self.other, "favor", group: "g", line: 2)])
    #expect(
      try check().between(training: training, test: test) == [
        .cutGroup(
          group: "g", sides: ["test", "training"], first: DataPlace(file: "data.jsonl", line: 1))
      ])
  }

  @Test(arguments: [
    ("Point de vue optimiste : tout va bien.", "favor", true),
    ("Une phrase.\nPoint de vue pessimiste\nTout va mal.", "against", true),
    ("RISQUES : la dette.", "against", true),
    // Another label than the text's own says nothing of the answer.
    ("Points forts : la batterie.", "positive", false),
    ("Un point de vue optimiste domine chez les clients du groupe.", "favor", false),
    ("Récapitulatif factuel : tout est là.", "neutral", false),
    ("Texte sans titre : rien.", "favor", false),
  ])
  func titlesInTexts(text: String, label: String, isLeak: Bool) throws {
    let data = DataSet(examples: [Fixtures.example("a", text, label, line: 4)])
    #expect(
      try check().titles(data)
        == (isLeak
          ? [.titleInText(DataPlace(file: "data.jsonl", line: 4), label: label)] : []))
  }

  @Test func whatTheModelWasTrainedOn() throws {
    var data = DataSet(examples: [
      Fixtures.example("a", "Un.", "favor", group: "g", file: "w.jsonl", line: 1),
      Fixtures.example("b", "Deux.", "favor", group: "h", file: "w.jsonl", line: 2),
      Fixtures.example("c", "Trois.", "favor", group: "x.txt", file: "x.txt"),
    ])
    data.sources = [
      DataSource(file: "w.jsonl", sha256: "aa", groups: 2, items: 2),
      DataSource(file: "x.txt", sha256: "bb", groups: 1, items: 1),
    ]
    let check = try check()
    func files(_ training: [String], _ data: DataSet, sources: [DataSource]) -> [String] {
      check.trainedOn(training, sources: sources, data: data).map {
        guard case .trainedOn(let file, _) = $0 else { return "?" }
        return file
      }
    }
    // A whole file, under another name.
    #expect(files(["bb other/x.txt", "cc y"], data, sources: data.sources) == ["x.txt"])
    // One group of a file, tested on the whole and on that group.
    let group = try #require(data.groupSources.first?.sha256)
    #expect(files(["\(group) w.jsonl#g"], data, sources: data.sources) == ["w.jsonl#g"])
    var part = data
    part.examples.removeFirst()
    #expect(files(["\(group) w.jsonl#g"], part, sources: data.sources).isEmpty)
    // The whole file, tested on a part of it.
    #expect(files(["aa w.jsonl"], part, sources: data.sources) == ["w.jsonl"])
    // No fingerprint is no fingerprint of everything.
    #expect(
      files(
        ["- w.jsonl"], data,
        sources: [DataSource(file: "w.jsonl", sha256: "-", groups: 1, items: 1)]
      ).isEmpty)
    #expect(files([], data, sources: data.sources).isEmpty)
  }

  /// A model trained on one split, tested on the others: silent; on its own: named.
  @Test func aTrainedModelNamesItsOwnData() throws {
    var data = Fixtures.synthetic(groups: 12)
    for index in data.examples.indices {
      data.examples[index].split = data.examples[index].group.hasSuffix("1.txt") ? "test" : "train"
    }
    let train = data.selecting(split: "train")
    let model = try Fixtures.trainer().train(train).model
    let check = try check()
    let test = data.selecting(split: "test")
    #expect(check.trainedOn(model.provenance.data, sources: data.sources, data: test).isEmpty)
    #expect(
      check.trainedOn(model.provenance.data, sources: data.sources, data: train).count == 10)
  }
}
