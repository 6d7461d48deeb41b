import StanceLexicon
import Testing

/// What is said of a subject: that it falls, that it does not exist, that few are so.
@Suite struct MeaningPairSubjectTests {
  typealias Reading = MeaningPairTests.Reading

  static func good(_ text: String) -> Reading { MeaningPairTests.good(text) }
  static func bad(_ text: String) -> Reading { MeaningPairTests.bad(text) }
  static func open(_ text: String) -> Reading { MeaningPairTests.open(text) }

  static let declines: [Reading] = [
    // A verb that looks like a noun, right after its subject.
    good("Le chômage baisse."), bad("La qualité baisse."),
    good("Le chômage chute."), good("La chute du chômage."), bad("Une lourde chute."),
    good("Le nombre de pannes baisse."), bad("Le nombre de pannes augmente."),
    good("Le taux de chômage recule."), bad("Le taux de satisfaction recule."),
    bad("Le chômage ne chute pas."), bad("Une forte baisse de la qualité."),
    // The same said with « en ».
    good("Le chômage est en baisse."), bad("La qualité est en baisse."),
    bad("Le chômage est en hausse."), good("Les pannes sont en net recul."),
    good("La pollution a été divisée par deux."), bad("Le bénéfice a été divisé par deux."),
    // What flies away, and what soars.
    bad("Les espoirs se sont envolés."), bad("Le chômage s'est envolé."),
    // What is rare, far, or no more.
    good("Les plaintes se font rares."), bad("Les succès se font rares."),
    bad("Les plaintes se multiplient."), good("Les accidents sont moins nombreux."),
    bad("Les accidents sont plus nombreux."), good("Le déficit se réduit."),
    bad("Le déficit se creuse."), good("La colère retombe."), bad("L'enthousiasme retombe."),
    good("La crise s'éloigne."), good("Les doutes sont levés."), bad("Les doutes subsistent."),
    good("Les craintes se sont envolées."),
    // What was not mended is as bad as it was.
    good("La panne a été réparée."), bad("La panne n'a pas été réparée."),
    good("Le problème est réglé."), bad("Le problème n'est toujours pas réglé."),
    good("Le bug a été corrigé."), bad("Le bug n'est pas corrigé."),
    bad("Le service ne marche toujours pas."),
  ]

  static let claims: [Reading] = [
    bad("Le succès n'est pas garanti."), good("Le succès est garanti."),
    bad("Le succès n'est pas au rendez-vous."), good("Le succès est au rendez-vous."),
    bad("L'efficacité reste à prouver."), good("L'efficacité est prouvée."),
    good("Les accusations sont fausses."), bad("Les accusations sont graves."),
    bad("De fausses promesses."), bad("Les chiffres sont faux."),
    good("Un risque faible."), bad("Un produit faible."), good("Une faible pollution."),
    bad("Une croissance faible."), bad("Un produit faible et cher."),
    good("Zéro panne en dix ans."), bad("Zéro progrès en dix ans."),
    good("Zéro panne et le sourire en prime."), open("Il est parti de zéro."),
    good("Le réseau n'est plus jamais en panne."), bad("Plus jamais ça !"),
    bad("Un mépris à peine voilé."), bad("Un plan à peine convaincant."),
  ]

  static let few: [Reading] = [
    bad("Peu de clients sont satisfaits."), good("Peu de clients sont déçus."),
    good("Peu de défauts."), good("Peu de villes font mieux que Meta."),
    bad("Beaucoup de villes font mieux que Meta."),
    good("Aucun concurrent n'est aussi rapide."), bad("Aucun produit n'est rapide."),
  ]

  static let moods: [Reading] = [
    good("Il n'est pas exclu que Meta réussisse."), bad("Il n'est pas exclu que Meta échoue."),
    bad("Je doute que Meta réussisse."), good("Nul doute que Meta réussira."),
    bad("J'aurais aimé adorer Meta."), good("J'ai adoré Meta."),
  ]

  static let shifts: [Reading] = [
    good("Meta résiste à la crise."), bad("Meta résiste au progrès."),
    good("Meta se remet de la crise."), bad("Meta souffre de la crise."),
    good("L'outil détecte les fraudes."), bad("L'outil aggrave les fraudes."),
    good("Meta filtre les contenus toxiques."),
    good("Meta protège les enfants contre les dangers."), good("Meta protège la qualité."),
    bad("Meta protège les données moins bien."),
  ]

  @Test(arguments: declines + claims + few + moods + shifts) func label(item: Reading) throws {
    let outcome = try Bench.analyze(item.text, assumeTarget: true)
    #expect(outcome.label == item.label, "\(outcome.trace)")
  }
}
