/// Text of the user's on the terminal.
public enum PlainText {
  /// The bytes as one line: runs of blanks and line ends become a space; what could steer a
  /// terminal (control characters, direction overrides) becomes U+FFFD.
  ///
  /// - Parameter limit: bytes that are looked at; 0 for all.
  public static func line(_ bytes: some Collection<UInt8>, limit: Int = 0) -> String {
    let head = limit > 0 ? Array(bytes.prefix(limit)) : Array(bytes)
    var result: [UInt8] = []
    result.reserveCapacity(head.count)
    var needsSpace = false
    for scalar in String(decoding: head, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20, 0x2028, 0x2029: needsSpace = !result.isEmpty
      default:
        if needsSpace { result.append(0x20) }
        needsSpace = false
        result +=
          UTF8.encode(isSafe(scalar) ? scalar : "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
      }
    }
    var text = String(decoding: result, as: UTF8.self)
    // A character cut in two by the limit.
    if limit > 0, bytes.count > limit { while text.last == "\u{FFFD}" { text.removeLast() } }
    return text
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: false
    default: true
    }
  }
}

/// Numbers as people read them.
enum Numbers {
  /// `+0.62`, `−0.40`, ` 0.00`: two decimals, a true minus sign.
  static func signed(_ value: Double, decimals: Int = 2) -> String {
    let text = fixed(abs(value), decimals)
    guard text.utf8.contains(where: { $0 != UInt8(ascii: "0") && $0 != UInt8(ascii: ".") }) else {
      return " " + text
    }
    return (value < 0 ? "\u{2212}" : "+") + text
  }

  /// As ``signed(_:decimals:)`` inside a sentence, where columns do not matter.
  static func inline(_ value: Double) -> String {
    let text = signed(value)
    return text.first == " " ? String(text.dropFirst()) : text
  }

  /// A number ≥ 0 with a fixed number of decimals.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "–" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((abs(value) * scale).rounded())
    let sign = value < 0 && scaled > 0 ? "\u{2212}" : ""
    guard decimals > 0 else { return sign + String(scaled) }
    let whole = scaled / Int(scale)
    let rest = String(scaled % Int(scale))
    return sign + "\(whole)." + String(repeating: "0", count: decimals - rest.count) + rest
  }

  /// `78 %`.
  static func percent(_ share: Double, decimals: Int = 0) -> String {
    fixed(share * 100, decimals) + "\u{A0}%"
  }

  /// `1 cue`, `2 cues`.
  static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) " + (number == 1 ? noun : plural ?? noun + "s")
  }
}
