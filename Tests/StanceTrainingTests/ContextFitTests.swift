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
  static func articles(_ count: Int) -> (
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
        scores: scores, gold: gold, isRunning: nil, classes: 3,
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
    // As many again, whose labels are what each paragraph says, whatever its section.
    let places = gold.count
    let said = gold.indices.map { row in (0..<3).first { scores[row * 3 + $0] > 0 } }
    let other = documents.map { document in
      ContextWeights.Document(
        sections: document.sections.map {
          .init(
            rows: $0.rows.lowerBound + places..<$0.rows.upperBound + places, isTitled: $0.isTitled)
        })
    }
    func fit(_ isRunning: [Bool]?) -> ContextWeights? {
      ContextFit.fit(
        scores: scores + scores, gold: gold + said, isRunning: isRunning,
        classes: 3, documents: documents + other, temperature: 1.2)
    }
    let alone = try #require(
      ContextFit.fit(
        scores: scores, gold: gold, isRunning: nil, classes: 3, documents: documents,
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
        scores: scores, gold: gold, isRunning: nil, classes: 3,
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

  /// Running texts of 2 to 8 paragraphs whose labels are drawn from the weights.
  private static func texts(
    _ count: Int, _ truth: ContextWeights.Running, temperature: Float, labels: Int = 3
  ) -> (scores: [Float], gold: [Int?], documents: [ContextWeights.Document]) {
    var generator = SeededGenerator(seed: 4)
    var scores: [Float] = []
    var gold: [Int?] = []
    var documents: [ContextWeights.Document] = []
    for _ in 0..<count {
      let rows = gold.count..<gold.count + Int.random(in: 2...8, using: &generator)
      let voice = (0..<labels).map { _ in Float.random(in: -2...2, using: &generator) }
      for _ in rows {
        for label in 0..<labels {
          scores.append(voice[label] + .random(in: -2...2, using: &generator))
        }
      }
      let logits = truth.logits(scores, rows: rows, labels: labels, temperature: temperature)
      for index in 0..<rows.count {
        let weights = (0..<labels).map { exp(Double(logits[index * labels + $0])) }
        var draw = Double.random(in: 0..<weights.reduce(0, +), using: &generator)
        gold.append(
          weights.firstIndex {
            draw -= $0
            return draw < 0
          } ?? labels - 1)
      }
      documents.append(.init(sections: [.init(rows: rows, isTitled: false)]))
    }
    return (scores, gold, documents)
  }

  /// Labels drawn from known weights: the fit finds them, but for what a softmax does not tell (the
  /// mean of a row).
  @Test func weightsOfRunningTextAreFound() throws {
    let truth = ContextWeights.Running(own: 0.6, others: [2, -2, -3, 3], first: [-1, 1])
    let (scores, gold, documents) = Self.texts(2000, truth, temperature: 1.3, labels: 2)
    let running = try #require(
      RunningTextFit.fit(
        scores: scores, gold: gold, classes: 2, documents: documents, temperature: 1.3))
    #expect(abs(running.own - truth.own) < 0.05)
    for row in 0..<2 {
      let mean = (running.others[row * 2] + running.others[row * 2 + 1]) / 2
      for label in 0..<2 {
        #expect(
          abs(running.others[row * 2 + label] - mean - truth.others[row * 2 + label]) < 0.4)
      }
    }
    for label in 0..<2 { #expect(abs(running.first[label] - truth.first[label]) < 0.2) }
    let found = try #require(
      ContextFit.fit(
        scores: scores, gold: gold, isRunning: nil, classes: 2,
        documents: documents, temperature: 1.3))
    // Half way from a score over its temperature.
    let half = try #require(found.running)
    #expect(abs(half.own - (running.own + 1 / 1.3) / 2) < 1e-6)
    #expect(half.others == running.others.map { $0 / 2 })
    #expect(half.first == running.first.map { $0 / 2 })
    // Sections have taught nothing: their field leaves scores as they are.
    let divided = Self.articles(1)
    let pairs = divided.gold.indices.flatMap { divided.scores[$0 * 3..<$0 * 3 + 2] }
    let same = found.applied(
      to: pairs, labels: 2, temperature: 1.3, documents: divided.documents)
    #expect(same.count == pairs.count)
    for (a, b) in zip(pairs, same) { #expect(abs(a - b) < 1e-4) }
  }

  /// At the minimum each gain is what its label has too many of, weighed with the share of the others.
  @Test func theMinimumOfRunningTextIsStationary() throws {
    let truth = ContextWeights.Running(
      own: 0.8, others: [3, -1, -2, -2, 3, -1, -1, -3, 4], first: [-1, 1.5, -0.5])
    let (scores, gold, documents) = Self.texts(60, truth, temperature: 1.5)
    let found = try #require(
      RunningTextFit.fit(
        scores: scores, gold: gold, classes: 3, documents: documents, temperature: 1.5))
    var slopes = [Double(found.own) * 1.5 - 1] + (found.others + found.first).map(Double.init)
    for document in documents {
      let around = ContextWeights.Running.surroundings(
        scores, rows: document.rows, labels: 3, temperature: 1.5)
      let logits = found.logits(scores, rows: document.rows, labels: 3, temperature: 1.5)
      for (index, row) in document.rows.enumerated() {
        let powers = logits[index * 3..<index * 3 + 3].map { exp(Double($0)) }
        for label in 0..<3 {
          let slope = powers[label] / powers.reduce(0, +) - (gold[row] == label ? 1 : 0)
          slopes[0] += slope * Double(scores[row * 3 + label]) / 1.5
          for other in 0..<3 {
            slopes[1 + other * 3 + label] += slope * Double(around.others[index * 3 + other])
          }
          if index == 0, document.rows.count > 2 { slopes[10 + label] += slope }
        }
      }
    }
    for slope in slopes { #expect(abs(slope) < 0.02) }
  }

  @Test func manyLabelsAreNotJoined() {
    let labels = ContextWeights.Running.mostLabels + 1
    let rows = 4 * labels
    let fit = ContextFit.fit(
      scores: Array(repeating: 0, count: rows * labels), gold: (0..<rows).map { $0 % labels },
      isRunning: nil, classes: labels,
      documents: (0..<labels).map {
        .init(sections: [.init(rows: $0 * 4..<$0 * 4 + 4, isTitled: false)])
      }, temperature: 1)
    #expect(fit == nil)
  }

  @Test func runningTextAndFewLabelsFitNothing() {
    let (scores, gold, documents) = Self.articles(3)
    #expect(
      ContextFit.fit(
        scores: scores, gold: gold, isRunning: nil, classes: 3,
        documents: documents, temperature: 1) == nil)
    let running = (0..<60).map {
      ContextWeights.Document(sections: [.init(rows: $0..<$0 + 1, isTitled: true)])
    }
    let many = Self.articles(20)
    #expect(
      ContextFit.fit(
        scores: many.scores, gold: many.gold, isRunning: many.gold.map { _ in true }, classes: 3,
        documents: running, temperature: 1)
        == nil)
  }
}
