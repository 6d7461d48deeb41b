internal import StanceLinear
internal import StanceModel

/// Finds the weights of running text, on scores of held-out folds.
///
/// Minimises −log P of the labelled paragraphs plus ½‖θ − θ₀‖² (θ₀: scores as they are).
enum RunningTextFit {
  /// What the weights multiply in a labelled paragraph.
  private struct Row {
    var label: Int
    /// Own scores over the temperature, and what the others say.
    var own: [Double]
    var others: [Double]
    var isFirst: Bool
  }

  /// - Returns: nil with too few labelled rows, or more than ``ContextWeights/Running/mostLabels``.
  static func fit(
    scores: [Float], gold: [Int?], classes: Int, documents: [ContextWeights.Document],
    temperature: Double
  ) -> ContextWeights.Running? {
    guard classes <= ContextWeights.Running.mostLabels else { return nil }
    var rows: [Row] = []
    for document in documents {
      let around = ContextWeights.Running.surroundings(
        scores, rows: document.rows, labels: classes, temperature: Float(temperature))
      for (index, place) in document.rows.enumerated() {
        guard let label = gold[place] else { continue }
        rows.append(
          Row(
            label: label,
            own: scores[place * classes..<(place + 1) * classes].map { Double($0) / temperature },
            others: around.others[index * classes..<(index + 1) * classes].map(Double.init),
            isFirst: index == 0 && around.tellsFirst))
      }
    }
    guard rows.count >= ContextFit.fewest else { return nil }
    let theta = DampedNewton.minimum(
      of: { loss(rows, $0) }, from: [1] + Array(repeating: 0, count: (classes + 1) * classes))
    guard ContextWeights.factors.contains(theta[0] / temperature), theta.allSatisfy(\.isFinite)
    else { return nil }
    return ContextWeights.Running(
      own: Float(theta[0] / temperature),
      others: theta.dropFirst().prefix(classes * classes).map { Float($0) },
      first: theta.suffix(classes).map { Float($0) })
  }

  /// - Parameter theta: factor of the own scores, what each label gains by each label of the others,
  ///   row-major, and at first.
  private static func loss(
    _ rows: [Row], _ theta: [Double]
  ) -> (value: Double, gradient: [Double]) {
    var gradient = theta
    gradient[0] -= 1
    var value = gradient.reduce(0) { $0 + $1 * $1 / 2 }
    let classes = rows.first?.own.count ?? 0
    // Where the gains by a label of the others begin, and those at first.
    let gains = (0...classes).map { 1 + $0 * classes }
    for row in rows {
      var logits = row.own.map { $0 * theta[0] }
      for label in 0..<classes {
        for other in 0..<classes {
          logits[label] += row.others[other] * theta[gains[other] + label]
        }
        if row.isFirst { logits[label] += theta[gains[classes] + label] }
      }
      let given = logits[row.label]
      value += Softmax.normalize(&logits) - given
      for label in 0..<classes {
        // The slope by a logit is its probability less what is given.
        let slope = logits[label] - (label == row.label ? 1 : 0)
        gradient[0] += slope * row.own[label]
        for other in 0..<classes { gradient[gains[other] + label] += slope * row.others[other] }
        if row.isFirst { gradient[gains[classes] + label] += slope }
      }
    }
    return (value, gradient)
  }
}
