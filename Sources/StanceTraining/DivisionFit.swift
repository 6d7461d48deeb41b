internal import StanceLinear
internal import StanceModel

/// Finds how texts whose sections hold views are told from running text under intertitles.
///
/// Minimises −log P(kind of each divided text) plus ½‖θ − θ₀‖² (θ₀: the Bayes factor as it is).
enum DivisionFit {
  /// Fewest divided texts of each kind that a fit stands on.
  static let fewest = 10

  /// - Parameters:
  ///   - weights: of sections and of running text, as fitted.
  ///   - scores: held-out scores of every place, row-major.
  ///   - gold: class of each place; nil for one without a label.
  ///   - divided: texts of sections with views.
  ///   - running: texts of the other kind, divided or not.
  /// - Returns: nil with too few divided texts of a kind.
  static func fit(
    _ weights: ContextWeights, scores: [Float], gold: [Int?], classes: Int,
    divided: [ContextWeights.Document], running: [ContextWeights.Document]
  ) -> ContextWeights.Division? {
    let broken = running.filter(\.isDivided)
    guard divided.count >= fewest, broken.count >= fewest else { return nil }
    var counts = Array(repeating: 1.0, count: classes)
    for document in running {
      for case let label? in gold[document.rows] { counts[label] += 1 }
    }
    let total = counts.reduce(0, +)
    var division = ContextWeights.Division(
      shares: counts.map { Float($0 / total) }, constant: 0, slope: 1, leading: 0, titled: 0)
    let texts = [(divided, true), (broken, false)].flatMap { documents, hasViews in
      documents.map { document in
        let field = SectionField(weights, document, scores: scores, labels: classes)
        return (
          terms: ContextWeights.Division.terms(
            evidence: division.evidence(
              weights, document, field, scores: scores, labels: classes), of: document),
          hasViews: hasViews
        )
      }
    }
    let start = [0.0, 1, 0, 0]
    func loss(_ theta: [Double]) -> (value: Double, gradient: [Double]) {
      var gradient = zip(theta, start).map { $0 - $1 }
      var value = gradient.reduce(0) { $0 + $1 * $1 / 2 }
      for text in texts {
        let odds = zip(theta, text.terms).reduce(0) { $0 + $1.0 * $1.1 }
        let miss = text.hasViews ? -odds : odds
        value += Softmax.softplus(miss)
        let slope = (text.hasViews ? -1 : 1) * Softmax.sigmoid(miss)
        for index in gradient.indices { gradient[index] += slope * text.terms[index] }
      }
      return (value, gradient)
    }
    let theta = DampedNewton.minimum(of: loss, from: start)
    guard theta.allSatisfy({ abs($0) <= 1e3 }) else { return nil }
    division.constant = Float(theta[0])
    division.slope = Float(theta[1])
    division.leading = Float(theta[2])
    division.titled = Float(theta[3])
    return division
  }
}
