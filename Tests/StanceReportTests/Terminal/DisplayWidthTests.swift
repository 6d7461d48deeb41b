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

  @Test("A text takes what its characters take, whatever stands beside one another")
  func characters() {
    var generator = SeededGenerator(seed: 5)
    let scalars = Array(
      ("aé -«»’…\u{202F}\u{AD}\r\n\t\u{E9}\u{301}\u{303}\u{1F44B}\u{1F3FD}\u{200D}\u{FE0F}\u{2764}\u{203C}"
        + "\u{20E3}1©家\u{1F1EB}\u{1F1F7}\u{1112}\u{1161}\u{11AB}\u{200B}\u{2060}\u{E01}\u{E33}\u{605}")
        .unicodeScalars)
    for round in 0..<3000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        // Every other text is Latin alone.
        let few = round % 2 == 0 ? scalars.prefix(14) : scalars[...]
        text.append(few.randomElement(using: &generator) ?? "a")
      }
      let whole = String(text)
      let columns = Int.random(in: 0...8, using: &generator)
      #expect(
        DisplayWidth.of(whole) == whole.reduce(0) { $0 + DisplayWidth.of($1) },
        "seed 5, round \(round)")
      #expect(
        DisplayWidth.truncated(whole, to: columns) == cut(whole, to: columns),
        "seed 5, round \(round)")
    }
  }

  /// Character by character.
  private func cut(_ text: String, to columns: Int) -> String {
    guard text.reduce(0, { $0 + DisplayWidth.of($1) }) > columns else { return text }
    var result = ""
    var used = 0
    for character in text {
      used += DisplayWidth.of(character)
      if used > columns - 1 { break }
      result.append(character)
    }
    while result.last == " " { result.removeLast() }
    return result + "…"
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
