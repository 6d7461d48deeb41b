internal import StanceText

/// The members of a JSON object as places in bytes that stay where they are.
///
/// Only names are decoded. A value is delimited, not checked: that is for whoever reads it.
struct JSONPlaces {
  private let bytes: ConstantBytes
  private var position: Int
  private var members: [(key: String, value: ConstantBytes)] = []

  /// - Parameter bytes: one object and white space.
  /// - Throws: ``JSONError`` with the offset in `bytes`.
  /// - Complexity: O(bytes); nothing but the names is copied.
  static func members(
    _ bytes: ConstantBytes
  ) throws(JSONError) -> [(key: String, value: ConstantBytes)] {
    var places = JSONPlaces(bytes: bytes, position: 0)
    try places.object()
    return places.members
  }

  private init(bytes: ConstantBytes, position: Int) {
    self.bytes = bytes
    self.position = position
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  /// Passes over white space and one byte, which must be one of those given.
  private mutating func pass(
    _ first: UInt8, or second: UInt8? = nil, _ expected: String
  ) throws(JSONError) -> UInt8 {
    skipSpace()
    guard let byte = next, byte == first || byte == second else {
      throw JSONError(offset: position, expected: expected)
    }
    position += 1
    return byte
  }

  private mutating func object() throws(JSONError) {
    _ = try pass(UInt8(ascii: "{"), "an object")
    skipSpace()
    if next == UInt8(ascii: "}") {
      position += 1
    } else {
      repeat {
        skipSpace()
        let start = position
        _ = try pass(UInt8(ascii: "\""), "a member name in quotes")
        try skipString()
        let name = bytes[start..<position].array
        guard let key = try JSONReader.parse(name).string else {
          throw JSONError(offset: start, expected: "a member name")
        }
        _ = try pass(UInt8(ascii: ":"), "a colon")
        skipSpace()
        let value = position
        try skipValue()
        members.append((key, bytes[value..<position]))
      } while try pass(UInt8(ascii: ","), or: UInt8(ascii: "}"), "a comma or }")
        == UInt8(ascii: ",")
    }
    skipSpace()
    guard next == nil else { throw JSONError(offset: position, expected: "the end of the text") }
  }

  /// Passes over a value, up to the comma or bracket that ends it.
  private mutating func skipValue() throws(JSONError) {
    var depth = 0
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        try skipString()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ","):
        if depth == 0 { return }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
      default: break
      }
      position += 1
    }
  }

  /// Passes over the rest of a string and its closing quote.
  private mutating func skipString() throws(JSONError) {
    let start = position
    while let quote = bytes.firstIndex(of: UInt8(ascii: "\""), from: position) {
      position = quote + 1
      var escapes = 0
      while quote - escapes > start, bytes[quote - escapes - 1] == UInt8(ascii: "\\") {
        escapes += 1
      }
      if escapes % 2 == 0 { return }
    }
    throw JSONError(offset: bytes.count, expected: "the closing quote of a string")
  }
}
