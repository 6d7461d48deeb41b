/// The randomisation test by group: would the difference be as large if the two systems' answers
/// had been swapped at random, a whole group at a time?
///
/// All 2^G swaps of the G groups that differ are tried where they are no more than the number of
/// resamples asked for; else that number is drawn, and p = (1 + hits) / (1 + drawn). Either way p
/// is never 0, since the observed assignment counts.
///
/// - Source: Yeh 2000, More accurate tests for the statistical significance of result
///   differences, COLING.
public struct GroupRandomization: Hashable, Sendable {
  /// Two-sided: share of assignments whose difference is at least as large.
  public let pValue: Double
  /// The smallest p-value that these groups and this number of draws can give.
  public let smallestPValue: Double
  /// Groups in which the two systems' counts differ.
  public let differingGroups: Int
  /// Whether all assignments were tried.
  public let isExact: Bool
  /// Assignments tried, the observed one included.
  public let assignments: Int

  /// Tests one metric of counts.
  ///
  /// An assignment in which the metric is undefined counts as a hit, which can only raise p.
  ///
  /// - Parameters:
  ///   - first, second: the counts of each group, G each; traps if their numbers differ.
  ///   - draws: assignments drawn if not all are tried.
  /// - Returns: nil if the metric is undefined for a system.
  /// - Complexity: O(min(2^G, draws·G)·K²).
  public static func test(
    _ metric: Metric, first: [ConfusionMatrix], second: [ConfusionMatrix], draws: Int = 10_000,
    seed: UInt64 = 1
  ) -> GroupRandomization? {
    precondition(first.count == second.count, "different numbers of groups")
    guard let start = first.first else { return nil }
    var a = ConfusionMatrix(labels: start.labels)
    var b = a
    for group in first.indices {
      a.add(first[group])
      b.add(second[group])
    }
    guard let mine = a.value(of: metric), let theirs = b.value(of: metric) else { return nil }
    let observed = abs(mine - theirs)
    let differing = first.indices.filter { first[$0] != second[$0] }
    func isHit() -> Bool {
      guard let x = a.value(of: metric), let y = b.value(of: metric) else { return true }
      return abs(x - y) >= observed - 1e-12
    }
    /// Exchanges the two systems' counts of a group.
    func swap(_ group: Int, back: Bool) {
      let (out, into) = back ? (second[group], first[group]) : (first[group], second[group])
      a.add(out, times: -1)
      a.add(into)
      b.add(into, times: -1)
      b.add(out)
    }
    var swapped = Array(repeating: false, count: differing.count)
    let count = differing.count
    if count < 30, 1 << count <= max(draws, 1) {
      // Gray code: each assignment differs from the one before it in one group.
      var hits = 1
      for step in 1..<(1 << count) {
        let place = step.trailingZeroBitCount
        swap(differing[place], back: swapped[place])
        swapped[place].toggle()
        if isHit() { hits += 1 }
      }
      let all = Double(1 << count)
      return GroupRandomization(
        pValue: Double(hits) / all, smallestPValue: min(1, 2 / all), differingGroups: count,
        isExact: true, assignments: 1 << count)
    }
    var random = RandomGenerator(seed: seed)
    var hits = 0
    for _ in 0..<draws {
      var bits: UInt64 = 0
      for place in swapped.indices {
        if place % 64 == 0 { bits = random.next() }
        let wanted = bits & 1 == 1
        bits >>= 1
        if wanted != swapped[place] {
          swap(differing[place], back: swapped[place])
          swapped[place] = wanted
        }
      }
      if isHit() { hits += 1 }
    }
    let least = 1 / Double(draws + 1)
    return GroupRandomization(
      pValue: Double(hits + 1) * least, smallestPValue: max(least, halved(1, times: count - 1)),
      differingGroups: count, isExact: false, assignments: draws + 1)
  }
}
