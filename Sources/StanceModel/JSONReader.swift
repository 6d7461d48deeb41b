internal import StanceText

/// Reads one JSON value from UTF-8 bytes, strictly (RFC 8259), without Foundation.
///
/// - Complexity: O(bytes); nesting deeper than 128 is refused, so no input exhausts the stack.
public struct JSONReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private static let maximumDepth = 128

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Parses `bytes`, which must hold exactly one value and white space.
  ///
  /// - Throws: ``JSONError`` with the offset relative to the start of `bytes`.
  public static func parse(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.endIndex else { throw reader.error("the end of the text") }
    return value
  }

  /// As ``parse(_:)`` of a slice.
  public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    try parse(bytes[...])
  }

  private func error(_ expected: String) -> JSONError {
    JSONError(offset: position - bytes.startIndex, expected: expected)
  }

  private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func expect(_ byte: UInt8, _ name: String) throws(JSONError) {
    guard next == byte else { throw error(name) }
    position += 1
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.maximumDepth else { throw error("at most 128 levels of nesting") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: return try number()
    }
  }

  private mutating func literal(
    _ text: StaticString, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    let word = Array(text.description.utf8)
    guard bytes[position...].starts(with: word) else { throw error("\(text)") }
    position += word.count
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var members: [JSONMember] = []
    skipSpace()
    if next == UInt8(ascii: "}") {
      position += 1
      return .object([])
    }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw error("a member name in quotes") }
      let key = try string()
      skipSpace()
      try expect(UInt8(ascii: ":"), "a colon")
      let member = JSONMember(key: key, value: try value(depth: depth + 1))
      members.append(member)
      skipSpace()
      if next == UInt8(ascii: ",") {
        position += 1
        continue
      }
      try expect(UInt8(ascii: "}"), "a comma or }")
      return .object(members)
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var values: [JSONValue] = []
    skipSpace()
    if next == UInt8(ascii: "]") {
      position += 1
      return .array([])
    }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      if next == UInt8(ascii: ",") {
        position += 1
        continue
      }
      try expect(UInt8(ascii: "]"), "a comma or ]")
      return .array(values)
    }
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    let first = next
    let whole = digits()
    guard whole > 0, first != UInt8(ascii: "0") || whole == 1 else {
      position = start
      throw error("a JSON value")
    }
    var isWhole = true
    if next == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      guard digits() > 0 else { throw error("a digit after the point") }
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      isWhole = false
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      guard digits() > 0 else { throw error("a digit in the exponent") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      position = start
      throw error("a number within the range of Double")
    }
    let isExact = !isWhole || abs(value) < 0x1p53 || Int(text)?.magnitude == 1 << 53
    return isExact ? .number(value) : .longInteger(text)
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = next, byte >= 0x30, byte <= 0x39 { position += 1 }
    return position - start
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    skipPlain()
    if next == UInt8(ascii: "\"") {
      defer { position += 1 }
      return try decode(bytes[start..<position])
    }
    var buffer = Array(bytes[start..<position])
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return try decode(buffer[...])
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &buffer)
      case 0..<0x20:
        throw error(JSONError.escape + JSONError.name(byte).dropFirst(2))
      default:
        let run = position
        skipPlain()
        let end = position
        buffer += bytes[run..<end]
      }
    }
    throw error("the closing quote of a string")
  }

  /// Passes over all bytes of a string that stand for themselves.
  private mutating func skipPlain() {
    let start = bytes.startIndex
    position =
      start
      + bytes.span.firstIndex(
        of: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), from: position - start)
  }

  private func decode(_ slice: ArraySlice<UInt8>) throws(JSONError) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw error("valid UTF-8 in a string")
    }
    return text
  }

  private mutating func escape(into buffer: inout [UInt8]) throws(JSONError) {
    guard let byte = next else { throw error("an escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(byte)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "u"):
      var unit = try hex()
      if unit >= 0xD800, unit < 0xDC00, next == UInt8(ascii: "\\") {
        let mark = position
        position += 1
        if next == UInt8(ascii: "u") {
          position += 1
          let low = try hex()
          if low >= 0xDC00, low < 0xE000 {
            unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
          } else {
            position = mark
          }
        } else {
          position = mark
        }
      }
      // An unpaired surrogate cannot be UTF-8; it becomes U+FFFD as in every tolerant reader.
      let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
      buffer.append(contentsOf: Array(String(Character(scalar)).utf8))
    default:
      position -= 1
      throw error("an escape of JSON")
    }
  }

  private mutating func hex() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
