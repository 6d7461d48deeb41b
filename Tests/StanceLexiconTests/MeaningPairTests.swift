import StanceLexicon
import StanceTestSupport
import StanceText
import Testing

/// Constructions by what they come to: each stands beside a neighbour that must not be read alike.
///
/// The oracle is a French reader's: whether the whole sentence praises, blames, or does neither.
@Suite struct MeaningPairTests {
  struct Reading: Sendable, CustomTestStringConvertible {
    var text: String
    var label: String
    var testDescription: String { text }
  }

  static func good(_ text: String) -> Reading { Reading(text: text, label: "favor") }
  static func bad(_ text: String) -> Reading { Reading(text: text, label: "against") }
  static func open(_ text: String) -> Reading { Reading(text: text, label: "neutral") }

  static let verbs: [Reading] = [
    // A verb ends what a noun turns round.
    good("L'arrêt du projet est une excellente décision."), good("L'arrêt des pertes."),
    good("La fin est excellente."), good("La fin du cauchemar."),
    good("L'absence de publicité est agréable."), bad("L'absence de progrès."),
    bad("Son abandon est un désastre."), bad("Le refus de Meta est une honte."),
    good("Meta évite d'être ridicule."),
    // A verb ends the phrase of « sans ».
    good("Une voiture sans conducteur reste une merveille."),
    bad("Une voiture sans la moindre qualité."), good("Un pays sans pétrole a réussi."),
    bad("Un pays sans réussite."),
    // An adverb says how; it is no object.
    bad("Meta a échoué lamentablement."), bad("Meta a lamentablement échoué."),
    good("Meta a évité un échec."), bad("Meta a gâché scandaleusement cet argent."),
    good("Ils ont brillamment réduit leurs pertes."), bad("Ils ont réduit leurs bénéfices."),
    // What is wanted in a relative clause says nothing of the main one.
    good("Le modèle que Meta veut vendre est excellent."),
    bad("Ceux qui espéraient un miracle ont vu un désastre."),
    // Granted before its comma.
    bad("Certes utile, l'outil est lent."), good("Certes lent, l'outil est utile."),
  ]

  static let declines: [Reading] = [
    good("Le chômage a reculé."), bad("Le bénéfice a reculé."),
    good("La fraude recule."), bad("Le succès recule."),
    good("Les pannes ont diminué."), bad("Meta a diminué la qualité."),
    bad("Les pannes n'ont pas disparu."), good("Les pannes ont disparu."),
    good("Le problème a disparu."), bad("La qualité a disparu."),
    good("L'inflation ralentit."), bad("La croissance ralentit."),
    bad("La panne a fait disparaître Instagram."), bad("Les pertes plongent Meta en bourse."),
    bad("Sans grâce ni talent il déçoit."),
    bad("Le succès s'essouffle."), bad("La confiance est rompue."), bad("Le bénéfice a fondu."),
    good("Les risques sont faibles."), bad("La qualité est faible."),
    good("Le taux d'erreur est faible."), good("Les craintes étaient infondées."),
  ]

  static let peaks: [Reading] = [
    bad("Rien de plus agaçant."), good("Rien de mauvais."), bad("Rien de pire."),
    bad("Rien de plus agaçant que ce produit."), good("Rien de plus beau que ce produit."),
    good("Il n'est rien de plus beau que ce film."),
    bad("Rien n'est plus agaçant que cette attente."), bad("Rien n'est plus efficace chez Meta."),
    bad("Rien n'est pire."), good("Rien n'est mauvais."),
    good("Il n'y a pas mieux que Meta."), bad("Il n'y a pas pire que Meta."),
    good("On ne fait pas mieux."), bad("Difficile de faire pire."),
    bad("On a vu mieux."), good("On n'a jamais vu mieux."), good("J'ai connu pire."),
    bad("Peut mieux faire."), bad("Je recommande vivement d'éviter Meta."),
    good("Je recommande vivement Meta."), bad("Meta n'en finit pas de décevoir."),
    good("Meta est injustement critiqué."), bad("Meta est durement critiqué."),
  ]

  static let nothing: [Reading] = [
    open("Les villes sont grandes."), bad("Cette attaque est vile."),
    open("Les firmes croisent des haies."), bad("Ces enfants friment."),
    open("À deux reprises, Meta a parlé."), open("Meta a parlé à plusieurs reprises."),
    open("Meta paie une charge exceptionnelle."), good("Meta livre un outil exceptionnel."),
    open("Meta dépense plus que jamais."), open("La salle des fêtes."),
    open("Les chercheurs en sécurité."), good("Les données sont en sécurité."),
    open("C'est tout bêtement un outil."), bad("Il a parlé bêtement."),
    open("Le maire, Parfait Martin, arrive."), good("Le plan est parfait."),
    good("Voilà un Excellent Produit."),
  ]

  @Test(arguments: verbs + declines + peaks + nothing) func label(item: Reading) throws {
    let outcome = try Bench.analyze(item.text, assumeTarget: true)
    #expect(outcome.label == item.label, "\(outcome.trace)")
  }

  /// Praise is ironic where it exclaims, not where its word is a verb.
  @Test(arguments: [
    ("Excellente idée, encore une panne.", "Excellente idée", true),
    ("Une merveille, cette panne.", "merveille", true),
    ("L'outil séduit, ses limites inquiètent.", "séduit", false),
    ("Le préfet félicite les pompiers, une panne a eu lieu.", "félicite", false),
  ]) func irony(text: String, word: String, fires: Bool) throws {
    let outcome = try Bench.analyze(text, assumeTarget: true)
    let cue = try #require(outcome.cue(word), "\(outcome.trace)")
    #expect(outcome.rules(cue).contains(.irony) == fires, "\(outcome.trace)")
  }
}
