/// Precision, recall and F1 of one label.
public struct LabelScores: Hashable, Sendable {
  public let label: String
  /// tp / predicted; nil if the label is never predicted.
  public let precision: Double?
  /// tp / support; nil if the label never is gold.
  public let recall: Double?
  /// 2·tp / (predicted + support); nil if the label occurs nowhere.
  public let f1: Double?
  /// Units whose gold label it is.
  public let support: Int
  /// Units predicted as it.
  public let predicted: Int
  /// Units of both.
  public let truePositives: Int
}

/// a / b, or nil where b is zero.
func ratio(_ a: Int, _ b: Int) -> Double? { b == 0 ? nil : Double(a) / Double(b) }

/// The mean of the defined values, or nil if there is none.
func meanOfDefined(_ values: [Double?]) -> Double? {
  var sum = 0.0
  var count = 0
  for case let value? in values {
    sum += value
    count += 1
  }
  return count == 0 ? nil : sum / Double(count)
}

extension ConfusionMatrix {
  /// Scores of one label.
  ///
  /// F1 is defined as soon as the label occurs in gold or in predicted (then 0 without a hit),
  /// which is scikit-learn's `f1_score` with `zero_division=0`.
  public func scores(of label: Int) -> LabelScores {
    let hits = self[label, label]
    let support = support(of: label)
    let predicted = predictions(of: label)
    return LabelScores(
      label: labels[label], precision: ratio(hits, predicted), recall: ratio(hits, support),
      f1: ratio(2 * hits, predicted + support), support: support, predicted: predicted,
      truePositives: hits)
  }

  /// Scores of all labels, in their order.
  public var perLabel: [LabelScores] { labels.indices.map(scores(of:)) }

  /// correct / total; an abstention is an error. nil without units.
  public var accuracy: Double? { ratio(correct, total) }

  /// correct / answered: accuracy where the system dared. nil without answers.
  public var answeredAccuracy: Double? { ratio(correct, answered) }

  /// answered / total. nil without units.
  public var coverage: Double? { ratio(answered, total) }

  /// The mean F1 of the labels that occur in gold or predicted (scikit-learn's default set).
  public var macroF1: Double? { meanOfDefined(labels.indices.map { scores(of: $0).f1 }) }

  /// 2·correct / (answered + total); equals accuracy if nothing abstained.
  public var microF1: Double? { ratio(2 * correct, answered + total) }

  /// The mean F1 of two labels, SemEval-2016 Task 6: by default `favor` and `against`.
  ///
  /// - Returns: nil if one of them is not listed or occurs nowhere.
  /// - Source: Mohammad et al. 2016, SemEval-2016 Task 6, F_avg.
  public func favorAgainstF1(favor: String = "favor", against: String = "against") -> Double? {
    guard let a = labels.firstIndex(of: favor), let b = labels.firstIndex(of: against),
      let first = scores(of: a).f1, let second = scores(of: b).f1
    else { return nil }
    return (first + second) / 2
  }

  /// The mean recall of the labels that occur in gold. nil without units.
  public var balancedAccuracy: Double? {
    meanOfDefined(labels.indices.map { scores(of: $0).recall })
  }

  /// Cohen's kappa of gold and predicted, with abstention as a category of its own.
  ///
  /// κ = (pₒ − pₑ) / (1 − pₑ),  pₑ = Σₖ goldₖ·predictedₖ / n²
  ///
  /// - Returns: at most 1; nil without units, or if both sides are constant and equal.
  /// - Source: Cohen 1960, Educational and Psychological Measurement 20.
  public var cohenKappa: Double? {
    let n = total
    guard n > 0 else { return nil }
    var chance = 0.0
    for k in labels.indices { chance += Double(support(of: k)) * Double(predictions(of: k)) }
    let square = Double(n) * Double(n)
    guard chance < square else { return nil }
    return (Double(correct) * Double(n) - chance) / (square - chance)
  }
}
