import StanceKit
import StanceTestSupport
import Testing

@Suite("Files that a path stands for")
struct InputListTests {
  private func contents(_ names: [String]) throws -> (files: [String], note: String?) {
    let folder = try TemporaryFolder()
    _ = folder.addFolder("sub")
    for name in names { _ = folder.add(name, "") }
    let found = InputList.contents(folder.path)
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
  func files() {
    #expect(InputList.contents("-").files == ["-"])
    let missing = InputList.contents("no/such.pdf")
    #expect(missing.files == ["no/such.pdf"] && missing.note == nil)
  }

  @Test("Links that lead nowhere, pipes and names that are not UTF-8 are named, the rest is there")
  func failures() throws {
    let folder = try TemporaryFolder()
    let sub = folder.addFolder("sub")
    let good = folder.add("a.txt", "")
    let deep = folder.add("sub/b.txt", "")
    folder.addLink("c.txt", to: "no/such")
    folder.addLink("d.txt", to: good)
    folder.addLink("up", to: folder.path)
    folder.addPipe("sub/e.txt")
    folder.addLink("other.pdf", to: "no/such")
    folder.addPipe("sub/other")
    folder.withFile(named: Array("f".utf8) + [0xE9] + Array(".txt".utf8)) {
      let found = InputList.contents(folder.path)
      #expect(found.files == [good, folder.path + "/d.txt", deep])
      #expect(
        found.failures == [
          .unreadableName(folder.path + "/f\u{FFFD}.txt"),
          .leftOut(folder.path + "/c.txt", reason: "leads nowhere"),
          .leftOut(sub + "/e.txt", reason: "is a pipe or a device, read only when it is named"),
        ])
    }
    #expect(InputList.contents(folder.path).failures.count == 2)
  }

  @Test("A folder that cannot be listed costs itself only")
  func locked() throws {
    let folder = try TemporaryFolder()
    let good = folder.add("a.txt", "")
    let sub = folder.addFolder("sub")
    _ = folder.add("sub/b.txt", "")
    guard TemporaryFolder.lock(sub) else {
      print("skipped: this user (root) may read every folder")
      return
    }
    let found = InputList.contents(folder.path)
    #expect(found.files == [good] && found.failures == [.notPermitted(sub)])
  }
}
