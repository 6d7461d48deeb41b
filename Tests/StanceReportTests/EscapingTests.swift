import StanceReport
import StanceTestSupport
import Testing

@Suite struct EscapingTests {
  @Test func markup() {
    #expect(
      Escaping.markup("a < b & \"c\" > 'd'") == "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;")
    #expect(Escaping.markup("") == "")
    #expect(Escaping.markup("été\tcafé\n") == "été\tcafé\n")
    #expect(
      Escaping.markup(
        "a\u{0}b\u{1B}c\u{7F}d\u{85}e\u{FFFE}f\u{1FFFF}g"
          + String(Unicode.Scalar(0xFDD0 as UInt32) ?? "x"))
        == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}f\u{FFFD}g\u{FFFD}")
    #expect(Escaping.markup("\u{202E}x\u{2069}\u{61C}") == "⟦U+202E⟧x⟦U+2069⟧⟦U+061C⟧")
    #expect(Escaping.markup("\u{1F600}\u{200D}\u{FE0F}") == "\u{1F600}\u{200D}\u{FE0F}")
  }

  /// Nothing that ends a text or an attribute survives, whatever goes in.
  @Test(arguments: 0..<200)
  func markupOfAnything(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var text = ""
    let pieces = Samples.payloads + ["é", "\u{1F468}\u{200D}\u{1F469}", "\r\n", " "]
    for _ in 0..<20 {
      if Bool.random(using: &generator) {
        text += pieces.randomElement(using: &generator) ?? ""
      } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator)) {
        text.unicodeScalars.append(scalar)
      }
    }
    let escaped = Escaping.markup(text)
    for sign in ["<", ">", "\"", "'", "\u{0}", "\u{202E}", "\u{2066}"] {
      #expect(!escaped.contains(sign), "seed \(seed)")
    }
    #expect(XMLReader.problem(in: "<a b=\"\(escaped)\">\(escaped)</a>") == nil, "seed \(seed)")
  }

  /// Each character by itself, and all in a row, as the rules read one after another.
  @Test func everyCharacter() {
    func expected(_ value: UInt32) -> String {
      switch value {
      case 0x26: "&amp;"
      case 0x3C: "&lt;"
      case 0x3E: "&gt;"
      case 0x22: "&quot;"
      case 0x27: "&#39;"
      case 0x09, 0x0A, 0x0D: String(Character(Unicode.Scalar(UInt8(value))))
      case ..<0x20, 0x7F..<0xA0, 0xFDD0...0xFDEF: "\u{FFFD}"
      case 0x061C: "\u{27E6}U+061C\u{27E7}"
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
        "\u{27E6}U+" + String(value, radix: 16, uppercase: true) + "\u{27E7}"
      case _ where value & 0xFFFE == 0xFFFE: "\u{FFFD}"
      default: Unicode.Scalar(value).map { String(Character($0)) } ?? ""
      }
    }
    var text = String.UnicodeScalarView()
    var whole = String.UnicodeScalarView()
    var wrong: [UInt32] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let one = expected(value)
      if !Escaping.markup(String(Character(scalar))).utf8.elementsEqual(one.utf8) {
        wrong.append(value)
      }
      text.append(scalar)
      whole.append(contentsOf: one.unicodeScalars)
    }
    #expect(wrong == [])
    #expect(Escaping.markup(String(text)).utf8.elementsEqual(String(whole).utf8))
  }

  @Test func markdown() {
    #expect(Escaping.markdown("a | b") == "a \\| b")
    #expect(
      Escaping.markdown("*a* _b_ `c` [d](e) <f> & #g")
        == "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) &lt;f&gt; &amp; \\#g")
    #expect(Escaping.markdown("two\n\nlines\t ") == "two lines")
    #expect(Escaping.markdown("1. x") == "1\\. x")
    #expect(Escaping.markdown("- x") == "\\- x")
    #expect(Escaping.markdown("---") == "\\---")
    #expect(Escaping.markdown("0.825") == "0.825")
    #expect(Escaping.markdown("\u{2212}0.1") == "\u{2212}0.1")
    #expect(Escaping.markdown("note: so :smile: https://x.y") == "note: so \\:smile: https\\://x.y")
    #expect(Escaping.markdown("\u{0}\u{202E}") == "\u{FFFD}⟦U+202E⟧")
  }

  /// Every row of every table keeps its number of cells, whatever the texts hold.
  @Test func tablesKeepTheirCells() throws {
    let text = try SamplePages.hostileMarkdown()
    #expect(!text.contains("<script"))
    #expect(!text.contains("<svg"))
    #expect(!text.contains("<img"))
    var columns: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        columns = nil
        continue
      }
      var cells = 0
      var previous: Character = " "
      for character in line {
        if character == "|" && previous != "\\" { cells += 1 }
        previous = previous == "\\" && character == "\\" ? " " : character
      }
      if let columns { #expect(cells == columns, "\(line)") }
      columns = columns ?? cells
    }
  }
}
