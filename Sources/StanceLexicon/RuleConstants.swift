/// How much each rule counts; every number is a factor on a cue's valence.
///
/// The factors were judged by hand on constructed pairs of sentences, starting from the orders of
/// magnitude of Hutto and Gilbert 2014 (VADER: negation −0.74, "but" 0.5 before and 1.5 after,
/// degree words ±0.29). The learned model weighs their sums again, so signs matter more than
/// decimals.
enum RuleConstants {
  /// « pas convaincant » says nearly the opposite.
  static let negatedPraise: Float = -0.8
  /// « pas mauvais », « pas un échec » praises, but less.
  static let negatedBlame: Float = -0.6
  /// « rien d'un échec » is a full denial.
  static let denied: Float = -0.9
  /// « pas sans mérite »: an understatement.
  static let doubleNegation: Float = 0.75
  /// « moins convaincant » without standard or with one.
  static let less: Float = -0.6
  /// « le moins convaincant ».
  static let least: Float = -0.9
  /// « plus convaincant ».
  static let more: Float = 1.15
  /// « trop ambitieux »: praise turns to blame; blame grows.
  static let excessPraise: Float = -0.5
  static let excessBlame: Float = 1.3
  /// « peu risquée » when the row gives no value of its own.
  static let minimizer: Float = -0.5
  /// « à peine convaincant », « a presque réussi »: it is not so; « a presque échoué » relieves.
  static let barely: Float = -0.4
  static let missedBlame: Float = 0.4
  /// « Les défauts sont négligeables »
  static let reducedBlame: Float = -0.5
  /// « ne … que »: « qu'un succès d'estime », « qu'un échec ».
  static let restrictedPraise: Float = 0.8
  static let restrictedBlame: Float = 1.1
  /// Within one sentence, before and after « mais ».
  static let beforeContrast: Float = 0.4
  static let afterContrast: Float = 1.3
  /// The other side of a contrast or concession judges in words that no table has: the opposite
  /// of what is granted is meant (« solide, mais ses finitions … »).
  static let implied: Float = -0.4
  static let impliedBySentence: Float = -0.3
  /// The sentence before one that opens with « pourtant ».
  static let sentenceBefore: Float = 0.5
  /// Sentences further back.
  static let sentencesBefore: Float = 0.7
  static let sentenceAfter: Float = 1.25
  /// « bien que », « malgré », « certes ».
  static let conceded: Float = 0.3
  /// All that is granted weighs at most this share of the point.
  static let grantedShare: Float = 0.5
  /// « loin de », « plutôt que ».
  static let substituted: Float = -0.6
  /// « si », « à condition que ».
  static let hypothesis: Float = 0.4
  /// « pourrait », « peut-être ».
  static let modal: Float = 0.6
  /// « aurait échoué », said by others.
  static let hearsay: Float = 0.4
  /// « réussirait ».
  static let conditional: Float = 0.6
  /// « risque de » keeps its threat; a good outcome is seldom "risked".
  static let riskOfBlame: Float = 0.8
  static let riskOfPraise: Float = 0.3
  /// « devra convaincre », « veut devenir la référence »: praise that is not there; an ill that
  /// somebody has to face is.
  static let irrealisPraise: Float = 0.3
  static let irrealisBlame: Float = 0.8
  /// « aurait pu être un succès » means failure; « aurait pu être pire » mild relief.
  static let counterfactualPraise: Float = -0.7
  static let counterfactualBlame: Float = -0.3
  /// The main clause of « si seulement … » and « aurait réussi ».
  static let unreal: Float = -0.6
  /// A question does not assert; a rhetorical one asserts the opposite.
  static let question: Float = 0.4
  static let rhetorical: Float = -0.7
  static let rhetoricalYes: Float = 0.9
  /// A quoted voice keeps its words: told apart by the voice, not by the value.
  static let quotation: Float = 1
  static let reported: Float = 1
  /// The target on itself.
  static let selfPraise: Float = 0.3
  /// « génie » between quotation marks.
  static let scarePraise: Float = -0.6
  static let scareBlame: Float = 0.5
  /// « soi-disant génie ».
  static let distancedPraise: Float = -0.7
  static let distancedBlame: Float = -0.3
  /// « on annonçait une catastrophe ».
  static let expectation: Float = 0.25
  /// « il n'en est rien » after it.
  static let denial: Float = -0.6
  /// « autrefois brillant ».
  static let past: Float = 0.3
  /// Said of the rival, compared with the target.
  static let comparisonTurned: Float = -0.9
  static let competitionTurned: Float = -1
  static let flip: Float = -1
  /// « Meta préfère … »: its own choice.
  static let ownChoice: Float = 0.2
  /// Praise of the rival where it faces the target: less sure than a word on the target itself.
  static let rivalTurned: Float = -0.7
  /// « ses détracteurs se trompent ».
  static let opponentTurned: Float = -0.7
  /// Two sources who contradict each other: nearly nothing is left.
  static let disputed: Float = 0.1
  /// « l'avenir le dira »: nearly nothing is left.
  static let suspended: Float = 0.15
  /// « personne n'est plus convaincant que », « jamais aussi inspiré ».
  static let peak: Float = 1.1
  /// « n'a d'attrayant que l'affiche ».
  static let onlyThing: Float = -0.6
  /// The verb of « ne mérite que des moqueries »: its object says what.
  static let restrictedVerb: Float = 0.1
  /// « éviter la catastrophe », « manque de vision ».
  static let shifted: Float = -0.7
  /// The shifter's own valence once its object has been turned the other way.
  static let shifterAfterTurning: Float = 0.25
  /// A shifter worth this much helps: it turns ills only (« protéger », « soulager »).
  static let helpful: Float = 0.25
  /// « aggraver la crise ».
  static let amplified: Float = 1.3
  /// « Bravo ! » before a failure.
  static let ironic: Float = -0.8
  /// A failure must be at least this bad for the praise before it to be ironic.
  static let ironyThreshold: Float = -0.3
  /// Around a set word of praise the other cues must sum to less than this.
  static let ironicSum: Float = -0.25
  /// A fragment that opens the sentence praises when its word is worth this much.
  static let fragmentPraise: Float = 0.4
  /// A word that stands alone at the start must praise this much to be meant the other way.
  static let openerPraise: Float = 0.6
  /// « les ingénieurs vedettes … est sans mérite »: the subject only names, the predicate judges.
  static let given: Float = 0.4
  /// Positive words between the ironic praise and the failure (« réussi l'exploit de perdre »).
  static let ironicBetween: Float = -0.5
  static let exclamation: Float = 1.15
  static let capitals: Float = 1.2
  static let approximate: Float = 0.9

  /// What sources say on either side must weigh this much to be an opinion.
  static let clearSum: Float = 0.2

  /// A verb of saying worth this much is an opinion itself (saluer, dénoncer).
  static let opinionated: Float = 0.4

  /// Tokens that a degree word may be away from its cue.
  static let degreeReach: Int32 = 4
  /// Tokens that « sans » and a bare « pas » reach.
  static let shortNegation: Int32 = 7
  /// Tokens between the halves of a negation.
  static let negationGap: Int32 = 9
  /// Tokens between a shifter and its object.
  static let shifterReach: Int32 = 7
  /// Words of a quotation that is only a pair of scare quotes.
  static let scareLength: Int32 = 2
}
