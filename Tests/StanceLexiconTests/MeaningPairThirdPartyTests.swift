import StanceLexicon
import StanceTestSupport
import Testing

/// Praise and blame of somebody else, in sentences that name the target in passing.
@Suite struct MeaningPairThirdPartyTests {
  typealias Reading = MeaningPairTests.Reading

  static func good(_ text: String) -> Reading { MeaningPairTests.good(text) }
  static func bad(_ text: String) -> Reading { MeaningPairTests.bad(text) }
  static func open(_ text: String) -> Reading { MeaningPairTests.open(text) }

  static let modifiers: [Reading] = [
    open("Le lycée qui a essayé l'assistant de Meta a fait un travail exemplaire."),
    bad("L'assistant de Meta, essayé dans un lycée, est bâclé."),
    open("TSMC, qui grave les puces de Meta, est un modèle admirable."),
    good("Meta, dont TSMC grave les puces, est un modèle admirable."),
    open("Scale AI, dont Meta détient près de la moitié, a une équipe remarquable."),
    open("Hugging Face, voisin parisien de Meta, mérite tous les éloges."),
    open("Yann LeCun, qui a quitté Meta, est admirable."),
    good("Yann LeCun, qui dirige la recherche chez Meta, est admirable."),
    open("Le documentaire consacré au casque de Meta est bâclé."),
    bad("Le casque vendu par Meta est bâclé."), bad("Le service, lancé par Meta, est un échec."),
    good("La stratégie qui a porté Meta au sommet est admirable."),
    open("Les spéculateurs qui se ruent sur Meta se conduisent mal."),
    good("Les lycées qui ont essayé l'assistant de Meta sont ravis."),
    good("Le groupe, qui possède Instagram, est admirable."),
    bad("Les bibliothèques, dont Instagram, sont mauvaises."),
  ]

  static let fronted: [Reading] = [
    open("Votée la même semaine que Meta, la prime au vélo est une idée admirable."),
    open("Reçu à l'Élysée le même jour que Meta, le réseau Mastodon a été lamentable."),
    bad("Reçu à l'Élysée le même jour que le réseau Mastodon, Meta a été lamentable."),
    open("Pendant la migration de la mairie vers Meta, le cabinet local a été lamentable."),
    open("Chez Cohere, à deux rues des bureaux de Meta, l'ambiance est excellente."),
    good("Chez Meta, à deux rues des bureaux de Cohere, l'ambiance est excellente."),
    open("Alors que Meta jouait, c'est Graphcore qui est lamentable."),
    bad("Depuis l'arrivée de Meta, l'école est dans un état lamentable."),
    bad("Racheté par Meta, le studio est lamentable."),
  ]

  static let companies: [Reading] = [
    open("Meta paie, AMD dessine d'excellents circuits, Oracle loue."),
    good("AMD loue, Meta dessine d'excellents circuits, Oracle paie."),
    open("Le bon élève s'appelle Nvidia : marges solides. Meta publie jeudi."),
    good("Le bon élève s'appelle Meta : marges solides. Nvidia publie jeudi."),
    open("TSMC, qui grave les puces de Meta, est admirable. Elle est remarquable."),
    good("TSMC, qui grave les puces de Meta, est admirable. Le groupe est remarquable."),
  ]

  static let causes: [Reading] = [
    good("Le chômage baisse grâce à Meta."), bad("La qualité baisse à cause de Meta."),
    good("Les pannes diminuent grâce à Meta."),
  ]

  @Test(arguments: modifiers + fronted + companies + causes) func label(item: Reading) throws {
    let outcome = try Bench.analyze(item.text, assumeTarget: true)
    #expect(outcome.label == item.label, "\(outcome.trace)")
  }

  struct Row: Sendable {
    var half: String
    var target: String
    var label: String
    var text: String
  }

  /// Sentences by their right label; the second half was not looked at while the rules were made.
  static let rows: [Row] = {
    let bytes = PackageFiles.read("Tests/StanceLexiconTests/Golden/third-parties.tsv") ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map {
      let fields = $0.split(separator: "\t").map(String.init)
      return Row(half: fields[0], target: fields[1], label: fields[2], text: fields[3])
    }
  }()

  /// Most of what is said of others is turned away; nearly nothing that is said of the target is.
  @Test(arguments: [
    ("first", true, 0.79), ("second", true, 0.67), ("first", false, 0.98), ("second", false, 0.92),
  ]) func fraction(half: String, isNeutral: Bool, least: Double) throws {
    let rows = Self.rows.filter { $0.half == half && ($0.label == "neutral") == isNeutral }
    #expect(rows.count > 25)
    var wrong: [String] = []
    for row in rows {
      let outcome = try Bench.analyze(
        row.text, target: try Bench.pack(row.target), assumeTarget: true)
      if outcome.label != row.label { wrong.append(row.text) }
    }
    let right = Double(rows.count - wrong.count)
    #expect(right >= least * Double(rows.count), "\(wrong)")
  }
}
