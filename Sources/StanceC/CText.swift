internal import CStance
internal import StanceText

/// Why a call from C is refused before anything is scored.
enum CallError: Error, CustomStringConvertible {
  case missing(String)
  case tooLong(Int)
  case notUTF8(String, byte: Int)
  case explain(Int)

  var description: String {
    switch self {
    case .missing(let name): "\(name): expected a pointer, found NULL"
    case .tooLong(let length):
      "text: expected at most \(STANCE_LONGEST_TEXT) bytes, found \(UInt(bitPattern: length)); score it with"
        + " the command, which streams"
    case .notUTF8(let name, let byte):
      "\(name): expected UTF-8, found another byte at \(byte); convert it first"
    case .explain(let count):
      "explain: expected a number of contributions, 0 for none or -1 for all, found \(count)"
    }
  }
}

/// Text and errors on their way from C and back.
enum CText {
  /// - Parameter count: as a `size_t`, so that the highest ones are below zero here.
  static func text(_ start: UnsafePointer<CChar>?, _ count: Int) throws(CallError) -> String {
    guard let start = unsafe start else { throw .missing("text") }
    guard 0...Int(STANCE_LONGEST_TEXT) ~= count else { throw .tooLong(count) }
    // SAFETY: the header asks for `count` readable bytes from there.
    return try unsafe validated(UnsafeRawBufferPointer(start: start, count: count), "text")
  }

  /// A string that ends with zero; nil for NULL.
  static func argument(
    _ start: UnsafePointer<CChar>?, _ name: String
  ) throws(CallError) -> String? {
    guard let start = unsafe start else { return nil }
    var count = 0
    // SAFETY: the header asks for a zero byte, which is the last that is read.
    while unsafe start[count] != 0 { count += 1 }
    return try unsafe validated(UnsafeRawBufferPointer(start: start, count: count), name)
  }

  private static func validated(
    _ bytes: UnsafeRawBufferPointer, _ name: String
  ) throws(CallError) -> String {
    if let text = unsafe String(validating: bytes, as: UTF8.self) { return text }
    var parser = UTF8.ForwardParser()
    var rest = unsafe bytes.makeIterator()
    var byte = 0
    while case .valid(let scalar) = unsafe parser.parseScalar(from: &rest) { byte += scalar.count }
    throw .notUTF8(name, byte: byte)
  }

  /// A copy that ends with zero, for `stance_free`.
  static func copy(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar> {
    let result = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
    // SAFETY: every one of the `count + 1` bytes is written, and none behind them.
    for index in bytes.indices { unsafe result[index] = CChar(bitPattern: bytes[index]) }
    unsafe result[bytes.count] = 0
    return unsafe result
  }

  /// A text as one line: a line end or a tab becomes a space, and what else could steer a terminal
  /// (control characters, direction marks) U+FFFD.
  private static func line(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: result.append(" ")
      default: result.append(scalar.isSafeInLine ? scalar : "\u{FFFD}")
      }
    }
    return String(result)
  }

  /// What `body` gives; NULL, with the reason at `place`, when it fails.
  static func orError<Result>(
    _ place: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ body: () throws -> Result?
  ) -> Result? {
    do {
      let result = try body()
      unsafe place?.pointee = nil
      return result
    } catch {
      unsafe place?.pointee = copy(Array(line("\(error)").utf8))
      return nil
    }
  }
}
