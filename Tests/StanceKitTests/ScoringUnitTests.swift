import StanceTestSupport
import StanceText
import Testing

@testable import StanceKit

@Suite struct SentenceCutterTests {
  private static let sentences = [
    "Le groupe déménage.", "Quelle idée !", "Personne ne\nle suivra, dit-on.", "Et\nalors\n?",
    "M. Durand\napprouve.", "Trois sites ferment ; deux\nouvrent en mai.",
  ]

  /// Sentences stand on the line that a plain count of the ends before them gives.
  @Test(arguments: 0..<20, ["\n", "\r", "\r\n"])
  func lines(_ seed: UInt64, _ end: String) throws {
    var random = SeededGenerator(seed: seed)
    let rules = try ReadingRules(prepared: BundledAssets.reading)
    let paragraphs = (0..<4).map { _ in
      (0..<Int.random(in: 1..<30, using: &random)).map { _ in
        Self.sentences.randomElement(using: &random)! + (Bool.random(using: &random) ? "\n" : " ")
      }.joined()
    }
    let text = paragraphs.joined(separator: "\n\n").replacing("\n", with: end)
    let bytes = Array(text.utf8)
    var reader = UnitReader(rules: rules)
    var units: [TextUnit] = []
    reader.read(bytes, isLast: true, into: &units)
    var cutter = SentenceCutter(rules: rules)
    let found = cutter.cut(units, bytes, offset: 0)
    #expect(found.count > units.count)
    #expect(found.map(\.index) == Array(found.indices))
    for unit in found {
      let before = String(decoding: bytes[..<unit.range.lowerBound], as: UTF8.self)
      #expect(unit.line == before.count(where: \.isNewline) + 1, "seed \(seed)")
    }
  }
}
