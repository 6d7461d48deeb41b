import StanceLexicon
import StanceTestSupport
import StanceText
import Testing

/// Constructions of French that reach beyond one word: a case in which a rule must fire, and its
/// neighbour in which it must not.
@Suite struct ConstructionTests {
  static func yes(_ rule: RuleID, _ word: String, _ text: String) -> RuleTests.Case {
    RuleTests.yes(rule, word, text)
  }

  static func no(_ rule: RuleID, _ word: String, _ text: String) -> RuleTests.Case {
    RuleTests.no(rule, word, text)
  }

  static let cases: [RuleTests.Case] = [
    // Verbs of denial under a negation.
    no(.negation, "succès", "Personne ne conteste le succès de Meta."),
    yes(.negation, "succès", "Personne ne voit le succès de Meta."),
    no(.shift, "succès", "Nul ne nie le succès de Meta."),
    yes(.shift, "succès", "Meta nie le succès."),
    no(.negation, "échec", "On ne saurait nier l'échec de Meta."),
    yes(.negation, "échec", "On ne saurait parler d'échec."),
    yes(.negation, "convaincre", "Meta ne peut convaincre."),
    no(.negation, "convaincre", "Meta coûte plus qu'il ne peut convaincre."),
    no(.negation, "échoué", "Plus personne, au marché, ne conteste que Meta a échoué."),
    // Scope.
    yes(.negation, "faille", "Ni la presse ni les élus n'ont trouvé la moindre faille."),
    no(.negation, "récidiver", "Meta n'a rien appris et s'apprête à récidiver."),
    yes(.negation, "récidiver", "Meta n'a aucune envie de récidiver."),
    no(.negation, "chance", "On sait que Meta n'a pas fini et qu'il lui reste une belle chance."),
    yes(.negation, "chance", "Il ne dit pas que c'est fini et qu'il reste une belle chance."),
    no(.negation, "débâcle", "Nul n'assume cette débâcle."),
    yes(.negation, "débâcle", "Nul n'annonce de débâcle."),
    yes(.negation, "pris en défaut", "Solide, jamais pris en défaut."),
    no(.negation, "brillant", "Plus brillant que jamais, Meta avance."),
    no(.negation, "mérite", "Meta agit non sans mérite."),
    // Degree.
    yes(.minimizer, "convaincante", "La défense de Meta est à peine convaincante."),
    yes(.downtoner, "réussi", "Meta a presque réussi."),
    no(.downtoner, "réussi", "Meta a réussi."),
    yes(.downtoner, "parfait", "Le modèle de Meta est presque parfait."),
    // Moods.
    yes(.conditional, "échoué", "Meta aurait échoué."),
    no(.counterfactual, "échoué", "Meta aurait échoué."),
    yes(.counterfactual, "échoué", "Si le plan avait tenu, Meta aurait échoué."),
    yes(.counterfactual, "réussi", "Avec un chef, Meta aurait réussi."),
    no(.counterfactual, "réussi", "Avec un chef, Meta a réussi."),
    no(.hypothesis, "saluer", "On ne peut pas saluer ce plan."),
    yes(.hypothesis, "saluer", "On peut saluer ce plan."),
    yes(.hypothesis, "triomphe", "Si Meta persévère, ce sera un triomphe."),
    no(.hypothesis, "triomphe", "Si Meta persévère, c'est un triomphe."),
    yes(.suspended, "dissimulé", "Meta aurait dissimulé une panne. Une enquête est ouverte."),
    // Not there yet: asked for, wanted, promised.
    yes(.irrealis, "améliorer", "Meta devra améliorer son offre."),
    no(.irrealis, "améliorer", "Meta a su améliorer son offre."),
    yes(.irrealis, "talents", "Meta devra non seulement recruter des talents, mais aussi payer."),
    yes(.irrealis, "avancées", "Une équipe est cruciale pour que Meta obtienne des avancées."),
    yes(.irrealis, "briller", "Meta veut briller partout."),
    yes(.irrealis, "crise", "Meta doit affronter une crise."),
    no(.irrealis, "succès", "Meta doit son succès à ses ingénieurs."),
    no(.irrealis, "avancées", "On doit à Meta des avancées."),
    no(.irrealis, "réussite", "Il faut saluer la réussite de Meta."),
    no(.irrealis, "réussir", "Meta a tout ce qu'il faut pour réussir."),
    no(.irrealis, "avancée", "Il s'agit d'une avancée."),
    yes(.irrealis, "révolutionnaire", "Meta veut lancer un modèle révolutionnaire."),
    yes(.irrealis, "excellente", "Meta veut leur offrir une excellente formation."),
    yes(.irrealis, "réussir", "Cet outil est indispensable pour réussir."),
    yes(.hypothesis, "crise", "Si Meta doit affronter une crise, tout change."),
    no(.irrealis, "décevoir", "Meta ne doit pas décevoir."),
    // « mais » adds where it answers « non seulement ».
    no(.beforeContrast, "excellent", "Le modèle est non seulement excellent mais aussi fiable."),
    no(.afterContrast, "fiable", "Le modèle est non seulement excellent mais aussi fiable."),
    yes(.beforeContrast, "excellent", "Le modèle est excellent mais lent."),
    yes(.beforeContrast, "prometteur", "Le modèle est prometteur mais encore fragile."),
    no(.negation, "fiable", "Llama n'est plus un simple jouet mais surtout un outil fiable."),
    // Concession.
    yes(.concession, "parfait", "Sans être parfait, le plan de Meta est solide."),
    yes(.concession, "coûteux", "Si coûteux soit-il, le pari de Meta est gagnant."),
    no(.concession, "avantageuse", "Une énergie si avantageuse qu'il suffit d'attendre."),
    // Shifters.
    no(.shift, "panne", "J'ai perdu deux matinées à cause d'une panne de Meta."),
    yes(.shift, "panne", "Meta a évité une panne."),
    yes(.shift, "panne", "Meta évite donc une panne."),
    no(.negation, "panne", "Meta n'a rien livré à cause d'une panne."),
    yes(.shift, "utilité", "Une tablette dénuée de charme comme d'utilité."),
    no(.shift, "déçu", "Meta n'a ni échoué ni déçu."),
    // Voices.
    no(.reportedSpeech, "échec", "Le directeur reconnaît que c'est un échec."),
    yes(.reportedSpeech, "échec", "Le directeur affirme que c'est un échec."),
    yes(.reportedSpeech, "échec", "Pour les experts, c'est un échec."),
    no(.reportedSpeech, "échec", "C'est un échec pour les experts."),
    yes(.disputed, "excellent", "Les uns le jugent excellent, les autres le disent nul."),
    yes(.denial, "réussi", "Meta prétend avoir réussi, mais les faits disent le contraire."),
    no(.irony, "Bravo à", "Bravo à Meta : trois milliards bien investis."),
    yes(.irony, "Bravo à", "Bravo à Meta : trois pannes et un retard."),
    // Parties.
    yes(.competition, "dépassé", "Meta est dépassé."),
    yes(.competition, "quittent", "Trois clients quittent OpenAI pour Meta."),
    no(.competition, "quittent", "Trois clients quittent la salle."),
  ]

  @Test(arguments: cases) func rule(item: RuleTests.Case) throws {
    let outcome = try Bench.analyze(item.text, language: item.language)
    let cue = try #require(outcome.cue(item.word), "no cue \(item.word): \(outcome.trace)")
    let fires = outcome.rules(cue).contains(item.rule)
    #expect(fires == item.fires, "\(outcome.trace)")
    LexicalAnalyzerTests.check(outcome)
  }

  static let referents: [(String, String, Referent)] = [
    ("embauche", "Le lunetier, partenaire de Meta, embauche.", .other),
    ("embauche", "Meta, partenaire du lunetier, embauche.", .target),
    ("effondre", "Le rival de Meta s'effondre.", .rival),
    ("ridiculisée", "Dans son bras de fer avec Meta, Bruxelles s'est ridiculisée.", .other),
    ("ridiculisé", "Dans son bras de fer avec Bruxelles, Meta s'est ridiculisé.", .target),
    ("condamné", "Le tribunal a condamné Meta.", .target),
    ("furieux", "Le ministre est furieux.", .other),
    ("essoufflés", "Meta a distancé des poursuivants essoufflés.", .other),
    ("méfie", "Autant j'admire Meta, autant je me méfie de Google.", .rival),
    ("admire", "Autant j'admire Meta, autant je me méfie de Google.", .target),
    ("triche", "L'élève Meta triche comme les autres.", .target),
  ]

  @Test(arguments: referents.indices) func referent(index: Int) throws {
    let (word, text, expected) = Self.referents[index]
    let outcome = try Bench.analyze(text)
    #expect(outcome.cue(word)?.referent == expected, "\(text) \(outcome.trace)")
  }

  /// What was quoted becomes the author's when the next sentence endorses it.
  @Test func endorsement() throws {
    let quote = "« La meilleure voiture de ma vie », dit mon frère de sa Meta."
    let open = try Bench.analyze(quote + " Je n'ai pas d'avis.")
    #expect(open.cue("meilleure")?.voice == .quoted)
    let shared = try Bench.analyze(quote + " Je ne peux que lui donner raison.")
    #expect(shared.cue("meilleure")?.voice == .author)
  }

  /// A text typed without capitals still names its target.
  @Test func namesWithoutCapitals() throws {
    #expect(try Bench.analyze("meta est solide").analysis.aboutTarget)
    #expect(try !Bench.analyze("Ce meta modèle est solide").analysis.aboutTarget)
  }

  static let spellings: [(String, String?)] = [
    ("lamélioration", "amélioration"), ("jadore", "adorer"), ("muavais", "mauvais"),
    ("mesnonge", "mensonge"), ("réusite", "réussite"),
    // Words of their own.
    ("chante", nil), ("détient", nil), ("exerce", nil), ("annuels", nil),
  ]

  @Test(arguments: spellings.indices) func spelling(index: Int) throws {
    let (word, expected) = Self.spellings[index]
    let outcome = try Bench.analyze("Meta, \(word), voilà.")
    let found = outcome.cue(word).flatMap { outcome.lexicon.entry($0.entry)?.term }
    #expect(found == expected, "\(outcome.trace)")
  }

  @Test(arguments: ["Zuckerbeg", "Zukerberg", "Zuckerbergg"]) func nameOneLetterOff(name: String)
    throws
  {
    #expect(try Bench.analyze("\(name) avance.").analysis.aboutTarget)
  }
}
