import StanceModel
import StanceTestSupport
import Testing

@Suite struct ContextWeightsTests {
  private typealias Section = ContextWeights.Section
  private typealias Document = ContextWeights.Document

  @Test func neighboursFadeAndOthersAreAMean() {
    let context = ContextWeights(divided: .none, running: .none, radius: 2, decay: 0.5)
    let document = Document(sections: [
      Section(rows: 1..<5, isTitled: false), Section(rows: 5..<7, isTitled: true),
    ])
    // One label; row 0 belongs to nothing.
    let around = context.surroundings(of: document, in: [100, 1, 2, 4, 8, 10, 30], labels: 1)
    // Row 1: row 2 with weight 1, row 3 with 1/2. Row 2: rows 1 and 3 with 1, row 4 with 1/2.
    let expected: [Float] = [4 / 1.5, 9 / 2.5]
    for (found, value) in zip(around.neighbours, expected) { #expect(abs(found - value) < 1e-5) }
    #expect(around.neighbours[4...] == [30, 10])
    #expect(around.others == [20, 20, 20, 20, 3.75, 3.75])
  }

  @Test func dividedTextsHaveThreeTitledSectionsOfSeveralParagraphs() {
    let three = [
      Section(rows: 0..<1, isTitled: false), Section(rows: 1..<3, isTitled: true),
      Section(rows: 3..<5, isTitled: true), Section(rows: 5..<9, isTitled: true),
    ]
    #expect(Document(sections: three).isDivided)
    var single = three
    single[3].rows = 5..<6
    #expect(!Document(sections: single).isDivided)
    // Intertitles: as many sections of one paragraph beside them.
    let broken =
      three + (9..<13).map { Section(rows: $0..<$0 + 1, isTitled: true) }
    #expect(!Document(sections: broken).isDivided)
    var untitled = three
    untitled[1].isTitled = false
    #expect(!Document(sections: untitled).isDivided)
  }

  @Test func eachKindOfTextHasItsPull() {
    let context = ContextWeights(
      divided: .init(own: 9, neighbours: 9, others: 9),
      running: .init(own: 0.5, neighbours: 2, others: -1), radius: 3, decay: 1)
    // Two labels; rows 0 and 1 share a section, row 2 stands in another, row 3 by itself.
    let result = context.applied(
      to: [1, -1, 3, -3, 5, -5, 7, -7], labels: 2,
      documents: [
        Document(sections: [
          Section(rows: 0..<2, isTitled: false), Section(rows: 2..<3, isTitled: true),
        ])
      ])
    #expect(result == [1.5, -1.5, -1.5, 1.5, 0.5, -0.5, 7, -7])
  }

  /// Against sums over all pairs, for any layout.
  @Test(arguments: 1...40 as ClosedRange<UInt64>) func asThePlainSums(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let context = ContextWeights(divided: .none, running: .none)
    var sections: [Section] = []
    var end = 0
    for _ in 0..<Int.random(in: 1...5, using: &generator) {
      let count = Int.random(in: 1...6, using: &generator)
      sections.append(Section(rows: end..<end + count, isTitled: Bool.random(using: &generator)))
      end += count
    }
    let scores = (0..<end * 3).map { _ in Float.random(in: -4...4, using: &generator) }
    let around = context.surroundings(
      of: Document(sections: sections), in: scores, labels: 3)
    for section in sections {
      for row in section.rows {
        for label in 0..<3 {
          let near = section.rows.filter { $0 != row && abs($0 - row) <= context.radius }
          var sum = 0.0
          var total = 0.0
          for other in near {
            var weight = 1.0
            for _ in 1..<abs(other - row) { weight *= Double(context.decay) }
            sum += weight * Double(scores[other * 3 + label])
            total += weight
          }
          let far = (0..<end).filter { !section.rows.contains($0) }
          let mean = far.reduce(0.0) { $0 + Double(scores[$1 * 3 + label]) } / Double(far.count)
          let index = row * 3 + label
          #expect(abs(Double(around.neighbours[index]) - (total > 0 ? sum / total : 0)) < 1e-5)
          #expect(abs(Double(around.others[index]) - (far.isEmpty ? 0 : mean)) < 1e-5)
        }
      }
    }
  }
}
