import StanceModel
import StanceTestSupport
import Testing

/// A folder that holds nothing to read is no input, whoever reads it.
@Suite(
  "Empty folders", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct EmptyFolderTests {
  /// Commands that read the folder `{}`.
  private static let commands: [[String]] = [
    ["score", "{}"], ["extract", "{}"], ["lexicon", "coverage", "{}"], ["evaluate", "{}"],
    ["train", "{}", "-o", "m.safetensors"],
    ["train", "train.jsonl", "--validation", "{}", "-o", "m.safetensors"],
    ["crossvalidate", "{}"], ["curve", "{}"], ["ablation", "{}"],
    ["compare", "default", "short", "{}"],
    ["corpus", "check", "{}"], ["corpus", "check", "{}", "--max-give-away", "0.6"],
    ["corpus", "split", "{}"],
  ]

  @Test("66, with one note and no data", arguments: commands)
  func ending(_ command: [String]) throws {
    let folder = try Command.folder()
    let run = try Command.run(command.map { $0.replacing("{}", with: folder.path) })
    #expect(run.status == 66)
    #expect(run.notes == "stance: \(folder.path): holds no .txt, .jsonl or .jsonl.gz file\n")
    #expect(run.output.isEmpty)
    #expect(PackageFiles.read(Command.golden + "/m.safetensors") == nil)
  }

  @Test("A gate that nothing was measured for is not kept")
  func unmeasured() throws {
    let folder = try Command.folder()
    for (name, text) in [("empty.txt", ""), ("bare.txt", "Meta réussit un bon lancement.\n")] {
      _ = folder.add(name, text)
      let run = try Command.run(["corpus", "check", folder.path, "--format", "json"])
      let report = try JSONReader.parse(run.output)
      #expect(run.status == 3 && report["passed"]?.bool == false)
      #expect(report["findings"]?.array?.first?["code"]?.string == "unmeasured")
    }
    let labelled = try Command.folder()
    _ = labelled.add(
      "d.jsonl", "{\"text\": \"Meta réussit un bon lancement.\", \"label\": \"favor\"}\n")
    let empty = try Command.folder()
    let run = try Command.run(["corpus", "check", labelled.path, "--against", empty.path])
    #expect(!run.text.contains("unmeasured"))
    #expect(run.notes.contains("\(empty.path): holds no text; overlaps with it are not checked"))
  }
}
