import StanceTestSupport
import Testing

@testable import StanceTraining

@Suite struct GiveAwayWordsTests {
  /// Against scipy's chi2_contingency; see Golden/make_chi_square.py.
  @Test func chiSquareAsPeersHaveIt() {
    var checked = 0
    for line in String(decoding: Fixtures.golden("chi_square.tsv"), as: UTF8.self)
      .split(separator: "\n") where !line.hasPrefix("#")
    {
      let fields = line.split(separator: "\t")
      let present = fields[0].split(separator: ",").compactMap { Int($0) }
      let totals = fields[1].split(separator: ",").compactMap { Int($0) }
      let expected = Double(fields[2]) ?? .nan
      let found = GiveAwayWords.chiSquare(present: present, totals: totals)
      #expect(abs(found - expected) <= 1e-9 * max(1, expected), "\(line): \(found)")
      checked += 1
    }
    #expect(checked > 30)
  }

  @Test func chiSquareOfNothing() {
    #expect(GiveAwayWords.chiSquare(present: [0, 0], totals: [3, 4]) == 0)
    #expect(GiveAwayWords.chiSquare(present: [3, 4], totals: [3, 4]) == 0)
    #expect(GiveAwayWords.chiSquare(present: [2, 0], totals: [5, 0]) == 0)
  }

  private func rows(
    _ count: Int, seed: UInt64, _ words: (Int, inout SeededGenerator) -> [UInt64]
  ) -> (texts: [[UInt64]], classes: [Int], groups: [String]) {
    var generator = SeededGenerator(seed: seed)
    var texts: [[UInt64]] = []
    var classes: [Int] = []
    for row in 0..<count {
      classes.append(row % 3)
      texts.append(words(row % 3, &generator))
    }
    return (texts, classes, (0..<count).map { "g\($0 / 3)" })
  }

  /// One word that always stands in the texts of one label gives them away; nothing else does.
  @Test func aWordThatTellsIsFound() {
    let names: [UInt64: String] = [1: "certes", 2: "bref"]
    let data = rows(120, seed: 1) { label, generator in
      [UInt64.random(in: 10...60, using: &generator), label == 2 ? 1 : 2]
    }
    let found = GiveAwayWords(
      data.texts, names: names, classes: data.classes, labels: ["favor", "neutral", "against"],
      groups: data.groups, count: 2)
    #expect(Set(found.words.map(\.word)) == ["certes", "bref"])
    let telling = found.words.first { $0.word == "certes" }
    #expect(telling?.label == "against" && telling?.rows == 40)
    // All of one label right, and half of the two others at best.
    #expect((found.accuracy ?? 0) > 0.55 && (found.accuracy ?? 1) < 0.75)
    #expect(found.majority == 1.0 / 3)
  }

  /// Words drawn at random: chosen inside each fold, they are worth no more than chance.
  @Test(arguments: UInt64(1)..<6)
  func randomWordsAreWorthNothing(seed: UInt64) {
    let data = rows(300, seed: seed) { _, generator in
      (0..<12).map { _ in UInt64.random(in: 0..<200, using: &generator) }
    }
    let found = GiveAwayWords(
      data.texts, names: [:], classes: data.classes, labels: ["a", "b", "c"], groups: data.groups)
    #expect(found.words.count == 50)
    #expect(abs((found.accuracy ?? 0) - 1.0 / 3) < 0.09, "seed \(seed): \(found.accuracy ?? -1)")
  }

  @Test func tooLittle() {
    let none = GiveAwayWords([], names: [:], classes: [], labels: [], groups: [])
    #expect(none.accuracy == nil && none.majority == nil && none.words.isEmpty)
    let one = GiveAwayWords([[1]], names: [:], classes: [0], labels: ["a", "b"], groups: ["g"])
    #expect(one.accuracy == nil && one.majority == 1)
  }
}
