import StanceTestSupport
import StanceText
import StanceTraining
import Testing

@testable import StanceKit

@Suite("Reading inputs")
struct ByteSourceTests {
  /// What a source gives, read to its end.
  static func all(_ path: String) throws -> [UInt8] {
    var source = try ByteSource.open(path)
    var bytes: [UInt8] = []
    while try source.read(into: &bytes) > 0 {}
    return bytes
  }

  @Test("Plain and gzip files give the same bytes")
  func gzip() throws {
    let folder = PackageFiles.root + "/Tests/StanceCommandTests/Golden/"
    let plain = try Self.all(folder + "records.jsonl")
    #expect(try Self.all(folder + "records.jsonl.gz") == plain)
    #expect(plain == PackageFiles.read(folder + "records.jsonl"))
  }

  @Test("Gzip cut anywhere is told, never taken for the end")
  func cutGzip() throws {
    let path = "Tests/StanceCommandTests/Golden/records.jsonl.gz"
    let whole = try #require(PackageFiles.read(path))
    let folder = try TemporaryFolder()
    for end in 2..<whole.count {
      let cut = folder.add("cut.gz", Array(whole.prefix(end)))
      #expect(throws: InputFailure.damagedGzip(file: cut)) { _ = try Self.all(cut) }
    }
    let twice = folder.add("twice.gz", whole + whole)
    let one = try Self.all(PackageFiles.root + "/" + path)
    #expect(try Self.all(twice) == one + one)
  }

  @Test("What stands behind gzip is left out with a warning; what comes before damage is given")
  func behindGzip() throws {
    let path = "Tests/StanceCommandTests/Golden/records.jsonl.gz"
    let whole = try #require(PackageFiles.read(path))
    let plain = try Self.all(PackageFiles.root + "/" + path)
    let folder = try TemporaryFolder()
    let file = folder.add("behind.jsonl.gz", whole + Array("fin".utf8))
    #expect(try Self.all(file) == plain)
    var reader = RecordReader(try ByteSource.open(file))
    while try reader.next() != nil {}
    let (count, warnings) = (reader.records, reader.warnings)
    #expect(count == plain.count { $0 == 0x0A })
    #expect(warnings == [TextWarning(kind: .behindGzip, offset: whole.count, count: 1)])
    let cut = folder.add("cut.jsonl.gz", whole + whole.dropLast(6))
    var records = 0
    var damaged = RecordReader(try ByteSource.open(cut))
    #expect(throws: InputFailure.damagedGzip(file: cut)) {
      while let block = try damaged.next() { records += block.records(file: cut).count }
    }
    #expect(records == 2 * plain.count { $0 == 0x0A })
  }

  @Test("Lines can be looked at without being taken")
  func peek() throws {
    let folder = try TemporaryFolder()
    let path = folder.add("a.txt", "première\nseconde\n")
    var source = try ByteSource.open(path)
    func line(at start: Int, limit: Int = 100) throws -> String? {
      try source.peekLine(at: start, limit: limit).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(try line(at: 0) == "première")
    #expect(try line(at: 10) == "seconde")
    #expect(try line(at: 18) == nil && line(at: 10, limit: 10) == nil)
    #expect(try source.peekAll().count == 18)
    var bytes: [UInt8] = []
    while try source.read(into: &bytes) > 0 {}
    #expect(String(decoding: bytes, as: UTF8.self) == "première\nseconde\n")
  }

  @Test("Blocks of JSONL hold whole lines and count them, blank ones too")
  func records() throws {
    let folder = try TemporaryFolder()
    var text = "\u{FEFF}"
    for number in 0..<9000 {
      text += number % 7 == 0 ? "\n" : "{\"text\": \"numéro \(number)\", \"id\": \(number)}\r\n"
    }
    let path = folder.add("many.jsonl", text)
    var reader = RecordReader(try ByteSource.open(path))
    var line = 1
    var index = 0
    var blocks = 0
    while let block = try reader.next() {
      #expect(block.line == line && block.index == index)
      for found in block.records(file: path) {
        let record = try found.get()
        #expect(record.line == (Int(record.example.id) ?? -2) + 1)
        #expect(record.index == index)
        index += 1
      }
      line += block.bytes.count { $0 == 0x0A }
      blocks += 1
    }
    #expect(blocks > 1)
    #expect(index == (0..<9000).count { $0 % 7 != 0 })
  }

  @Test("Blocks of a table hold whole rows, as the table read at once has them")
  func tables() throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 7)
    let texts = [
      "\"deux\r\nlignes, \"\"citées\"\"\"", "\"mot\" dit-il", "\"jamais fermé", "a, b", "",
      "\"" + String(repeating: "long\n", count: 60_000) + "\"", "simple", "l'une",
    ]
    var text = "\u{FEFF}id;text;label\r\n"
    for number in 0..<30_000 {
      let long = number % 14_000 == 5
      let place = long ? 5 : [0, 1, 2, 3, 4, 6, 7].randomElement(using: &random) ?? 0
      text += number % 9 == 0 ? ";;\r\n" : "\(number);\(texts[place]);x\r\n"
    }
    let path = folder.add("many.csv", text)
    let whole = try TableReader.read(Array(text.utf8), file: path)
    #expect(whole.wrongLines.isEmpty && whole.examples.count > 26_000)
    var reader = RecordReader(try ByteSource.open(path), isTable: true)
    var examples: [Example] = []
    var blocks = 0
    while let block = try reader.next() {
      #expect(block.index == examples.count)
      for found in block.records(file: path) {
        let record = try found.get()
        #expect(record.index == examples.count)
        examples.append(record.example)
      }
      blocks += 1
    }
    #expect(blocks > 3 && reader.records == examples.count)
    #expect(examples == whole.examples)
  }

  @Test("A cell far longer than a block is read whole; beyond the limit it is refused by its line")
  func longCells() throws {
    let folder = try TemporaryFolder()
    let cell = String(repeating: "Meta est nul, oui.\n", count: 230_000)
    let path = folder.add("a.csv", "text,id\nUn.,1\n\"\(cell)\",2\nDeux.,3\n")
    var reader = RecordReader(try ByteSource.open(path), isTable: true)
    var texts: [Int] = []
    while let block = try reader.next() {
      texts += try block.records(file: path).map { try $0.get().example.text.count }
    }
    #expect(texts == [3, cell.utf8.count, 5])
    var short = RecordReader(try ByteSource.open(path), isTable: true)
    short.longestQuote = 1 << 20
    #expect(try short.next()?.records(file: path).count == 1)
    let error = #expect(throws: InputFailure.self) { _ = try short.next() }
    #expect(
      error?.description
        == "\(path): expected quoted cells of at most 1 MiB, found a longer one in the row of line 3,"
        + " or a quote that nothing closes; close it before the delimiter, or divide the text")
  }

  @Test("What stands behind a quote that nothing closes is given in blocks all the same")
  func openQuote() throws {
    let folder = try TemporaryFolder()
    let rows = (1..<40_000).map { "Meta super \($0),\($0)\n" }.joined()
    let path = folder.add("a.csv", "text,id\n\"Meta nul,0\n" + rows)
    var reader = RecordReader(try ByteSource.open(path), isTable: true)
    var (number, blocks) = (0, 0)
    while let block = try reader.next() {
      for found in block.records(file: path) {
        let record = try found.get()
        #expect(record.example.id == "\(number)")
        #expect(record.remarks == (number == 0 ? [.openQuote] : []))
        number += 1
      }
      blocks += 1
    }
    #expect(number == 40_000 && blocks > 3)
  }

  @Test("A stream that begins with NULs is refused by its first bytes, though it may have no end")
  func nulls() throws {
    let folder = try TemporaryFolder()
    folder.addLink("z.jsonl", to: "/dev/zero")
    folder.addLink("z.txt", to: "/dev/zero")
    let error = "expected text, found binary data (byte 0); convert it to plain text first"
    for path in ["/dev/zero", folder.path + "/z.jsonl", folder.path + "/z.txt"] {
      #expect(throws: InputFailure.binary(file: path, .binary(format: "binary data", offset: 0))) {
        _ = try ByteSource.open(path)
      }
      let loader = DataLoader(rules: try ReadingRules(prepared: BundledAssets.reading), packs: [])
      let (data, failures) = loader.load([path])
      #expect(data.examples.isEmpty)
      #expect(failures.map(\.description) == ["\(path): \(error)"])
    }
    // Deflated, too: 4,096 of them. Two may stand before a mark, and a few lines are read to their end.
    let packed = folder.add(
      "z.gz",
      [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xED, 0xC1, 0x01, 0x0D,
        0x00, 0x00, 0x00, 0xC2, 0xA0, 0xF7, 0x4F, 0x6D, 0x0F, 0x07, 0x14, 0x00, 0x00, 0x00,
        0xF0, 0x6E, 0x11, 0x00, 0x1C, 0xC7, 0x00, 0x10, 0x00, 0x00,
      ] as [UInt8])
    var source = try ByteSource.open(packed)
    #expect(throws: InputFailure.binary(file: packed, .binary(format: "binary data", offset: 0))) {
      _ = try source.peekLine()
    }
    let two = folder.add("two", [0, 0, 0x0A])
    #expect(try Self.all(two) == [0, 0, 0x0A])
  }
}
