internal import StanceModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Finds the weights of running text, on scores of held-out folds.
///
/// Minimises −log P of the labelled paragraphs plus ½‖θ‖² (scores as they are), over all running
/// text; then over the gains alone, on the paragraphs whose mix of labels is the typical one.
enum RunningTextFit {
  /// What the weights multiply in a labelled paragraph.
  private struct Row {
    var label: Int
    /// Own scores over the temperature, and what the others say.
    var own: [Double]
    var others: [Double]
    /// What the gains are multiplied with.
    var weight: Double
    var isTypical: Bool
  }

  /// - Returns: nil with too few labelled rows.
  static func fit(
    scores: [Float], gold: [Int?], isTypical: [Bool]?, classes: Int,
    documents: [ContextWeights.Document], temperature: Double
  ) -> ContextWeights.Running? {
    let others = ContextWeights.Running(others: 1, gains: Array(repeating: 0, count: classes))
    let gains = ContextWeights.Running(others: 0, gains: Array(repeating: 1, count: classes))
    var rows: [Row] = []
    for document in documents {
      let around = others.shifts(scores, rows: document.rows, labels: classes)
      let weights = gains.shifts(scores, rows: document.rows, labels: classes)
      for (index, place) in document.rows.enumerated() {
        guard let label = gold[place] else { continue }
        rows.append(
          Row(
            label: label,
            own: scores[place * classes..<(place + 1) * classes].map { Double($0) / temperature },
            others: around[index * classes..<(index + 1) * classes].map {
              Double($0) / temperature
            },
            weight: Double(weights[index * classes]), isTypical: isTypical?[place] ?? true))
      }
    }
    let typical = rows.filter(\.isTypical)
    guard typical.count >= ContextFit.fewest else { return nil }
    let theta = DampedNewton.minimum(
      of: { loss(rows, $0) }, from: Array(repeating: 0, count: 1 + classes))
    let found = DampedNewton.minimum(
      of: { gains in
        let (value, gradient) = loss(typical, theta[..<1] + gains)
        return (value, Array(gradient[1...]))
      }, from: Array(theta[1...]))
    guard (theta + found).allSatisfy(\.isFinite) else { return nil }
    return ContextWeights.Running(
      others: Float(theta[0] / temperature), gains: found.map { Float($0) })
  }

  /// - Parameter theta: factor of the others, gain of each label.
  private static func loss(
    _ rows: [Row], _ theta: [Double]
  ) -> (value: Double, gradient: [Double]) {
    var gradient = theta
    var value = theta.reduce(0) { $0 + $1 * $1 / 2 }
    for row in rows {
      let logits = row.own.indices.map {
        row.own[$0] + theta[0] * row.others[$0] + theta[1 + $0] * row.weight
      }
      let largest = logits.max() ?? 0
      let total = logits.reduce(0) { $0 + exp($1 - largest) }
      value += largest + log(total) - logits[row.label]
      for label in logits.indices {
        // The slope by a logit is its probability less what is given.
        let slope = exp(logits[label] - largest) / total - (label == row.label ? 1 : 0)
        gradient[0] += slope * row.others[label]
        gradient[1 + label] += slope * row.weight
      }
    }
    return (value, gradient)
  }
}
