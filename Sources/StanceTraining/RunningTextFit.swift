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
/// Minimises −log P of the labelled paragraphs plus ½‖θ − θ₀‖² around scores as they are, over all
/// running text; then over the gains alone, on the paragraphs whose mix of labels is the typical one.
enum RunningTextFit {
  /// What the weights multiply in a labelled paragraph.
  private struct Row {
    var label: Int
    /// Own scores and the mean of the others', over the temperature.
    var own: [Double]
    var others: [Double]
    var isTypical: Bool
  }

  /// - Returns: nil with too few labelled rows, or where the own scores would count against.
  static func fit(
    scores: [Float], gold: [Int?], isTypical: [Bool], classes: Int,
    documents: [ContextWeights.Document], temperature: Double
  ) -> ContextWeights.Running? {
    let none = Array(repeating: Float(0), count: classes)
    let own = ContextWeights.Running(own: 1, others: 0, gains: none)
    let others = ContextWeights.Running(own: 0, others: 1, gains: none)
    var rows: [Row] = []
    for document in documents {
      let parts = [own, others].map {
        $0.logits(scores, rows: document.rows, labels: classes).map { Double($0) / temperature }
      }
      for (index, place) in document.rows.enumerated() {
        guard let label = gold[place] else { continue }
        let span = index * classes..<(index + 1) * classes
        rows.append(
          Row(
            label: label, own: Array(parts[0][span]), others: Array(parts[1][span]),
            isTypical: isTypical[place]))
      }
    }
    let typical = rows.filter(\.isTypical)
    guard typical.count >= ContextFit.fewest else { return nil }
    let start = [1, 0] + Array(repeating: 0.0, count: classes)
    let theta = DampedNewton.minimum(of: { loss(rows, $0, around: start) }, from: start)
    let factors = Array(theta[..<2])
    let gains = DampedNewton.minimum(
      of: { gains in
        let (value, gradient) = loss(typical, factors + gains, around: start)
        return (value, Array(gradient[2...]))
      }, from: Array(theta[2...]))
    guard theta[0] > 0, (theta + gains).allSatisfy(\.isFinite) else { return nil }
    return ContextWeights.Running(
      own: Float(theta[0] / temperature), others: Float(theta[1] / temperature),
      gains: gains.map { Float($0) })
  }

  /// - Parameter theta: factor of the own scores, of the others', gain of each label.
  private static func loss(
    _ rows: [Row], _ theta: [Double], around start: [Double]
  ) -> (value: Double, gradient: [Double]) {
    var gradient = zip(theta, start).map { $0 - $1 }
    var value = gradient.reduce(0) { $0 + $1 * $1 / 2 }
    for row in rows {
      let logits = row.own.indices.map {
        theta[0] * row.own[$0] + theta[1] * row.others[$0] + theta[2 + $0]
      }
      let largest = logits.max() ?? 0
      let total = logits.reduce(0) { $0 + exp($1 - largest) }
      value += largest + log(total) - logits[row.label]
      for label in logits.indices {
        // The slope by a logit is its probability less what is given.
        let slope = exp(logits[label] - largest) / total - (label == row.label ? 1 : 0)
        gradient[0] += slope * row.own[label]
        gradient[1] += slope * row.others[label]
        gradient[2 + label] += slope
      }
    }
    return (value, gradient)
  }
}
