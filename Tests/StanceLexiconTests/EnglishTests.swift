import StanceLexicon
import StanceText
import Testing

/// The same rules over English operators.
@Suite struct EnglishTests {
  static let lines: [(String, String)] = [
    ("favor", "Meta's strategy is convincing."),
    ("against", "Meta's strategy is not convincing."),
    ("against", "Meta's strategy isn't convincing."),
    ("favor", "Meta's strategy is not without merit."),
    ("against", "Meta's strategy is brilliant, but it is ruinous."),
    ("favor", "Meta's strategy is ruinous, but it is brilliant."),
    ("favor", "Despite the delays, Meta's lab is impressive."),
    ("against", "Although the team is talented, Meta's project is a failure."),
    ("against", "Meta's launch could have been a success."),
    ("favor", "Far from being a waste, Meta's plan is smart."),
    ("favor", "Meta outperforms OpenAI."),
    ("against", "OpenAI outperforms Meta."),
    ("neutral", "Apple is in serious trouble."),
    ("favor", "Meta avoids disaster."),
    ("against", "Meta's model is less reliable than its rivals."),
  ]

  @Test(arguments: lines.indices) func line(index: Int) throws {
    let (label, text) = Self.lines[index]
    let outcome = try Bench.analyze(text, language: .english)
    #expect(outcome.label == label, "\(text)\n\(outcome.trace)")
    LexicalAnalyzerTests.check(outcome)
  }
}
