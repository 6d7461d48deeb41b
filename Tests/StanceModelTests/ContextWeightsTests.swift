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

@Suite struct ContextWeightsTests {
  typealias Section = ContextWeights.Section
  typealias Document = ContextWeights.Document

  /// Titled sections with so many rows each, from row `start` on.
  static func document(_ counts: [Int], from start: Int = 0) -> Document {
    var end = start
    return Document(
      sections: counts.map { count in
        defer { end += count }
        return Section(rows: end..<end + count, isTitled: true)
      })
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

  /// Against sums over all views and all labels of all paragraphs together.
  @Test(arguments: 1...30 as ClosedRange<UInt64>) func asTheSumOverEverything(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let labels = Int.random(in: 2...3, using: &generator)
    let count = Int.random(in: 1...4, using: &generator)
    let document = Self.document(
      (0..<count).map { _ in count == 4 ? 1 : Int.random(in: 1...2, using: &generator) }, from: 1)
    let rows = document.rows
    let scores = (0..<(rows.upperBound * labels)).map { _ in
      Float.random(in: -3...3, using: &generator)
    }
    let weights = ContextWeights(
      own: .random(in: 0.2...2, using: &generator),
      departure: .random(in: 0...4, using: &generator),
      alike: (0..<labels).map { _ in Float.random(in: -3...2, using: &generator) },
      running: nil)
    let gold = rows.map { _ in
      Bool.random(using: &generator) ? Int.random(in: 0..<labels, using: &generator) : nil
    }
    let held = Bool.random(using: &generator)
    let field = SectionField(
      weights, document, scores: scores, labels: labels, gold: held ? gold : nil)

    var total = 0.0
    var paragraphs = Array(repeating: 0.0, count: rows.count * labels)
    var sections = Array(repeating: 0.0, count: document.sections.count * labels)
    var expected = Array(repeating: 0.0, count: 2 + labels)
    Self.forEach(document.sections.count, labels) { views in
      Self.forEach(rows.count, labels) { answers in
        if held, zip(gold, answers).contains(where: { $0 != nil && $0 != $1 }) { return }
        var facts = Array(repeating: 0.0, count: 2 + labels)
        for (section, part) in document.sections.enumerated() {
          for row in part.rows {
            let answer = answers[row - rows.lowerBound]
            facts[0] += Double(scores[row * labels + answer])
            if answer != views[section] { facts[1] -= 1 }
          }
          for earlier in 0..<section where views[earlier] == views[section] {
            facts[2 + views[section]] += 1
          }
        }
        var log = Double(weights.own) * facts[0] + Double(weights.departure) * facts[1]
        for label in 0..<labels { log += Double(weights.alike[label]) * facts[2 + label] }
        let weight = exp(log)
        total += weight
        for (row, answer) in answers.enumerated() { paragraphs[row * labels + answer] += weight }
        for (section, view) in views.enumerated() { sections[section * labels + view] += weight }
        for index in facts.indices { expected[index] += weight * facts[index] }
      }
    }
    func agree(_ found: [Double], _ sums: [Double]) -> Bool {
      found.count == sums.count
        && zip(found, sums).allSatisfy { abs($0 - $1 / total) < 1e-9 * max(1, abs($1 / total)) }
    }
    #expect(abs(field.logPartition - log(total)) < 1e-9, "seed \(seed)")
    #expect(agree(field.paragraphs, paragraphs), "seed \(seed)")
    #expect(agree(field.sections, sections), "seed \(seed)")
    #expect(agree(field.expectations, expected), "seed \(seed)")
  }

  /// With more sections than can be gone through, each stands by itself.
  @Test func manySectionsAreNotTied() {
    let document = Self.document(Array(repeating: 2, count: 320))
    var generator = SeededGenerator(seed: 5)
    let scores = (0..<1920).map { _ in Float.random(in: -3...3, using: &generator) }
    let weights = ContextWeights(own: 1, departure: 2, alike: [-5, -5, -5], running: nil)
    let field = SectionField(weights, document, scores: scores, labels: 3)
    let alone = SectionField(
      weights, Self.document([2], from: 638), scores: scores, labels: 3)
    for label in 0..<3 { #expect(abs(field.sections[957 + label] - alone.sections[label]) < 1e-12) }
    #expect(field.expectations[2...] == [0, 0, 0])
  }

  /// Up to 57 sections of three labels are tied, one more are not, whatever that costs in memory.
  @Test func manySectionsThatAreTied() {
    var generator = SeededGenerator(seed: 6)
    let scores = (0..<348).map { _ in Float.random(in: -3...3, using: &generator) }
    func field(_ sections: Int, _ alike: [Float]) -> SectionField {
      SectionField(
        ContextWeights(own: 1, departure: 2, alike: alike, running: nil),
        Self.document(Array(repeating: 2, count: sections)), scores: scores, labels: 3)
    }
    #expect(field(58, [1, 1, 1]).expectations[2...] == [0, 0, 0])
    // Without ties a section is what it is alone.
    let free = field(57, [0, 0, 0])
    let alone = SectionField(
      ContextWeights(own: 1, departure: 2, alike: [0, 0, 0], running: nil),
      Self.document([2], from: 112), scores: scores, labels: 3)
    for label in 0..<3 { #expect(abs(free.sections[168 + label] - alone.sections[label]) < 1e-9) }
    // The pairs expected are the slope of the partition by each tie, and each of the 1,596 pairs of
    // sections is alike by one label at most.
    let alike: [Float] = [-0.25, 0.125, -0.5]
    let tied = field(57, alike)
    for label in 0..<3 {
      var (up, down) = (alike, alike)
      up[label] += 1 / 1024
      down[label] -= 1 / 1024
      let slope = (field(57, up).logPartition - field(57, down).logPartition) * 512
      let pairs = tied.expectations[2 + label]
      #expect(abs(slope - pairs) < 1e-3 * max(1, pairs))
    }
    #expect(tied.expectations[2...].reduce(0, +) <= 1596)
    for section in 0..<57 {
      #expect(abs(tied.sections[section * 3..<section * 3 + 3].reduce(0, +) - 1) < 1e-9)
    }
  }

  /// The softmax of the new scores is the field's marginal; the level of a row stays.
  @Test func scoresOfDividedTextsChange() {
    let labels = 3
    var generator = SeededGenerator(seed: 9)
    let scores = (0..<24).map { _ in Float.random(in: -3...3, using: &generator) }
    let weights = ContextWeights(
      own: 0.8, departure: 3, alike: [-2, 0, -2],
      running: .init(own: 1, others: Array(repeating: 0.5, count: 9), first: [-1, 1.5, -0.5]))
    let divided = Self.document([2, 2, 2])
    let single = Self.document([1], from: 6)
    let found = weights.applied(
      to: scores, labels: labels, temperature: 1.5, documents: [divided, single])
    #expect(found[18...] == scores[18...], "single paragraphs and rows outside keep theirs")
    let field = SectionField(weights, divided, scores: scores, labels: labels)
    for row in 0..<6 {
      let new = found[row * labels..<(row + 1) * labels].map { exp(Double($0) / 1.5) }
      let old = scores[row * labels..<(row + 1) * labels]
      for label in 0..<labels {
        let p = new[label] / new.reduce(0, +)
        #expect(abs(p - field.paragraphs[row * labels + label]) < 1e-5)
      }
      let level = found[row * labels..<(row + 1) * labels].reduce(0, +)
      #expect(abs(level - 0.8 * 1.5 * old.reduce(0, +)) < 1e-4)
    }
  }

  /// Against the sum written out: the labels that the others would have alone, less where they are
  /// few, and what the first paragraph gains where there are three.
  @Test(arguments: 2...5) func runningTextJoinsTheOtherParagraphs(count: Int) throws {
    var generator = SeededGenerator(seed: 11)
    let scores = (0..<21).map { _ in Float.random(in: -3...3, using: &generator) }
    let running = ContextWeights.Running(
      own: 0.7, others: (0..<9).map { _ in .random(in: -3...3, using: &generator) },
      first: [-1, 1.5, -0.5])
    let weights = ContextWeights(own: 0.8, departure: 3, alike: [0, 0, 0], running: running)
    let rows = 1..<1 + count
    let found = weights.applied(
      to: scores, labels: 3, temperature: 2,
      documents: [Document(sections: [Section(rows: rows, isTitled: false)])])
    #expect(found[..<3] == scores[..<3])
    #expect(found[(3 + 3 * count)...] == scores[(3 + 3 * count)...])
    func alone(_ row: Int, _ label: Int) -> Float {
      let powers = (0..<3).map { exp(scores[row * 3 + $0] / 2) }
      return powers[label] / powers.reduce(0, +)
    }
    for row in rows {
      for label in 0..<3 {
        var logit = 0.7 * scores[row * 3 + label]
        for other in rows where other != row {
          // As many others as there are, and six supposed.
          for said in 0..<3 {
            logit += alone(other, said) * running.others[said * 3 + label] / Float(count - 1 + 6)
          }
        }
        if row == 1, count >= 3 { logit += running.first[label] }
        #expect(abs(found[row * 3 + label] - 2 * logit) < 1e-4)
      }
    }
  }

  static func forEach(_ count: Int, _ labels: Int, _ body: ([Int]) -> Void) {
    var ways = 1
    for _ in 0..<count { ways *= labels }
    for way in 0..<ways {
      var rest = way
      body(
        (0..<count).map { _ in
          defer { rest /= labels }
          return rest % labels
        })
    }
  }
}
