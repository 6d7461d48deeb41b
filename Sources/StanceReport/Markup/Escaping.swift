/// The one place where foreign text becomes part of a report.
///
/// Every string that a report did not write itself (article text, file names, labels, targets,
/// words of a lexicon) passes through here. `Markup` calls it for each text and each attribute;
/// nothing else appends foreign text to a page.
public enum Escaping {
  /// Text for the content of an element and for attributes in double quotes, in HTML, SVG or XML.
  ///
  /// `& < > " '` become references. Characters that XML forbids (NUL, other controls,
  /// non-characters) become U+FFFD. Controls of writing direction, with which a text could
  /// show itself in another order than it has, become visible: `⟦U+202E⟧`.
  ///
  /// - Complexity: O(length).
  public static func markup(_ text: String) -> String {
    var bytes: [UInt8] = []
    markup(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what ``markup(_:)`` gives, in UTF-8.
  static func markup(_ text: String, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes += text.utf8
    let first = plainEnd(bytes.span, from: start)
    guard first < bytes.count else { return }
    let rest = Array(bytes[first...])
    bytes.removeSubrange(first...)
    var place = 0
    while place < rest.count {
      let end = plainEnd(rest.span, from: place)
      bytes += rest[place..<end]
      guard end < rest.count else { return }
      // As many bytes as ones lead the first of them.
      let length = max(1, (~rest[end]).leadingZeroBitCount)
      place = end + length
      switch rest[end] {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      case let lead:
        var value = length == 1 ? UInt32(lead) : UInt32(lead & (0x7F >> length))
        for byte in rest[end + 1..<place] { value = value << 6 | UInt32(byte & 0x3F) }
        if let replacement = replacement(for: value) {
          bytes += replacement.utf8
        } else {
          bytes += rest[end..<place]
        }
      }
    }
  }

  /// Where the first character stands that ``markup(_:)`` may change; the end when there is none.
  private static func plainEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var place = start
    while place < bytes.count, isPlain(bytes[place]) { place += 1 }
    return place
  }

  /// Bytes with which no character begins that ``markup(_:)`` changes: those it changes beyond
  /// ASCII are U+0080 to U+009F (from C2), U+061C (D8), U+200E to U+2069 (E2), U+FDD0 to U+FFFF
  /// (EF), and some above (F0 to F4).
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F, 0xC2, 0xD8, 0xE2, 0xEF...: false
    case 0x20..., 0x09, 0x0A, 0x0D: true
    default: false
    }
  }

  /// Text for a line of Markdown or a cell of its tables.
  ///
  /// Whatever could begin mark-up, a link or HTML is written with a backslash or as a reference;
  /// blanks and line ends become one space. Controls are treated as in `markup`.
  ///
  /// - Complexity: O(length).
  public static func markdown(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    let scalars = Array(text.unicodeScalars)
    var blank = false
    for (place, scalar) in scalars.enumerated() {
      if scalar.properties.isWhitespace && scalar != "\u{A0}" && scalar != "\u{202F}"
        && scalar != "\u{2009}"
      {
        blank = true
        continue
      }
      if blank, !result.isEmpty { result += " " }
      blank = false
      let next = place + 1 < scalars.count ? scalars[place + 1] : " "
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "#", "!", "|", "~", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      // A name of an emoji or a bare address, not the colon of a sentence.
      case ":" where !next.properties.isWhitespace:
        result += "\\:"
      // What begins a list or underlines a title when a line starts with it.
      case "+", "-", "=":
        if result.isEmpty, next.properties.isWhitespace || next == scalar { result += "\\" }
        result.unicodeScalars.append(scalar)
      case ".", ")":
        if next.properties.isWhitespace, result.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
          result += "\\"
        }
        result.unicodeScalars.append(scalar)
      default: append(scalar, to: &result)
      }
    }
    return result
  }

  /// The text as it will be seen: controls replaced as `markup` does, nothing else changed.
  static func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return result
  }

  /// A character as it is, or what takes its place.
  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    if let replacement = replacement(for: scalar.value) {
      text += replacement
    } else {
      text.unicodeScalars.append(scalar)
    }
  }

  /// U+FFFD or a visible name for what no report may hold; nil for other characters.
  private static func replacement(for scalar: UInt32) -> String? {
    switch scalar {
    case 0x09, 0x0A, 0x0D: nil
    case 0x00...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF: "\u{FFFD}"
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
      "\u{27E6}U+" + hexadecimal(scalar) + "\u{27E7}"
    case let value where value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value):
      "\u{FFFD}"
    default: nil
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
