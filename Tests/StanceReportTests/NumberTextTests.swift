import StanceReport
import Testing

@Suite struct NumberTextTests {
  @Test func fixed() {
    #expect(NumberText.fixed(nil) == "—")
    #expect(NumberText.fixed(.nan) == "—")
    #expect(NumberText.fixed(.infinity) == "—")
    #expect(NumberText.fixed(1e300) == "—")
    #expect(NumberText.fixed(0.285) == "0.29")
    #expect(NumberText.fixed(-0.001) == "0.00")
    #expect(NumberText.fixed(-0.5, 1) == "\u{2212}0.5")
    #expect(NumberText.fixed(12.3456, 3) == "12.346")
    #expect(NumberText.fixed(2.5, 0) == "3")
    #expect(NumberText.fixed(0.999) == "1.00")
  }

  @Test func signed() {
    #expect(NumberText.signed(0.42) == "+0.42")
    #expect(NumberText.signed(0) == "0.00")
    #expect(NumberText.signed(0.001) == "0.00")
    #expect(NumberText.signed(-1) == "\u{2212}1.00")
    #expect(NumberText.signed(nil) == "—")
  }

  @Test func columnsAndPlainNumbers() {
    #expect(NumberText.column(0.42) == "+0.42" && NumberText.column(-0.004) == " 0.00")
    #expect(NumberText.column(-0.285) == "\u{2212}0.29" && NumberText.column(nil) == "—")
    #expect(NumberText.plain(-0.8) == "\u{2212}0.8" && NumberText.plain(120) == "120")
    #expect(NumberText.plain(0.12345, 4) == "0.1235" && NumberText.plain(.nan) == "—")
    #expect(NumberText.range(0.1, 0.25) == "0.100 to 0.250" && NumberText.range(nil, 1) == "—")
    #expect(NumberText.pValue(0.00001) == "< 0.0001" && NumberText.pValue(0) == "0.0000")
    #expect(NumberText.pValue(0.03125) == "0.0313" && NumberText.pValue(nil) == "—")
    #expect(
      NumberText.phrase(1, "cue") == "1 cue" && NumberText.phrase(12_000, "cue") == "12000 cues")
    #expect(NumberText.phrase(2, "piece of it", "pieces of it") == "2 pieces of it")
    #expect(NumberText.bytes(999) == "999 bytes" && NumberText.bytes(1_000) == "1.0 kB")
    #expect(NumberText.bytes(4_249_000) == "4.2 MB")
  }

  @Test func percentAndCount() {
    #expect(NumberText.percent(0.8125) == "81\u{A0}%")
    #expect(NumberText.percent(nil) == "—")
    #expect(NumberText.count(1234) == "1234")
    #expect(NumberText.count(12345) == "12\u{202F}345")
    #expect(NumberText.count(-1_234_567) == "\u{2212}1\u{202F}234\u{202F}567")
    #expect(NumberText.count(.min).hasSuffix("808"))
    #expect(NumberText.count(1, "article") == "1\u{A0}article")
    #expect(NumberText.count(0, "article") == "0\u{A0}articles")
  }
}
