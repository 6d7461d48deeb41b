internal import StanceEvaluation
internal import StanceKit
internal import StanceModel
internal import StanceText

/// A wrong prediction with what is known of it.
struct ErrorCase {
  let item: EvaluationItem
  let gold: String
  let predicted: String?
  /// The probability given to the wrong label; nil without probabilities or answer.
  let confidence: Double?
  let judged: JudgedText?
  /// Parts that spoke for the predicted label against the gold one, the strongest first.
  let misleading: [Misleading]

  struct Misleading {
    let part: Contribution
    /// How much it adds to the predicted label less the gold one; above zero.
    let push: Double
  }

  /// `file:line`, or the id.
  var place: String {
    guard let file = item.file else { return item.id }
    return item.line.map { "\(file):\($0)" } ?? file
  }

  /// The wrong items that a report shows, the surest first; abstentions come last.
  ///
  /// - Complexity: O(n log n).
  static func shown(_ report: EvaluationReport, _ worst: Int) -> [EvaluationItem] {
    let wrong = report.items.filter { $0.predicted != $0.gold }
    let keyed = wrong.enumerated().map { (confidence($1) ?? -1, $0, $1) }
    return keyed.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.prefix(max(0, worst)).map(\.2)
  }

  private static func confidence(_ item: EvaluationItem) -> Double? {
    item.predicted.flatMap { label in item.probabilities.map { $0[label] } }
  }

  /// The errors with their texts and reasons.
  static func worst(_ report: EvaluationReport, _ details: ReportDetails) -> [ErrorCase] {
    shown(report, details.worst).map { item in
      let judged = details.texts[item.id] ?? text(of: item, in: details.articles)
      return ErrorCase(
        item: item, gold: report.labels[item.gold],
        predicted: item.predicted.map { report.labels[$0] }, confidence: confidence(item),
        judged: judged,
        misleading: misleading(judged?.explanation, gold: item.gold, predicted: item.predicted))
    }
  }

  private static func text(of item: EvaluationItem, in articles: [ScoredArticle]) -> JudgedText? {
    guard let file = item.file, let line = item.line,
      let article = articles.first(where: { $0.file == file }),
      let found = article.predictions.first(where: { $0.unit.line == line })
    else { return nil }
    return JudgedText(
      text: article.bytes(of: found.unit), offset: found.unit.range.lowerBound,
      language: found.unit.language, explanation: found.explanation)
  }

  private static func misleading(
    _ explanation: Explanation?, gold: Int, predicted: Int?
  ) -> [Misleading] {
    guard let explanation, let predicted, predicted != gold else { return [] }
    let pushes = explanation.contributions.compactMap { part -> Misleading? in
      guard part.values.indices.contains(gold), part.values.indices.contains(predicted) else {
        return nil
      }
      let push = Double(part.values[predicted]) - Double(part.values[gold])
      return push >= 0.005 ? Misleading(part: part, push: push) : nil
    }
    let order = pushes.enumerated().sorted { ($1.1.push, $0.0) < ($0.1.push, $1.0) }
    return order.prefix(8).map(\.1)
  }
}

extension ScoredArticle {
  /// The bytes of a unit; ranges that leave the text are cut.
  func bytes(of unit: TextUnit) -> [UInt8] {
    let low = min(max(unit.range.lowerBound, 0), text.count)
    let high = min(max(unit.range.upperBound, low), text.count)
    return Array(text[low..<high])
  }
}
