internal import StanceText
internal import StanceTraining

/// Tells records from prose where no name of a file does, as on standard input.
///
/// Records are there when the first line that is not blank is one; or when one of the first ten is,
/// and no more of these begin as prose than as an object.
struct RecordSigns {
  /// Lines that hold something and are looked at.
  private static let mostLines = 10
  /// Bytes of prose that are looked at; what may be a record is looked at to its end.
  private static let limit = 1 << 20
  /// Bytes of the longest line that is taken apart as the header of a table: questions of a survey fit.
  private static let longestHeader = 1 << 16

  private var records = 0
  /// Lines that begin as an object, whole or broken.
  private var objects = 0
  private var others = 0

  /// Looks at no more of the input than it must, and takes nothing of it.
  static func found(in source: inout ByteSource) throws(InputFailure) -> Bool {
    if try source.peekLine().map({ TextDecoder.isUTF16(Array($0.prefix(2))) }) == true {
      return found(in: try source.peekAll())
    }
    var signs = RecordSigns()
    var start = 0
    while !signs.isSettled, let line = try nextLine(of: &source, at: start) {
      start = line.endIndex + 1
      signs.read(line)
    }
    return signs.areFound
  }

  /// The same of a whole file.
  static func found(in file: [UInt8]) -> Bool {
    let text = TextDecoder.isUTF16(file) ? (try? TextDecoder.decode(file))?.bytes ?? [] : file
    var signs = RecordSigns()
    for line in RecordRows(text) where line.bytes.startIndex < limit {
      signs.read(line.bytes)
      if signs.isSettled { break }
    }
    return signs.areFound
  }

  /// Whether the first line of an input is the header of a table.
  ///
  /// - Complexity: O(bytes) up to ``longestHeader``, O(1) beyond.
  static func isTable(_ line: ArraySlice<UInt8>?) -> Bool {
    guard let line, line.count <= longestHeader else { return false }
    return TableHeader.isFound(
      in: Array(line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line))
  }

  /// What is to be known of a text that is read as prose by its name and looks like records.
  ///
  /// - Complexity: O(bytes of the first line), of prose; of ten lines where it begins as an object.
  static func warning(in text: [UInt8]) -> TextWarning? {
    let kind: TextWarning.Kind
    if first(of: text[...]) == UInt8(ascii: "{") {
      guard found(in: text) else { return nil }
      kind = .records
    } else {
      let line = text[..<(text.firstIndex(of: 0x0A) ?? text.count)]
      // Few lines of prose hold the name, and fewer are taken apart for it.
      guard namesText(line), isTable(line) else { return nil }
      kind = .table
    }
    return TextWarning(kind: kind, offset: 0, count: 1)
  }

  /// Whether `text` stands in a line, in any case.
  private static func namesText(_ line: ArraySlice<UInt8>) -> Bool {
    let bytes = line.span
    var place = 0
    while place + 3 < bytes.count {
      if bytes[place] | 0x20 == UInt8(ascii: "t"), bytes[place + 1] | 0x20 == UInt8(ascii: "e"),
        bytes[place + 2] | 0x20 == UInt8(ascii: "x"), bytes[place + 3] | 0x20 == UInt8(ascii: "t")
      {
        return true
      }
      place += 1
    }
    return false
  }

  /// Whether the input begins as an array of objects does: `[`, `{`, `"`, behind a mark or not.
  static func areInArray(in source: inout ByteSource) throws(InputFailure) -> Bool {
    let wanted = Array("[{\"".utf8)
    var signs: [UInt8] = []
    var start = 0
    // A record tells with its first line that it stands in none: no other may be there yet.
    while signs.count < 3, wanted.starts(with: signs),
      let line = try source.peekLine(at: start, limit: limit)
    {
      start = line.endIndex + 1
      signs += line.lazy.filter { $0 > 0x20 && $0 < 0x80 }.prefix(3 - signs.count)
    }
    return signs == wanted
  }

  private static func nextLine(
    of source: inout ByteSource, at start: Int
  ) throws(InputFailure) -> ArraySlice<UInt8>? {
    guard let line = try source.peekLine(at: start, limit: limit) else { return nil }
    guard line.endIndex >= limit, first(of: line) == UInt8(ascii: "{") else { return line }
    return try source.peekLine(at: start, limit: .max)
  }

  private static func first(of line: ArraySlice<UInt8>) -> UInt8? { line.first { $0 > 0x20 } }

  private mutating func read(_ line: ArraySlice<UInt8>) {
    let isMarked = line.startIndex == 0 && line.starts(with: [0xEF, 0xBB, 0xBF])
    let line = isMarked ? line.dropFirst(3) : line
    guard let first = Self.first(of: line) else { return }
    guard first == UInt8(ascii: "{") else {
      others += 1
      return
    }
    objects += 1
    guard let value = try? JSONLinesReader.value(line).value,
      (try? JSONLinesReader.example(value, file: "-", line: 1, target: nil)) != nil
    else { return }
    records += 1
  }

  private var isSettled: Bool {
    objects + others == Self.mostLines || records == 1 && objects + others == 1
  }

  private var areFound: Bool { records > 0 && objects >= others }
}
