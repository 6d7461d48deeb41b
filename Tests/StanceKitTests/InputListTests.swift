import StanceKit
import StanceTestSupport
import Testing

@Suite("Files that a path stands for")
struct InputListTests {
  private func contents(_ names: [String]) throws -> (files: [String], note: String?) {
    let folder = try TemporaryFolder()
    _ = folder.addFolder("sub")
    for name in names { _ = folder.add(name, "") }
    let found = try InputList.contents(folder.path)
    return (found.files.map { String($0.dropFirst(folder.path.count + 1)) }, found.note)
  }

  @Test("Endings are read without case, in the order of the paths")
  func endings() throws {
    let found = try contents([
      "b.txt", "A.TXT", "sub/c.Jsonl", "d.NDJSON", "e.jsonl.GZ", "sub/f.txt",
    ])
    #expect(
      found.files == ["A.TXT", "b.txt", "d.NDJSON", "e.jsonl.GZ", "sub/c.Jsonl", "sub/f.txt"])
    #expect(found.note == nil)
  }

  @Test("Files of other kinds are counted, but not what stands beside data by custom")
  func others() throws {
    let some = try contents([
      "a.txt", "b.pdf", "sub/c.PDF", "d.md", "Makefile", "README.md", "splits.tsv", ".hidden",
    ])
    #expect(some.files == ["a.txt"])
    #expect(
      some.note == "left out 4 files of another kind (2 .pdf, 1 .md, 1 without an ending);"
        + " a file that is named is read")
    #expect(try contents(["a.txt", "README.md"]).note == nil)
    #expect(
      try contents(["a.html"]).note == "holds no .txt, .jsonl or .jsonl.gz file;"
        + " left out 1 file of another kind (1 .html); a file that is named is read")
    #expect(try contents([]).note == "holds no .txt, .jsonl or .jsonl.gz file")
  }

  @Test("A file is itself, there or not")
  func files() throws {
    #expect(try InputList.files("-") == ["-"])
    let missing = try InputList.contents("no/such.pdf")
    #expect(missing.files == ["no/such.pdf"] && missing.note == nil)
  }
}
