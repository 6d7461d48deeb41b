/// The named features of the dense block: what lexicon and rules say of a unit.
///
/// Sums of cue values are divided by √(1 + number of cues), counts by √(10 + number of words), so
/// that one strong cue in a sentence and several in a paragraph live on one scale; beyond 12 cues
/// or 90 words only means count. Every feature is
/// a sum over places in the text; its contribution to a score is shared among them exactly.
///
/// The raw values are stored in model files through ``name``: new features go to the end.
public enum DenseFeature: Int, CaseIterable, Sendable {
  // Sums of |value| by voice, referent and sign.
  case authorTargetPositive, authorTargetNegative
  case authorOpenPositive, authorOpenNegative
  case quotedPositive, quotedNegative
  case rivalPositive, rivalNegative
  case otherPositive, otherNegative
  // Sums of |value| by what a rule did to the cue.
  case negatedToPositive, negatedToNegative
  case hypotheticalPositive, hypotheticalNegative
  case questionPositive, questionNegative
  case afterContrastPositive, afterContrastNegative
  case grantedPositive, grantedNegative
  case comparedPositive, comparedNegative
  case intensifiedPositive, intensifiedNegative
  case shiftedPositive, shiftedNegative
  case exclaimedPositive, exclaimedNegative
  case ironic, counterfactual
  // Sums of |base|: the words before any rule.
  case basePositive, baseNegative
  // Sums of |value| by kind of row.
  case judgementPositive, judgementNegative
  case factPositive, factNegative
  case emotionPositive, emotionNegative
  case risk, promotion
  case phrasePositive, phraseNegative
  case strongPositive, strongNegative
  // Sums by place.
  case firstSentence, lastSentence
  case strongestSentence
  // Shape of the whole.
  case net, balance
  // Counts.
  case targetMentions, rivalMentions, anaphors
  case negations, contrasts, concessions, hypotheses, conditionals, modals
  case questions, exclamations, quotedSentences, attributions, distance
  case subjective, certainty, comparisons, intensifiers, expectations
  case numbers, uncued
  // Whose text it is.
  case verdict, decided, offTarget, targetSubjects, rivalSubjects
  // The verdict again times min(1, 15 / words): in brief texts words alone tell least.
  case briefVerdict, briefDecided

  /// The name in model files and explanations: `lexicon.author.target.positive`.
  public var name: String { Self.names[rawValue] }

  /// The names of the cases in their order, written down because files hold them, and because to
  /// ask the runtime for them costs a start a millisecond.
  private static let names: [String] = [
    "lexicon.author.target.positive", "lexicon.author.target.negative",
    "lexicon.author.open.positive", "lexicon.author.open.negative", "lexicon.quoted.positive",
    "lexicon.quoted.negative", "lexicon.rival.positive", "lexicon.rival.negative",
    "lexicon.other.positive", "lexicon.other.negative", "lexicon.negated.to.positive",
    "lexicon.negated.to.negative", "lexicon.hypothetical.positive",
    "lexicon.hypothetical.negative", "lexicon.question.positive", "lexicon.question.negative",
    "lexicon.after.contrast.positive", "lexicon.after.contrast.negative",
    "lexicon.granted.positive", "lexicon.granted.negative", "lexicon.compared.positive",
    "lexicon.compared.negative", "lexicon.intensified.positive", "lexicon.intensified.negative",
    "lexicon.shifted.positive", "lexicon.shifted.negative", "lexicon.exclaimed.positive",
    "lexicon.exclaimed.negative", "lexicon.ironic", "lexicon.counterfactual",
    "lexicon.base.positive", "lexicon.base.negative", "lexicon.judgement.positive",
    "lexicon.judgement.negative", "lexicon.fact.positive", "lexicon.fact.negative",
    "lexicon.emotion.positive", "lexicon.emotion.negative", "lexicon.risk", "lexicon.promotion",
    "lexicon.phrase.positive", "lexicon.phrase.negative", "lexicon.strong.positive",
    "lexicon.strong.negative", "lexicon.first.sentence", "lexicon.last.sentence",
    "lexicon.strongest.sentence", "lexicon.net", "lexicon.balance", "lexicon.target.mentions",
    "lexicon.rival.mentions", "lexicon.anaphors", "lexicon.negations", "lexicon.contrasts",
    "lexicon.concessions", "lexicon.hypotheses", "lexicon.conditionals", "lexicon.modals",
    "lexicon.questions", "lexicon.exclamations", "lexicon.quoted.sentences",
    "lexicon.attributions", "lexicon.distance", "lexicon.subjective", "lexicon.certainty",
    "lexicon.comparisons", "lexicon.intensifiers", "lexicon.expectations", "lexicon.numbers",
    "lexicon.uncued", "lexicon.verdict", "lexicon.decided", "lexicon.off.target",
    "lexicon.target.subjects", "lexicon.rival.subjects", "lexicon.brief.verdict",
    "lexicon.brief.decided",
  ]

  /// m: how many named features there are.
  public static var count: Int { allCases.count }

  /// What the feature adds to the three scores of stance, per unit of its raw value, when nothing
  /// has been learnt; the centre to which training pulls. Zero for most features.
  ///
  /// The verdict of the rules decides between the sides, in a brief text also against
  /// neutrality, and a text about somebody else is neutral. The sizes make the rules alone a
  /// sensible classifier of sentences: at a verdict of ½ the odds of its side against neutral are
  /// e² : 1.
  public var prior: (favor: Double, neutral: Double, against: Double) {
    switch self {
    case .verdict: (0.5, 0, -0.5)
    case .briefVerdict: (1.5, 0, -1.5)
    case .briefDecided: (0, -2, 0)
    case .offTarget: (-0.5, 1.5, -0.5)
    default: (0, 0, 0)
    }
  }
}

/// A place in the text that gives a dense feature part of its value.
public struct DenseInstance: Sendable, Equatable {
  /// The feature that it is part of.
  public var feature: DenseFeature
  /// UTF-8 byte offsets; the whole unit for features without a place of their own.
  public var bytes: Range<Int32>
  /// Index of the cue in the analysis; −1 when it is no cue.
  public var cue: Int32
  /// What the place adds to the feature's value.
  public var amount: Float
}
