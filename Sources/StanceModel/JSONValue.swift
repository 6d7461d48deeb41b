/// A JSON value (RFC 8259) as read from a file: model metadata, data-set records, reports.
///
/// Objects keep the order of their members; a duplicate key keeps the last value.
public indirect enum JSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// Whole numbers up to 2^53 are exact.
  case number(Double)
  /// A whole number beyond ±2^53, as its digits: identities must not be rounded.
  case longInteger(String)
  /// A string, unescaped.
  case string(String)
  /// Elements in their order.
  case array([JSONValue])
  /// Members in their order, names that stand twice included.
  case object([JSONMember])

  /// The member `key` of an object; nil when absent or when this is not an object.
  ///
  /// - Complexity: O(members).
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// The string; nil for other values.
  public var string: String? { if case .string(let value) = self { value } else { nil } }
  /// The nearest Double of a number.
  public var number: Double? {
    switch self {
    case .number(let value): value
    case .longInteger(let digits): Double(digits)
    default: nil
    }
  }
  /// A name that may be given as a number: the string, 12 for 12.0, every digit of a long integer, else
  /// the shortest decimal; nil for other values.
  public var name: String? {
    switch self {
    case .string(let text): text
    case .number(let number): int.map(String.init) ?? number.description
    case .longInteger(let digits): digits
    default: nil
    }
  }

  /// True or false; nil for other values.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The elements; nil for other values.
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  /// The members in their order; nil for other values.
  public var object: [JSONMember]? { if case .object(let value) = self { value } else { nil } }

  /// The number as an Int; nil when it is not a whole number within ±2^53.
  public var int: Int? {
    guard let number, number == number.rounded(), abs(number) <= 9_007_199_254_740_992 else {
      return nil
    }
    return Int(number)
  }

  /// An object from pairs, in the given order.
  public static func members(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(pairs.map { JSONMember(key: $0.key, value: $0.value) })
  }

  /// A number, or null for nil and for what JSON cannot say (NaN, infinity).
  public static func optional(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(value)
  }

  /// A string, or null for nil.
  public static func optional(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  /// A whole number; exact within ±2^53.
  public static func int(_ value: Int) -> JSONValue { .number(Double(value)) }
}

/// One member of a JSON object.
public struct JSONMember: Sendable, Equatable {
  /// Its name, unescaped.
  public var key: String
  /// What it holds.
  public var value: JSONValue

  /// A member of this name.
  public init(key: String, value: JSONValue) {
    self.key = key
    self.value = value
  }
}

/// Where and why a text is not JSON.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Byte offset into the text that was read.
  public var offset: Int
  /// What was expected there.
  public var expected: String

  /// An error at a byte of the text.
  public init(offset: Int, expected: String) {
    self.offset = offset
    self.expected = expected
  }

  public var description: String { "byte \(offset): expected \(expected)" }

  /// A control character by its number: `U+0009`.
  static func name(_ byte: UInt8) -> String {
    "U+00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// Whether a string holds a control character as it is, which JSON forbids.
  public var isBareControl: Bool { expected.hasPrefix(Self.escape) }

  static let escape = "its escape, \\u"

  /// The character at the place, in quotes, or that the text ends there.
  public func found(in text: ArraySlice<UInt8>) -> String {
    let rest = text.dropFirst(offset)
    guard let byte = rest.first else { return "the end" }
    guard byte >= 0x20, byte != 0x7F else { return "a control character (\(Self.name(byte)))" }
    return "`" + String(decoding: rest.prefix(4), as: UTF8.self).prefix(1) + "`"
  }
}
