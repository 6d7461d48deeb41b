import StanceLexicon
import Testing

/// Who says it, and words that judge in one use and not in another.
@Suite struct MeaningPairVoiceTests {
  typealias Reading = MeaningPairTests.Reading

  static func good(_ text: String) -> Reading { MeaningPairTests.good(text) }
  static func bad(_ text: String) -> Reading { MeaningPairTests.bad(text) }
  static func open(_ text: String) -> Reading { MeaningPairTests.open(text) }

  static let voices: [Reading] = [
    // What somebody asserts is not the author's.
    open("Meta soutient que ses lunettes sont un succès."), good("Meta soutient la recherche."),
    open("Le ministre certifie que l'outil est sûr."),
    open("Meta se félicite de ses résultats."), good("Je félicite Meta de ses résultats."),
    open("Meta se dit fier de ses réglages."), good("Nous sommes fiers de ces réglages."),
    open("Meta promet un service fiable, rapide et simple."), good("Un service fiable et simple."),
    good("Meta peut se targuer d'une équipe remarquable."),
    open("Pour la mairesse, cet accord est une bénédiction."), good("C'est une bénédiction."),
    good("Pour le maire de Lyon, un bel hommage a eu lieu, très réussi."),
    // Nor what somebody praises, fears or denies.
    open("Le ministre salue un accord historique."), good("Ce film mérite d'être salué."),
    open("Le syndicat redoute une panne."), good("Les investisseurs applaudissent."),
    open("Le gouvernement vante un texte équilibré."), good("Voici un texte équilibré."),
    open("Meta invoque une erreur technique."), bad("Meta a commis une erreur technique."),
    open("Meta dément toute fraude."), bad("Meta nie l'évidence."),
    open("Meta rejette ces accusations."), good("Ces accusations sont fausses."),
    good("Il faut saluer un accord historique."), bad("Des infrastructures très critiques."),
    open("Les syndicats y voient un danger."), bad("J'y vois un danger."),
    open("L'opposition estime que la loi est dangereuse."), good("Meta a notre estime."),
    bad("Il faut bien dire que la loi est dangereuse."),
    // Its opinion of others.
    open("Meta dénonce une injustice."), open("Meta condamne la violence."),
    good("Google a échoué là où Meta réussit."), bad("Google réussit là où Meta a échoué."),
    bad("Le juge condamne Meta."), bad("Meta a été condamné."),
    bad("Meta accuse un retard."), open("Meta accuse réception du dossier."),
  ]

  static let words: [Reading] = [
    open("Claire Dupont dirige."), open("Victoire Martin préside la réunion."),
    good("Victoire éclatante de Meta."), good("Claire et précise, la notice aide."),
    open("Le siège se trouve à Limoges."), bad("Le patron a été limogé."),
    open("Cet exemple illustre la méthode."), good("Un illustre savant."),
    open("L'essentiel de la flotte est loué."), good("C'est un outil essentiel."),
    open("Les premiers exemplaires sortent en mars."), good("Un travail exemplaire."),
    open("Une partie des équipes travaille à distance."), good("Meta distance ses rivaux."),
    open("L'essai dure trente jours."), bad("La vie est dure."),
    bad("Meta a remercié trois cents salariés."), good("Meta a remercié ses équipes."),
    good("Le mis en cause a été blanchi."), good("Meta est lavé de tout soupçon."),
    good("La plainte a été classée sans suite."), bad("La plainte a été jugée recevable."),
    good("Ce plan a au moins du courage."), bad("Ce plan a moins de courage."),
    good("Les délais ont été tenus."), bad("Les délais n'ont pas été tenus."),
    open("Les élus ont approuvé les comptes."), good("Les élus ont approuvé le plan."),
    good("C'est trop bon !"), bad("C'est trop cher !"), good("Elle est trop sympa."),
    bad("Ce plan est trop ambitieux."), bad("Trop beau pour être vrai."),
    good("Meta s'attaque à la fraude."), bad("Meta s'attaque à la liberté."),
    good("Meta a tiré les leçons de ses erreurs."), bad("Meta n'a rien appris de ses erreurs."),
    bad("On adore attendre une heure."), good("On adore ce service."),
    bad("Ce service était meilleur avant."), good("Ce service est meilleur qu'avant."),
    bad("Ce progrès, non merci."), good("Un progrès, merci."),
    open("Les équipes ramassent les feuilles."),
    good("Le jeu en vaut la chandelle."), bad("Le jeu n'en vaut pas la chandelle."),
    bad("Les usagers en ont assez."), open("Les usagers ont assez de place."),
    bad("Un bilan peu reluisant."), good("Les clients affluent."), bad("Les clients fuient."),
  ]

  @Test(arguments: voices + words) func label(item: Reading) throws {
    let outcome = try Bench.analyze(item.text, assumeTarget: true)
    #expect(outcome.label == item.label, "\(outcome.trace)")
  }
}
