import StanceModel
import StanceTestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct SectionDivisionTests {
  private static func weights(
    labels: Int, _ generator: inout SeededGenerator
  ) -> (ContextWeights, ContextWeights.Division) {
    let shares = (0..<labels).map { _ in Float.random(in: 0.1...1, using: &generator) }
    let division = ContextWeights.Division(
      shares: shares.map { $0 / shares.reduce(0, +) }, constant: 0.5, slope: 0.8, leading: -2,
      titled: 1.5)
    let weights = ContextWeights(
      own: .random(in: 0.2...2, using: &generator),
      departure: .random(in: 0...4, using: &generator),
      alike: (0..<labels).map { _ in Float.random(in: -3...2, using: &generator) },
      running: .init(
        own: 0.6,
        others: (0..<labels * labels).map { _ in .random(in: -2...2, using: &generator) },
        first: (0..<labels).map { _ in .random(in: -1...1, using: &generator) }),
      division: division)
    return (weights, division)
  }

  /// Against both sums written out: over all views and labels, and over the labels one by one.
  @Test(arguments: 1...30 as ClosedRange<UInt64>) func evidenceIsTheRatioOfBothSums(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let labels = Int.random(in: 2...3, using: &generator)
    let count = Int.random(in: 1...4, using: &generator)
    let document = ContextWeightsTests.document(
      (0..<count).map { _ in count == 4 ? 1 : Int.random(in: 1...2, using: &generator) }, from: 1)
    let rows = document.rows
    let scores = (0..<(rows.upperBound * labels)).map { _ in
      Float.random(in: -3...3, using: &generator)
    }
    let (weights, division) = Self.weights(labels: labels, &generator)
    var (views, before, running) = (0.0, 0.0, 0.0)
    ContextWeightsTests.forEach(rows.count, labels) { answers in
      var own = 0.0
      var chance = 1.0
      for (index, answer) in answers.enumerated() {
        own += Double(weights.own) * Double(scores[(rows.lowerBound + index) * labels + answer])
        chance *= Double(division.shares[answer])
      }
      running += chance * exp(own)
      ContextWeightsTests.forEach(document.sections.count, labels) { sides in
        var log = 0.0
        for (section, part) in document.sections.enumerated() {
          for row in part.rows where answers[row - rows.lowerBound] != sides[section] {
            log -= Double(weights.departure)
          }
          for earlier in 0..<section where sides[earlier] == sides[section] {
            log += Double(weights.alike[sides[section]])
          }
        }
        before += exp(log)
        views += exp(log + own)
      }
    }
    let field = SectionField(weights, document, scores: scores, labels: labels)
    let found = division.evidence(weights, document, field, scores: scores, labels: labels)
    #expect(abs(found - log(views / before / running)) < 1e-6, "seed \(seed)")
  }

  /// The probabilities are those of both readings, by how sure the sections are.
  @Test(arguments: [true, false]) func readingsAreMixed(leads: Bool) throws {
    var generator = SeededGenerator(seed: 21)
    let (weights, division) = Self.weights(labels: 3, &generator)
    let scores = (0..<27).map { _ in Float.random(in: -1...1, using: &generator) }
    var document = ContextWeightsTests.document([2, 2, 2, 2], from: 1)
    document.sections[0].isTitled = !leads
    let reading = try #require(
      weights.reading(of: document, scores: scores, labels: 3, temperature: 1.5))
    let field = SectionField(weights, document, scores: scores, labels: 3)
    let odds =
      0.5 + 0.8 * division.evidence(weights, document, field, scores: scores, labels: 3)
      + (leads ? -2 + 1.5 * log(3 / 3) : 1.5 * log(4 / 3))
    let certainty = 1 / (1 + exp(-odds))
    #expect(abs(reading.sections - certainty) < 1e-6)
    #expect(certainty > 0.001 && certainty < 0.999, "both readings have a part")
    let other = try #require(weights.running).logits(
      scores, rows: document.rows, labels: 3, temperature: 1.5)
    func shares(_ logits: ArraySlice<Float>) -> [Double] {
      let powers = logits.map { exp(Double($0)) }
      return powers.map { $0 / powers.reduce(0, +) }
    }
    for row in 0..<8 {
      let found = shares(reading.logits[row * 3..<row * 3 + 3])
      let running = shares(other[row * 3..<row * 3 + 3])
      for label in 0..<3 {
        let mixed =
          certainty * field.paragraphs[row * 3 + label] + (1 - certainty) * running[label]
        #expect(abs(found[label] - mixed) < 1e-5)
      }
    }
  }

  /// Without a division, or without weights of running text, sections are taken for sections.
  @Test func withoutDivisionSectionsHoldViews() throws {
    var generator = SeededGenerator(seed: 22)
    var (weights, _) = Self.weights(labels: 3, &generator)
    let scores = (0..<18).map { _ in Float.random(in: -1...1, using: &generator) }
    let document = ContextWeightsTests.document([2, 2, 2])
    weights.division = nil
    let plain = try #require(
      weights.reading(of: document, scores: scores, labels: 3, temperature: 1.5))
    #expect(plain.sections == 1 && plain.own == weights.own)
    weights = Self.weights(labels: 3, &generator).0
    weights.running = nil
    let alone = try #require(
      weights.reading(of: document, scores: scores, labels: 3, temperature: 1.5))
    #expect(alone.sections == 1 && alone.own == weights.own)
  }

  /// Sections too many to be tied are parts of running text, whatever they say.
  @Test func manySectionsAreRunningText() throws {
    var generator = SeededGenerator(seed: 24)
    let (weights, division) = Self.weights(labels: 3, &generator)
    let scores = (0..<348).map { _ in Float.random(in: -1...1, using: &generator) }
    func reading(_ sections: Int) throws -> ContextWeights.Reading {
      try #require(
        weights.reading(
          of: ContextWeightsTests.document(Array(repeating: 2, count: sections)), scores: scores,
          labels: 3, temperature: 1.5))
    }
    let document = ContextWeightsTests.document(Array(repeating: 2, count: 57))
    let tied = division.certainty(
      division.evidence(
        weights, document, SectionField(weights, document, scores: scores, labels: 3),
        scores: scores, labels: 3), of: document)
    #expect(try abs(reading(57).sections - tied) < 1e-9)
    #expect(try reading(58).sections == 0)
  }

  /// More sections than are tied: the evidence is that of each section by itself.
  @Test func manySectionsAreWeighedOneByOne() {
    var generator = SeededGenerator(seed: 23)
    let (weights, division) = Self.weights(labels: 3, &generator)
    let scores = (0..<360).map { _ in Float.random(in: -1...1, using: &generator) }
    func evidence(_ document: ContextWeights.Document) -> Double {
      division.evidence(
        weights, document, SectionField(weights, document, scores: scores, labels: 3),
        scores: scores, labels: 3)
    }
    let whole = evidence(ContextWeightsTests.document(Array(repeating: 2, count: 60)))
    let parts = (0..<60).map { evidence(ContextWeightsTests.document([2], from: 2 * $0)) }
    #expect(abs(whole - parts.reduce(0, +)) < 1e-6)
  }
}
