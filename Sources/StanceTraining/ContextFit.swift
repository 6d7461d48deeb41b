internal import StanceLinear
internal import StanceModel

/// Finds how much the paragraphs around one should count, on scores of held-out folds.
///
/// Minimises the log loss of softmax(own·zᵢ + neighbours·mᵢ + others·oᵢ) over the three numbers by
/// Newton's method, for divided and for running texts apart; mᵢ and oᵢ are
/// ``ContextWeights/Surroundings``. The loss is convex in all three.
enum ContextFit {
  /// Fewest rows with something around them that a fit stands on.
  private static let fewest = 30

  /// - Parameters:
  ///   - scores: held-out scores of every place of the articles, row-major.
  ///   - gold: class of each place; nil for one without a label.
  /// - Returns: weights in units of the plain scores times 1/T; a kind of text with too few rows
  ///   keeps its own scores; nil when both do.
  static func fit(
    scores: [Float], gold: [Int?], classes: Int, documents: [ContextWeights.Document],
    temperature: Double
  ) -> ContextWeights? {
    let template = ContextWeights(divided: .none, running: .none)
    func pull(isDivided: Bool) -> ContextWeights.Pull {
      var samples = Samples(classes: classes)
      for document in documents where document.isDivided == isDivided {
        let around = template.surroundings(of: document, in: scores, labels: classes)
        for (index, row) in document.rows.enumerated() {
          guard let label = gold[row] else { continue }
          let span = index * classes..<(index + 1) * classes
          samples.append(
            own: scores[row * classes..<(row + 1) * classes],
            neighbours: around.neighbours[span], others: around.others[span], gold: label)
        }
      }
      return samples.surrounded >= fewest ? samples.fit(temperature) ?? .none : .none
    }
    let context = ContextWeights(
      divided: pull(isDivided: true), running: pull(isDivided: false), radius: template.radius,
      decay: template.decay)
    return context.divided == .none && context.running == .none ? nil : context
  }

  /// Rows of three score vectors with their gold classes.
  private struct Samples {
    let classes: Int
    /// For each row K times own, neighbours, others.
    private var values: [SIMD3<Double>] = []
    private var gold: [Int] = []
    private(set) var surrounded = 0

    init(classes: Int) { self.classes = classes }

    mutating func append(
      own: ArraySlice<Float>, neighbours: ArraySlice<Float>, others: ArraySlice<Float>, gold: Int
    ) {
      for (own, (near, far)) in zip(own, zip(neighbours, others)) {
        values.append(SIMD3(Double(own), Double(near), Double(far)))
      }
      if neighbours.contains(where: { $0 != 0 }) || others.contains(where: { $0 != 0 }) {
        surrounded += 1
      }
      self.gold.append(gold)
    }

    /// - Returns: nil when Newton's steps do not settle or the own scores would count against.
    func fit(_ temperature: Double) -> ContextWeights.Pull? {
      var weights = SIMD3(1 / temperature, 0, 0)
      for _ in 0..<50 {
        let (gradient, hessian) = derivatives(at: weights)
        guard let step = Self.solve(hessian, gradient) else { return nil }
        weights -= step
        if (step * step).sum() < 1e-18 { break }
      }
      guard weights.x.isFinite, weights.y.isFinite, weights.z.isFinite, weights.x > 0 else {
        return nil
      }
      let scaled = weights * temperature
      return ContextWeights.Pull(
        own: Float(scaled.x), neighbours: Float(scaled.y), others: Float(scaled.z))
    }

    /// Gradient and Hessian (columns) of the log loss with a small ridge, which keeps the numbers
    /// apart when two of them say the same.
    private func derivatives(
      at weights: SIMD3<Double>
    ) -> (SIMD3<Double>, [SIMD3<Double>]) {
      let ridge = 1e-3
      var gradient = ridge * weights
      var hessian = [
        SIMD3(ridge, 0, 0), SIMD3(0, ridge, 0), SIMD3(0, 0, ridge),
      ]
      var p = Array(repeating: 0.0, count: classes)
      for row in gold.indices {
        let base = row * classes
        for label in 0..<classes { p[label] = (weights * values[base + label]).sum() }
        Softmax.normalize(&p)
        var mean = SIMD3<Double>.zero
        for label in 0..<classes { mean += p[label] * values[base + label] }
        gradient += mean - values[base + gold[row]]
        for label in 0..<classes {
          let deviation = values[base + label] - mean
          for column in 0..<3 { hessian[column] += p[label] * deviation[column] * deviation }
        }
      }
      return (gradient, hessian)
    }

    /// Cramer's rule; nil when the matrix is singular.
    private static func solve(
      _ columns: [SIMD3<Double>], _ right: SIMD3<Double>
    ) -> SIMD3<Double>? {
      func determinant(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>) -> Double {
        a.x * (b.y * c.z - b.z * c.y) - b.x * (a.y * c.z - a.z * c.y)
          + c.x * (a.y * b.z - a.z * b.y)
      }
      let (a, b, c) = (columns[0], columns[1], columns[2])
      let whole = determinant(a, b, c)
      guard whole.isFinite, abs(whole) > 1e-12 else { return nil }
      return SIMD3(
        determinant(right, b, c), determinant(a, right, c), determinant(a, b, right)) / whole
    }
  }
}
