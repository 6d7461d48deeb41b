import StanceText

/// An operator (negator, intensifier, contrast word, …) found in the text.
@frozen
public struct OperatorHit: Sendable, Hashable {
  /// What the operator does.
  public var kind: OperatorKind
  /// Tokens of the buffer.
  public var tokens: Range<Int32>
  /// UTF-8 byte offsets in the buffer that was tokenized.
  public var bytes: Range<Int32>
  /// The row's value; its meaning depends on the kind (a factor for degree words, else a weight).
  public var value: Float
  /// Index in ``LexicalAnalysis/sentences``.
  public var sentence: Int32

  /// An operator at its place.
  @inlinable
  public init(
    kind: OperatorKind, tokens: Range<Int32>, bytes: Range<Int32>, value: Float, sentence: Int32
  ) {
    self.kind = kind
    self.tokens = tokens
    self.bytes = bytes
    self.value = value
    self.sentence = sentence
  }
}

/// How a mention was recognised.
@frozen
public enum MentionKind: UInt8, Sendable, Hashable, CaseIterable {
  /// A name, alias, person or product of the pack.
  case name
  /// A description that the pack lists (« le groupe de Menlo Park »).
  case description
  /// « l'entreprise », « cette stratégie »: taken for the last one named.
  case anaphor
  /// « il », « elle », « son »: taken for the last one named.
  case pronoun
}

/// A place where the target or one of its rivals is named or taken up again.
@frozen
public struct Mention: Sendable, Hashable {
  /// Tokens of the buffer.
  public var tokens: Range<Int32>
  /// UTF-8 byte offsets in the buffer that was tokenized.
  public var bytes: Range<Int32>
  /// `.target` or `.rival`.
  public var referent: Referent
  /// By name, by description, or taken up again.
  public var kind: MentionKind
  /// Role of the pack's row, for names and descriptions.
  public var role: TargetRole
  /// Index in ``LexicalAnalysis/mentions`` of what an anaphor or pronoun takes up; −1 when none
  /// (then the document's target is assumed).
  public var antecedent: Int32
  /// Index in ``LexicalAnalysis/sentences``.
  public var sentence: Int32

  /// A mention at its place.
  @inlinable
  public init(
    tokens: Range<Int32>, bytes: Range<Int32>, referent: Referent, kind: MentionKind,
    role: TargetRole, antecedent: Int32, sentence: Int32
  ) {
    self.tokens = tokens
    self.bytes = bytes
    self.referent = referent
    self.kind = kind
    self.role = role
    self.antecedent = antecedent
    self.sentence = sentence
  }
}

/// What the rules know of one sentence.
@frozen
public struct SentenceAnalysis: Sendable, Hashable {
  /// Tokens of the buffer.
  public var tokens: Range<Int32>
  /// Indices in ``LexicalAnalysis/cues``.
  public var cues: Range<Int32>
  /// Whether it ends with a question mark.
  public var isQuestion: Bool
  /// Whether it ends with an exclamation mark.
  public var isExclamation: Bool
  /// `.quoted` when more than half of its tokens are quoted or reported.
  public var voice: Voice
  /// Names the target, or takes it up, or says nothing of anybody else in a text about it.
  public var aboutTarget: Bool
  /// Grammatical subject or topic of its main clause.
  public var subject: Referent
  /// Σ value over the author's cues that are not about a rival.
  public var authorSum: Float
  /// Σ value over the quoted or reported cues that are not about a rival.
  public var quotedSum: Float
  /// Σ value over the cues about rivals.
  public var rivalSum: Float

  /// A sentence of which nothing else is known yet.
  @inlinable
  public init(tokens: Range<Int32>) {
    self.tokens = tokens
    cues = 0..<0
    isQuestion = false
    isExclamation = false
    voice = .author
    aboutTarget = false
    subject = .unknown
    authorSum = 0
    quotedSum = 0
    rivalSum = 0
  }
}

/// Everything that lexicon and rules say of one unit of text; reused from unit to unit.
public struct LexicalAnalysis: Sendable {
  /// In the order of the text.
  public var cues: [Cue] = []
  /// Cue after cue, in the order in which they were applied.
  public var firings: [RuleFiring] = []
  /// In the order of the text.
  public var operators: [OperatorHit] = []
  /// In the order of the text.
  public var mentions: [Mention] = []
  /// Parallel to the sentences of the token buffer.
  public var sentences: [SentenceAnalysis] = []
  /// Whether the unit says anything about the target.
  public var aboutTarget = false
  /// Words (not punctuation) of the unit.
  public var wordCount = 0

  /// The analysis of no text.
  public init() {}

  /// Empties the value and keeps its memory.
  public mutating func removeAll() {
    cues.clear()
    firings.clear()
    operators.clear()
    mentions.clear()
    sentences.clear()
    aboutTarget = false
    wordCount = 0
  }
}
