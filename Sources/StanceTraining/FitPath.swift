internal import StanceLinear

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Where fits by rising strengths start: as near to where they will end as their own past tells.
///
/// Behind the first strength a fit starts from the one before, moved as the weights of the earlier
/// design moved between the two strengths; without one, on as they moved last, by the logarithm of
/// the strengths, at most twice as far. On 5,685 reviews, C = 1, 3, 10, 30, that takes 33, 30, 16 and
/// 7 products with the Hessian where a start from the one before takes 33, 28, 29 and 19; with
/// openings at 10 and 30 it takes 21 and 8 in place of 44 and 17, with directions there 32 and 12 in
/// place of 24 and 18 after 48 at 3.
struct FitPath {
  private typealias Point = (strength: Double, weights: [LinearWeights])
  private let earlier: [Double: [LinearWeights]]
  private var points: [Point] = []

  /// - Parameter numbers: the folds left out of each fit, nil for that of all rows.
  init(_ numbers: [Int?], _ design: TrainingDesign, _ earlier: FoldFits.Fits?) {
    var known: [Double: [LinearWeights]] = [:]
    for (strength, weights) in earlier?.weights ?? [:] {
      guard let earlier else { continue }
      known[strength] = numbers.compactMap {
        weights[$0].map { design.carried($0, earlier.design) }
      }
    }
    self.earlier = known.filter { $0.value.count == numbers.count }
  }

  /// The start for each fit; nil where nothing is known.
  func start(_ strength: Double) -> [LinearWeights]? {
    guard let last = points.last else { return earlier[strength] }
    if let from = earlier[last.strength], let to = earlier[strength] {
      return Self.moved(last.weights, from: from, to: to, by: 1)
    }
    guard points.count > 1 else { return last.weights }
    let before = points[points.count - 2]
    let share = min(2, log(strength / last.strength) / log(last.strength / before.strength))
    return Self.moved(last.weights, from: before.weights, to: last.weights, by: share)
  }

  mutating func add(_ weights: [LinearWeights], _ strength: Double) {
    points = points.suffix(1) + [(strength, weights)]
  }

  /// weights + share · (to − from).
  private static func moved(
    _ weights: [LinearWeights], from: [LinearWeights], to: [LinearWeights], by share: Double
  ) -> [LinearWeights] {
    var result = weights
    for fit in result.indices {
      for place in result[fit].values.indices {
        result[fit].values[place] += share * (to[fit].values[place] - from[fit].values[place])
      }
    }
    return result
  }
}
