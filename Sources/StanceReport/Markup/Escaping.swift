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
    guard !text.utf8.allSatisfy(isPlain) else {
      bytes += text.utf8
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes += "&amp;".utf8
      case "<": bytes += "&lt;".utf8
      case ">": bytes += "&gt;".utf8
      case "\"": bytes += "&quot;".utf8
      case "'": bytes += "&#39;".utf8
      case " "..."~": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      default:
        if let replacement = replacement(for: scalar) {
          bytes += replacement.utf8
        } else if let encoded = UTF8.encode(scalar) {
          bytes += encoded
        }
      }
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
    if let replacement = replacement(for: scalar) {
      text += replacement
    } else {
      text.unicodeScalars.append(scalar)
    }
  }

  /// U+FFFD or a visible name for what no report may hold; nil for other characters.
  private static func replacement(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: nil
    case 0x00...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF: "\u{FFFD}"
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
      "\u{27E6}U+" + hexadecimal(scalar.value) + "\u{27E7}"
    case let value where value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value):
      "\u{FFFD}"
    default: nil
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// ASCII that is the same in every kind of report but Markdown.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F: false
    case 0x20...0x7E, 0x09, 0x0A: true
    default: false
    }
  }
}
