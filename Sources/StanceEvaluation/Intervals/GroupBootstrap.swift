/// The bootstrap over groups: whole articles are drawn again, never paragraphs.
///
/// Units of one group resemble each other, so drawing units would feign more evidence than
/// there is. A resample draws as many groups as there are, with replacement; a statistic sees
/// it as the number of times that each group was drawn.
///
/// - Source: Davison and Hinkley 1997, Bootstrap Methods and their Application, section 3.8.
public struct GroupBootstrap: Hashable, Sendable {
  /// Below this number of groups an interval carries the note `fewGroups`. Ten is a habit of
  /// cluster bootstraps, not a theorem.
  public static let trustedGroups = 10

  /// The acceleration of `bca` comes from leaving out each group in turn, or, beyond this number
  /// of groups, each of so many blocks of groups: it is about 1/√G and hardly matters by then.
  static let leaveOutLimit = 500

  /// Resamples; default 2,000, at which an end of a 95 % interval moves by a few hundredths of
  /// its width from seed to seed.
  public var replicates: Int
  public var seed: UInt64
  /// Nominal coverage, in (0, 1).
  public var level: Double
  public var variant: Interval.Variant

  /// Traps on fewer than 0 replicates and on a level outside (0, 1).
  public init(
    replicates: Int = 2000, seed: UInt64 = 1, level: Double = 0.95,
    variant: Interval.Variant = .bca
  ) {
    precondition(replicates >= 0 && level > 0 && level < 1, "replicates or level out of range")
    self.replicates = replicates
    self.seed = seed
    self.level = level
    self.variant = variant
  }

  /// Intervals of several statistics from the same resamples.
  ///
  /// - Parameters:
  ///   - groups: their number G.
  ///   - statistics: values for given multiplicities of the groups (G whole numbers); always
  ///     the same number of values, nil where undefined.
  /// - Returns: an interval a statistic, in their order.
  /// - Complexity: replicates + min(G, 500) + 1 calls of `statistics`.
  public func intervals(groups: Int, statistics: ([Int]) -> [Double?]) -> [Interval] {
    let ones = Array(repeating: 1, count: groups)
    let observed = statistics(ones)
    var values = observed.map { _ in [Double?]() }
    var leaveOneOut = values
    if groups > 1 {
      for index in values.indices { values[index].reserveCapacity(replicates) }
      forEachResample(groups: groups) { weights in
        for (index, value) in statistics(weights).enumerated() { values[index].append(value) }
      }
      if variant == .bca {
        var weights = ones
        let block = (groups + Self.leaveOutLimit - 1) / Self.leaveOutLimit
        for start in stride(from: 0, to: groups, by: block) {
          let left = start..<min(start + block, groups)
          for group in left { weights[group] = 0 }
          for (index, value) in statistics(weights).enumerated() {
            leaveOneOut[index].append(value)
          }
          for group in left { weights[group] = 1 }
        }
      }
    }
    return observed.indices.map { index in
      BootstrapDistribution.interval(
        values: values[index], observed: observed[index], leaveOneOut: leaveOneOut[index],
        level: level, variant: variant, groups: groups)
    }
  }

  /// The interval of one statistic.
  public func interval(groups: Int, statistic: ([Int]) -> Double?) -> Interval {
    intervals(groups: groups) { [statistic($0)] }[0]
  }

  /// Calls `body` with the multiplicities of the groups in each resample.
  func forEachResample(groups: Int, _ body: ([Int]) -> Void) {
    guard groups > 0 else { return }
    var random = SplitMix64(seed: seed)
    var weights = Array(repeating: 0, count: groups)
    for _ in 0..<replicates {
      for group in 0..<groups { weights[group] = 0 }
      for _ in 0..<groups { weights[random.below(groups)] += 1 }
      body(weights)
    }
  }
}
