@testable import StanceEvaluation

/// Random cases of a seed, for properties.
struct Generated {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + random.below(range.count)
  }

  mutating func chance(_ p: Double) -> Bool { random.unit() < p }

  /// Probabilities that sum to one; coarse ones make ties.
  mutating func probabilities(_ count: Int, coarse: Bool = false) -> [Double] {
    var values = (0..<count).map { _ in
      coarse ? Double(integer(1...4)) : random.unit() + 1e-3
    }
    let sum = values.reduce(0, +)
    for k in values.indices { values[k] /= sum }
    return values
  }

  /// Items of some groups, with a system that is right now and then.
  mutating func items(
    _ count: Int, labels: Int, groups: Int, skill: Double = 0.4, abstain: Double = 0,
    coarse: Bool = false
  ) -> [EvaluationItem] {
    (0..<count).map { index in
      let gold = integer(0...(labels - 1))
      var p = probabilities(labels, coarse: coarse)
      if chance(skill), let best = p.indices.max(by: { p[$0] < p[$1] }) { p.swapAt(best, gold) }
      let best = p.indices.max { p[$0] < p[$1] }
      return EvaluationItem(
        id: "i\(index)", group: "g\(integer(0...(groups - 1)))", gold: gold,
        predicted: chance(abstain) ? nil : best, probabilities: p)
    }
  }
}
