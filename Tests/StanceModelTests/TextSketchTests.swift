import StanceTestSupport
import StanceText
import Testing

@testable import StanceModel

@Suite struct TextSketchTests {
  private static func texts(_ range: Range<Int>) -> [[UInt8]] {
    range.map { Array("Texte numéro \($0) sur le sujet \($0 % 7)".utf8) }
  }

  @Test func itKnowsItsTextsAndNoOthers() {
    let own = Self.texts(0..<5000)
    let sketch = TextSketch(own)
    #expect(sketch.count == 5000)
    for text in own { #expect(sketch.contains(text)) }
    // 5,000 · 5,000 / 2³² = 0.006 are expected by chance.
    #expect(!Self.texts(5000..<10_000).contains { sketch.contains($0) })
    #expect(!TextSketch().contains([]) && TextSketch([[]]).contains([]))
    #expect(TextSketch(own + own.reversed()) == sketch)
  }

  @Test func oneMayBePartOfAnother() {
    let (first, second) = (Self.texts(0..<100), Self.texts(50..<150))
    #expect(TextSketch(second, and: TextSketch(first)) == TextSketch(Self.texts(0..<150)))
  }

  @Test func aModelKeepsItsSketch() throws {
    var model = ModelFileTests.model()
    let plain = ModelFile.encode(model)
    model.texts = TextSketch(Self.texts(0..<40))
    let bytes = ModelFile.encode(model)
    #expect(try ModelFile.decode(bytes) == model)
    #expect(try ModelFile.decode(bytes, verifying: false) == model)
    #expect(bytes.count - plain.count < 40 * 4 + 120)
    model.texts = TextSketch()
    #expect(ModelFile.encode(model) == plain)
  }

  @Test(arguments: [[1, 2, 3], [2, 0, 0, 0, 1, 0, 0, 0], [1, 0, 0, 0, 1, 0, 0, 0]] as [[UInt8]])
  func whatIsNoSketchIsRefused(bytes: [UInt8]) {
    #expect(TextSketch(ConstantBytes(bytes), verifying: true) == nil)
  }
}
