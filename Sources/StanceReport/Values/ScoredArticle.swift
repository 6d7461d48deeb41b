public import StanceKit
public import StanceText

/// A document with what the classifier says of its units: what an article view is drawn from.
///
/// ```swift
/// let decoded = try TextDecoder.decode(raw)
/// var scorer = DocumentScorer(analyzer)
/// let article = ScoredArticle(
///   file: "article.txt", text: decoded.bytes,
///   predictions: scorer.score(decoded.bytes, explaining: .full),
///   labels: analyzer.model.labels, target: analyzer.target.title)
/// ```
///
/// - Units: the ranges of predictions and contributions count bytes of `text`.
public struct ScoredArticle: Sendable, Equatable {
  /// Name shown for the document: a path as typed.
  public var file: String
  /// The decoded document, UTF-8. Bytes that are not are shown as U+FFFD.
  public var text: [UInt8]
  public var encoding: TextEncoding
  /// In document order, headings and furniture too; with explanations, words are underlined.
  public var predictions: [UnitPrediction]
  /// Labels of the model, in the order of its probabilities.
  public var labels: [String]
  /// Display name of the target; nil shows the id that the predictions carry.
  public var target: String?

  public init(
    file: String, text: [UInt8], encoding: TextEncoding = .utf8, predictions: [UnitPrediction],
    labels: [String], target: String? = nil
  ) {
    self.file = file
    self.text = text
    self.encoding = encoding
    self.predictions = predictions
    self.labels = labels
    self.target = target
  }
}
