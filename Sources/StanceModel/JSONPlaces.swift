internal import StanceText

/// The members of a JSON object as places in bytes that stay where they are.
///
/// Only names are decoded. A value is delimited, not checked: that is for whoever reads it.
struct JSONPlaces {
  typealias Member = (key: String, value: ConstantBytes)

  private let bytes: ConstantBytes
  private var position = 0
  /// The member that is an object whose own members are wanted, and these.
  private let opened: String
  private var inner: [Member] = []
  private var hasOpened = false

  /// - Parameters:
  ///   - bytes: one object and white space.
  ///   - opened: a member that is an object.
  /// - Returns: the members of the object but that one, and the members of that one; it may be
  ///   missing.
  /// - Throws: ``JSONError`` with the offset in `bytes`.
  /// - Complexity: O(bytes), once; nothing but the names is copied.
  static func members(
    _ bytes: ConstantBytes, opening opened: String
  ) throws(JSONError) -> (members: [Member], inner: [Member]) {
    var places = JSONPlaces(bytes: bytes, opened: opened)
    let members = try places.object(isInner: false)
    places.skipSpace()
    guard places.next == nil else {
      throw JSONError(offset: places.position, expected: "the end of the text")
    }
    return (members, places.inner)
  }

  private init(bytes: ConstantBytes, opened: String) {
    self.bytes = bytes
    self.opened = opened
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

  private mutating func object(isInner: Bool) throws(JSONError) -> [Member] {
    var members: [Member] = []
    _ = try pass(UInt8(ascii: "{"), "an object")
    skipSpace()
    if next == UInt8(ascii: "}") {
      position += 1
      return members
    }
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
      if !isInner, key == opened {
        guard !hasOpened else {
          throw JSONError(offset: start, expected: "\(opened) once")
        }
        hasOpened = true
        inner = try object(isInner: true)
        continue
      }
      skipSpace()
      let value = position
      try skipValue()
      members.append((key, bytes[value..<position]))
    } while try pass(UInt8(ascii: ","), or: UInt8(ascii: "}"), "a comma or }") == UInt8(ascii: ",")
    return members
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
