internal import StanceText

/// Appends JSON to a byte buffer; the same bytes for the same values on every machine.
public struct JSONWriter: Sendable {
  /// What was written so far, UTF-8.
  public private(set) var bytes: [UInt8]

  /// - Parameter capacity: bytes to make room for at once.
  public init(capacity: Int = 1024) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// `value` as compact JSON.
  public static func encode(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.value(value)
    return writer.bytes
  }

  /// `value` indented by two spaces, arrays of plain values on one line.
  public static func encodePretty(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.pretty(value, indent: 0)
    writer.raw("\n")
    return writer.bytes
  }

  /// Text that is already JSON.
  @inline(__always)
  public mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { buffer in unsafe bytes.append(contentsOf: buffer) }
  }

  /// Appends bytes as they are.
  public mutating func raw(_ text: some Sequence<UInt8>) { bytes.append(contentsOf: text) }

  /// Appends a value on one line: `, ` between members, `: ` behind names.
  ///
  /// - Complexity: O(bytes written).
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: raw("null")
    case .bool(let flag): if flag { raw("true") } else { raw("false") }
    case .number(let number): self.number(number)
    case .longInteger(let digits): raw(digits.utf8)
    case .string(let text): string(text)
    case .array(let values):
      raw("[")
      for (index, element) in values.enumerated() {
        if index > 0 { raw(", ") }
        self.value(element)
      }
      raw("]")
    case .object(let members):
      raw("{")
      for (index, member) in members.enumerated() {
        if index > 0 { raw(", ") }
        string(member.key)
        raw(": ")
        self.value(member.value)
      }
      raw("}")
    }
  }

  private mutating func pretty(_ value: JSONValue, indent: Int) {
    func isPlain(_ value: JSONValue) -> Bool {
      switch value {
      case .array(let values): values.isEmpty
      case .object(let members): members.isEmpty
      default: true
      }
    }
    let margin = Array(repeating: UInt8(ascii: " "), count: indent + 2)
    switch value {
    case .array(let values) where !values.allSatisfy(isPlain):
      raw("[\n")
      for (index, element) in values.enumerated() {
        raw(margin)
        pretty(element, indent: indent + 2)
        if index + 1 < values.count { raw(",") }
        raw("\n")
      }
      raw(margin.dropLast(2))
      raw("]")
    case .object(let members) where !members.isEmpty:
      raw("{\n")
      for (index, member) in members.enumerated() {
        raw(margin)
        string(member.key)
        raw(": ")
        pretty(member.value, indent: indent + 2)
        if index + 1 < members.count { raw(",") }
        raw("\n")
      }
      raw(margin.dropLast(2))
      raw("}")
    default: self.value(value)
    }
  }

  /// The shortest decimal that reads back as the same Double; null when not finite.
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return raw("null") }
    if value == value.rounded(), abs(value) < 1e15 {
      integer(Int(value))
    } else {
      bytes.append(contentsOf: value.description.utf8)
    }
  }

  /// Appends a whole number.
  public mutating func integer(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(UInt64(value.magnitude))
  }

  private mutating func digits(_ value: UInt64) {
    let (front, back) = value.quotientAndRemainder(dividingBy: 100_000_000)
    if front > 0 { digits(front) }
    let all = Self.eightDigits(back)
    // Without the zeros in front of a number, but for its last digit.
    let skipped = front > 0 ? 0 : min(all.trailingZeroBitCount / 8, 7)
    var text = all &>> UInt64(truncatingIfNeeded: skipped * 8) | 0x3030_3030_3030_3030
    bytes.append(addingCapacity: 8) { output in
      for _ in skipped..<8 {
        output.append(UInt8(truncatingIfNeeded: text))
        text &>>= 8
      }
    }
  }

  /// The decimal digits of a number below 10⁸, a byte each, the first in the lowest byte.
  ///
  /// Halves of four digits are parted into pairs side by side, and these into digits: the
  /// products are exact quotients for numbers below 10⁴ and below 100.
  @inline(__always)
  static func eightDigits(_ value: UInt64) -> UInt64 {
    let fours = value / 10_000 | (value % 10_000) &<< 32
    let hundreds = (fours &* 10_486) &>> 20 & 0x0000_007f_0000_007f
    let pairs = hundreds | (fours &- hundreds &* 100) &<< 16
    let tens = (pairs &* 103) &>> 10 & 0x000f_000f_000f_000f
    return tens | (pairs &- tens &* 10) &<< 8
  }

  /// A number of ten-thousandths with exactly four decimals: probabilities and scores in streams.
  public mutating func fixed4(tenThousandths scaled: Int) {
    let magnitude = Int(scaled.magnitude)
    let (whole, rest) = (magnitude / 10_000, magnitude % 10_000)
    if whole > 9 {
      if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
      integer(whole)
    }
    bytes.append(addingCapacity: 7) { output in
      if whole <= 9 {
        if scaled < 0 { output.append(UInt8(ascii: "-")) }
        output.append(UInt8(truncatingIfNeeded: 0x30 + whole))
      }
      output.append(UInt8(ascii: "."))
      output.append(UInt8(truncatingIfNeeded: 0x30 + rest / 1000))
      output.append(UInt8(truncatingIfNeeded: 0x30 + rest / 100 % 10))
      output.append(UInt8(truncatingIfNeeded: 0x30 + rest / 10 % 10))
      output.append(UInt8(truncatingIfNeeded: 0x30 + rest % 10))
    }
  }

  /// Appends a string with its quotes, escaped.
  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      // SAFETY: the span is read inside this closure only.
      let span = unsafe Span(_unsafeElements: buffer)
      let plain = span.firstIndex(of: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), from: 0)
      guard plain == span.count else { return unsafe string(utf8: buffer) }
      bytes.append(UInt8(ascii: "\""))
      unsafe bytes.append(contentsOf: buffer)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  @inline(__always)
  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// A JSON string from UTF-8 bytes: quotes, backslashes and control characters are escaped.
  public mutating func string<Bytes: Sequence<UInt8>>(utf8 text: Bytes) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      if Self.isEscaped(byte) { escape(byte) } else { bytes.append(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): raw("\\\"")
    case UInt8(ascii: "\\"): raw("\\\\")
    case 0x0A: raw("\\n")
    case 0x0D: raw("\\r")
    case 0x09: raw("\\t")
    default:
      let digits = Array("0123456789abcdef".utf8)
      raw("\\u00")
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }
}
