import StanceText
import Testing

@Suite struct UnitReaderTests {
  static let long =
    "Cette phrase est assez longue pour que personne ne la prenne pour un titre, car elle dit "
    + "quelque chose et finit par un point, comme le fait un paragraphe de texte courant."

  func kinds(_ text: String) throws -> [String] {
    try units(text, TextTestFiles.rules()).map { "\($0.kind) \($0.rule)" }
  }

  @Test func emptyAndBlank() throws {
    let rules = try TextTestFiles.rules()
    #expect(units("", rules).isEmpty)
    #expect(units(" \n\r\n\u{a0}\n\t", rules).isEmpty)
  }

  @Test func oneParagraphIsBody() throws {
    #expect(try kinds("Meta recrute") == ["body body"])
    #expect(try kinds("Meta recrute.\n") == ["body body"])
    #expect(try kinds("Pourquoi Meta recrute-t-elle ?") == ["body body"])
  }

  @Test func rangesAndLines() throws {
    let text = "\u{a0}Titre court\r\n\r\n  \(Self.long)  \r\rFin."
    let units = units(text, try TextTestFiles.rules())
    let bytes = Array(text.utf8)
    #expect(
      units.map { String(decoding: bytes[$0.range], as: UTF8.self) } == [
        "Titre court", Self.long, "Fin.",
      ])
    #expect(units.map(\.line) == [1, 3, 5])
    #expect(units.map(\.index) == [0, 1, 2])
    #expect(units.map(\.kind) == [.heading, .body, .body])
  }

  @Test func sectionsAndLabels() throws {
    let text = """
      Le grand pari

      Récapitulatif factuel

      \(Self.long)

      Point de vue optimiste

      \(Self.long)

      \(Self.long)

      Exemple

      \(Self.long)

      LE POINT DE VUE PESSIMISTE :

      \(Self.long)

      Lire aussi : un autre article

      \(Self.long)

      Ce que l'on sait déjà

      \(Self.long)
      """
    let units = units(text, try TextTestFiles.rules())
    #expect(
      units.map(\.gold) == [
        nil, nil, nil, nil, "favor", "favor", nil, nil, nil, "against", nil, "against", nil, nil,
      ])
    #expect(
      units.map(\.section) == [
        nil, "Récapitulatif factuel", "Récapitulatif factuel", "Point de vue optimiste",
        "Point de vue optimiste", "Point de vue optimiste", "Exemple", "Exemple",
        "LE POINT DE VUE PESSIMISTE :", "LE POINT DE VUE PESSIMISTE :", nil,
        "LE POINT DE VUE PESSIMISTE :", "Ce que l'on sait déjà", "Ce que l'on sait déjà",
      ])
  }

  @Test(arguments: [
    ("Point de vue optimiste", "favor"), ("POINT DE VUE OPTIMISTE", "favor"),
    ("Le point de vue optimiste", "favor"), ("Point de vue optimiste :", "favor"),
    ("2. Point de vue optimiste", "favor"), ("II. Point de vue optimiste", "favor"),
    ("🌞 Point de vue optimiste 🌞", "favor"), ("## Point de vue optimiste", "favor"),
    ("**Point de vue optimiste**", "favor"), ("Optimistic view", "favor"), ("Pour", "favor"),
    ("__Point de vue optimiste__", "favor"), ("_Point de vue optimiste_", "favor"),
    ("Avantages", "favor"), ("Les avantages", "favor"), ("L'optimiste", "favor"),
    ("L’optimiste", "favor"), ("Point de vue neutre", "neutral"), ("Neutral view", "neutral"),
    ("Point de vue pessimiste", "against"), ("Contre", "against"), ("Inconvénients", "against"),
    ("INCONVENIENTS", "against"), ("Inconve\u{301}nients", "against"), ("Risques", "against"),
    ("Récapitulatif factuel", nil), ("Exemple", nil), ("Point de vue", nil),
    ("For", "favor"), ("Avantage", "favor"), ("Points de vue optimistes", "favor"),
    ("A. Point de vue optimiste", "favor"), ("B) Point de vue neutre", "neutral"),
    ("A - Les avantages :", "favor"), ("Neutre", "neutral"), ("Points de vue neutres", "neutral"),
    ("Against", "against"), ("L’inconvénient", "against"), ("Risque :", "against"),
    ("Points de vue pessimistes", "against"), ("À retenir", nil), ("Favorable", nil),
    ("Défavorable", nil), ("Un avis pour ou contre", nil),
  ])
  func titleForms(_ title: String, _ label: String?) throws {
    let text = "Un titre\n\n\(Self.long)\n\n\(title)\n\n\(Self.long)\n"
    let units = units(text, try TextTestFiles.rules())
    #expect(units.count == 4)
    #expect(units[2].kind == .heading)
    #expect(units[2].gold == nil)
    #expect(units[3].gold == label)
  }

  @Test func titlesCanBeAdded() throws {
    var rules = try TextTestFiles.rules()
    rules.addSectionTitle("Côté soleil", label: "positive")
    rules.addSectionTitle("Avantages", label: nil)
    let text = "côté soleil\n\n\(Self.long)\n\nAvantages\n\n\(Self.long)"
    #expect(units(text, rules).map(\.gold) == [nil, "positive", nil, nil])
  }

  @Test func onePerLineWithoutBlankLines() throws {
    let text = "\(Self.long)\n\(Self.long)\nUn intertitre bref\n\(Self.long)\n"
    #expect(try kinds(text) == ["body body", "body body", "heading short-line", "body body"])
  }

  @Test func shortOpinionsAreNoHeadings() throws {
    let text = "J'adore ce téléphone\nIl est nul\nBon rapport qualité prix\nÀ fuir\n"
    #expect(try kinds(text) == Array(repeating: "body body", count: 4))
  }

  @Test func hardWrappedLinesAreJoined() throws {
    let text = """
      Un titre au-dessus du texte

      Cette phrase est assez longue pour que personne ne la prenne pour un
      titre, car elle dit quelque chose et finit par un point, comme le
      fait un paragraphe de texte courant que son auteur a plié à soixante
      et dix colonnes.

      Le second paragraphe suit le premier ; il est plié de la même façon,
      si bien que rien ne distingue ses lignes de celles du premier, sauf
      la ligne vide qui les sépare.

      Il reste une liste :
      - du pain ;
      - du vin.
      """
    let bytes = Array(text.utf8)
    let units = units(text, try TextTestFiles.rules())
    #expect(units.map(\.line) == [1, 3, 8, 12, 13, 14])
    #expect(units.map(\.kind) == [.heading, .body, .body, .body, .body, .body])
    let second = String(decoding: bytes[units[1].range], as: UTF8.self)
    #expect(second.hasPrefix("Cette phrase") && second.hasSuffix("et dix colonnes."))
  }

  @Test func headingsWithMarkup() throws {
    let text = """
      # Titre

      \(Self.long)

      ## Une partie ##

      \(Self.long)

      **En gras**

      \(Self.long)

      1. Le contexte

      \(Self.long)

      Quel est le prix ?

      \(Self.long)
      """
    let units = units(text, try TextTestFiles.rules())
    #expect(
      units.filter { $0.kind == .heading }.map(\.rule) == [
        "markdown", "markdown", "bold-line", "section-title", "question",
      ])
    #expect(units.map(\.section)[2] == "Une partie")
    #expect(units.map(\.section)[4] == "En gras")
    #expect(units[0].section == nil)
  }

  @Test func notHeadings() throws {
    let text = """
      Un titre

      \(Self.long)

      C'est le pari du siècle pour tout le monde !

      - un point sans fin de phrase

      Et si tout cela n'était qu'un rêve ?

      Il le dit, il le fait,

      \(Self.long)
      """
    #expect(
      try kinds(text) == [
        "heading title", "body body", "body body", "body list-item", "body body", "body body",
        "body body",
      ])
  }

  @Test func aTitleOfSeveralSentencesBeforeAReference() throws {
    let title =
      "Le géant sort l artillerie: 100M$ par tête! Face au retard de ses modèles, il paie sans "
      + "compter. Coup de génie ou coup de désespoir? 🤖💰"
    let text = "\(title)\n\nArticle en référence: https://example.org/x\n\n\(Self.long)\n"
    #expect(try kinds(text) == ["heading title", "furniture reference", "body body"])
    // Without the reference it is a paragraph like another.
    #expect(try kinds("\(title)\n\n\(Self.long)\n\n\(Self.long)")[0] == "body body")
  }

  @Test func aRepeatedTitleOpensNoSection() throws {
    let text = "\"Il est venu\"\n\n« Il est venu »\n\n\(Self.long)\n\n\(Self.long)"
    let units = units(text, try TextTestFiles.rules())
    #expect(units.map(\.rule) == ["title", "title-repeated", "body", "body"])
    #expect(units.allSatisfy { $0.section == nil })
  }

  @Test func siteNameAndMenuAtTheTop() throws {
    let text = "HyperSite\nBack to Headlines\n\nUn titre de belle longueur\n\n\(Self.long)"
    #expect(
      try kinds(text) == [
        "furniture site-name", "furniture nav", "heading title", "body body",
      ])
  }

  @Test func everyRuleHasAReason() throws {
    let rules = try TextTestFiles.rules()
    for rule in ["body", "title", "section-title", "short-line", "comments", "url-line", "nav"] {
      #expect(rules.reason(ofRule: rule)?.isEmpty == false, "\(rule)")
    }
    #expect(rules.reason(ofRule: "no such rule") == nil)
  }
}
