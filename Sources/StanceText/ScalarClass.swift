/// What a character is to the tokenizer.
enum ScalarClass: UInt8 {
  case space
  case lower
  case upper
  /// A letter of a script without case, or a combining mark.
  case letter
  /// A letter that is a word of its own: Han, kana.
  case ideograph
  case digit
  case apostrophe
  case hyphen
  case openQuote
  case closeQuote
  /// A quotation mark that opens and closes: ".
  case plainQuote
  case open
  case close
  case dash
  case terminator
  case punctuation
  case currency
  case emoji
  case symbol
  /// Invisible characters that belong to what is around them: soft hyphen, zero-width joiner.
  case invisible

  /// Whether a word can hold the character.
  var isWord: Bool {
    switch self {
    case .lower, .upper, .letter, .digit, .invisible: true
    default: false
    }
  }
}

extension ScalarClass {
  /// The class of an ASCII character.
  @inline(__always)
  static func ascii(_ byte: UInt8) -> ScalarClass {
    switch byte {
    case 0...0x20, 0x7f: .space
    case 0x30...0x39: .digit
    case 0x41...0x5a: .upper
    case 0x61...0x7a, 0x5f: .lower
    case 0x27: .apostrophe
    case 0x2d: .hyphen
    case 0x22: .plainQuote
    case 0x28, 0x5b, 0x7b: .open
    case 0x29, 0x5d, 0x7d: .close
    case 0x21, 0x2e, 0x3f: .terminator
    case 0x24: .currency
    case 0x2c, 0x2f, 0x3a, 0x3b, 0x5c, 0x25, 0x26, 0x2a, 0x40, 0x23: .punctuation
    default: .symbol
    }
  }

  /// The class of a character outside ASCII.
  ///
  /// Latin letters, general punctuation and the sign blocks by range; the rest by the Unicode
  /// properties of the standard library.
  static func unicode(_ scalar: UInt32) -> ScalarClass {
    switch scalar {
    case 0xc0...0xd6, 0xd8...0xde: .upper
    case 0xdf...0xf6, 0xf8...0xff, 0xaa, 0xb5, 0xba: .lower
    case 0xa0, 0x85, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000: .space
    case 0xad, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2064, 0xfeff, 0xfe00...0xfe0f:
      .invisible
    case 0x300...0x36f: .letter
    case 0xab, 0x201c, 0x201e, 0x2039, 0x201a, 0x201b, 0x201f: .openQuote
    case 0xbb, 0x201d, 0x203a: .closeQuote
    case 0x2018, 0x2019, 0x2bc, 0xff07, 0xb4: .apostrophe
    case 0x2010, 0x2011: .hyphen
    case 0x2012...0x2015, 0x2212: .dash
    case 0x2026, 0x3002, 0xff01, 0xff1f, 0x203c, 0x203d, 0x2047...0x2049, 0x61f: .terminator
    case 0xa1, 0xbf: .open
    case 0xa2...0xa5, 0x20a0...0x20cf: .currency
    case 0xa6...0xbe, 0xd7, 0xf7: .symbol
    default: byProperties(scalar)
    }
  }

  private static func byProperties(_ scalar: UInt32) -> ScalarClass {
    guard let value = Unicode.Scalar(scalar) else { return .symbol }
    let properties = value.properties
    if scalar >= 0x2600 && properties.isEmoji { return .emoji }
    if properties.isEmojiPresentation { return .emoji }
    switch properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return .upper
    case .lowercaseLetter: return .lower
    case .otherLetter:
      let kana = scalar >= 0x3040 && scalar <= 0x30ff
      return properties.isIdeographic || kana ? .ideograph : .letter
    case .modifierLetter, .nonspacingMark, .spacingMark, .enclosingMark: return .letter
    case .decimalNumber: return .digit
    case .letterNumber, .otherNumber: return .symbol
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: return .space
    case .initialPunctuation: return .openQuote
    case .finalPunctuation: return .closeQuote
    case .openPunctuation: return .open
    case .closePunctuation: return .close
    case .dashPunctuation: return .dash
    case .connectorPunctuation, .otherPunctuation: return .punctuation
    case .currencySymbol: return .currency
    case .format: return .invisible
    default: return .symbol
    }
  }

  /// The class of the character at `start`, and its length in bytes.
  @inline(__always)
  static func at(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> (ScalarClass, Int) {
    let lead = bytes[start]
    if lead < 0x80 { return (ascii(lead), 1) }
    let scalar = UTF8Scalar.decode(bytes, start, limit)
    return (unicode(scalar.value), scalar.length)
  }
}
