/// A table from words of at most eight bytes to a small value; one probe, no allocation.
///
/// Keys are the bytes in lower case (ASCII and the Latin-1 letters of UTF-8), little-endian, so
/// `key` of a surface and of a stored form agree whatever their case.
struct ShortWordTable: Sendable {
  private var keys: [UInt64]
  private var values: [UInt8]
  private(set) var count: Int

  init() {
    keys = Array(repeating: 0, count: 16)
    values = Array(repeating: 0, count: 16)
    count = 0
  }

  /// The value of a key; 0 when the table has none.
  @inline(__always)
  func value(_ key: UInt64) -> UInt8 {
    let mask = keys.count - 1
    var index = ShortWordTable.slot(key) & mask
    while keys[index] != 0 {
      if keys[index] == key { return values[index] }
      index = (index + 1) & mask
    }
    return 0
  }

  /// Adds `bits` to the value of a key (bitwise or).
  mutating func insert(_ key: UInt64, _ bits: UInt8) {
    guard key != 0 else { return }
    if (count + 1) * 2 > keys.count { grow() }
    let mask = keys.count - 1
    var index = ShortWordTable.slot(key) & mask
    while keys[index] != 0 && keys[index] != key { index = (index + 1) & mask }
    if keys[index] == 0 { count += 1 }
    keys[index] = key
    values[index] |= bits
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldValues = values
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    values = Array(repeating: 0, count: oldKeys.count * 2)
    count = 0
    for (index, key) in oldKeys.enumerated() where key != 0 { insert(key, oldValues[index]) }
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 40)
  }

  /// The key of `bytes[start..<end]`, or 0 when that is empty or longer than eight bytes.
  @inline(__always)
  static func key(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    guard end > start, end - start <= 8 else { return 0 }
    return lowercased(ByteScan.word(bytes, start, end))
  }

  /// The key of a stored form, or 0 when it does not fit.
  static func key(_ form: [UInt8]) -> UInt64 { key(form.span, 0, form.count) }

  /// Lower case for the ASCII letters and for U+00C0...U+00DE, eight bytes at once.
  @inline(__always)
  static func lowercased(_ word: UInt64) -> UInt64 {
    // Per byte: the high bit of `ge41` is set from 0x41 on, that of `gt5a` above 0x5A.
    let low7 = word & ~ByteScan.highBits
    let ge41 = low7 &+ (0x3f * ByteScan.lowBits)
    let gt5a = low7 &+ (0x25 * ByteScan.lowBits)
    let ascii = (ge41 & ~gt5a & ~word & ByteScan.highBits) >> 2
    var result = word | ascii
    if word & ByteScan.highBits != 0 {
      // A trail byte 0x80...0x9E after the lead byte 0xC3 takes 0x20, except 0x97 (the sign ×).
      var shift: UInt64 = 0
      while shift < 56 {
        if (word >> shift) & 0xff == 0xc3 {
          let trail = (word >> (shift + 8)) & 0xff
          if trail >= 0x80 && trail <= 0x9e && trail != 0x97 { result |= 0x20 << (shift + 8) }
        }
        shift += 8
      }
    }
    return result
  }
}

extension ShortWordTable {
  /// Writes what ``init(_:)`` reads.
  func write(to image: inout RulesWriter) {
    image.put(keys)
    image.put(values)
  }

  /// A table in its prepared form.
  init(_ image: inout RulesReader) throws(ReadingRulesError) {
    keys = try image.words()
    values = try image.bytes().array
    count = 0
    for key in keys where key != 0 { count += 1 }
    // A free slot ends every search.
    try image.check(
      keys.count == values.count && keys.count & (keys.count - 1) == 0 && count < keys.count)
  }
}
