import StanceModel
import StanceTestSupport
import Testing

@testable import StanceReport

@Suite struct HighlightedTextTests {
  private let poles = Poles(labels: ["favor", "neutral", "against"])

  private func part(_ range: Range<Int>?, _ effect: Float) -> Contribution {
    Contribution(
      source: .word, feature: "word:x", range: range, values: [effect / 2, 0, -effect / 2])
  }

  private func highlight(
    _ text: String, _ parts: [Contribution], offset: Int = 0
  ) -> HighlightedText {
    HighlightedText(
      Array(text.utf8), offset: offset,
      explanation: Explanation(scores: [0, 0, 0], contributions: parts), poles: poles)
  }

  @Test func strongestOfOverlapsWins() {
    let text = highlight(
      "aaaa bbbb cccc", [part(5..<9, 0.4), part(0..<9, 0.9), part(10..<14, -0.3), part(nil, 3)])
    #expect(text.spans.map(\.range) == [0..<9, 10..<14])
    #expect(abs(text.spans[0].effect - 1.3) < 1e-6)
    #expect(text.spans[0].parts.count == 2)
    #expect(abs(text.spans[1].effect + 0.3) < 1e-6)
  }

  @Test func weakPartsAreLeftOut() {
    let text = highlight("aa bb cc", [part(0..<2, 2), part(3..<5, 0.1), part(6..<8, 0.01)])
    #expect(text.spans.map(\.range) == [0..<2])
  }

  @Test func offsetsAndRangesOutside() {
    let text = highlight(
      "héé", [part(100..<101, 1), part(101..<103, 0.5), part(99..<101, 1), part(104..<120, 1)],
      offset: 100)
    #expect(text.spans.map(\.range) == [0..<1, 1..<3])
  }

  /// Whatever the parts: the words come out whole and in order, and the page is well-formed.
  @Test(arguments: 0..<100)
  func textIsKept(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let words = "Été « à <b> Meta & l’échec » \u{1F600} fin."
    let count = words.utf8.count
    let parts = (0..<12).map { _ in
      let low = Int.random(in: -3...count, using: &generator)
      let high = low + Int.random(in: 1...9, using: &generator)
      return part(low..<high, Float.random(in: -1...1, using: &generator))
    }
    let text = highlight(words, parts)
    for (a, b) in zip(text.spans, text.spans.dropFirst()) {
      #expect(a.range.upperBound <= b.range.lowerBound, "seed \(seed)")
    }
    let source = Markup.element(.p, [], text.markup(id: "t")).source
    #expect(XMLReader.problem(in: source) == nil, "seed \(seed)")
  }

  @Test func labelsWithoutPoles() {
    let poles = Poles(labels: ["joy", "fear", "anger"], label: "fear")
    #expect(poles.toward == 1 && poles.away == nil)
    #expect(poles.effect([1, 4, 3]) == 2)
    #expect(Poles(labels: []).effect([]) == 0)
    #expect(Poles(labels: ["negative", "positive"]).effect([1, 3]) == 2)
  }
}
