/// How far apart two labels are.
public enum LabelDistance: String, Hashable, Sendable, CaseIterable {
  /// Equal or not.
  case nominal
  /// By the number of ratings that lie between them, labels being in order.
  case ordinal
}

/// Sums over units with two ratings or more, from which agreement by any number of raters
/// follows. Tallies add.
struct AgreementTally: Hashable, Sendable {
  let labels: Int
  /// Units with two ratings or more.
  private(set) var units = 0
  /// Σ over units of the share of rater pairs that agree.
  private(set) var agreementSum = 0.0
  /// Coincidences, K × K: each ordered pair of ratings of a unit counts 1 / (ratings − 1).
  private(set) var coincidences: [Double]
  /// Ratings of each label in those units.
  private(set) var ratings: [Int]

  init(labels: Int, units: some Sequence<Ratings.Unit> = []) {
    self.labels = labels
    coincidences = Array(repeating: 0, count: labels * labels)
    ratings = Array(repeating: 0, count: labels)
    for unit in units { add(unit.values) }
  }

  mutating func add(_ values: [Int?]) {
    var counts = Array(repeating: 0, count: labels)
    var total = 0
    for case let value? in values {
      counts[value] += 1
      total += 1
    }
    guard total > 1 else { return }
    units += 1
    var agreeing = 0
    for a in 0..<labels where counts[a] > 0 {
      agreeing += counts[a] * (counts[a] - 1)
      ratings[a] += counts[a]
      for b in 0..<labels {
        let pairs = counts[a] * (a == b ? counts[a] - 1 : counts[b])
        coincidences[a * labels + b] += Double(pairs) / Double(total - 1)
      }
    }
    agreementSum += Double(agreeing) / Double(total * (total - 1))
  }

  mutating func add(_ other: AgreementTally, times: Int) {
    units += times * other.units
    agreementSum += Double(times) * other.agreementSum
    for i in coincidences.indices { coincidences[i] += Double(times) * other.coincidences[i] }
    for i in ratings.indices { ratings[i] += times * other.ratings[i] }
  }

  /// The mean over units of the share of rater pairs that agree; nil without units.
  var agreement: Double? { units == 0 ? nil : agreementSum / Double(units) }

  /// Fleiss' kappa: (P̄ − P̄ₑ) / (1 − P̄ₑ), P̄ the agreement, P̄ₑ = Σₖ (share of label k)².
  ///
  /// Units may have different numbers of ratings; those with fewer than two are left out. With
  /// equal numbers it is Fleiss's own formula.
  ///
  /// - Returns: nil without units, or if all ratings are equal.
  /// - Source: Fleiss 1971, Psychological Bulletin 76.
  var fleissKappa: Double? {
    guard let agreement else { return nil }
    let total = Double(ratings.reduce(0, +))
    guard ratings.filter({ $0 > 0 }).count > 1 else { return nil }
    let chance = ratings.reduce(0) { $0 + (Double($1) / total) * (Double($1) / total) }
    return (agreement - chance) / (1 - chance)
  }

  /// Krippendorff's alpha: 1 − observed / expected disagreement.
  ///
  /// α = 1 − (n − 1)·Σ oₐᵦ·δ²ₐᵦ / Σ nₐ·nᵦ·δ²ₐᵦ,  n the ratings in units with two or more
  ///
  /// δ² is 1 between different labels (nominal), or (nₐ/2 + Σ between + nᵦ/2)² (ordinal).
  ///
  /// - Returns: at most 1; nil without units, or if all ratings are equal.
  /// - Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.
  func alpha(_ distance: LabelDistance) -> Double? {
    var observed = 0.0
    var expected = 0.0
    for a in 0..<labels {
      var between = Double(ratings[a]) / 2
      for b in (a + 1)..<max(a + 1, labels) {
        let gap = between + Double(ratings[b]) / 2
        between += Double(ratings[b])
        let square = distance == .nominal ? 1 : gap * gap
        observed += coincidences[a * labels + b] * square
        expected += Double(ratings[a]) * Double(ratings[b]) * square
      }
    }
    guard expected > 0 else { return nil }
    return 1 - Double(ratings.reduce(0, +) - 1) * observed / expected
  }
}
