internal import StanceLinear
internal import StanceModel

/// Finds how much the neighbours of a paragraph should count, on scores of held-out folds.
///
/// Minimises the log loss of softmax(own·zᵢ + neighbours·mᵢ) over the two numbers by Newton's
/// method; mᵢ is the mean of ``ContextWeights/shares(of:in:)``. The loss is convex in both.
enum ContextFit {
  /// - Parameters:
  ///   - scores: n × K held-out scores, row-major.
  ///   - sections: runs of rows that stand in one section.
  /// - Returns: weights in units of the plain scores times 1/T; a kind of section keeps its own
  ///   scores when fewer than 30 rows of it have a neighbour, or the neighbours do not help; nil
  ///   when both do.
  static func fit(
    scores: [Float], labels: [Int], classes: Int, sections: [ContextWeights.Section],
    temperature: Double
  ) -> ContextWeights? {
    func pull(_ isTitled: Bool) -> ContextWeights.Pull {
      Self.pull(
        scores: scores, labels: labels, classes: classes,
        sections: sections.filter { $0.isTitled == isTitled }.map(\.rows),
        temperature: temperature) ?? .none
    }
    let context = ContextWeights(titled: pull(true), untitled: pull(false))
    return context.titled == .none && context.untitled == .none ? nil : context
  }

  private static func pull(
    scores: [Float], labels: [Int], classes: Int, sections: [Range<Int>], temperature: Double
  ) -> ContextWeights.Pull? {
    let template = ContextWeights(titled: .none, untitled: .none)
    var own: [Double] = []
    var mean: [Double] = []
    var gold: [Int] = []
    for section in sections where section.count > 1 {
      for row in section {
        let shares = template.shares(of: row, in: section)
        for label in 0..<classes {
          own.append(Double(scores[row * classes + label]))
          mean.append(
            shares.reduce(0) { $0 + Double($1.share * scores[$1.index * classes + label]) })
        }
        gold.append(labels[row])
      }
    }
    guard gold.count >= 30 else { return nil }
    var a = 1 / temperature
    var b = 0.0
    for _ in 0..<50 {
      let (gradient, hessian) = derivatives(own, mean, gold, classes, a, b)
      let determinant = hessian.0 * hessian.2 - hessian.1 * hessian.1
      guard determinant > 1e-12 else { return nil }
      let stepA = (hessian.2 * gradient.0 - hessian.1 * gradient.1) / determinant
      let stepB = (hessian.0 * gradient.1 - hessian.1 * gradient.0) / determinant
      a -= stepA
      b -= stepB
      if abs(stepA) + abs(stepB) < 1e-9 { break }
    }
    guard a.isFinite, b.isFinite, a > 0, b > 0 else { return nil }
    return ContextWeights.Pull(own: Float(a * temperature), neighbours: Float(b * temperature))
  }

  private static func derivatives(
    _ own: [Double], _ mean: [Double], _ gold: [Int], _ classes: Int, _ a: Double, _ b: Double
  ) -> (gradient: (Double, Double), hessian: (Double, Double, Double)) {
    var gradient = (0.0, 0.0)
    // A small ridge keeps the two numbers apart when they say the same.
    var hessian = (1e-6, 0.0, 1e-6)
    var p = Array(repeating: 0.0, count: classes)
    for row in gold.indices {
      let base = row * classes
      for label in 0..<classes { p[label] = a * own[base + label] + b * mean[base + label] }
      Softmax.normalize(&p)
      var meanOwn = 0.0
      var meanMean = 0.0
      for label in 0..<classes {
        meanOwn += p[label] * own[base + label]
        meanMean += p[label] * mean[base + label]
      }
      gradient.0 += meanOwn - own[base + gold[row]]
      gradient.1 += meanMean - mean[base + gold[row]]
      for label in 0..<classes {
        let x = own[base + label] - meanOwn
        let y = mean[base + label] - meanMean
        hessian.0 += p[label] * x * x
        hessian.1 += p[label] * x * y
        hessian.2 += p[label] * y * y
      }
    }
    return (gradient, hessian)
  }
}
