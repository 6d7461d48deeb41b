import StanceTestSupport
import Testing

/// What lies beside articles and is none.
@Suite(
  "Files that are passed over", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct PassedOverTests {
  private static let gold = """
    {"file": "a.txt", "line": 1, "label": "against"}

    {"file": "a.txt", "line": "3", "label": "favor"}

    """

  @Test("Labels of lines beside the articles are passed over with one note")
  func gold() throws {
    let folder = try Command.folder()
    let article = folder.add("a.txt", "Meta réussit un bon lancement.\n\nMeta échoue encore.\n")
    let labels = folder.add("g.jsonl", Self.gold)
    let alone = try Command.score([article, "--format", "csv"])
    for inputs in [[folder.path], [labels, article]] {
      let run = try Command.score(inputs + ["--format", "csv"])
      #expect(run.status == 0 && run.output == alone.output)
      #expect(
        run.notes == "stance: \(labels): labels lines of other files and holds no text:"
          + " passed over; `stance evaluate` reads it\n")
    }
    // Where nothing else is there it is read, and its lines say what they lack.
    let named = try Command.score([labels])
    #expect(named.status == 65 && named.notes.contains("g.jsonl:1: expected a member `text`"))
    let mixed = folder.add("m.jsonl", Self.gold + RecordInputTests.good)
    let both = try Command.score([article, mixed, "--format", "jsonl"])
    #expect(both.status == 1 && both.lines.count == 3 && !both.notes.contains("passed over"))
  }

  @Test("The file that standard output is, is no input, whatever it is called")
  func output() throws {
    for (name, isNamed) in [("b.jsonl", false), ("0.txt", false), ("b.jsonl", true)] {
      let folder = try Command.folder()
      let article = folder.add("a.txt", "Meta réussit un excellent lancement.\n")
      let plain = try Command.score([article, "--format", "jsonl"])
      let output = folder.path + "/" + name
      folder.addLink("link.jsonl", to: output)
      let inputs = isNamed ? [article, folder.path + "/link.jsonl"] : [folder.path]
      let run = try Command.score(inputs + ["--format", "jsonl"], connection: .output(output))
      #expect(run.status == 0)
      #expect(run.notes.contains(": is the output of this run: passed over"))
      #expect(PackageFiles.read(output) == plain.output)
    }
  }
}
