/// Appends JSON to a byte buffer; the same bytes for the same values on every machine.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8]

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

  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Text that is already JSON.
  @inline(__always)
  public mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { buffer in unsafe bytes.append(contentsOf: buffer) }
  }

  public mutating func raw(_ text: some Sequence<UInt8>) { bytes.append(contentsOf: text) }

  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: raw("null")
    case .bool(let flag): if flag { raw("true") } else { raw("false") }
    case .number(let number): self.number(number)
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

  public mutating func integer(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var magnitude = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(truncatingIfNeeded: 0x30 + magnitude % 10))
      magnitude /= 10
    } while magnitude > 0
    bytes[start...].reverse()
  }

  /// `value` with exactly four decimals: probabilities and scores in streams.
  public mutating func fixed4(_ value: Double) {
    guard value.isFinite, abs(value) < 1e12 else { return number(value) }
    let scaled = Int((value * 10_000).rounded())
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = Int(scaled.magnitude)
    integer(magnitude / 10_000)
    var rest = magnitude % 10_000
    bytes.append(UInt8(ascii: "."))
    for divisor in [1000, 100, 10, 1] {
      bytes.append(UInt8(truncatingIfNeeded: 0x30 + rest / divisor))
      rest %= divisor
    }
  }

  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      unsafe string(utf8: buffer)
    }
  }

  /// A JSON string from UTF-8 bytes: quotes, backslashes and control characters are escaped.
  @inline(__always)
  public mutating func string<Bytes: Sequence<UInt8>>(utf8 text: Bytes) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        bytes.append(byte)
      } else {
        escape(byte)
      }
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
