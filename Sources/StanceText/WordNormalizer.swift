/// Brings a surface word to its normal and its folded form; one per worker, buffers reused.
///
/// Normal form: canonical composition (NFC), lower case, any apostrophe as ', any hyphen as -,
/// œ and æ as oe and ae, … as three dots, soft hyphens, zero-width spaces and variation selectors
/// dropped, spaces inside a number dropped. Folded form: the normal form without accents.
///
/// A word that is not UTF-8 becomes U+FFFD for each bad byte.
///
/// - Complexity: O(bytes of the word).
struct WordNormalizer: Sendable {
  private(set) var normal: [UInt8] = []
  /// Not filled where ``isPlain`` says that it is the normal form.
  private(set) var folded: [UInt8] = []
  /// Whether the word is all of ASCII, so that its normal form has no accents to fold.
  private(set) var isPlain = true
  private var scalars: [UInt32] = []
  private var parts: [UInt32] = []

  mutating func normalize(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    normal.clear()
    folded.clear()
    var position = start
    normal.append(addingCapacity: end - start) { normal in
      while position < end {
        let byte = bytes[position]
        guard byte < 0x80, byte != 0x20, byte != 0x60 else { break }
        normal.append(byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
        position += 1
      }
    }
    isPlain = position == end
    if isPlain || normalizeFrench(bytes, position, end) { return }
    folded.clear()
    normalizeUnicode(bytes, start, end)
  }

  /// The rest of a word, from `start` on, where it has French letters only; else false, and what was
  /// done so far counts for nothing.
  private mutating func normalizeFrench(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    folded.append(contentsOf: normal)
    var position = start
    while position < end {
      let byte = bytes[position]
      position += 1
      if byte < 0x80 {
        guard byte != 0x20, byte != 0x60 else { return false }
        let lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
        normal.append(lower)
        folded.append(lower)
      } else if byte == 0xc3, position < end {
        // Small letters and their capitals are 32 apart.
        let next = bytes[position] | 0x20
        guard let base = WordNormalizer.base(next) else { return false }
        normal.append(byte)
        normal.append(next)
        folded.append(base)
        position += 1
      } else if byte == 0xe2, position + 1 < end, bytes[position] == 0x80,
        bytes[position + 1] == 0x99
      {
        normal.append(0x27)
        folded.append(0x27)
        position += 2
      } else {
        return false
      }
    }
    return true
  }

  /// The letter without its accent of U+00E0 to U+00FF, by the second of its bytes; nil for those of
  /// other languages and for signs.
  @inline(__always)
  private static func base(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0xa0...0xa5: 0x61
    case 0xa7: 0x63
    case 0xa8...0xab: 0x65
    case 0xac...0xaf: 0x69
    case 0xb2...0xb6: 0x6f
    case 0xb9...0xbc: 0x75
    default: nil
    }
  }

  private mutating func normalizeUnicode(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    scalars.clear()
    var combining = false
    var position = start
    while position < end {
      let scalar = UTF8Scalar.decode(bytes, position, end)
      position += scalar.length
      if scalar.value >= 0x300 && scalar.value < 0x2000 {
        combining = combining || CanonicalForm.combiningClass(scalar.value) != 0
      }
      append(scalar.value)
    }
    if combining { CanonicalForm.composeAll(&scalars) }
    normal.clear()
    for scalar in scalars { UTF8Scalar.append(scalar, to: &normal) }
    for scalar in scalars { fold(scalar) }
  }

  /// Appends a character in lower case, or what stands for it.
  private mutating func append(_ scalar: UInt32) {
    switch scalar {
    case 0x41...0x5a: scalars.append(scalar | 0x20)
    case 0x60, 0xb4, 0x2bc, 0x2018, 0x2019, 0xff07: scalars.append(0x27)
    case ..<0x80 where scalar != 0x20: scalars.append(scalar)
    case 0x20, 0xa0, 0x2009, 0x202f: break
    case 0xad, 0x200b, 0x2060, 0xfeff, 0xfe0e, 0xfe0f: break
    case 0x2010, 0x2011: scalars.append(0x2d)
    case 0x2026: scalars.append(contentsOf: [0x2e, 0x2e, 0x2e])
    case 0x152, 0x153: scalars.append(contentsOf: [0x6f, 0x65])
    case 0xc6, 0xe6: scalars.append(contentsOf: [0x61, 0x65])
    case 0xdf...0xff: scalars.append(scalar)
    case 0xfb00: scalars.append(contentsOf: [0x66, 0x66])
    case 0xfb01: scalars.append(contentsOf: [0x66, 0x69])
    case 0xfb02: scalars.append(contentsOf: [0x66, 0x6c])
    case 0xfb03: scalars.append(contentsOf: [0x66, 0x66, 0x69])
    case 0xfb04: scalars.append(contentsOf: [0x66, 0x66, 0x6c])
    default:
      guard let value = Unicode.Scalar(scalar) else { return }
      for lower in value.properties.lowercaseMapping.unicodeScalars { scalars.append(lower.value) }
    }
  }

  /// Appends the character's base letters to the folded form.
  private mutating func fold(_ scalar: UInt32) {
    switch scalar {
    case ..<0xc0: UTF8Scalar.append(scalar, to: &folded)
    case 0xe0...0xe5: folded.append(0x61)
    case 0xe7: folded.append(0x63)
    case 0xe8...0xeb: folded.append(0x65)
    case 0xec...0xef: folded.append(0x69)
    case 0xf2...0xf6: folded.append(0x6f)
    case 0xf9...0xfc: folded.append(0x75)
    case 0xdf: folded.append(contentsOf: [0x73, 0x73])
    case 0xf8: folded.append(0x6f)
    case 0xf0, 0x111: folded.append(0x64)
    case 0x131: folded.append(0x69)
    case 0x142: folded.append(0x6c)
    default:
      parts.clear()
      CanonicalForm.decompose(scalar, into: &parts)
      for part in parts where CanonicalForm.combiningClass(part) == 0 {
        UTF8Scalar.append(part, to: &folded)
      }
    }
  }
}
