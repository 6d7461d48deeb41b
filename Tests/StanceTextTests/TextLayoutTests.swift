import StanceTestSupport
import Testing

@testable import StanceText

@Suite struct TextLayoutTests {
  @Test(arguments: 0..<20) func columnsAreCharacters(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let letters: [Unicode.Scalar] = ["a", "é", "œ", "…", "😀", "ÿ", " ", "\u{7FF}"]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...400, using: &generator) {
      text.append(letters.randomElement(using: &generator)!)
    }
    let before = Int.random(in: 0...9, using: &generator)
    let bytes = Array(repeating: UInt8(ascii: "x"), count: before) + String(text).utf8 + [0x0A]
    let range = before..<bytes.count - 1
    #expect(TextLayout.columns(bytes.span, range) == text.count, "seed \(seed)")
    for most in [0, 1, 31, 32, 120, text.count, text.count + 1] {
      let found = TextLayout.columns(bytes.span, range, most: most)
      if text.count > most { #expect(found > most, "seed \(seed), most \(most)") }
      if text.count <= most { #expect(found == text.count, "seed \(seed), most \(most)") }
    }
  }

  @Test func validationAgreesWithTheStandardLibrary() {
    var generator = SeededGenerator(seed: 1)
    let bytes: [UInt8] = [0x61, 0xC3, 0xA9, 0x7F, 0xE2, 0x80, 0x99, 0xC0, 0xF0, 0x9F, 0x98, 0xED]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
        Int.random(in: 0...3, using: &generator) == 0
          ? bytes.randomElement(using: &generator)! : 0x62
      }
      #expect(
        (UTF8Validation.scan(text).firstInvalid == nil)
          == (String(validating: text, as: UTF8.self) != nil), "\(text)")
    }
  }
}
