public import StanceModel
internal import StanceText

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// One prediction for a whole document, from those of its paragraphs.
///
/// The scores of the document are the mean of its paragraphs' scores, so that a text said twice
/// has the score of the text said once; the probabilities are then softmax(mean / T), which is the
/// geometric mean of the paragraphs' probabilities. Paragraphs about the target count; when there
/// are none, all scored paragraphs do.
///
/// - Complexity: O(K) space, whatever the document's length; with explanations O(contributions).
public struct DocumentTally: Sendable {
  private struct Sum: Sendable {
    var count = 0
    var evidence = 0
    var logarithms: [Double] = []
    var scores: [Float] = []
    var contributions: [Contribution] = []

    mutating func add(_ prediction: UnitPrediction, _ probabilities: [Double]) {
      count += 1
      evidence += prediction.evidence
      if logarithms.isEmpty { logarithms = probabilities.map { _ in 0 } }
      for (label, value) in probabilities.enumerated() {
        logarithms[label] += log(max(value, .leastNormalMagnitude))
      }
      guard let explanation = prediction.explanation else { return }
      if scores.isEmpty { scores = explanation.scores.map { _ in 0 } }
      for (label, value) in explanation.scores.enumerated() { scores[label] += value }
      for part in explanation.contributions { add(part) }
    }

    /// Parts without a place (the constant, counts, sections) are one part of the document.
    private mutating func add(_ part: Contribution) {
      guard part.range == nil,
        let same = contributions.firstIndex(where: {
          $0.range == nil && $0.feature == part.feature
        })
      else { return contributions.append(part) }
      for label in part.values.indices { contributions[same].values[label] += part.values[label] }
    }
  }

  private let labels: [String]
  private let favor: Int?
  private let against: Int?
  private var language = Language.undetermined
  private var about = Sum()
  private var all = Sum()
  private var end = 0
  private var target = ""

  /// A tally of nothing yet, by the labels of the model.
  public init(model: LinearModel) {
    self.init(labels: model.labels, favor: model.favorIndex, against: model.againstIndex)
  }

  /// - Parameters:
  ///   - labels: in the order of the probabilities.
  ///   - favor: index of the label that speaks for the target; nil without one.
  ///   - against: index of the label that speaks against it.
  public init(labels: [String], favor: Int?, against: Int?) {
    self.labels = labels
    self.favor = favor
    self.against = against
  }

  /// Whether nothing was added.
  public var isEmpty: Bool { end == 0 }

  /// Adds one unit of the document.
  public mutating func add(_ prediction: UnitPrediction) {
    end = max(end, prediction.unit.range.upperBound)
    target = prediction.target
    guard let probabilities = prediction.probabilities else { return }
    if language == .undetermined { language = prediction.unit.language }
    if prediction.aboutTarget {
      about.add(prediction, probabilities)
    } else if about.count == 0 {
      all.add(prediction, probabilities)
    }
  }

  /// The prediction for everything added; without a label when nothing had one.
  public var prediction: UnitPrediction {
    let sum = about.count > 0 ? about : all
    let unit = TextUnit(
      index: 0, line: 1, range: 0..<end, kind: .body, rule: "document", language: language)
    var result = UnitPrediction(
      unit: unit, target: target, aboutTarget: about.count > 0, evidence: sum.evidence)
    guard sum.count > 0 else { return result }
    let means = sum.logarithms.map { $0 / Double(sum.count) }
    let highest = means.max() ?? 0
    let shares = means.map { exp($0 - highest) }
    let total = shares.reduce(0, +)
    let probabilities = shares.map { $0 / total }
    var best = 0
    for label in probabilities.indices where probabilities[label] > probabilities[best] {
      best = label
    }
    result.label = labels[best]
    result.probabilities = probabilities
    if let favor, let against {
      result.score = probabilities[favor] - probabilities[against]
    }
    if !sum.scores.isEmpty {
      let share = 1 / Float(sum.count)
      var explanation = Explanation(
        scores: sum.scores.map { $0 * share },
        contributions: sum.contributions.map { part in
          var part = part
          part.values = part.values.map { $0 * share }
          return part
        })
      explanation.sort(favor: favor, against: against)
      result.explanation = explanation
    }
    return result
  }
}
