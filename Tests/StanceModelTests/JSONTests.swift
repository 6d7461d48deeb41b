import StanceModel
import StanceTestSupport
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    ("null", JSONValue.null), ("true", .bool(true)), ("-0.5e2", .number(-50)),
    ("\"a\\u00e9\\n\\ud83d\\ude00\"", .string("aé\n😀")), ("[ ]", .array([])),
    ("{\"a\": [1, {\"b\": null}]}", .members(["a": .array([.number(1), .members(["b": .null])])])),
    ("\"\\ud800x\"", .string("\u{FFFD}x")), (" 0 ", .number(0)),
    ("9007199254740992", .number(0x1p53)), ("-9007199254740993", .longInteger("-9007199254740993")),
    ("1e20", .number(1e20)), ("90071992547409936.0", .number(90_071_992_547_409_936)),
  ])
  func reads(text: String, expected: JSONValue) throws {
    #expect(try JSONReader.parse(Array(text.utf8)) == expected)
  }

  /// What names a record: no digit is lost, and a string of the same digits names the same.
  @Test(arguments: [
    ("12", "12"), ("12.0", "12"), ("-0", "0"), ("1.5", "1.5"),
    ("1234567890123456", "1234567890123456"),
    ("1234567890123456789", "1234567890123456789"), ("\"a\"", "a"), ("true", nil), ("null", nil),
  ])
  func names(text: String, expected: String?) throws {
    let value = try JSONReader.parse(Array(text.utf8))
    #expect(value.name == expected)
    if case .longInteger(let digits) = value {
      #expect(JSONWriter.encode(value) == Array(digits.utf8))
      #expect(value.number == Double(digits) && value.int == nil)
    }
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\" 1}", "01", "1.", "1e", "+1", "nul", "\"\\x\"", "\"a", "[1] 2",
    "\"\u{1}\"", "{a: 1}", "1e999", "\"\\u12g4\"", "-", "[",
  ])
  func refuses(text: String) {
    #expect(throws: JSONError.self) { try JSONReader.parse(Array(text.utf8)) }
  }

  @Test func refusesDeepNesting() {
    let text = Array(repeating: UInt8(ascii: "["), count: 100_000)
    #expect(throws: JSONError.self) { try JSONReader.parse(text) }
  }

  @Test func refusesBadUTF8InStrings() {
    #expect(throws: JSONError.self) { try JSONReader.parse([0x22, 0xFF, 0x22]) }
  }

  @Test func whatIsWrittenReadsBack() throws {
    for seed in UInt64(0)..<300 {
      var generator = SeededGenerator(seed: seed)
      let value = Self.random(&generator, depth: 0)
      #expect(try JSONReader.parse(JSONWriter.encode(value)) == value, "seed \(seed)")
      #expect(try JSONReader.parse(JSONWriter.encodePretty(value)) == value, "seed \(seed)")
    }
  }

  @Test func anyBytesGiveAValueOrAnError() {
    var read = 0
    for seed in UInt64(0)..<2000 {
      var generator = SeededGenerator(seed: seed)
      let alphabet = Array("{}[]\",:0123456789.eE+-truefalsn\\u \u{E9}".utf8)
      let bytes = (0..<Int.random(in: 0..<(seed % 2 == 0 ? 4 : 40), using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? 0
      }
      guard let value = try? JSONReader.parse(bytes) else { continue }
      // What is read, written and read again is the same.
      #expect((try? JSONReader.parse(JSONWriter.encode(value))) == value, "seed \(seed)")
      read += 1
    }
    #expect(read > 10)
  }

  @Test(arguments: [
    ("{\"text\": \"a\"} x", 14, "`x`"), ("{\"text\": \"a\"", 12, "the end"), ("é", 0, "`é`"),
    ("[1,\u{1}]", 3, "a control character (U+0001)"), ("[1 2]", 3, "`2`"),
  ])
  func whatStandsInThePlaceIsNamed(_ text: String, _ offset: Int, _ found: String) {
    let bytes = Array(text.utf8)[...]
    do {
      _ = try JSONReader.parse(bytes)
      Issue.record("read: \(text)")
    } catch {
      #expect(error.offset == offset)
      #expect(error.found(in: bytes) == found)
    }
  }

  @Test(arguments: [
    (0.12345, "0.1235"), (-0.00004, "0.0000"), (1, "1.0000"), (-0.5, "-0.5000"),
    (0.99996, "1.0000"),
  ])
  func fixedDecimals(value: Double, text: String) {
    var writer = JSONWriter()
    writer.fixed4(tenThousandths: Int((value * 10_000).rounded()))
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
  }

  @Test func integersReadAsTheStandardLibraryWritesThem() {
    var generator = SeededGenerator(seed: 8)
    var values = [0, .max, .min]
    var power = 1
    for _ in 0..<18 {
      power *= 10
      values += [power - 1, power, power + 1, -power, 1 - power]
    }
    for _ in 0..<20_000 {
      let shift = Int.random(in: 0..<64, using: &generator)
      values.append(Int.random(in: .min ... .max, using: &generator) >> shift)
    }
    for value in values {
      var writer = JSONWriter()
      writer.integer(value)
      #expect(String(decoding: writer.bytes, as: UTF8.self) == value.description)
    }
  }

  static func random(_ generator: inout SeededGenerator, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &generator) {
    case 0: return .null
    case 1: return .bool(.random(using: &generator))
    case 2: return .number(Double.random(in: -1e6...1e6, using: &generator))
    case 3:
      let scalars: [Unicode.Scalar] = ["a", "é", "\"", "\\", "\n", "😀", "\u{1}", " "]
      var text = ""
      for _ in 0..<Int.random(in: 0..<8, using: &generator) {
        text.unicodeScalars.append(scalars.randomElement(using: &generator) ?? "a")
      }
      return .string(text)
    case 4:
      return .array(
        (0..<Int.random(in: 0..<4, using: &generator)).map { _ in
          random(&generator, depth: depth + 1)
        })
    default:
      return .object(
        (0..<Int.random(in: 0..<4, using: &generator)).map {
          JSONMember(key: "k\($0)", value: random(&generator, depth: depth + 1))
        })
    }
  }
}
