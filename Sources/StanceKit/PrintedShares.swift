/// Probabilities as they are printed: whole ten-thousandths that sum to 10 000.
///
/// Each is rounded down, and the units that are missing go to the largest remainders (Hamilton's
/// method), to the first of equal ones: none is off by a whole unit, a greater probability is never
/// printed as a smaller one, and a score printed as a difference is that of the numbers beside it.
struct PrintedShares {
  /// One share a probability, in their order.
  private(set) var units: [Int]

  /// - Parameter probabilities: of sum 1.
  /// - Complexity: O(labels²) at worst, O(labels) for a few.
  init(_ probabilities: [Double]) {
    units = probabilities.map { $0 > 0 ? Int(min($0, 1) * 10_000) : 0 }
    let missing = 10_000 - units.reduce(0, +)
    guard missing > 0, missing < units.count else { return }
    for _ in 0..<missing {
      var best = 0
      var most = -Double.infinity
      for index in units.indices {
        let remainder = probabilities[index] * 10_000 - Double(units[index])
        if remainder > most { (best, most) = (index, remainder) }
      }
      units[best] += 1
    }
  }
}
