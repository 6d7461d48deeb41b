public import StanceModel
public import StanceText

/// What the classifier says of one unit of a document.
///
/// - Units: ranges are half-open UTF-8 byte offsets into the document as decoded.
public struct UnitPrediction: Sendable, Equatable {
  /// Where the unit stands, its kind, section and gold label.
  public var unit: TextUnit
  /// Id of the target pack.
  public var target: String
  /// Whether the unit says anything about the target.
  public var aboutTarget: Bool
  /// The most probable label; nil for headings, furniture, paragraphs in other languages and records
  /// without a text.
  public var label: String?
  /// P(favor) − P(against), in [−1, 1]; nil without such labels.
  public var score: Double?
  /// In the order of the model's labels; nil where `label` is.
  public var probabilities: [Double]?
  /// Lexicon cues that took part.
  public var evidence: Int
  /// Filled when asked for.
  public var explanation: Explanation?
  /// Id of the record when the input was JSONL or a table; nil for units of documents.
  public var id: String?
  /// Encoding of the record's line; nil where it is that of the whole input.
  public var encoding: TextEncoding?

  /// A prediction; without label, score and probabilities for what is not scored.
  public init(
    unit: TextUnit, target: String, aboutTarget: Bool = false, label: String? = nil,
    score: Double? = nil, probabilities: [Double]? = nil, evidence: Int = 0,
    explanation: Explanation? = nil, id: String? = nil
  ) {
    self.unit = unit
    self.target = target
    self.aboutTarget = aboutTarget
    self.label = label
    self.score = score
    self.probabilities = probabilities
    self.evidence = evidence
    self.explanation = explanation
    self.id = id
  }
}
