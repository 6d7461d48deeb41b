/// SHA-256 (FIPS 180-4), for checksums of models and data sets; not for secrets.
///
/// - Complexity: O(bytes) time, O(1) space.
public struct SHA256: Sendable {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1,
    0x923f_82a4, 0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
    0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786,
    0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147,
    0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
    0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a,
    0x5b9c_ca4f, 0x682e_6ff3, 0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
    0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]

  /// The hash of nothing yet.
  public init() {}

  /// The digest of `bytes` as 64 lower-case hexadecimal digits.
  public static func hexDigest(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes[...])
    return hash.hexDigest()
  }

  /// Takes in more bytes.
  ///
  /// - Complexity: O(bytes).
  public mutating func update(_ bytes: ArraySlice<UInt8>) {
    length += UInt64(bytes.count)
    var rest = bytes
    if !pending.isEmpty {
      let missing = rest.prefix(64 - pending.count)
      pending += missing
      rest = rest.dropFirst(missing.count)
      guard pending.count == 64 else { return }
      let block = pending
      Self.compress(block.span, &state)
      pending.removeAll(keepingCapacity: true)
    }
    let whole = rest.count / 64 * 64
    let blocks = rest.prefix(whole)
    Self.compress(blocks.span, &state)
    pending += rest.dropFirst(whole)
  }

  /// The digest of everything so far; the hash itself can go on.
  public func hexDigest() -> String {
    var copy = self
    let bits = length &* 8
    let zeros = (119 - copy.pending.count) % 64
    let padding = [0x80] + Array(repeating: UInt8(0), count: zeros)
    copy.update((padding + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) })[...])
    let digits = Array("0123456789abcdef")
    var text = ""
    for word in copy.state {
      for shift in stride(from: UInt32(28), through: 0, by: -4) {
        text.append(digits[Int(word >> shift & 15)])
      }
    }
    return text
  }

  /// Whole blocks of 64 bytes.
  private static func compress(_ bytes: Span<UInt8>, _ state: inout [UInt32]) {
    let constants = Self.constants.span
    var schedule = Array(repeating: UInt32(0), count: 64)
    var words = schedule.mutableSpan
    for start in stride(from: 0, to: bytes.count, by: 64) {
      let block = bytes.extracting(start..<start + 64)
      for index in 0..<16 {
        let place = 4 * index
        words[index] =
          UInt32(block[place]) << 24 | UInt32(block[place + 1]) << 16
          | UInt32(block[place + 2]) << 8 | UInt32(block[place + 3])
      }
      for index in 16..<64 {
        let early = words[index - 15]
        let late = words[index - 2]
        let sigma0 = Self.rotate(early, 7) ^ Self.rotate(early, 18) ^ early &>> 3
        let sigma1 = Self.rotate(late, 17) ^ Self.rotate(late, 19) ^ late &>> 10
        words[index] = words[index - 16] &+ sigma0 &+ words[index - 7] &+ sigma1
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      // Eight rounds at a time, so that names change places and numbers do not.
      for index in stride(from: 0, to: 64, by: 8) {
        Self.round(a, b, c, &d, e, f, g, &h, constants[index] &+ words[index])
        Self.round(h, a, b, &c, d, e, f, &g, constants[index + 1] &+ words[index + 1])
        Self.round(g, h, a, &b, c, d, e, &f, constants[index + 2] &+ words[index + 2])
        Self.round(f, g, h, &a, b, c, d, &e, constants[index + 3] &+ words[index + 3])
        Self.round(e, f, g, &h, a, b, c, &d, constants[index + 4] &+ words[index + 4])
        Self.round(d, e, f, &g, h, a, b, &c, constants[index + 5] &+ words[index + 5])
        Self.round(c, d, e, &f, g, h, a, &b, constants[index + 6] &+ words[index + 6])
        Self.round(b, c, d, &e, f, g, h, &a, constants[index + 7] &+ words[index + 7])
      }
      state[0] &+= a
      state[1] &+= b
      state[2] &+= c
      state[3] &+= d
      state[4] &+= e
      state[5] &+= f
      state[6] &+= g
      state[7] &+= h
    }
  }

  /// One round; what was h becomes a, what was d becomes e.
  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32,
    _ g: UInt32, _ h: inout UInt32, _ word: UInt32
  ) {
    let sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let first = h &+ sum1 &+ (e & f ^ ~e & g) &+ word
    let sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    d &+= first
    h = first &+ sum0 &+ (a & b ^ a & c ^ b & c)
  }

  @inline(__always)
  private static func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 {
    value &>> count | value &<< (32 &- count)
  }
}
