import StanceTestSupport
import Testing

@testable import StanceKit

@Suite("Records or prose")
struct RecordSignsTests {
  static let record = "{\"text\": \"un\"}\n"

  /// The verdict on a whole file and on a source, which is then still whole.
  private func found(_ text: String) throws -> Bool {
    let folder = try TemporaryFolder()
    let path = folder.add("a", text)
    var source = try ByteSource.open(path)
    let verdict = try RecordSigns.found(in: &source)
    var bytes: [UInt8] = []
    while try source.read(into: &bytes) > 0 {}
    #expect(bytes == Array(text.utf8))
    #expect(RecordSigns.found(in: bytes) == verdict)
    return verdict
  }

  @Test(
    "The first ten lines that hold something decide",
    arguments: [
      ("", false), ("\n\n", false), ("{\"text\": 3}", false), ("{\"text\": null}", false),
      ("[1]", false),
      ("\n\u{FEFF}" + record, false), ("\u{FEFF}\n" + record, true),
      ("prose\n" + record, true), ("prose\nprose\n" + record, false),
      (String(repeating: "{\n", count: 9) + record, true),
      (String(repeating: "{\n", count: 10) + record, false),
      (record + String(repeating: "prose\n", count: 20), true),
    ])
  func lines(_ text: String, _ expected: Bool) throws {
    #expect(try found(text) == expected, "\(text.debugDescription)")
  }

  /// Lines beyond what is looked at of prose: those that begin as objects are read to their end.
  @Test func longLines() throws {
    let long = String(repeating: "mot ", count: 300_000)
    #expect(try found("{\"text\": \"\(long)\"}\n"))
    #expect(try !found("{\"text\": \"\(long)\n"))
    #expect(try !found(long + "\n" + Self.record + Self.record))
    #expect(try found("{\"text\": \"\(long)\n" + Self.record) == false)
  }

  /// A header is a line of at most 64 KB; a longer one is prose, and is not taken apart.
  @Test func longHeaders() {
    let header = "text;label;" + (0..<2000).map { "question \($0)" }.joined(separator: ";")
    #expect(RecordSigns.isTable(Array(header.utf8)[...]))
    let longer = header + ";" + String(repeating: "x", count: 1 << 16)
    #expect(!RecordSigns.isTable(Array(longer.utf8)[...]))
  }
}
