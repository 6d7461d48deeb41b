import StanceTestSupport
import StanceText
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

  /// Nil for damage.
  private static func contents(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
    try? Gzip.decompress(Array(bytes)).bytes
  }

  @Test func oneMember() {
    #expect(Gzip.isGzip(Self.first))
    #expect(Self.contents(Self.first) == Array("une ligne\n".utf8))
    #expect(Self.contents(Self.empty) == [])
  }

  @Test func severalMembersFollowOneAnother() throws {
    let all = try Gzip.decompress(Self.first + Self.empty + Self.second)
    #expect(all.bytes == Array("une ligne\ndeux\n".utf8) && all.warning == nil)
  }

  @Test func everyTruncationIsRefused() {
    for length in 0..<Self.first.count {
      #expect(Self.contents(Self.first.prefix(length)) == nil, "\(length) bytes")
    }
    let two = Self.first + Self.second
    for length in Self.first.count + 1..<two.count {
      #expect(Self.contents(two.prefix(length)) == nil, "\(length) bytes of two members")
    }
  }

  @Test func damageIsRefused() {
    // Any bit of data or check sum: the member's own check finds it. Bits that only fill up the
    // last byte of the data (byte 21) mean nothing.
    for place in 10..<Self.first.count {
      var damaged = Self.first
      damaged[place] ^= 0x10
      let found = Self.contents(damaged)
      #expect(found == nil || place == 21 && found == Array("une ligne\n".utf8), "byte \(place)")
    }
    #expect(Self.contents("no gzip".utf8) == nil)
  }

  @Test(arguments: [[1, 2, 3], [0], [0x1F, 0x8C], Array(repeating: 0, count: 1000)] as [[UInt8]])
  func whatStandsBehindIsLeftOut(_ rest: [UInt8]) throws {
    let found = try Gzip.decompress(Self.first + Self.second + rest)
    #expect(found.bytes == Array("une ligne\ndeux\n".utf8))
    #expect(found.warning?.kind == .behindGzip)
    #expect(found.warning?.offset == Self.first.count + Self.second.count)
  }

  @Test func limit() throws {
    #expect(try Gzip.decompress(Self.first, limit: 10).bytes == Array("une ligne\n".utf8))
    #expect(throws: Gzip.Failure.largerThan(bytes: 9)) {
      _ = try Gzip.decompress(Self.first, limit: 9)
    }
  }

  /// Fed in pieces of any size, the same bytes and the same warning.
  @Test(arguments: 0..<20) func pieces(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var rest = (Self.first + Self.empty + Self.second + [1, 2])[...]
    var stream = GzipStream()
    var result: [UInt8] = []
    while !rest.isEmpty {
      let size = Int.random(in: 1...8, using: &random)
      stream.feed(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
      while !stream.isHungry { try stream.inflate(into: &result) }
    }
    #expect(String(decoding: result, as: UTF8.self) == "une ligne\ndeux\n")
    let (isComplete, warning) = (stream.isComplete, stream.warning)
    #expect(
      isComplete && warning?.offset == Self.first.count + Self.empty.count + Self.second.count)
  }

  /// A letter, and copies of it: each 13 bits stand for 258 bytes.
  @Test func muchFromLittleComesLittleByLittle() throws {
    let copies = 60_000
    // One block of fixed codes: `a`, lengths of 258 at distance 1, the end.
    var bits: [Bool] = [true, true, false]
    func add(_ code: Int, _ count: Int) {
      for bit in (0..<count).reversed() { bits.append(code >> bit & 1 == 1) }
    }
    add(0x30 + 0x61, 8)
    for _ in 0..<copies { add(0b1_1000_1010_0000, 13) }
    add(0, 7)
    var bytes = Array(Self.first.prefix(10))
    for start in stride(from: 0, to: bits.count, by: 8) {
      bytes.append(
        (start..<min(start + 8, bits.count)).reduce(0) {
          $0 | (bits[$1] ? 1 << UInt8($1 - start) : 0)
        })
    }
    var stream = GzipStream()
    stream.feed(bytes)
    var count = 0
    while !stream.isHungry {
      var part: [UInt8] = []
      try stream.inflate(into: &part)
      #expect(part.count <= GzipStream.pieceSize + 1 << 16)
      #expect(part.allSatisfy { $0 == 0x61 })
      count += part.count
    }
    // Its check sum is missing.
    let isComplete = stream.isComplete
    #expect(count == 1 + 258 * copies && !isComplete)
  }
}
