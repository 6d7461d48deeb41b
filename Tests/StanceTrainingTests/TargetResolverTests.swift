import StanceLexicon
import StanceTestSupport
import Testing

@testable import StanceTraining

@Suite struct TargetResolverTests {
  @Test func packsNamesAndQuestions() throws {
    let fallback = try TargetPack(names: "\u{1}none")
    let acme = try TargetPack(
      id: "acme",
      table: Array("term\trole\ttags\tsource\nAcme\ttitle\t\town\nAcme\tname\t\town\n".utf8))
    let persons = try PersonNames(
      table: try #require(PackageFiles.read("Lexicons/names/organisations.tsv")))
    let resolver = TargetResolver(packs: ["acme": acme], fallback: fallback, persons: persons)
    #expect(resolver.pack(for: "acme") == acme)
    #expect(resolver.pack(for: nil) == fallback)
    #expect(resolver.pack(for: "") == fallback)
    // A question names nothing that could be found in a text.
    #expect(resolver.pack(for: "Faut-il fermer les centrales ?") == fallback)
    #expect(resolver.pack(for: "un deux trois quatre cinq six") == fallback)
    // A person is found by the last name too.
    #expect(
      resolver.pack(for: "Emmanuel Macron") == (try TargetPack(names: "Emmanuel Macron, Macron")))
    #expect(
      resolver.pack(for: "Crédit Agricole") == (try TargetPack(names: "Crédit Agricole")))
    // Commas part a name from its aliases, as on the command line; a claim with commas is no name.
    let names = "Tréguidel, le vélo-cargo, la marque costarmoricaine de vélos"
    #expect(resolver.pack(for: names) == (try TargetPack(names: names)))
    #expect(resolver.pack(for: "Les vélos, dit-on, sont chers.") == fallback)
    #expect(
      resolver.pack(for: "Il faut, selon vous, fermer toutes les centrales du pays d’ici dix ans")
        == fallback)
    #expect(resolver.pack(for: "Yahoo!") == (try TargetPack(names: "Yahoo!")))
    #expect(resolver.pack(for: "Les loyers baissent enfin.") == fallback)
    #expect(resolver.pack(for: "taxe carbone") == (try TargetPack(names: "taxe carbone")))
    // The id of a pack is no wording.
    #expect(resolver.wording(of: "acme") == nil && resolver.wording(of: nil) == nil)
    #expect(resolver.wording(of: "taxe carbone") == "taxe carbone")
  }
}
