import StanceReport
import StanceTestSupport
import Testing

@Suite("DisplayWidth")
struct DisplayWidthTests {
  @Test(
    "Columns of accents, marks, emoji and wide characters",
    arguments: [
      ("", 0), ("abc", 3), ("été", 3), ("e\u{301}te\u{301}", 3), ("œuvre", 5),
      ("«\u{A0}a\u{A0}»", 5),
      ("家族", 4), ("🎉", 2), ("👩‍👩‍👧", 2), ("🇫🇷", 2), ("❤️", 2), ("❤", 1), ("✓", 1), ("━╸─┼", 4),
      ("\u{200B}a", 1), ("…", 1), ("№", 1), ("ｆ", 2),
    ])
  func columns(_ text: String, _ expected: Int) {
    #expect(DisplayWidth.of(text) == expected)
  }

  @Test("A cut text fits, says that it was cut, and is whole where there is room")
  func truncation() {
    #expect(DisplayWidth.truncated("abcdef", to: 6) == "abcdef")
    #expect(DisplayWidth.truncated("abcdef", to: 4) == "abc…")
    #expect(DisplayWidth.truncated("家族家族", to: 6) == "家族…")
    #expect(DisplayWidth.truncated("ab cd", to: 4) == "ab…")
    var generator = SeededGenerator(seed: 3)
    let letters = Array("abé家🎉 -«»👩‍👩‍👧")
    for round in 0..<300 {
      let text = String((0..<20).map { _ in letters.randomElement(using: &generator) ?? "a" })
      let columns = Int.random(in: 1...25, using: &generator)
      let cut = DisplayWidth.truncated(text, to: columns)
      #expect(DisplayWidth.of(cut) <= columns, "seed 3, round \(round)")
      if DisplayWidth.of(text) <= columns { #expect(cut == text) }
    }
  }

  @Test("Padding and wrapping count columns")
  func layout() {
    #expect(DisplayWidth.padded("été", to: 5) == "été  ")
    #expect(DisplayWidth.padded("🎉", to: 4, right: true) == "  🎉")
    #expect(DisplayWidth.wrapped("un deux trois", to: 7) == ["un deux", "trois"])
    #expect(DisplayWidth.wrapped("", to: 7) == [])
    #expect(DisplayWidth.wrapped("anticonstitutionnellement oui", to: 8) == ["anticon…", "oui"])
  }
}
