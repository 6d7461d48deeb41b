import StanceEvaluation
import Testing

@Suite struct AgreementTests {
  static func ratings(_ values: [[Int?]], labels: Int, group: (Int) -> String = { "g\($0)" }) throws
    -> Ratings
  {
    try Ratings(
      raters: (values.first ?? [nil, nil]).indices.map { "r\($0)" },
      labels: (0..<labels).map { "l\($0)" },
      units: values.enumerated().map {
        Ratings.Unit(id: "u\($0.offset)", group: group($0.offset), values: $0.element)
      })
  }

  static let quick = GroupBootstrap(replicates: 100)

  @Test(arguments: 0..<5) func valuesAreThoseOfThePeer(number: Int) throws {
    let golden = try GoldenFile("agreement")
    let c = "a\(number)."
    let shape = try golden.integers(c + "shape")
    let all = try golden.optional(c + "ratings")
    let values = (0..<shape[0]).map { unit in
      (0..<shape[1]).map { all[unit * shape[1] + $0].map { Int($0) } }
    }
    let report = AgreementReport(
      try Self.ratings(values, labels: shape[2]), bootstrap: Self.quick)
    #expect(agree(report.nominalAlpha, try golden.numbers(c + "nominal")[0]))
    #expect(agree(report.ordinalAlpha, try golden.numbers(c + "ordinal")[0]))
    #expect(agree(report.fleissKappa, try golden.numbers(c + "fleiss")[0]))
    #expect(agree(report.percent, try golden.numbers(c + "percent")[0]))
    #expect(agree(report.pairs[0].kappa, try golden.numbers(c + "cohen")[0]))
    #expect(report.pairs.count == shape[1] * (shape[1] - 1) / 2)
  }

  /// Krippendorff's own example (2011): four observers, twelve units, missing values.
  @Test func theTextbookExample() throws {
    let observers: [[Int?]] = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
      [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
    ]
    let units = (0..<12).map { unit in observers.map { $0[unit].map { $0 - 1 } } }
    let report = AgreementReport(try Self.ratings(units, labels: 5), bootstrap: Self.quick)
    #expect(agree(report.nominalAlpha, 0.743, 5e-4))
    #expect(agree(report.ordinalAlpha, 0.815, 5e-4))
    #expect(report.units == 11)
  }

  @Test func twoRatersHaveTheirClosedForm() throws {
    for seed in UInt64(0)..<40 {
      var g = Generated(seed: seed)
      let n = g.integer(2...30)
      let values = (0..<n).map { _ in [g.integer(0...2), g.integer(0...2)] as [Int?] }
      let report = AgreementReport(try Self.ratings(values, labels: 3), bootstrap: Self.quick)
      // For two raters without gaps: α = 1 − (1 − π)·(1 − 1/2n), π being Scott's (= Fleiss').
      let expected = report.fleissKappa.map { 1 - (1 - $0) * (1 - 1 / Double(2 * n)) }
      #expect(agree(report.nominalAlpha, expected), "seed \(seed)")
      #expect(agree(report.percent, report.pairs[0].percent), "seed \(seed)")
      let differing = values.count { $0[0] != $0[1] }
      #expect(report.disagreements.count == differing, "seed \(seed)")
    }
  }

  @Test func raterOrderDoesNotMatter() throws {
    for seed in UInt64(0)..<20 {
      var g = Generated(seed: seed)
      let values = (0..<15).map { _ in
        (0..<4).map { _ in g.chance(0.3) ? nil : g.integer(0...3) as Int? }
      }
      let a = AgreementReport(try Self.ratings(values, labels: 4), bootstrap: Self.quick)
      let b = AgreementReport(
        try Self.ratings(values.map { $0.reversed() }, labels: 4), bootstrap: Self.quick)
      #expect(agree(a.nominalAlpha, b.nominalAlpha), "seed \(seed)")
      #expect(agree(a.fleissKappa, b.fleissKappa), "seed \(seed)")
      // Ordinal distance is the same read from the other end of the scale.
      let mirrored = values.map { $0.map { $0.map { 3 - $0 } } }
      let c = AgreementReport(try Self.ratings(mirrored, labels: 4), bootstrap: Self.quick)
      #expect(agree(a.ordinalAlpha, c.ordinalAlpha), "seed \(seed)")
    }
  }

  @Test func undefinedIsNil() throws {
    let empty = AgreementReport(try Self.ratings([], labels: 3))
    #expect(empty.percent == nil && empty.nominalAlpha == nil && empty.fleissKappa == nil)
    let lonely = AgreementReport(try Self.ratings([[0, nil], [nil, 1]], labels: 3))
    #expect(lonely.units == 0 && lonely.percent == nil && lonely.pairs[0].kappa == nil)
    let same = AgreementReport(try Self.ratings([[1, 1], [1, 1]], labels: 3))
    #expect(same.percent == 1 && same.nominalAlpha == nil && same.fleissKappa == nil)
    #expect(same.pairs[0].kappa == nil)
    let one = AgreementReport(
      try Self.ratings([[0, 1], [1, 1], [0, 0]], labels: 2, group: { _ in "article" }))
    #expect(one.nominalAlphaInterval.notes == [.oneGroup])
    #expect(one.tree["intervals"]?["alpha_nominal"]?["low"] == .null)
  }

  @Test func faultsAreNamed() {
    func fault(_ raters: Int, _ values: [Int?]) -> AgreementError? {
      do {
        _ = try Ratings(
          raters: (0..<raters).map { "\($0)" }, labels: ["a", "b"],
          units: [.init(id: "u", values: values)])
        return nil
      } catch { return error }
    }
    #expect(fault(1, [0]) == .tooFewRaters(1))
    #expect(fault(2, [0]) == .ratingCount(id: "u", expected: 2, found: 1))
    #expect(fault(2, [0, 2]) == .labelOutOfRange(id: "u", position: 2, labels: 2))
    #expect(fault(2, [0, nil]) == nil)
  }
}
