import StanceTestSupport
import Testing

/// Outputs that cannot be written: the exit code, the place, and what to do.
@Suite("No place for the output", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct OutputFailureTests {
  @Test(
    "A full device: the same for every command, also for what the parser prints",
    .enabled(if: PackageFiles.list("/dev").contains("full"), "no device without space"),
    arguments: [
      ["score", "article.txt"], ["score", "article.txt", "--format", "jsonl"],
      ["explain", "article.txt"], ["extract", "article.txt"], ["target", "list"],
      ["lexicon", "why", "échec"], ["model", "info"], ["--help"], ["score", "--help"],
      ["--version"],
    ])
  func fullDevice(_ words: [String]) throws {
    let run = try Command.run(words, connection: .fullDevice)
    #expect(run.status == 1)
    #expect(run.notes.contains("output: cannot be written: no space is left; free some"))
  }

  @Test(
    "The folder is named that is missing, or is none",
    arguments: [
      ["score", "article.txt"], ["explain", "article.txt"], ["target", "list"],
      ["train", "train.jsonl", "--buckets", "10", "--strength", "1"],
    ])
  func folder(_ words: [String]) throws {
    let folder = try Command.folder()
    let file = folder.add("file", "")
    for place in [folder.path + "/no", file] {
      let run = try Command.run(words + ["-o", place + "/out"])
      #expect(run.status == 66 && run.output.isEmpty)
      #expect(run.notes.contains("\(place)/out: cannot be written: there is no folder \(place);"))
    }
    let itself = try Command.run(words + ["-o", folder.path])
    #expect(itself.status == 1)
    #expect(itself.notes.contains("\(folder.path): cannot be written: it is a folder"))
    #expect(PackageFiles.list(folder.path) == ["file"])
  }

  @Test("A file as large as files may be is an error like others, and nothing is left of it")
  func fileLimit() throws {
    let folder = try Command.folder()
    let text = String(repeating: "Un succès remarquable de Meta.\n\n", count: 200)
    let article = folder.add("a.txt", text)
    let run = try #require(
      ProgramRun.stance(
        ["score", article, "--format", "jsonl", "-o", folder.path + "/out"], fileLimit: 4))
    #expect(run.status == 1)
    #expect(run.notes.contains("out: cannot be written: it is larger than a file may be"))
    #expect(PackageFiles.list(folder.path) == ["a.txt"])
  }
}
