import Testing

@testable import StanceEvaluation

@Suite struct IntervalTests {
  @Test func proportionsAreThoseOfThePeer() throws {
    let golden = try GoldenFile("intervals")
    for row in try golden.table("proportions", width: 5) {
      let k = Int(row[0])
      let n = Int(row[1])
      let wilson = Interval.wilson(successes: k, trials: n, level: row[2])
      #expect(agree(wilson.low, row[3], 1e-11), "\(row) \(wilson)")
      #expect(agree(wilson.high, row[4], 1e-11), "\(row) \(wilson)")
    }
  }

  @Test func proportionsHaveTheirClosedForms() {
    let wide = Interval.wilson(successes: 1, trials: 2, level: 1 - 1e-16)
    #expect(wide.isDefined && (wide.low ?? 1) < 0.02)
    let none = Interval.wilson(successes: 0, trials: 0)
    #expect(!none.isDefined && none.notes == [.noItems] && none.contains(0.5) == nil)
    for n in 1...60 {
      for k in 0...n {
        let p = Double(k) / Double(n)
        let wilson = Interval.wilson(successes: k, trials: n)
        let mirror = Interval.wilson(successes: n - k, trials: n)
        #expect(wilson.contains(p) == true)
        #expect(agree(wilson.low, mirror.high.map { 1 - $0 }))
      }
    }
  }

  @Test func distributionFunctionsAreThoseOfThePeer() throws {
    let golden = try GoldenFile("intervals")
    for (p, q) in zip(try golden.numbers("normal_p"), try golden.numbers("normal_quantile")) {
      #expect(agree(SpecialFunctions.normalQuantile(p), q, 1e-12), "\(p)")
    }
    for (x, p) in zip(try golden.numbers("normal_x"), try golden.numbers("normal_cdf")) {
      #expect(abs(SpecialFunctions.normalCDF(x) - p) <= 1e-12 * p, "\(x)")
    }
    for (x, value) in zip(try golden.numbers("gamma_x"), try golden.numbers("log_gamma")) {
      #expect(agree(SpecialFunctions.logGamma(x), value, 1e-13), "\(x)")
    }
    for row in try golden.table("incomplete_beta", width: 4) {
      let value = SpecialFunctions.incompleteBeta(row[0], row[1], row[2])
      #expect(abs(value - row[3]) <= 1e-8 * row[3] + 1e-300, "\(row) \(value)")
    }
  }

  @Test func binomialSums() {
    for n in 1...25 {
      var sum = 0.0
      var term = 1.0
      for _ in 0..<n { term /= 2 }
      for k in 0...n {
        sum += term
        #expect(agree(SpecialFunctions.binomialCDF(k, trials: n, chance: 0.5), sum))
        term *= Double(n - k) / Double(k + 1)
      }
    }
  }

  @Test(arguments: 0..<3) func bootstrapEndsAreThoseOfThePeer(number: Int) throws {
    let golden = try GoldenFile("intervals")
    let c = "b\(number)."
    let leaveOneOut = try golden.numbers(c + "leave_one_out")
    for level in [90, 95] {
      let ends = try golden.numbers(c + "ends\(level)")
      for (variant, expected) in [(Interval.Variant.percentile, ends[..<2]), (.bca, ends[2...])] {
        let interval = BootstrapDistribution.interval(
          values: try golden.optional(c + "values"),
          observed: try golden.numbers(c + "observed")[0], leaveOneOut: leaveOneOut,
          level: Double(level) / 100, variant: variant, groups: leaveOneOut.count)
        #expect(agree(interval.low, expected.first, 1e-10), "\(c) \(variant) \(interval)")
        #expect(agree(interval.high, expected.last, 1e-10), "\(c) \(variant) \(interval)")
        #expect(interval.variant == variant)
      }
    }
  }

  @Test func quantilesInterpolate() {
    #expect(BootstrapDistribution.quantile([1, 2, 4], 0) == 1)
    #expect(BootstrapDistribution.quantile([1, 2, 4], 1) == 4)
    #expect(BootstrapDistribution.quantile([1, 2, 4], 0.75) == 3)
    #expect(BootstrapDistribution.quantile([5], 0.3) == 5)
  }

  @Test func resamplesDrawAsManyGroupsAsThereAre() {
    let bootstrap = GroupBootstrap(replicates: 3000, seed: 7)
    var drawn = Array(repeating: 0, count: 9)
    bootstrap.forEachResample(groups: 9) { weights in
      #expect(weights.reduce(0, +) == 9)
      for group in weights.indices { drawn[group] += weights[group] }
    }
    // Each group is drawn 3000 times on average, with a standard deviation of about 52.
    #expect(drawn.allSatisfy { abs($0 - 3000) < 300 }, "\(drawn)")
  }

  @Test func manyGroupsAreLeftOutInBlocks() {
    // 1,300 groups: blocks of three, the last one shorter.
    var g = Generated(seed: 9)
    let values = (0..<1300).map { _ in g.random.unit() }
    var calls = 0
    var leftOut = Array(repeating: 0, count: 1300)
    let interval = GroupBootstrap(replicates: 100).interval(groups: 1300) { weights in
      calls += 1
      // The data themselves, 100 resamples, then the groups left out.
      if calls > 101 { for group in 0..<1300 { leftOut[group] += 1 - weights[group] } }
      return zip(values, weights).reduce(0) { $0 + $1.0 * Double($1.1) }
        / Double(weights.reduce(0, +))
    }
    #expect(calls == 1 + 100 + 434)
    #expect(leftOut.allSatisfy { $0 == 1 })
    #expect(interval.variant == .bca && interval.contains(values.reduce(0, +) / 1300) == true)
  }

  @Test func aSeedGivesOneInterval() {
    let values = [3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
    func mean(_ weights: [Int]) -> Double? {
      zip(values, weights).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(values.count)
    }
    func interval(_ seed: UInt64, _ variant: Interval.Variant) -> Interval {
      GroupBootstrap(replicates: 500, seed: seed, variant: variant)
        .interval(groups: values.count, statistic: mean)
    }
    for variant in Interval.Variant.allCases {
      #expect(interval(3, variant) == interval(3, variant))
      #expect(interval(3, variant) != interval(4, variant))
      #expect(interval(3, variant).contains(52.0 / 12) == true)
    }
  }

  @Test func whatCannotBeSaidIsNotSaid() {
    let bootstrap = GroupBootstrap(replicates: 200)
    #expect(bootstrap.interval(groups: 0) { _ in nil }.notes == [.noItems])
    #expect(bootstrap.interval(groups: 1) { _ in 0.5 }.notes == [.oneGroup])
    #expect(bootstrap.interval(groups: 8) { _ in nil }.notes == [.undefinedValue])
    let flat = bootstrap.interval(groups: 8) { _ in 1 }
    #expect(flat.notes == [.degenerate] && !flat.isDefined && flat.note != nil)
    let rare = bootstrap.interval(groups: 8) { $0[0] == 1 ? 0.3 : nil }
    #expect(!rare.isDefined)
    // Undefined now and then: left out, and said.
    let some = bootstrap.interval(groups: 8) { $0[0] > 0 ? Double($0[1]) : nil }
    #expect(some.isDefined)
    #expect(some.variant == .percentile)
    #expect(some.notes.contains(.percentileInstead) && some.notes.contains(.fewGroups(8)))
    #expect(
      some.notes.contains {
        if case .undefinedReplicates(let count, of: 200) = $0 { return count > 20 && count < 120 }
        return false
      })
  }

  @Test func intervalsCoverAsOftenAsTheySay() {
    // The mean of 25 uniform groups; 95 % nominal. A bootstrap of this size covers about 93 %.
    var g = Generated(seed: 5)
    var covered = 0
    let trials = 200
    for trial in 0..<trials {
      let values = (0..<25).map { _ in g.random.unit() }
      let interval = GroupBootstrap(replicates: 300, seed: UInt64(trial)).interval(groups: 25) {
        zip(values, $0).reduce(0) { $0 + $1.0 * Double($1.1) } / 25
      }
      if interval.contains(0.5) == true { covered += 1 }
    }
    #expect(covered > 176 && covered <= 200, "\(covered) of \(trials)")
  }
}
