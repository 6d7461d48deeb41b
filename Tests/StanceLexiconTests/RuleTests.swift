import StanceLexicon
import StanceText
import Testing

/// One positive and one negative case (or more) for each rule: the word whose cue is looked at,
/// the sentence, the rule, and whether it must fire.
@Suite struct RuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var rule: RuleID
    var word: String
    var text: String
    var fires: Bool
    var language = Language.french
    var testDescription: String { "\(rule) \(fires) \(text)" }
  }

  static func yes(_ rule: RuleID, _ word: String, _ text: String) -> Case {
    Case(rule: rule, word: word, text: text, fires: true)
  }

  static func no(_ rule: RuleID, _ word: String, _ text: String) -> Case {
    Case(rule: rule, word: word, text: text, fires: false)
  }

  static let cases: [Case] = [
    // Two-part negation and its scope.
    yes(.negation, "convaincant", "Ce plan n'est pas convaincant."),
    yes(.negation, "convaincant", "Ce plan n’est plus vraiment convaincant."),
    yes(.negation, "convaincant", "Ce plan n'a jamais été convaincant."),
    yes(.negation, "succès", "Personne ne parle de succès."),
    yes(.negation, "succès", "Aucun projet n'a eu de succès."),
    yes(.negation, "succès", "C'est pas un succès."),
    yes(.negation, "mérite", "Ce plan est sans mérite."),
    yes(.negation, "fiable", "Il n'est ni fiable ni rapide."),
    yes(.negation, "rapide", "Il n'est ni fiable ni rapide."),
    yes(.negation, "échec", "Ce plan n'a rien d'un échec."),
    no(.negation, "brillant", "Ce plan n'est pas convaincant, mais il est brillant."),
    no(.negation, "brillant", "Ce plan n'est pas cher, il est brillant."),
    no(.negation, "brillant", "Il ne dort pas : il est brillant."),
    no(.negation, "Brillant", "Brillant, il ne dort pas."),
    no(.negation, "échec", "Sans doute un échec."),
    no(.negation, "échec", "Ce n'est pas seulement un échec."),
    no(.negation, "succès", "C'est un grand pas et un succès."),
    no(.negation, "brillante", "Une personne brillante."),
    no(.negation, "brillant", "Il est plus brillant."),
    no(.negation, "échec", "Il ne fait que constater un échec."),
    yes(.doubleNegation, "mérite", "Ce plan n'est pas sans mérite."),
    yes(.doubleNegation, "admirer", "On ne peut pas ne pas admirer ce plan."),
    no(.doubleNegation, "mérite", "Ce plan est sans mérite."),
    no(.doubleNegation, "succès", "Plus personne ne croit au succès."),
    // Degree.
    yes(.intensifier, "brillant", "Ce plan est très brillant."),
    yes(.intensifier, "gâchis", "C'est un gâchis monumental."),
    no(.intensifier, "brillant", "Ce plan est brillant et il dort très peu."),
    yes(.downtoner, "risquée", "Cette idée est un peu risquée."),
    no(.downtoner, "risquée", "Cette idée est peu risquée."),
    yes(.minimizer, "risquée", "Cette idée est peu risquée."),
    no(.minimizer, "risquée", "Cette idée est un peu risquée."),
    yes(.excess, "ambitieux", "Ce plan est trop ambitieux."),
    no(.excess, "ambitieux", "Ce plan est très ambitieux."),
    yes(.less, "convaincant", "Ce plan est moins convaincant."),
    no(.less, "convaincant", "Ce plan est convaincant, moins on en parle."),
    yes(.superlative, "brillant", "Le plus brillant des plans."),
    yes(.superlative, "inspirée", "Meta n'a jamais été aussi inspirée."),
    yes(.superlative, "mieux", "Personne n'a mieux dépensé son budget que Meta."),
    no(.negation, "inspirée", "Meta n'a jamais été aussi inspirée."),
    no(.superlative, "inspirée", "Meta n'est plus aussi inspirée."),
    yes(.negation, "inspirée", "Meta n'est plus aussi inspirée."),
    yes(.minimizer, "gâche", "Cela gâche à peine le plaisir."),
    yes(.less, "apprécie", "Plus on s'en sert, moins on les apprécie."),
    yes(.negation, "regrette", "Je regrette pas ce choix."),
    yes(.restriction, "attrayant", "Meta n'a d'attrayant que son nom."),
    yes(.restriction, "échec", "Ce n'est qu'un échec."),
    no(.restriction, "échec", "Je pense que c'est un échec."),
    // Sources, conditions, camps.
    yes(.disputed, "brillant", "Selon les uns, Meta est brillant ; selon les autres, il est nul."),
    no(
      .disputed, "brillant", "Selon les uns, Meta est brillant ; selon les autres, il est génial."),
    no(.disputed, "brillant", "Selon les experts, Meta est brillant ; il est cher."),
    yes(.suspended, "réussir", "Meta pourrait réussir, si ses équipes y parviennent."),
    yes(.suspended, "réussir", "Meta pourrait réussir ; l'avenir le dira."),
    no(.suspended, "réussi", "Meta a réussi ; l'avenir le dira."),
    yes(.camp, "ridicules", "Les détracteurs de Meta sont ridicules."),
    yes(.camp, "détracteurs", "Selon ses détracteurs, Meta échoue."),
    no(.camp, "échoue", "Selon ses détracteurs, Meta échoue."),
    no(.camp, "ridicules", "Les partisans de Meta sont ridicules."),
    yes(.comparison, "ponctuel", "L'autocar est plus ponctuel que Meta."),
    no(.comparison, "ponctuel", "Meta est plus ponctuel que l'autocar."),
    yes(.competition, "passe devant", "Meta passe devant OpenAI."),
    yes(.counterfactual, "réussi", "Sans ce chef, Meta aurait réussi."),
    yes(.concession, "critiquable", "Si critiquable que soit son passé, Meta est brillant."),
    yes(.afterContrast, "échoué", "Le plan est beau ; Meta a néanmoins échoué."),
    yes(.irony, "Génial", "Génial, l'outil de Meta est en panne et plante."),
    no(.irony, "Génial", "Génial, l'outil de Meta est fiable."),
    // Contrast and concession.
    yes(.beforeContrast, "brillant", "Ce plan est brillant, mais ruineux."),
    yes(.afterContrast, "ruineux", "Ce plan est brillant, mais ruineux."),
    no(.beforeContrast, "brillant", "Mais ce plan est brillant."),
    no(.afterContrast, "brillant", "Ce plan est brillant, mais ruineux."),
    yes(.sentenceContrast, "brillant", "Ce plan est brillant. Pourtant, il dort."),
    no(.sentenceContrast, "brillant", "Ce plan est brillant. Il dort."),
    yes(.concession, "ruineuses", "Bien que les sommes soient ruineuses, le plan tient."),
    yes(.concession, "retards", "Malgré des retards, le plan est solide."),
    no(.concession, "solide", "Malgré des retards, le plan est solide."),
    yes(.concession, "brillant", "Certes, ce plan est brillant, mais il échoue."),
    no(.concession, "échoue", "Certes, ce plan est brillant, mais il échoue."),
    yes(.substitution, "gâchis", "Loin d'être un gâchis, ce plan est solide."),
    no(.substitution, "solide", "Loin d'être un gâchis, ce plan est solide."),
    yes(.substitution, "gaspiller", "Plutôt que de gaspiller, Meta construit."),
    no(.substitution, "solide", "Un plan plutôt solide."),
    // Modality.
    yes(.hypothesis, "échoue", "Si le plan échoue, on verra."),
    no(.hypothesis, "brillant", "Il est si brillant."),
    yes(.hypothesis, "échouer", "Le plan pourrait échouer."),
    yes(.conditional, "réussirait", "Le plan réussirait."),
    no(.conditional, "réussissait", "Le plan réussissait."),
    yes(.riskOf, "échouer", "Le plan risque d'échouer."),
    yes(.counterfactual, "succès", "Cela aurait pu être un succès."),
    no(.counterfactual, "succès", "Cela aura été un succès."),
    yes(.question, "succès", "Est-ce un succès ?"),
    no(.question, "succès", "C'est un succès."),
    yes(.rhetorical, "succès", "Qui peut croire à un succès ?"),
    no(.rhetorical, "succès", "Quand aura-t-on un succès ?"),
    yes(.expectation, "catastrophe", "On annonçait une catastrophe."),
    yes(.denial, "catastrophe", "On annonçait une catastrophe. Rien de tel."),
    no(.denial, "catastrophe", "C'est une catastrophe. On le voit."),
    yes(.past, "brillant", "Autrefois, il était brillant."),
    // Voices.
    yes(.quotation, "gâchis", "Il dit : « C'est un gâchis sans nom, voilà tout. »"),
    no(.quotation, "gâchis", "C'est un gâchis, dit-on « ici »."),
    yes(.scareQuotes, "génie", "Le « génie » de Zuckerberg dort."),
    no(.scareQuotes, "génie", "Le génie de Zuckerberg dort."),
    yes(.distance, "révolution", "La soi-disant révolution dort."),
    yes(.reportedSpeech, "gâchis", "Selon Bernstein, c'est un gâchis."),
    yes(.reportedSpeech, "gâchis", "L'analyste affirme que c'est un gâchis."),
    no(.reportedSpeech, "gâchis", "Je pense que c'est un gâchis."),
    no(.reportedSpeech, "gâchis", "Selon moi, c'est un gâchis."),
    yes(.selfPraise, "excellent", "Meta assure que son modèle est excellent."),
    no(.selfPraise, "excellent", "Un client assure que ce modèle est excellent."),
    yes(.irony, "Bravo", "Bravo, Meta ! Encore un échec."),
    no(.irony, "Bravo", "Bravo, Meta ! Encore un succès."),
    no(.irony, "Bravo", "Bravo, Meta ! Une catastrophe évitée."),
    // Parties.
    yes(.comparison, "fiable", "OpenAI est plus fiable que Meta."),
    no(.comparison, "fiable", "Meta est plus fiable qu'OpenAI."),
    yes(.competition, "dépasse", "OpenAI dépasse Meta."),
    no(.competition, "dépasse", "OpenAI dépasse Google."),
    // Shifters.
    yes(.shift, "désastre", "Meta évite un désastre."),
    yes(.shift, "transparence", "Un manque de transparence."),
    no(.shift, "catastrophe", "Meta court, la catastrophe approche."),
    yes(.amplify, "crise", "Meta aggrave la crise."),
    // Writing.
    yes(.exclamation, "succès", "Quel beau succès !"),
    no(.exclamation, "succès", "Un beau succès."),
    yes(.capitals, "CATASTROPHE", "Une CATASTROPHE pour tous."),
    no(.capitals, "CATASTROPHE", "UNE CATASTROPHE POUR TOUS."),
    yes(.approximate, "catastrofe", "Une catastrofe pour tous."),
    no(.approximate, "catastrophe", "Une catastrophe pour tous."),
    yes(.given, "vedettes", "Le recrutement des vedettes est un échec."),
    no(.given, "échec", "L'échec est retentissant."),
  ]

  @Test(arguments: cases) func rule(item: Case) throws {
    let outcome = try Bench.analyze(item.text, language: item.language)
    let found = outcome.cue(item.word)
    let cue = try #require(found, "no cue \(item.word): \(outcome.trace)")
    let fires = outcome.rules(cue).contains(item.rule)
    #expect(fires == item.fires, "\(outcome.trace)")
    LexicalAnalyzerTests.check(outcome)
  }

  @Test func flipOfThePack() throws {
    let rows = "term\trole\ttags\tsource\nMeta\tname\tcase\town\ndésastre\tflip\t\town\n"
    let pack = try TargetPack(id: "x", table: Array(rows.utf8))
    let outcome = try Bench.analyze("Meta annonce un désastre.", target: pack)
    let cue = try #require(outcome.cue("désastre"))
    #expect(outcome.rules(cue) == [.flip])
    #expect(cue.value == -cue.base)
    let plain = try Bench.analyze("Meta annonce un désastre.")
    #expect(plain.cue("désastre").map { plain.rules($0) } == [])
  }
}

/// Whom a cue is about, and who speaks.
@Suite struct ReferentTests {
  static let referents: [(String, String, Referent)] = [
    ("vulnérable", "Apple est plus vulnérable que jamais.", .rival),
    ("vulnérable", "Meta est plus vulnérable que jamais.", .target),
    ("échec", "C'est l'échec de Meta.", .target),
    ("échec", "C'est l'échec d'OpenAI.", .rival),
    ("brillant", "Meta recrute des chercheurs d'OpenAI, et c'est brillant.", .target),
    ("solide", "OpenAI s'agite. Son plan est solide.", .rival),
    ("solide", "Meta s'agite. L'entreprise est solide.", .target),
    ("solide", "Meta s'agite. Cette stratégie est solide.", .target),
    ("inquiets", "Meta avance. Ses rivaux sont inquiets.", .rival),
    ("solide", "Contrairement à OpenAI, Meta est solide.", .target),
    ("Ruineuse", "Ruineuse, la stratégie de Meta !", .target),
  ]

  @Test(arguments: referents.indices) func referent(index: Int) throws {
    let (word, text, expected) = Self.referents[index]
    let outcome = try Bench.analyze(text)
    #expect(outcome.cue(word)?.referent == expected, "\(text) \(outcome.trace)")
  }

  @Test func assumedTarget() throws {
    let text = "Cette stratégie est un gâchis."
    #expect(try !Bench.analyze(text).analysis.aboutTarget)
    let assumed = try Bench.analyze(text, assumeTarget: true)
    #expect(assumed.analysis.aboutTarget)
    #expect(assumed.cue("gâchis")?.referent == .target)
    #expect(assumed.analysis.mentions.first?.kind == .anaphor)
    let rival = try Bench.analyze("OpenAI perd pied. Google aussi.", assumeTarget: true)
    #expect(!rival.analysis.aboutTarget)
  }

  @Test func anaphorsPointBack() throws {
    let outcome = try Bench.analyze("OpenAI recule. Meta avance. Le groupe est solide.")
    let last = try #require(outcome.analysis.mentions.last)
    #expect(last.kind == .anaphor)
    #expect(last.referent == .target)
    #expect(outcome.text(outcome.analysis.mentions[Int(last.antecedent)].bytes) == "Meta")
  }

  static let voices: [(String, String, Voice)] = [
    ("gâchis", "Selon Bernstein, c'est un gâchis.", .quoted),
    ("gâchis", "C'est un gâchis, selon Bernstein.", .quoted),
    ("gâchis", "C'est un gâchis, estime Bernstein.", .quoted),
    ("gâchis", "Selon tous les analystes, c'est un gâchis.", .author),
    ("gâchis", "À mon avis, c'est un gâchis.", .author),
    ("gâchis", "Il soupire : « C'est un gâchis, vraiment, tout cela. »", .quoted),
    ("solide", "Il parle de « méthode ». Le plan est solide.", .author),
  ]

  @Test(arguments: voices.indices) func voice(index: Int) throws {
    let (word, text, expected) = Self.voices[index]
    let outcome = try Bench.analyze(text)
    #expect(outcome.cue(word)?.voice == expected, "\(text) \(outcome.trace)")
  }

  /// However many « ne … que » a clause has, a cue is restricted once.
  @Test(arguments: 1...20) func restrictionsDoNotPileUp(_ count: Int) throws {
    let clause = "il n'est que convaincant pour ceux qui ne voient que cela et "
    let text = String(repeating: clause, count: count) + "il n'est que brillant."
    let outcome = try Bench.analyze(text)
    let restricted = outcome.analysis.cues.map { cue in
      outcome.rules(cue).count { $0 == .restriction }
    }
    #expect(restricted.count == count + 1 && restricted.allSatisfy { $0 == 1 }, "\(outcome.trace)")
  }
}
