/// How scores in [−1, 1] are spread, in constant memory: counts in bins of 0.001.
public struct ScoreSpread: Sendable, Equatable {
  private static let bins = 2001
  private var counts: [Int] = []
  public private(set) var count = 0
  private var sum = 0.0
  public private(set) var lowest = Double.infinity
  public private(set) var highest = -Double.infinity

  public init() {}

  public mutating func add(_ score: Double) {
    if counts.isEmpty { counts = Array(repeating: 0, count: Self.bins) }
    let bounded = max(-1, min(1, score))
    counts[Int(((bounded + 1) * 1000).rounded())] += 1
    count += 1
    sum += bounded
    lowest = min(lowest, bounded)
    highest = max(highest, bounded)
  }

  /// Arithmetic mean; nil when nothing was added.
  public var mean: Double? { count > 0 ? sum / Double(count) : nil }

  /// The smallest score that at least the given share of the scores does not exceed, to 0.001.
  public func quantile(_ share: Double) -> Double? { quantile(share, counts.indices) }

  /// The scores between which at least the middle half lies: quarters counted alike from both ends, so
  /// that a spread that mirrors itself has a middle that does.
  public var middleHalf: ClosedRange<Double>? {
    guard let low = quantile(0.25, counts.indices),
      let high = quantile(0.25, counts.indices.reversed())
    else { return nil }
    return min(low, high)...max(low, high)
  }

  /// As ``quantile(_:)``, with the bins in an order: of rising scores or of falling ones.
  private func quantile(_ share: Double, _ order: some Sequence<Int>) -> Double? {
    guard count > 0 else { return nil }
    let rank = max(1, Int((share * Double(count)).rounded(.up)))
    var seen = 0
    for bin in order {
      seen += counts[bin]
      if seen >= rank { return min(highest, max(lowest, Double(bin) / 1000 - 1)) }
    }
    return nil
  }

  /// The spread as a line of bars, the tallest full: −1 at the left, +1 at the right.
  public func histogram(columns: Int) -> String {
    guard count > 0 else { return "" }
    var heights = Array(repeating: 0, count: columns)
    for (bin, number) in counts.enumerated() where number > 0 {
      heights[min(columns - 1, bin * columns / Self.bins)] += number
    }
    let tallest = heights.max() ?? 1
    let blocks = Array("▁▂▃▄▅▆▇█")
    return String(
      heights.map { height -> Character in
        height == 0 ? "·" : blocks[(height * blocks.count - 1) / tallest]
      })
  }
}
