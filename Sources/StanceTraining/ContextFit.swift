internal import StanceModel

/// Finds the context weights, on scores of held-out folds: of running text by ``RunningTextFit``, of
/// sections here, and which of the two a divided text is by ``DivisionFit``.
///
/// Minimises −log P(labels of the labelled paragraphs) over the divided texts, the views of the
/// sections and the labels of the other paragraphs summed out, plus ½‖θ − θ₀‖² (a normal prior of
/// variance 1 around θ₀: scores as they are, few paragraphs that depart, no ties). The
/// gradient is exact, the curvature a difference of gradients (``DampedNewton``).
enum ContextFit {
  /// Fewest labelled paragraphs that a fit stands on.
  static let fewest = 30
  /// How far the weights of running text go from scores as they are to those that fit best. How much
  /// the paragraphs of an article have in common differs from author to author, and rows of one article
  /// are not independent: half way loses 0.01 of macro-F1 on articles labelled as the training's were,
  /// and gains 0.04 on others.
  static let runningShare: Float = 0.5

  /// - Parameters:
  ///   - scores: held-out scores of every place of the articles, row-major.
  ///   - gold: class of each place; nil for one without a label.
  ///   - isRunning: whether a place is of the kind whose articles are running text even where
  ///     intertitles divide them, and tell nothing of sections; nil: no kind was named.
  /// - Returns: nil without enough labelled paragraphs in articles.
  static func fit(
    scores: [Float], gold: [Int?], isRunning: [Bool]?, classes: Int,
    documents: [ContextWeights.Document], temperature: Double
  ) -> ContextWeights? {
    let ofRunning = documents.filter {
      $0.isRunning || $0.isDivided && isRunning?[$0.rows.lowerBound] == true
    }
    let divided = documents.filter { $0.isDivided && isRunning?[$0.rows.lowerBound] != true }
    let running = RunningTextFit.fit(
      scores: scores, gold: gold, classes: classes, documents: ofRunning, temperature: temperature
    ).map { best in
      let alone = Float(1 / temperature)
      return ContextWeights.Running(
        own: alone + runningShare * (best.own - alone),
        others: best.others.map { runningShare * $0 }, first: best.first.map { runningShare * $0 })
    }
    if var result = sections(
      scores: scores, gold: gold, classes: classes, divided: divided, temperature: temperature)
    {
      result.running = running
      if running != nil {
        result.division = DivisionFit.fit(
          result, scores: scores, gold: gold, classes: classes, divided: divided,
          running: ofRunning)
      }
      return result
    }
    // A field that leaves every score as it is.
    return running.map {
      ContextWeights(
        own: Float(1 / temperature), departure: 0, alike: Array(repeating: 0, count: classes),
        running: $0)
    }
  }

  /// - Returns: nil without enough divided texts, or where the own scores would count against.
  private static func sections(
    scores: [Float], gold: [Int?], classes: Int, divided: [ContextWeights.Document],
    temperature: Double
  ) -> ContextWeights? {
    let labelled = divided.reduce(0) { $0 + $1.rows.count { gold[$0] != nil } }
    guard labelled >= fewest else { return nil }
    let start = [1, 3] + Array(repeating: 0.0, count: classes)

    func weights(_ theta: [Double]) -> ContextWeights {
      ContextWeights(
        own: Float(theta[0] / temperature), departure: Float(max(0, theta[1])),
        alike: theta[2...].map { Float($0) }, running: nil)
    }
    func loss(_ theta: [Double]) -> (value: Double, gradient: [Double]) {
      let weights = weights(theta)
      var value = 0.0
      var gradient = zip(theta, start).map { $0 - $1 }
      for change in gradient { value += change * change / 2 }
      for document in divided {
        let free = SectionField(weights, document, scores: scores, labels: classes)
        let held = SectionField(
          weights, document, scores: scores, labels: classes,
          gold: document.rows.map { gold[$0] })
        value += free.logPartition - held.logPartition
        // Below 0 the departure is held at 0, where the data say nothing more of it.
        for index in gradient.indices where index != 1 || theta[1] >= 0 {
          gradient[index] +=
            (free.expectations[index] - held.expectations[index]) / (index == 0 ? temperature : 1)
        }
      }
      return (value, gradient)
    }
    let theta = DampedNewton.minimum(of: loss, from: start)
    guard ContextWeights.factors.contains(theta[0] / temperature), theta.allSatisfy(\.isFinite)
    else { return nil }
    return weights(theta)
  }
}
