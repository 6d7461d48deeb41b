/// Guesses the language of a paragraph from its function words and letters.
///
/// Counts the words of three lists (French, English, any other language) and letters that only
/// some languages write, in the first bytes of the paragraph.
enum LanguageGuess {
  static let french: UInt8 = 1
  static let english: UInt8 = 2
  static let other: UInt8 = 4

  /// Bytes that are looked at when the first quarter of them does not settle it.
  static let reach = 1_024

  /// The bit of a language tag; every language but French and English counts as other.
  static func bits(_ tag: String) -> UInt8 {
    switch tag {
    case "fr": french
    case "en": english
    default: other
    }
  }

  private struct Counts {
    var words = 0
    var french = 0
    var english = 0
    var other = 0
    /// Letters of scripts that neither language uses.
    var foreign = 0
    var letters = 0

    /// Whether one language leads so clearly that more text would not change it.
    var isSettled: Bool {
      let best = max(french, english)
      return best >= 4 && best >= 3 * min(french, english) && best >= other + 2
    }
  }

  /// The language of `bytes[range]`.
  ///
  /// - Complexity: O(min(bytes, `reach`)).
  static func guess(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ words: ShortWordTable
  ) -> Language {
    var counts = Counts()
    let end = min(range.upperBound, range.lowerBound + reach)
    var position = range.lowerBound
    var start = position
    while position < end {
      if position + 8 <= end {
        position += ByteScan.lowerRun(ByteScan.load(bytes, position))
        if position >= end { break }
      }
      let byte = bytes[position]
      if (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a {
        position += 1
        continue
      }
      if byte >= 0x80 {
        let (isLetter, length) = count(bytes, position, end, &counts)
        if isLetter {
          position += length
          continue
        }
        add(bytes, start, position, words, &counts)
        position += length
        start = position
        continue
      }
      if position > start { add(bytes, start, position, words, &counts) }
      position += 1
      start = position
      if counts.words >= 8, counts.isSettled { break }
    }
    if position > start, position >= end { add(bytes, start, position, words, &counts) }
    return decide(counts)
  }

  /// Counts a character outside ASCII; says whether it is a letter.
  @inline(__always)
  private static func count(
    _ bytes: Span<UInt8>, _ position: Int, _ end: Int, _ counts: inout Counts
  ) -> (Bool, Int) {
    if bytes[position] == 0xc3, position + 1 < end {
      switch bytes[position + 1] {
      // ß ñ ã õ å ø ä ö ü, of which French writes none but ü, rarely.
      case 0x9f, 0xb1, 0xa3, 0xb5, 0xa5, 0xb8, 0xa4, 0xb6, 0xac, 0xb2: counts.foreign += 1
      default: break
      }
      return (true, 2)
    }
    let scalar = UTF8Scalar.decode(bytes, position, end)
    let kind = ScalarClass.unicode(scalar.value)
    let isLetter = kind == .lower || kind == .upper || kind == .letter || kind == .ideograph
    let isLatin = scalar.value == 0x152 || scalar.value == 0x153 || scalar.value < 0x370
    if isLetter && !(scalar.value >= 0x300 && isLatin) && scalar.value != 0x152
      && scalar.value != 0x153
    {
      counts.foreign += scalar.value < 0x250 ? 1 : 2
      if kind == .ideograph { counts.words += 1 }
    }
    return (isLetter, scalar.length)
  }

  @inline(__always)
  private static func add(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ words: ShortWordTable,
    _ counts: inout Counts
  ) {
    guard end > start else { return }
    counts.words += 1
    counts.letters += end - start
    guard end - start <= 8 else { return }
    let bits = words.value(ShortWordTable.key(bytes, start, end))
    guard bits != 0 else { return }
    counts.french += Int(bits & french)
    counts.english += Int(bits & english) >> 1
    counts.other += Int(bits & other) >> 2
  }

  private static func decide(_ counts: Counts) -> Language {
    guard counts.words > 0 else { return .undetermined }
    if counts.foreign > counts.letters / 4, counts.foreign >= 4 { return .other }
    // The third list holds words of many languages, some of them French or English too: it must
    // win outright.
    let other = counts.other + counts.foreign / 2
    let best = max(counts.french, counts.english)
    if max(best, other) == 0 { return counts.words >= 16 ? .other : .undetermined }
    if counts.words >= 16, max(best, other) * 12 < counts.words { return .other }
    if counts.words >= 8, max(best, other) < 2 { return .undetermined }
    if other > best { return .other }
    if counts.french == counts.english { return .undetermined }
    return counts.french > counts.english ? .french : .english
  }
}
