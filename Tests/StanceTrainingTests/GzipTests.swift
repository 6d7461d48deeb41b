import Testing

@testable import StanceTraining

@Suite struct GzipTests {
  /// `une ligne\n` by another program.
  static let first = bytes("1f8b08000000000002ff2bcd4b55c8c94ccf4be50200ae6e0ec70a000000")
  /// `deux\n`.
  static let second = bytes("1f8b08000000000002ff4b492dade00200fa9161f305000000")
  static let empty = bytes("1f8b08000000000002ff03000000000000000000")

  static func bytes(_ hex: String) -> [UInt8] {
    var result: [UInt8] = []
    var rest = hex[...]
    while rest.count >= 2 {
      result.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return result
  }

  @Test func oneMember() {
    #expect(Gzip.isGzip(Self.first))
    #expect(Gzip.decompress(Self.first) == Array("une ligne\n".utf8))
    #expect(Gzip.decompress(Self.empty) == [])
  }

  @Test func severalMembersFollowOneAnother() {
    let all = Self.first + Self.empty + Self.second
    #expect(Gzip.decompress(all) == Array("une ligne\ndeux\n".utf8))
  }

  @Test func everyTruncationIsRefused() {
    for length in 0..<Self.first.count {
      #expect(Gzip.decompress(Array(Self.first.prefix(length))) == nil, "\(length) bytes")
    }
    let two = Self.first + Self.second
    for length in Self.first.count + 1..<two.count {
      #expect(Gzip.decompress(Array(two.prefix(length))) == nil, "\(length) bytes of two members")
    }
  }

  @Test func damageIsRefused() {
    // Any bit of data or check sum: the member's own check finds it. Bits that only fill up the
    // last byte of the data (byte 21) mean nothing.
    for place in 10..<Self.first.count {
      var damaged = Self.first
      damaged[place] ^= 0x10
      let found = Gzip.decompress(damaged)
      #expect(found == nil || place == 21 && found == Array("une ligne\n".utf8), "byte \(place)")
    }
    #expect(Gzip.decompress(Array("no gzip".utf8)) == nil)
    #expect(Gzip.decompress(Self.first + [1, 2, 3]) == nil)
  }

  @Test func limit() {
    #expect(Gzip.decompress(Self.first, limit: 10) == Array("une ligne\n".utf8))
    #expect(Gzip.decompress(Self.first, limit: 9) == nil)
  }
}
