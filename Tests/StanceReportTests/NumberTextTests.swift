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
