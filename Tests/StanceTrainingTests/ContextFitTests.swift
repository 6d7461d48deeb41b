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

@Suite struct ContextFitTests {
  /// Articles of three views in any order, paragraph scores that are right two times in three.
  private static func articles(_ count: Int) -> (
    scores: [Float], gold: [Int?], documents: [ContextWeights.Document]
  ) {
    var generator = SeededGenerator(seed: 3)
    var scores: [Float] = []
    var gold: [Int?] = []
    var documents: [ContextWeights.Document] = []
    for _ in 0..<count {
      var sections: [ContextWeights.Section] = []
      for view in [0, 1, 2].shuffled(using: &generator) {
        let start = gold.count
        for _ in 0..<3 {
          let voice =
            Int.random(in: 0..<3, using: &generator) < 2
            ? view : Int.random(in: 0..<3, using: &generator)
          for label in 0..<3 { scores.append(label == voice ? 1.5 : 0) }
          gold.append(Int.random(in: 0..<5, using: &generator) == 0 ? nil : view)
        }
        sections.append(.init(rows: start..<gold.count, isTitled: true))
      }
      documents.append(.init(sections: sections))
    }
    return (scores, gold, documents)
  }

  @Test func sectionsOfOneViewThatDiffer() throws {
    let (scores, gold, documents) = Self.articles(60)
    let weights = try #require(
      ContextFit.fit(
        scores: scores, gold: gold, isTypical: nil, classes: 3,
        documents: documents, temperature: 1.2))
    #expect(weights.departure > 3, "no paragraph departs from its section here")
    #expect(weights.alike.allSatisfy { $0 < -1 }, "no view is given twice here")
    let found = weights.applied(
      to: scores, labels: 3, temperature: 1.2, documents: documents)
    func right(_ scores: [Float]) -> Int {
      gold.indices.count { row in
        let values = scores[row * 3..<row * 3 + 3]
        return values[row * 3 + (gold[row] ?? 0)] == values.max()
      }
    }
    #expect(right(found) > right(scores) + gold.count / 10)
  }

  /// Articles named as running text tell nothing of sections, however they are divided.
  @Test func intertitlesTellNothingOfSections() throws {
    let (scores, gold, documents) = Self.articles(40)
    // As many again, whose labels go against their sections.
    let places = gold.count
    let other = documents.map { document in
      ContextWeights.Document(
        sections: document.sections.map {
          .init(
            rows: $0.rows.lowerBound + places..<$0.rows.upperBound + places, isTitled: $0.isTitled)
        })
    }
    func fit(_ isTypical: [Bool]?) -> ContextWeights? {
      ContextFit.fit(
        scores: scores + scores, gold: gold + gold.indices.map { $0 % 3 }, isTypical: isTypical,
        classes: 3, documents: documents + other, temperature: 1.2)
    }
    let alone = try #require(
      ContextFit.fit(
        scores: scores, gold: gold, isTypical: nil, classes: 3, documents: documents,
        temperature: 1.2))
    let named = try #require(fit((0..<2 * places).map { $0 >= places }))
    let mixed = try #require(fit(nil))
    #expect(named.departure == alone.departure && named.alike == alone.alike)
    #expect(mixed.departure < alone.departure - 1)
    #expect(named.running != nil && alone.running == nil, "they are running text")
    let none = try #require(fit((0..<2 * places).map { _ in true }))
    #expect(none.departure == 0 && none.running != nil, "no divided text is left")
  }

  /// At the minimum the gradient of the penalised likelihood vanishes: the expectations under the
  /// labels and without them differ by the pull of the prior alone.
  @Test func theMinimumIsStationary() throws {
    let (scores, gold, documents) = Self.articles(40)
    let weights = try #require(
      ContextFit.fit(
        scores: scores, gold: gold, isTypical: nil, classes: 3,
        documents: documents, temperature: 1.25))
    let theta = [weights.own * 1.25, weights.departure] + weights.alike
    for (index, center) in [1, 3, 0, 0, 0].enumerated() {
      var slope = Double(theta[index]) - Double(center)
      for document in documents {
        let free = SectionField(weights, document, scores: scores, labels: 3)
        let held = SectionField(
          weights, document, scores: scores, labels: 3, gold: document.rows.map { gold[$0] })
        slope +=
          (free.expectations[index] - held.expectations[index]) / (index == 0 ? 1.25 : 1)
      }
      #expect(abs(slope) < 0.05, "weight \(index): slope \(slope)")
    }
  }

  /// Where the scores say nothing, running text has the shares of its labels, but for the pull of
  /// the prior: the slope w·(nₖ − n·pₖ) is the gain itself, w = 3/9 for texts of four paragraphs.
  @Test func sharesOfRunningText() throws {
    let gold = (0..<200).map { [0, 1, 1, 1, 2, 1, nil, 1, 0, 1][$0 % 10] }
    let documents = (0..<50).map {
      ContextWeights.Document(sections: [.init(rows: $0 * 4..<$0 * 4 + 4, isTitled: false)])
    }
    func fit(_ isTypical: [Bool]) -> [Float]? {
      ContextFit.fit(
        scores: Array(repeating: 0, count: 600), gold: gold, isTypical: isTypical, classes: 3,
        documents: documents, temperature: 1.5)?.running?.gains
    }
    for typical in [gold.map { _ in true }, gold.indices.map { $0 < 100 || gold[$0] == 1 }] {
      let gains = try #require(fit(typical)).map(Double.init)
      let labels = zip(gold, typical).compactMap { $1 ? $0 : nil }
      let total = gains.reduce(0) { $0 + exp($1 / 3) }
      for label in 0..<3 {
        let excess =
          Double(labels.count { $0 == label }) - Double(labels.count) * exp(gains[label] / 3)
          / total
        #expect(abs(excess / 3 - gains[label]) < 1e-2)
      }
    }
    #expect(fit(gold.indices.map { $0 < 25 }) == nil, "too few to fit on")
  }

  /// Labels drawn from known weights: the fit finds them.
  @Test func weightsOfRunningTextAreFound() throws {
    var generator = SeededGenerator(seed: 4)
    let truth = ContextWeights.Running(others: 1.2, gains: [-1, 1.5, -0.5])
    var scores: [Float] = []
    var gold: [Int?] = []
    var documents: [ContextWeights.Document] = []
    for _ in 0..<800 {
      let rows = gold.count..<gold.count + Int.random(in: 2...8, using: &generator)
      let voice = (0..<3).map { _ in Float.random(in: -1...1, using: &generator) }
      for _ in rows {
        for label in 0..<3 { scores.append(voice[label] + .random(in: -2...2, using: &generator)) }
      }
      let shifts = truth.shifts(scores, rows: rows, labels: 3)
      for index in 0..<rows.count {
        let weights = (0..<3).map {
          exp(Double(shifts[index * 3 + $0] + scores[(rows.lowerBound + index) * 3 + $0] / 1.3))
        }
        var draw = Double.random(in: 0..<weights.reduce(0, +), using: &generator)
        gold.append(
          weights.firstIndex {
            draw -= $0
            return draw < 0
          } ?? 2)
      }
      documents.append(.init(sections: [.init(rows: rows, isTitled: false)]))
    }
    let found = try #require(
      ContextFit.fit(
        scores: scores, gold: gold, isTypical: nil, classes: 3,
        documents: documents, temperature: 1.3))
    let running = try #require(found.running)
    #expect(abs(running.others - truth.others) < 0.2)
    for label in 0..<3 { #expect(abs(running.gains[label] - truth.gains[label]) < 0.2) }
    // Sections have taught nothing: their field leaves scores as they are.
    let divided = Self.articles(1)
    let same = found.applied(
      to: divided.scores, labels: 3, temperature: 1.3, documents: divided.documents)
    for (a, b) in zip(divided.scores, same) { #expect(abs(a - b) < 1e-4) }
  }

  @Test func runningTextAndFewLabelsFitNothing() {
    let (scores, gold, documents) = Self.articles(3)
    #expect(
      ContextFit.fit(
        scores: scores, gold: gold, isTypical: nil, classes: 3,
        documents: documents, temperature: 1) == nil)
    let running = (0..<60).map {
      ContextWeights.Document(sections: [.init(rows: $0..<$0 + 1, isTitled: true)])
    }
    let many = Self.articles(20)
    #expect(
      ContextFit.fit(
        scores: many.scores, gold: many.gold, isTypical: many.gold.map { _ in true }, classes: 3,
        documents: running, temperature: 1)
        == nil)
  }
}
