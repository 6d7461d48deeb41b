import StanceModel
import StanceTestSupport
import Testing

@testable import StanceTraining

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct DivisionFitTests {
  /// Articles of three views, and as many of the same form whose paragraphs mostly report; every
  /// third of these begins before its first title.
  private static func data(_ count: Int) -> (
    scores: [Float], gold: [Int?], views: [ContextWeights.Document],
    running: [ContextWeights.Document]
  ) {
    var (scores, gold, views) = ContextFitTests.articles(count)
    var generator = SeededGenerator(seed: 8)
    var running: [ContextWeights.Document] = []
    for number in 0..<count {
      var sections: [ContextWeights.Section] = []
      if number % 3 == 0 {
        sections.append(.init(rows: gold.count..<gold.count + 1, isTitled: false))
      }
      let start = gold.count + sections.count
      let parts = Int.random(in: 3...5, using: &generator)
      for part in 0..<parts {
        sections.append(.init(rows: start + 3 * part..<start + 3 * part + 3, isTitled: true))
      }
      for _ in 0..<(start + 3 * parts - gold.count) {
        let label = [0, 1, 1, 1, 1, 2].randomElement(using: &generator) ?? 1
        let voice =
          Bool.random(using: &generator) ? label : Int.random(in: 0..<3, using: &generator)
        for other in 0..<3 { scores.append(other == voice ? 1.5 : 0) }
        gold.append(label)
      }
      running.append(.init(sections: sections))
    }
    return (scores, gold, views, running)
  }

  private static func fit(_ count: Int) -> (weights: ContextWeights?, views: Int) {
    let (scores, gold, views, running) = data(count)
    let places = views.last?.rows.upperBound ?? 0
    return (
      ContextFit.fit(
        scores: scores, gold: gold, isRunning: gold.indices.map { $0 >= places }, classes: 3,
        documents: views + running, temperature: 1), places
    )
  }

  @Test func bothKindsAreTold() throws {
    let (scores, _, views, running) = Self.data(60)
    let weights = try #require(Self.fit(60).weights)
    let division = try #require(weights.division)
    #expect(division.slope > 0.5 && division.leading < -0.5)
    #expect(division.titled < -0.5, "four sections and five are running text here")
    #expect(abs(division.shares.reduce(0, +) - 1) < 1e-6)
    #expect(abs(division.shares[1] - 2 / 3) < 0.1, "two in three were drawn neutral")
    func sure(_ documents: [ContextWeights.Document]) throws -> Double {
      try documents.reduce(0) {
        try $0
          + #require(weights.reading(of: $1, scores: scores, labels: 3, temperature: 1)).sections
      } / Double(documents.count)
    }
    #expect(try sure(views) > 0.85)
    #expect(try sure(running) < 0.15)
  }

  /// At the minimum the texts of each kind are as many as expected, but for the pull of the prior.
  @Test func theMinimumIsStationary() throws {
    let (scores, _, views, running) = Self.data(40)
    let weights = try #require(Self.fit(40).weights)
    let division = try #require(weights.division)
    var slopes = [
      Double(division.constant), Double(division.slope) - 1, Double(division.leading),
      Double(division.titled),
    ]
    for (documents, hasViews) in [(views, 1.0), (running, 0.0)] {
      for document in documents {
        let field = SectionField(weights, document, scores: scores, labels: 3)
        let evidence = division.evidence(weights, document, field, scores: scores, labels: 3)
        let miss = division.certainty(evidence, of: document) - hasViews
        slopes[0] += miss
        slopes[1] += miss * evidence
        slopes[2] += document.leads ? miss : 0
        slopes[3] += miss * log(Double(document.sections.count(where: \.isTitled)) / 3)
      }
    }
    for slope in slopes { #expect(abs(slope) < 0.02) }
  }

  @Test func fewTextsOfAKindFitNothing() throws {
    let weights = try #require(Self.fit(DivisionFit.fewest - 1).weights)
    #expect(weights.running != nil && weights.division == nil)
  }
}
