import StanceTestSupport
import Testing

@testable import StanceLexicon

@Suite struct FrenchAgreementTests {
  static let agreement: FrenchAgreement = {
    let table = PackageFiles.read("Lexicons/fr/agreement.tsv") ?? []
    return (try? FrenchAgreement(table: table, file: "fr/agreement.tsv")) ?? FrenchAgreement()
  }()

  static let nouns = [
    ("succès", "succès"), ("choix", "choix"), ("nez", "nez"), ("tableau", "tableaux"),
    ("enjeu", "enjeux"), ("pneu", "pneus"), ("journal", "journaux"), ("festival", "festivals"),
    ("travail", "travaux"), ("détail", "détails"), ("bijou", "bijoux"), ("trou", "trous"),
    ("échec", "échecs"), ("risque", "risques"), ("bail", "baux"), ("carnaval", "carnavals"),
  ]

  @Test(arguments: nouns) func plural(singular: String, plural: String) {
    #expect(Self.agreement.plural(ofNoun: singular) == plural)
  }

  /// Masculine: feminine, plural, feminine plural.
  static let adjectives = [
    "brillant: brillante brillants brillantes", "solide: solide solides solides",
    "raté: ratée ratés ratées", "ruineux: ruineuse ruineux ruineuses",
    "naïf: naïve naïfs naïves", "cher: chère chers chères", "cruel: cruelle cruels cruelles",
    "européen: européenne européens européennes", "bon: bonne bons bonnes",
    "coquet: coquette coquets coquettes", "inquiet: inquiète inquiets inquiètes",
    "nul: nulle nuls nulles", "génial: géniale géniaux géniales",
    "fatal: fatale fatals fatales", "menteur: menteuse menteurs menteuses",
    "novateur: novatrice novateurs novatrices", "supérieur: supérieure supérieurs supérieures",
    "meilleur: meilleure meilleurs meilleures", "gros: grosse gros grosses",
    "mauvais: mauvaise mauvais mauvaises", "franc: franche francs franches",
    "public: publique publics publiques", "long: longue longs longues",
    "ambigu: ambiguë ambigus ambiguës", "faux: fausse faux fausses",
    "doux: douce doux douces", "beau: belle beaux belles", "nouveau: nouvelle nouveaux nouvelles",
    "vieux: vieille vieux vieilles", "fou: folle fous folles", "malin: maligne malins malignes",
    "gentil: gentille gentils gentilles", "jaloux: jalouse jaloux jalouses",
    "destructeur: destructrice destructeurs destructrices",
    "prometteur: prometteuse prometteurs prometteuses",
    "trompeur: trompeuse trompeurs trompeuses", "secret: secrète secrets secrètes",
    "sec: sèche secs sèches", "idiot: idiote idiots idiotes", "sot: sotte sots sottes",
    "pareil: pareille pareils pareilles", "obscur: obscure obscurs obscures",
    "abusif: abusive abusifs abusives", "fin: fine fins fines",
  ]

  @Test(arguments: adjectives) func forms(line: String) {
    let parts = line.split(separator: ":").map(String.init)
    let expected = parts[1].split(separator: " ").map(String.init)
    #expect(Array(Self.agreement.forms(ofAdjective: parts[0]).prefix(3)) == expected)
  }

  @Test func beforeVowel() {
    #expect(Self.agreement.forms(ofAdjective: "beau").contains("bel"))
    #expect(Self.agreement.forms(ofAdjective: "vieux").contains("vieil"))
  }
}

@Suite struct EnglishInflectionTests {
  static let verbs = [
    "fail: fails failed failing", "lose: loses lost losing", "try: tries tried trying",
    "stop: stops stopped stopping", "agree: agrees agreed agreeing", "lie: lies lied lying",
    "crush: crushes crushed crushing", "praise: praises praised praising",
  ]

  @Test(arguments: verbs) func verb(line: String) throws {
    let table = Array("verb\tpast\tparticiple\tsource\nlose\tlost\tlost\town\n".utf8)
    let english = try EnglishInflection(table: table, file: "en/conjugation.tsv")
    let parts = line.split(separator: ":").map(String.init)
    let forms = Set(english.forms(ofVerb: parts[0]).map(\.text))
    for form in parts[1].split(separator: " ") {
      #expect(forms.contains(String(form)), "\(parts[0]) should make \(form)")
    }
  }

  @Test func plural() {
    #expect(EnglishInflection.plural(of: "loss") == "losses")
    #expect(EnglishInflection.plural(of: "penalty") == "penalties")
    #expect(EnglishInflection.plural(of: "delay") == "delays")
  }

  @Test func comparative() {
    let english = EnglishInflection()
    #expect(english.forms(ofAdjective: "bad").contains("badder"))
    #expect(english.forms(ofAdjective: "happy") == ["happier", "happiest"])
    #expect(english.forms(ofAdjective: "disastrous").isEmpty)
  }
}
