internal import StanceLinear
internal import StanceModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Finds the context weights, on scores of held-out folds.
///
/// **Sections.** Minimises −log P(labels of the labelled paragraphs) over the divided texts, the views of the
/// sections and the labels of the other paragraphs summed out, plus ½‖θ − θ₀‖² (a normal prior of
/// variance 1 around θ₀: scores as they are, few paragraphs that depart, no ties). The
/// gradient is exact, the curvature a difference of gradients; steps go along its eigenvectors by
/// the size of its eigenvalues, so that a saddle is left downhill.
///
/// **Running text.** The same, with the temperature as it is, for what each label gains there; its
/// prior is around 0.
enum ContextFit {
  /// Fewest labelled paragraphs that a fit stands on.
  private static let fewest = 30

  /// - Parameters:
  ///   - scores: held-out scores of every place of the articles, row-major.
  ///   - gold: class of each place; nil for one without a label.
  ///   - isTypical: whether a place is of the kind whose mix of labels running text is to have.
  /// - Returns: nil without enough labelled paragraphs in articles.
  static func fit(
    scores: [Float], gold: [Int?], isTypical: [Bool], classes: Int,
    documents: [ContextWeights.Document], temperature: Double
  ) -> ContextWeights? {
    let rows = documents.filter(\.isRunning).flatMap(\.rows).filter { isTypical[$0] }
    let running = running(
      scores: scores, gold: gold, classes: classes, rows: rows, temperature: temperature)
    let divided = documents.filter(\.isDivided)
    var result = sections(
      scores: scores, gold: gold, classes: classes, divided: divided, temperature: temperature)
    if let running {
      if result == nil {
        // A field that leaves every score as it is.
        result = ContextWeights(
          own: Float(1 / temperature), departure: 0, alike: Array(repeating: 0, count: classes),
          running: running)
      }
      result?.running = running
    }
    return result
  }

  /// - Returns: nil with too few labelled rows.
  private static func running(
    scores: [Float], gold: [Int?], classes: Int, rows: [Int], temperature: Double
  ) -> [Float]? {
    let labelled = rows.compactMap { row in gold[row].map { (row: row, label: $0) } }
    guard labelled.count >= fewest else { return nil }
    return minimum(
      of: { theta in
        var value = theta.reduce(0) { $0 + $1 * $1 / 2 }
        var gradient = theta
        for (row, label) in labelled {
          let logits = (0..<classes).map {
            Double(scores[row * classes + $0]) / temperature + theta[$0]
          }
          let largest = logits.max() ?? 0
          let total = logits.reduce(0) { $0 + exp($1 - largest) }
          value += largest + log(total) - logits[label]
          for other in 0..<classes { gradient[other] += exp(logits[other] - largest) / total }
          gradient[label] -= 1
        }
        return (value, gradient)
      }, from: Array(repeating: 0, count: classes)
    ).map { Float($0) }
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
        alike: theta[2...].map { Float($0) }, running: Array(repeating: 0, count: classes))
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
    let theta = minimum(of: loss, from: start)
    guard theta[0] > 0, theta.allSatisfy(\.isFinite) else { return nil }
    return weights(theta)
  }

  /// - Complexity: O(n) gradients for each of at most 30 steps.
  private static func minimum(
    of loss: ([Double]) -> (value: Double, gradient: [Double]), from start: [Double]
  ) -> [Double] {
    var theta = start
    var (value, gradient) = loss(theta)
    for _ in 0..<30 {
      let n = theta.count
      var hessian = DenseMatrix(rows: n, columns: n)
      for column in 0..<n {
        // Wide enough for weights in single precision.
        let width = 1e-2
        var (up, down) = (theta, theta)
        up[column] += width
        down[column] -= width
        let slope = zip(loss(up).gradient, loss(down).gradient).map { ($0 - $1) / (2 * width) }
        for row in 0..<n {
          hessian[row, column] += slope[row] / 2
          hessian[column, row] += slope[row] / 2
        }
      }
      let (values, vectors) = SymmetricEigen.decompose(hessian)
      var step = Array(repeating: 0.0, count: n)
      for (index, eigenvalue) in values.enumerated() {
        var along = 0.0
        for row in 0..<n { along += vectors[row, index] * gradient[row] }
        for row in 0..<n { step[row] -= vectors[row, index] * along / max(abs(eigenvalue), 1e-3) }
      }
      var length = 1.0
      var next = loss(zip(theta, step).map { $0 + length * $1 })
      while next.value > value, length > 1e-4 {
        length /= 2
        next = loss(zip(theta, step).map { $0 + length * $1 })
      }
      guard next.value < value else { break }
      let gain = value - next.value
      theta = zip(theta, step).map { $0 + length * $1 }
      (value, gradient) = next
      if gain < 1e-6 * max(1, value) { break }
    }
    return theta
  }
}
