import StanceKit
import StanceModel
import StanceTestSupport
import StanceText
import Testing

@Suite("Explanation details")
struct ExplanationDetailTests {
  @Test("Reasons are the cues and the context of the whole explanation, words where it has no cue")
  func reasons() throws {
    var scorer = DocumentScorer(try Analyzer())
    let folder = "Evaluation/corpus/meta"
    let names = PackageFiles.list(folder).filter { $0.hasSuffix(".txt") }.prefix(8)
    #expect(names.count == 8)
    var silent = 0
    for name in names {
      let path = "\(PackageFiles.root)/\(folder)/\(name)"
      let text = try #require(PackageFiles.read(path))
      // One paragraph has no cue.
      silent += compare(&scorer, Array(text) + Array("\n\nIl est midi dans la salle.\n".utf8), name)
    }
    #expect(silent >= names.count, "paragraphs without a cue that were compared")
  }

  /// How many paragraphs had words for reasons.
  private func compare(
    _ scorer: inout DocumentScorer, _ bytes: [UInt8], _ name: String
  ) -> Int {
    let (plain, few, all) = (
      scorer.score(bytes), scorer.score(bytes, explaining: .reasons),
      scorer.score(bytes, explaining: .full)
    )
    #expect(few.map(withoutExplanation) == plain)
    #expect(all.map(withoutExplanation) == plain)
    var silent = 0
    for (short, long) in zip(few, all) {
      let place = "\(name): \(short.unit.line)"
      guard let reasons = short.explanation, let whole = long.explanation else {
        #expect(short.explanation == nil && long.explanation == nil, "\(place)")
        continue
      }
      expectEqual(reasons.scores, whole.scores, place)
      expectEqual(whole.scores, sums(whole), place)
      let hasCue = whole.contributions.contains { $0.source == .cue }
      let expected = whole.contributions.filter {
        switch $0.source {
        case .context: true
        case .cue: hasCue
        case .bias, .shape: false
        default: !hasCue
        }
      }
      expectFalling(reasons.contributions, place)
      expectFalling(whole.contributions, place)
      // Effects that differ in their last bit may stand in either order.
      let (found, sought) = (byPlace(reasons.contributions), byPlace(expected))
      #expect(found.map(\.feature) == sought.map(\.feature), "\(place)")
      for (one, other) in zip(found, sought) {
        #expect(one.range == other.range && one.rules == other.rules, "\(place)")
        expectEqual(one.values, other.values, place)
      }
      if !hasCue, reasons.contributions.contains(where: { $0.source == .word }) { silent += 1 }
    }
    return silent
  }

  /// The largest effect on favor against `against` comes first.
  private func expectFalling(_ parts: [Contribution], _ place: String) {
    let effects = parts.map { abs($0.values[0] - $0.values[2]) }
    for (one, next) in zip(effects, effects.dropFirst()) { #expect(one >= next, "\(place)") }
  }

  private func byPlace(_ parts: [Contribution]) -> [Contribution] {
    parts.sorted {
      ($0.feature, $0.range?.lowerBound ?? -1) < ($1.feature, $1.range?.lowerBound ?? -1)
    }
  }

  private func withoutExplanation(_ prediction: UnitPrediction) -> UnitPrediction {
    var prediction = prediction
    prediction.explanation = nil
    return prediction
  }

  private func sums(_ explanation: Explanation) -> [Float] {
    explanation.contributions.reduce(into: explanation.scores.map { _ in 0 }) { sums, part in
      for (label, value) in part.values.enumerated() { sums[label] += value }
    }
  }

  private func expectEqual(_ one: [Float], _ other: [Float], _ place: String) {
    #expect(one.count == other.count, "\(place)")
    for (a, b) in zip(one, other) { #expect(abs(a - b) < 1e-4, "\(place)") }
  }
}
