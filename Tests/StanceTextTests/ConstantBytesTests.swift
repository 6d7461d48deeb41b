import StanceTestSupport
import Testing

@testable import StanceText

@Suite struct ConstantBytesTests {
  @Test(arguments: 0..<10) func readsWhatTheArrayHolds(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...200, using: &generator)
    let array = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let bytes = ConstantBytes(array)
    #expect(bytes.count == count && bytes.array == array && bytes == ConstantBytes(array))
    for offset in array.indices {
      #expect(bytes[offset] == array[offset], "seed \(seed)")
      for (width, found) in [
        (4, offset + 4 <= count ? UInt64(bytes.word32(at: offset)) : nil),
        (8, offset + 8 <= count ? bytes.word64(at: offset) : nil),
      ] {
        guard let found else { continue }
        let plain = (0..<width).reduce(UInt64(0)) {
          $0 | UInt64(array[offset + $1]) << UInt64(8 * $1)
        }
        #expect(found == plain, "seed \(seed), offset \(offset)")
      }
    }
  }

  @Test func aPartOutlivesTheWhole() {
    var whole: ConstantBytes? = ConstantBytes(Array(0..<100))
    let part = whole?[10..<20]
    whole = nil
    #expect(part?.array == Array(10..<20))
    #expect(part?[2..<4].array == [12, 13])
  }

  @Test func comparesInPlace() {
    let bytes = ConstantBytes(Array("abcde".utf8))
    let text = Array("xbcdx".utf8)
    #expect(bytes.holds(text[1..<4], at: 1))
    #expect(!bytes.holds(text[1..<4], at: 0))
    #expect(!bytes.holds(text[1..<4], at: 3))
    #expect(!bytes.holds(text[1..<4], at: -1))
    #expect(bytes.holds([], at: 5))
    #expect(bytes != ConstantBytes(Array("abcdx".utf8)))
  }
}
