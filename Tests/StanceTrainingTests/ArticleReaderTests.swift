import StanceEvaluation
import Testing

@testable import StanceTraining

@Suite struct ArticleReaderTests {
  static let article = """
    Acme change de siège

    Récapitulatif factuel

    Le groupe quitte ses bureaux du centre pour une tour plus grande à la périphérie de la ville.

    Point de vue optimiste

    Le choix est excellent : les équipes gagnent de la place et la société fait des économies.

    Les salariés que j’ai croisés sont ravis de quitter ces locaux sombres et mal chauffés.

    Point de vue pessimiste

    Quelle mauvaise idée que d’envoyer tout le monde si loin du métro et des commerces.

    """

  private func read(_ text: String, file: String = "acme/w1-03-plain-blog-siege.txt") throws
    -> DataSet
  {
    try ArticleReader.read(
      Array(text.utf8), file: file, target: "acme", rules: try Fixtures.rules())
  }

  @Test func labelsComeFromSections() throws {
    let data = try read(Self.article)
    #expect(data.examples.map(\.label) == [nil, "favor", "favor", "against"])
    #expect(data.examples.map(\.line) == [5, 9, 11, 15])
    #expect(data.examples.map(\.id)[0] == "acme/w1-03-plain-blog-siege.txt:5")
    #expect(data.examples.allSatisfy { $0.group == "acme/w1-03-plain-blog-siege.txt" })
    #expect(data.examples.allSatisfy { $0.target == "acme" })
    // Neighbours in one section share its number, and no other section has it.
    #expect(data.examples[1].section == data.examples[2].section)
    #expect(Set(data.examples.compactMap(\.section)).count == 3)
    #expect(data.sources.count == 1 && data.sources[0].items == 4)
  }

  @Test func titlesAreNoText() throws {
    for example in try read(Self.article).examples {
      let text = String(decoding: example.text, as: UTF8.self)
      #expect(!text.contains("optimiste") && !text.contains("pessimiste"))
    }
  }

  @Test func registerAndStyleComeFromTheName() throws {
    let example = try #require(try read(Self.article).examples.first)
    #expect(example.slice("register") == "plain" && example.slice("style") == "blog")
    let sections = try read(Self.article).examples.map { $0.slice("section") }
    #expect(sections[1] == "Point de vue optimiste" && sections[0] == "Récapitulatif factuel")
    #expect(ArticleReader.slices("notes.txt").isEmpty)
    #expect(ArticleReader.slices("w1-03-other-blog-x.txt").isEmpty)
  }

  @Test func legacyEncodingIsNoted() throws {
    var bytes: [UInt8] = []
    for scalar in Self.article.unicodeScalars {
      bytes.append(scalar == "’" ? 0x92 : UInt8(truncatingIfNeeded: scalar.value))
    }
    let data = try ArticleReader.read(
      bytes, file: "a.txt", target: nil, rules: try Fixtures.rules())
    #expect(data.examples.map(\.label) == [nil, "favor", "favor", "against"])
    #expect(data.notes.count == 1 && data.notes[0].file == "a.txt")
    #expect(data.examples.map(\.text) == (try read(Self.article)).examples.map(\.text))
  }

  @Test func binaryIsAnError() throws {
    let rules = try Fixtures.rules()
    let error = #expect(throws: DataError.self) {
      try ArticleReader.read(
        [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 0, 1, 2, 0, 0], file: "p.txt", target: nil, rules: rules)
    }
    #expect(error?.description.hasPrefix("p.txt: ") == true)
  }

  @Test func nothing() throws {
    #expect(try read("").examples.isEmpty)
  }
}
