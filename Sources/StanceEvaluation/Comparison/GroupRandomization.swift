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

  /// Tests metrics of counts, all on the same assignments.
  ///
  /// An assignment in which a metric is undefined counts as a hit, which can only raise p.
  ///
  /// - Parameters:
  ///   - first, second: the counts of each group, G each; traps if their numbers differ.
  ///   - draws: assignments drawn if not all are tried.
  /// - Returns: one a metric; nil where the metric is undefined for a system.
  /// - Complexity: O(min(2^G, draws)·(G + K²·metrics)).
  public static func test(
    _ metrics: [Metric], first: [ConfusionMatrix], second: [ConfusionMatrix],
    draws: Int = 10_000, seed: UInt64 = 1
  ) -> [GroupRandomization?] {
    precondition(first.count == second.count, "different numbers of groups")
    guard let start = first.first else { return metrics.map { _ in nil } }
    var assignment = Assignment(labels: start.labels, first: first, second: second)
    let observed = metrics.map { assignment.difference($0) }
    var hits = metrics.map { _ in 0 }
    func count(_ assignment: borrowing Assignment) {
      for (index, metric) in metrics.enumerated() {
        guard let observed = observed[index] else { continue }
        let value = assignment.difference(metric) ?? .infinity
        if value >= observed - 1e-12 { hits[index] += 1 }
      }
    }
    let groups = assignment.differing.count
    let isExact = groups < 30 && 1 << groups <= max(draws, 1)
    if isExact {
      count(assignment)
      // Gray code: each assignment differs from the one before it in one group.
      for step in 1..<max(1 << groups, 1) {
        assignment.swap(step.trailingZeroBitCount)
        count(assignment)
      }
    } else {
      var random = SplitMix64(seed: seed)
      for _ in 0..<draws {
        assignment.shuffle(&random)
        count(assignment)
      }
    }
    let all = isExact ? 1 << groups : draws + 1
    let smallest =
      isExact ? min(1, 2 / Double(all)) : max(1 / Double(all), halved(1, times: groups - 1))
    return metrics.indices.map { index in
      guard observed[index] != nil else { return nil }
      return GroupRandomization(
        pValue: Double(hits[index] + (isExact ? 0 : 1)) / Double(all), smallestPValue: smallest,
        differingGroups: groups, isExact: isExact, assignments: all)
    }
  }

  /// Tests one metric of counts.
  public static func test(
    _ metric: Metric, first: [ConfusionMatrix], second: [ConfusionMatrix], draws: Int = 10_000,
    seed: UInt64 = 1
  ) -> GroupRandomization? {
    test([metric], first: first, second: second, draws: draws, seed: seed)[0]
  }

  /// Two systems' counts, with the answers of some groups exchanged.
  private struct Assignment {
    private var a: ConfusionMatrix
    private var b: ConfusionMatrix
    /// second − first of each group.
    private var steps = GroupCells()
    private var isSwapped: [Bool]
    /// Groups in which the systems differ.
    let differing: [Int]

    init(labels: [String], first: [ConfusionMatrix], second: [ConfusionMatrix]) {
      a = ConfusionMatrix(labels: labels)
      b = a
      for group in first.indices {
        a.add(first[group])
        b.add(second[group])
        steps.append(second[group], minus: first[group])
      }
      let steps = steps
      differing = first.indices.filter { !steps.isEmpty($0) }
      isSwapped = differing.map { _ in false }
    }

    /// |metric of the one − metric of the other|; nil if one is undefined.
    func difference(_ metric: Metric) -> Double? {
      guard let x = a.value(of: metric), let y = b.value(of: metric) else { return nil }
      return abs(x - y)
    }

    /// Exchanges the answers in a differing group, or back.
    mutating func swap(_ place: Int) {
      let sign = isSwapped[place] ? -1 : 1
      steps.add(differing[place], times: sign, to: &a)
      steps.add(differing[place], times: -sign, to: &b)
      isSwapped[place].toggle()
    }

    /// Exchanges each group with chance ½.
    mutating func shuffle(_ random: inout SplitMix64) {
      var bits: UInt64 = 0
      for place in differing.indices {
        if place % 64 == 0 { bits = random.next() }
        if bits & 1 == 1 { swap(place) }
        bits >>= 1
      }
    }
  }
}
