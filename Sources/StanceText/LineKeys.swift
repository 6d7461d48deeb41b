/// A line as the rules see it: words without case, accents and punctuation, as hashes.
///
/// Apostrophes and hyphens separate words: « n'êtes » is « n », « etes ». Colons, bars and web
/// addresses are tokens too; other signs are passed over.
struct LineKeys: Sendable {
  struct Key: Sendable, Equatable {
    enum Kind: UInt8 { case word, number, colon, bar, address, at }
    var hash: UInt64
    var kind: Kind
    var isCapitalized = false
  }

  private(set) var keys: [Key] = []
  /// Whether the line ended before `limit` keys were found.
  private(set) var isWhole = true

  /// Reads `bytes[range]`, at most `limit` keys.
  mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>, limit: Int) {
    keys.removeAll(keepingCapacity: true)
    isWhole = true
    var position = range.lowerBound
    let end = range.upperBound
    while position < end {
      if keys.count == limit {
        isWhole = false
        return
      }
      let byte = bytes[position]
      if byte >= 0x61, position + 8 <= end, let next = readPlainWord(bytes, position) {
        position = next
        continue
      }
      if LineKeys.isAddress(bytes, position, end) {
        position = addAddress(bytes, position, end)
        continue
      }
      // A letter of names in programs; here it divides words, and is Markdown's `__bold__`.
      if byte == 0x5f {
        position += 1
        continue
      }
      let (kind, length) = ScalarClass.at(bytes, position, end)
      switch kind {
      case .lower, .upper, .letter, .digit, .ideograph:
        if kind == .lower, isHost(bytes, position, end) {
          position = addAddress(bytes, position, end)
          continue
        }
        position = readWord(bytes, position, end, capitalized: kind == .upper)
        continue
      default: break
      }
      switch byte {
      case 0x3a: keys.append(Key(hash: LineKeys.colon, kind: .colon))
      case 0x7c: keys.append(Key(hash: LineKeys.bar, kind: .bar))
      case 0x40: keys.append(Key(hash: LineKeys.at, kind: .at))
      case 0xc2 where position + 1 < end && bytes[position + 1] == 0xa9:
        keys.append(Key(hash: LineKeys.copyright, kind: .word))
      default: break
      }
      position += length
    }
  }

  private mutating func addAddress(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    keys.append(Key(hash: LineKeys.address, kind: .address))
    var position = start
    while position < end, bytes[position] > 0x20 { position += 1 }
    return position
  }

  /// Whether a host with a path begins at `position`: example.org/page.
  private func isHost(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var position = start
    var dots = 0
    while position < end, position - start < 64 {
      switch bytes[position] {
      case 0x61...0x7a, 0x30...0x39, 0x2d: break
      case 0x2e:
        guard position + 2 < end, bytes[position + 1] >= 0x61, bytes[position + 1] <= 0x7a else {
          return false
        }
        dots += 1
      case 0x2f: return dots > 0
      default: return false
      }
      position += 1
    }
    return false
  }

  // What stands for a hash where the key is no word.
  static let address: UInt64 = 1
  static let colon: UInt64 = 2
  static let bar: UInt64 = 3
  static let at: UInt64 = 4
  /// The key of the sign ©.
  static let copyright: UInt64 = 5

  /// The keys of a stored phrase.
  static func phrase(_ text: String) -> [Key] {
    let bytes = Array(text.utf8)
    var keys = LineKeys()
    keys.read(bytes.span, 0..<bytes.count, limit: .max)
    return keys.keys
  }

  /// Whether a web address begins at `position`.
  static func isAddress(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
    let first = bytes[position] | 0x20
    if first == 0x68 {
      // http:// and https://
      guard position + 8 <= end else { return false }
      let word = ByteScan.load(bytes, position) | 0x0020_2020_2020
      return word & 0x00ff_ffff_ffff_ffff == 0x002f_2f3a_7074_7468
        || word == 0x2f2f_3a73_7074_7468
    }
    if first == 0x77 {
      return position + 5 <= end && bytes[position + 1] | 0x20 == 0x77
        && bytes[position + 2] | 0x20 == 0x77 && bytes[position + 3] == 0x2e
    }
    return false
  }

  /// The commonest word, one to seven small ASCII letters with a blank behind: its key as
  /// `readWord` would make it.
  @inline(__always)
  private mutating func readPlainWord(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let word = ByteScan.load(bytes, start)
    let run = ByteScan.lowerRun(word)
    guard run > 0, run < 8 else { return nil }
    let bits = UInt64(truncatingIfNeeded: run * 8)
    guard (word >> bits) & 0xff == 0x20 else { return nil }
    keys.append(Key(hash: ByteHash.mix(0, word & ((1 << bits) &- 1)) | 8, kind: .word))
    return start + run + 1
  }

  /// Appends the key of the word at `start`; returns where it ends.
  private mutating func readWord(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, capitalized: Bool
  ) -> Int {
    var hash = Folding()
    var digits = true
    var position = start
    while position < end {
      let byte = bytes[position]
      if byte < 0x80 {
        let lower = byte | 0x20
        if lower >= 0x61 && lower <= 0x7a {
          digits = false
          hash.add(lower)
        } else if byte >= 0x30 && byte <= 0x39 {
          hash.add(byte)
        } else {
          break
        }
        position += 1
        continue
      }
      let scalar = UTF8Scalar.decode(bytes, position, end)
      let kind = ScalarClass.unicode(scalar.value)
      guard kind.isWord || kind == .ideograph else { break }
      if kind != .digit && kind != .invisible { digits = false }
      LineKeys.fold(scalar.value) { hash.add($0) }
      position += scalar.length
    }
    keys.append(
      Key(hash: hash.value, kind: digits ? .number : .word, isCapitalized: capitalized))
    return position
  }

  /// A hash of bytes that come one by one, eight to a step.
  private struct Folding {
    private var state: UInt64 = 0
    private var word: UInt64 = 0
    private var shift: UInt64 = 0

    @inline(__always)
    mutating func add(_ byte: UInt8) {
      word |= UInt64(byte) << shift
      shift += 8
      if shift == 64 {
        state = ByteHash.mix(state, word)
        word = 0
        shift = 0
      }
    }

    /// Never one of the small numbers that stand for signs.
    var value: UInt64 { ByteHash.mix(state, word) | 8 }
  }

  /// Gives the base letters of a character in lower case to `take`; nothing for marks.
  private static func fold(_ scalar: UInt32, _ take: (UInt8) -> Void) {
    switch scalar {
    case 0x152, 0x153:
      take(0x6f)
      take(0x65)
    case 0xc6, 0xe6:
      take(0x61)
      take(0x65)
    case 0x300...0x36f, 0xad, 0x200b...0x200f, 0x2060, 0xfeff: break
    case 0xc0...0xff:
      let letter = latin[Int(scalar & 0x1f)]
      take(letter)
    default:
      take(UInt8(truncatingIfNeeded: scalar))
      take(UInt8(truncatingIfNeeded: scalar >> 8))
      take(UInt8(truncatingIfNeeded: scalar >> 16))
    }
  }

  /// Base letters of U+00E0...U+00FF (and of the capitals 32 before).
  private static let latin: [UInt8] = Array("aaaaaaaceeeeiiiidnooooo/ouuuuyty".utf8)
}
