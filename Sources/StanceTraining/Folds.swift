internal import StanceLinear

/// Splits rows into folds that never cut a group.
public enum Folds {
  /// Assigns each row a fold, 0 ..< k: groups in shuffled order, each to the fold where it keeps the
  /// labels most even.
  ///
  /// - Parameters:
  ///   - groups: group of each row.
  ///   - labels: class of each row.
  ///   - k: lowered to the number of groups, but not below 2.
  /// - Returns: the fold of each row; rows of one group share it. Every fold has a group, unless
  ///   there is but one.
  /// - Complexity: O(groups · k · classes + rows).
  /// - Source: the greedy assignment of stratified group k-fold as in scikit-learn, by sum of
  ///   squared deviations instead of standard deviations.
  public static func grouped(
    _ groups: [String], labels: [Int], classes: Int, k: Int, seed: UInt64
  ) -> [Int] {
    // Groups by number, in the order met.
    var numbers: [String: Int] = [:]
    var counts: [[Int]] = []
    var numberOf: [Int] = []
    for (row, group) in groups.enumerated() {
      let number = numbers[group] ?? counts.count
      if number == counts.count {
        numbers[group] = number
        counts.append(Array(repeating: 0, count: classes))
      }
      counts[number][labels[row]] += 1
      numberOf.append(number)
    }
    let k = max(2, min(k, counts.count))
    var generator = RandomGenerator(seed: seed)
    var order = Array(counts.indices)
    order.shuffle(using: &generator)
    // Large groups first: what is left over is small.
    let sizeOf = counts.map { $0.reduce(0, +) }
    let sorted = order.enumerated().sorted {
      let (a, b) = (sizeOf[$0.element], sizeOf[$1.element])
      return a != b ? a > b : $0.offset < $1.offset
    }.map(\.element)
    var totals = Array(repeating: 0.0, count: classes)
    for label in labels { totals[label] += 1 }
    var filled = Array(repeating: Array(repeating: 0.0, count: classes), count: k)
    var foldOf = Array(repeating: 0, count: counts.count)
    var sizes = Array(repeating: 0.0, count: k)
    for (place, group) in sorted.enumerated() {
      let added = counts[group]
      // No fold stays empty: the last groups go where nothing is yet.
      let mustFill = sizes.count { $0 == 0 } >= sorted.count - place
      var best = 0
      var bestCost = Double.infinity
      for fold in 0..<k where !mustFill || sizes[fold] == 0 {
        var cost = 0.0
        for label in 0..<classes where totals[label] > 0 {
          let before = filled[fold][label] / totals[label]
          let after = (filled[fold][label] + Double(added[label])) / totals[label]
          cost += after * after - before * before
        }
        // Where the labels do not decide, the smaller fold does.
        if cost < bestCost - 1e-12 || cost < bestCost + 1e-12 && sizes[fold] < sizes[best] {
          bestCost = cost
          best = fold
        }
      }
      foldOf[group] = best
      for label in 0..<classes { filled[best][label] += Double(added[label]) }
      sizes[best] += Double(sizeOf[group])
    }
    return numberOf.map { foldOf[$0] }
  }
}
