/// What a grammatical word or phrase of `operators.tsv` does; the rules know kinds, never words.
@frozen
public enum OperatorKind: UInt8, Sendable, Hashable, CaseIterable {
  /// First half of a two-part negation (ne, n').
  case negationFirst
  /// Second half; negates alone too in speech (pas, point, nullement).
  case negationSecond
  /// Second half that means something else without a first half (plus, jamais, guère).
  case negationAmbiguous
  /// Negative pronoun, on either side of the verb (rien, personne, aucun).
  case negationPronoun
  /// Negative determiner (aucun, nul, no).
  case negationDeterminer
  /// Negates the noun phrase that follows (sans, without).
  case negationPreposition
  /// Links negated items (ni, nor).
  case negationLink
  /// Negates alone, up to the end of the clause (not, never, cannot, non).
  case negationAlone
  /// A negation that negates nothing (sans doute, pas seulement, no doubt).
  case negationVoid
  /// Denies fully what follows (rien d'un, tout sauf, nothing of a).
  case negationPhrase
  /// « que » after a first half; only, merely.
  case restriction
  /// Multiplies what follows (très, extrêmement).
  case intensifier
  /// Multiplies what precedes (complet, total, retentissant).
  case intensifierAfter
  /// Weakens what follows (un peu, assez, plutôt).
  case downtoner
  /// Nearly negates what follows (peu, à peine, guère).
  case minimizer
  /// Too much of a good thing is bad (trop, excessivement).
  case excess
  case comparisonMore
  case comparisonLess
  case comparisonEqual
  /// Introduces what is compared with (que, than, face à, par rapport à).
  case comparisonThan
  /// Most or least of all (le plus, le moins).
  case superlative
  case superlativeLeast
  /// Turns the sentence (mais, but).
  case contrast
  /// Turns against what was said before (pourtant, cependant, however).
  case contrastAdverb
  /// Opens a granted clause (bien que, même si, although).
  case concessionClause
  /// Opens a granted noun phrase (malgré, en dépit de, despite).
  case concessionPhrase
  /// Grants its own clause, a contrast follows (certes, il est vrai que).
  case concessionParticle
  /// Opens a hypothesis (si, if, à condition que).
  case hypothesis
  /// Makes a statement possible only (pourrait, peut-être, might).
  case modal
  /// Introduces an unwanted possibility (risque de, menace de).
  case riskOf
  /// Conditional mood read from the ending of the verb.
  case conditional
  /// Against the facts (aurait pu, aurait dû, should have).
  case counterfactual
  /// Names a source (selon, d'après, according to).
  case attribution
  /// Reporting verb (affirme que, estime, says).
  case attributionVerb
  /// Everybody says so (tous les analystes, unanimement).
  case attributionAll
  /// Takes distance from a word (soi-disant, prétendu, so-called).
  case distance
  /// Opens a question (est-ce que, pourquoi, comment).
  case question
  /// A question whose answer is no (qui peut croire, à quoi bon).
  case rhetorical
  /// A question whose answer is yes (comment ne pas, n'est-ce pas).
  case rhetoricalYes
  /// First person and opinion markers (je pense, à mon avis).
  case subjective
  /// Certainty (évidemment, sans aucun doute).
  case certainty
  /// Rejects what follows (loin de, au lieu de, plutôt que).
  case substitution
  /// What others foretold (on annonçait, promettait).
  case expectation
  /// Takes back what precedes (rien de tel, il n'en est rien).
  case denial
  /// What was true once (autrefois, jadis, once).
  case past
  /// Personal subject pronoun that can stand for a company or person (il, elle, they).
  case pronoun
  /// Noun phrase that takes up the last company named (l'entreprise, le groupe).
  case anaphor
  /// Noun phrase that takes up the plan discussed (cette stratégie, ce pari).
  case planAnaphor
  /// Noun phrase for the rivals as a class (ses rivaux, la concurrence).
  case rivalClass
  case possessive
  case determiner
  case reflexive
  /// Unstressed object pronoun, skipped inside a phrase (le, y, en, lui).
  case clitic
  /// Short adverb, skipped inside a phrase and between degree word and cue.
  case skippable
  /// Coordination (et, ou, and).
  case coordination
  /// Opens a subordinate clause (qui, que, dont, which).
  case relative
  /// Cause and consequence (car, parce que, because); ends a negation.
  case cause
  case preposition
  /// Forms of être and avoir, copulas.
  case auxiliary
  /// Says how two parties stand (contrairement à, unlike).
  case unlike
  /// The speaking first person (je, nous, on).
  case speaker
  /// Predicate of existence: its negation denies its subject (avoir lieu, au rendez-vous).
  case presence
  /// One party gets ahead of another (dépasser, distancer); also a cue by its value.
  case outdo
  /// Common word that must never be read as a misspelling.
  case known
  /// Lack stated as a fact (toujours pas, pas l'ombre d'un); a cue by its value.
  case lack
  /// Praise that is often meant the other way round (bravo, on applaudit); a cue by its value.
  case praise
  /// Somebody else by nature (le régulateur).
  case thirdParty
  /// Says that the matter is open (l'avenir le dira, reste à voir).
  case suspense
  /// Those who are against a party (value −1: détracteurs) or for it (1: partisans).
  case camp
  /// Verb of denial (nier, contester, ignorer): under a negation, what it governs is asserted.
  case denyVerb
  /// Introduces the agent of a passive (par, by).
  case agent
  /// Introduces the other side of a choice (à, pour, contre).
  case toward
  /// Forms of avoir: no passive.
  case have
  /// All but reached (presque, failli): with an act, it did not happen; value −1: always so.
  case nearly
  /// Noun whose complement is a party, but which is somebody else (partenaire de; −1: a rival).
  case outsider
  /// Takes one thing rather than another (préférer, quitter); a cue by its value, of the object.
  case choice
  /// « ce », « cette »: what follows is taken as known, a negation leaves it alone.
  case demonstrative
  /// « avec »: in front of a past conditional it names what was missing.
  case with
  /// Adjective that makes little of its noun (minime, partiel, timide).
  case reducer
  /// Forms of the future: after « si », what they say is open.
  case future
  /// Says that what follows is asked for, meant or promised (devra, il faut, veut, afin de).
  case irrealis
  /// Given name that is a common word too: before another capitalised word it is a name only.
  case givenName
  /// Person or body that is somebody else (lycée, avocat), or a work about a party (documentaire).
  case bystander
  /// Verb or noun that makes a thing or a person a party's own (lancer, diriger, filiale).
  case belonging
  /// Company or product that many know: with a capital it is somebody else, if the pack has it not.
  case company

  /// The name used in the files.
  public var name: String { OperatorKind.names[Int(rawValue)] }

  /// The kind called `name`, or nil.
  public init?(name: String) {
    guard let index = OperatorKind.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(index))
  }

  static let names: [String] = [
    "neg.first", "neg.second", "neg.ambiguous", "neg.pronoun", "neg.determiner",
    "neg.preposition", "neg.link", "neg.alone", "neg.void", "neg.phrase", "restriction",
    "intensifier", "intensifier.after", "downtoner", "minimizer", "excess", "more", "less",
    "equal", "than", "superlative", "superlative.least", "contrast", "contrast.adverb",
    "concession.clause", "concession.phrase", "concession.particle", "hypothesis", "modal",
    "risk.of", "conditional", "counterfactual", "attribution", "attribution.verb",
    "attribution.all", "distance", "question", "rhetorical", "rhetorical.yes", "subjective",
    "certainty", "substitution", "expectation", "denial", "past", "pronoun", "anaphor",
    "anaphor.plan", "rival.class", "possessive", "determiner", "reflexive", "clitic",
    "skippable", "coordination", "relative", "cause", "preposition", "auxiliary",
    "unlike", "speaker", "presence", "outdo", "known", "lack", "praise", "third.party",
    "suspense", "camp", "deny.verb", "agent", "toward", "have", "nearly", "outsider", "choice",
    "demonstrative", "with", "reducer", "future", "irrealis", "given.name",
    "bystander", "belonging", "company",
  ]
}
