/// How many columns text takes on a terminal.
///
/// One column a character, none for combining marks and joiners, two for wide East Asian
/// characters and for emoji. Terminals differ on rare sequences; this is what most of them do.
///
/// - Source: Unicode Standard Annex 11 (East Asian Width) and Technical Standard 51 (emoji).
public enum DisplayWidth {
  /// Columns of a text without line ends.
  ///
  /// - Complexity: O(scalars).
  public static func of(_ text: String) -> Int { beginning(text, within: .max).columns }

  /// The longest beginning of a text that takes at most so many columns: its length in UTF-8 and
  /// the columns that it takes.
  private static func beginning(
    _ text: String, within columns: Int
  ) -> (bytes: Int, columns: Int) {
    var (bytes, used) = (0, 0)
    for scalar in text.unicodeScalars {
      guard isAlone(scalar) else { return beginning(ofCharacters: text, within: columns) }
      let width = of(scalar)
      if width > columns - used { break }
      used += width
      bytes += UTF8.width(scalar)
    }
    return (bytes, used)
  }

  private static func beginning(
    ofCharacters text: String, within columns: Int
  ) -> (bytes: Int, columns: Int) {
    var (bytes, used) = (0, 0)
    for character in text {
      let width = of(character)
      if width > columns - used { break }
      used += width
      bytes += character.utf8.count
    }
    return (bytes, used)
  }

  /// Whether a scalar is a character of its own beside others of which that holds: most Latin
  /// letters and punctuation are, and need no search for the bounds of characters.
  private static func isAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300, 0x2010...0x2027, 0x202F...0x205E: true
    default: false
    }
  }

  /// Columns of one character: 0, 1 or 2.
  public static func of(_ character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      if scalar.value == 0xFE0F, width == 1, character.unicodeScalars.first?.isEmojiBase == true {
        return 2
      }
      width = max(width, of(scalar))
    }
    return width
  }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value == 0xAD || value < 0x20 || value == 0x7F ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    return isWide(value) ? 2 : 1
  }

  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0, 0x23F3,
      0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F, 0x2693, 0x26A1,
      0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE, 0x26D4, 0x26EA,
      0x26F2...0x26F3, 0x26F5, 0x26FA, 0x26FD, 0x2705, 0x270A...0x270B, 0x2728, 0x274C, 0x274E,
      0x2753...0x2755, 0x2757, 0x2795...0x2797, 0x27B0, 0x27BF, 0x2B1B...0x2B1C, 0x2B50, 0x2B55,
      0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F004, 0x1F0CF, 0x1F18E, 0x1F191...0x1F19A,
      0x1F1E6...0x1F202, 0x1F210...0x1F23B, 0x1F240...0x1F248, 0x1F250...0x1F251,
      0x1F260...0x1F265, 0x1F300...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C,
      0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4,
      0x1F3F8...0x1F43E, 0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E,
      0x1F550...0x1F567, 0x1F57A, 0x1F595...0x1F596, 0x1F5A4, 0x1F5FB...0x1F64F,
      0x1F680...0x1F6C5, 0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7, 0x1F6DC...0x1F6DF,
      0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7EB, 0x1F7F0, 0x1F90C...0x1F93A,
      0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// The text, cut so that it takes at most `columns`; an ellipsis says that something is missing.
  public static func truncated(_ text: String, to columns: Int) -> String {
    guard beginning(text, within: columns).bytes < text.utf8.count else { return text }
    let bytes = beginning(text, within: columns - 1).bytes
    var kept = text[..<text.utf8.index(text.startIndex, offsetBy: bytes)]
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// The text with blanks behind it (or before it) up to `columns`.
  public static func padded(_ text: String, to columns: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, columns - of(text)))
    return right ? blanks + text : text + blanks
  }

  /// The words of a text in lines of at most `columns`; a longer word is cut.
  public static func wrapped(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let piece = truncated(String(word), to: columns)
      let width = of(piece)
      if used > 0, used + 1 + width > columns {
        lines.append(line)
        line = ""
        used = 0
      }
      if used > 0 {
        line += " "
        used += 1
      }
      line += piece
      used += width
    }
    if used > 0 { lines.append(line) }
    return lines
  }
}

extension Unicode.Scalar {
  fileprivate var isEmojiBase: Bool { properties.isEmoji }
}
