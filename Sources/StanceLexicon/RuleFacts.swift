extension RuleID {
  private static func fact(_ name: String, _ summary: String, _ source: String = "own") -> Facts {
    Facts(name: name, summary: summary, source: source)
  }

  private static let grammar = "Grevisse and Goosse, Le bon usage; own factors"
  private static let vader = "Hutto and Gilbert 2014 (VADER), own factors for French"
  private static let shifters = "Polanyi and Zaenen 2006, Contextual valence shifters"

  /// Parallel to the cases.
  static let facts: [Facts] = [
    fact("negation", "a negated judgement turns round, weaker than its opposite", vader),
    fact("double-negation", "two negations state, with reserve (« pas sans mérite »)", grammar),
    fact("intensifier", "a degree word makes the cue stronger", vader),
    fact("downtoner", "a degree word makes the cue weaker", vader),
    fact("minimizer", "« peu » before a word nearly denies it, « un peu » does not", grammar),
    fact("excess", "too much of a good thing is a fault, of a bad thing is worse", shifters),
    fact("less", "« moins » lowers or turns round what follows", grammar),
    fact("superlative", "the most is stronger, the least is the opposite", grammar),
    fact("restriction", "« ne … que » narrows praise and sharpens blame", grammar),
    fact("before-contrast", "what stands before « mais » is granted", vader),
    fact("after-contrast", "what stands after « mais » is the point", vader),
    fact("sentence-contrast", "a sentence that opens with « pourtant » outweighs the last one"),
    fact("concession", "« bien que », « malgré », « certes » grant what they introduce", grammar),
    fact("substitution", "« loin de », « plutôt que » reject what they introduce", grammar),
    fact("hypothesis", "what stands under « si » or « peut-être » is not asserted", shifters),
    fact("conditional", "the conditional mood does not assert", shifters),
    fact("risk-of", "« risque de » announces, it does not assert"),
    fact("counterfactual", "« aurait pu » says that it is not so", grammar),
    fact("question", "a question does not assert", shifters),
    fact("rhetorical", "a rhetorical question asserts the opposite of what it asks", grammar),
    fact("quotation", "words between quotation marks are somebody else's"),
    fact("reported-speech", "reported speech is somebody else's opinion"),
    fact("self-praise", "a company's praise of itself says little"),
    fact("scare-quotes", "one or two words of praise in quotation marks are not meant"),
    fact("distance", "« soi-disant », « prétendu » deny the word they introduce", grammar),
    fact("expectation", "what others foretold is not what the author says"),
    fact("denial", "« il n'en est rien » takes back what was said before"),
    fact("past", "praise of the past is not praise of today"),
    fact("comparison", "what is said of the rival in a comparison counts against the target"),
    fact("competition", "who gets ahead of whom decides the sign"),
    fact("flip", "the pack says that this word counts the other way for this target"),
    fact("shift", "« éviter », « manque de » turn round their object", shifters),
    fact("amplify", "« aggraver », « accroître » strengthen their object", shifters),
    fact("irony", "praise followed by a failure is meant the other way round"),
    fact("exclamation", "an exclamation mark strengthens", vader),
    fact("capitals", "a word in capitals among small letters is stressed", vader),
    fact("approximate", "a word recognised in spite of its spelling counts a little less"),
    fact("given", "what the subject takes for granted weighs less than what is said of it"),
    fact("disputed", "sources who contradict each other leave the matter open"),
    fact("suspended", "« l'avenir le dira », « pourrait …, si … » leave the matter open", shifters),
    fact("camp", "blame of those who are against a party speaks for it; a source is no judgement"),
    fact(
      "irrealis", "what must be done, is wanted or promised is not there yet (« devra », « veut »)",
      shifters),
  ]
}
