import StanceTestSupport
import Testing

/// A file that holds something else than it should is not poured onto the terminal.
@Suite(
  "Long values in messages",
  .enabled(if: Command.isBuilt, "the program stance is not built"))
struct LongValueTests {
  private static let long = String(repeating: "x", count: 300_000)
  private static let lexicon = "term\tpos\tvalence\ttags\tsource\n"

  @Test(
    "What was found is cut",
    arguments: [
      (["extract", "article.txt", "--titles", "{}"], long, "label, found xxx"),
      (["score", "article.txt", "--lexicon", "{}"], lexicon + "mot\t\(long)\t0.5\t\tme\n", "xxx"),
      (["score", "article.txt", "--lexicon", "{}"], lexicon + "mot\tadj\t\(long)\t\tme\n", "xxx"),
      (["evaluate", "article.txt", "--splits", "{}"], "file\tsplit\na.txt\t\(long)\n", "“xxx"),
      (["score", "{}"], "text,\(long),\(long)\na,b,c\n", "found the name `xxx"),
    ])
  func cut(_ command: [String], _ text: String, _ found: String) throws {
    let folder = try Command.folder()
    let file = folder.add("in.csv", text)
    let run = try Command.run(command.map { $0.replacing("{}", with: file) })
    #expect(run.status != 0 && run.notes.contains(file) && run.notes.contains(found))
    #expect(run.notes.split(separator: "\n").allSatisfy { $0.count < file.count + 300 })
  }

  @Test("lexicon lint cuts it too, and names the rule behind it")
  func lint() throws {
    let folder = try Command.folder()
    let file = folder.add("in.tsv", Self.lexicon + "mot\t\(Self.long)\t0.5\t\tme\n")
    let run = try Command.run(["lexicon", "lint", file])
    #expect(run.lines.contains { $0.contains("xxx") && $0.hasSuffix("]") })
    #expect(run.lines.allSatisfy { $0.count < file.count + 300 })
  }
}
