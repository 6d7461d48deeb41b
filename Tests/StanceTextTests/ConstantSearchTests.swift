import Testing

@testable import StanceText

/// Searches that go eight bytes at a step, against the search byte by byte.
@Suite struct ConstantSearchTests {
  private let bytes = Array("a\"b\\c\u{1f}déf\nlong enough for several words = and an end\"".utf8)

  @Test func aByteIsFoundFromEveryPlace() {
    let constant = ConstantBytes(bytes)
    for start in 0...bytes.count {
      for byte in [UInt8(ascii: "="), UInt8(ascii: "\""), 0x0A, UInt8(ascii: "~")] {
        #expect(constant.firstIndex(of: byte, from: start) == bytes[start...].firstIndex(of: byte))
      }
    }
  }

  @Test func theEndOfAPlainRunIsFoundFromEveryPlace() {
    let (quote, slash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    for start in 0...bytes.count {
      let expected = bytes[start...].firstIndex { $0 == quote || $0 == slash || $0 < 0x20 }
      let found = bytes.span.firstIndex(of: quote, or: slash, from: start)
      #expect(found == expected ?? bytes.count)
    }
  }
}
