import StanceModel
import StanceTestSupport
import Testing

/// Articles in folders that are named after target packs.
@Suite("Folder targets", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct FolderTargetTests {
  private static let text = """
    Un titre de presse

    OpenAI réussit un lancement remarquable, et Google échoue lamentablement depuis mars.

    """

  private static func targets(_ run: ProgramRun) throws -> [String?] {
    try Command.objects(run).map { $0["target"]?.string }
  }

  private func folder() throws -> TemporaryFolder {
    let folder = try Command.folder()
    for name in ["ds", "ds/openai", "ds/google", "ds/other"] {
      _ = folder.addFolder(name)
      _ = folder.add(name + "/a.txt", Self.text)
    }
    return folder
  }

  @Test("score and explain take the pack of the folder, as --target would name it; --target wins")
  func articles() throws {
    let folder = try folder()
    for (name, target) in [("openai", "openai"), ("google", "google"), ("other", "meta")] {
      let file = "\(folder.path)/ds/\(name)/a.txt"
      for words in [["score", file, "--format", "jsonl", "--explain"], ["explain", file]] {
        let model = ["--model", "default"]
        let found = try Command.run(words + model)
        let named = try Command.run(words + model + ["--target", target])
        #expect(found.status == 0 && found.output == named.output, "\(words): \(found.notes)")
      }
    }
    let all = folder.path + "/ds"
    let run = try Command.score([all, "--format", "jsonl"])
    #expect(
      try Self.targets(run) == ["meta", "google", "openai", "meta"].flatMap { [$0, $0] })
    for threads in ["1", "3"] {
      let words = [all, "--format", "jsonl", "--target", "mistral", "--threads", threads]
      #expect(Set(try Self.targets(Command.score(words))) == ["mistral"])
    }
    let sentences = try Command.score(
      [all + "/google", "--format", "jsonl", "--unit", "sentence"])
    #expect(Set(try Self.targets(sentences)) == ["google"])
  }

  @Test("evaluate and score have the same rule: the same probabilities")
  func sameAsEvaluate() throws {
    let folder = try folder()
    let text = "Un titre\n\nRisques\n\nOpenAI échoue, et Google réussit un lancement remarquable.\n"
    let files = ["openai", "google"].map { folder.add("ds/\($0)/b.txt", text) }
    let model = ["--model", "default", "--format"]
    let report = try JSONReader.parse(
      try Command.run(["evaluate"] + files + model + ["json"]).output)
    let units = try Command.objects(try Command.run(["score"] + files + model + ["jsonl"]))
    let scored = units.filter { $0["label"]?.string != nil }
    let items = try #require(report["items"]?.array)
    #expect(items.count == 2 && scored.count == 2)
    for (item, unit) in zip(items, scored) {
      #expect(item["predicted"] == unit["label"])
      for label in ["favor", "neutral", "against"] {
        let found = try #require(item["probabilities"]?[label]?.number)
        let other = try #require(unit["probabilities"]?[label]?.number)
        #expect(abs(found - other) < 1e-3)
      }
    }
    #expect(items[0]["probabilities"] != items[1]["probabilities"])
  }

  @Test("Text and HTML name the target of each file; records keep their own or the model's")
  func looks() throws {
    let folder = try folder()
    let record = folder.add("ds/openai/r.jsonl", "{\"text\": \"Un fiasco pour OpenAI.\"}\n")
    #expect(try Self.targets(Command.score([record, "--format", "jsonl"])) == ["meta"])
    let files = ["openai", "google"].map { "\(folder.path)/ds/\($0)/a.txt" }
    let text = try Command.score(files)
    #expect(text.status == 0 && !text.notes.contains("is not named"))
    #expect(text.text.contains("OpenAI, spoken of in 1 of"))
    #expect(text.text.contains("Google (IA et recherche), spoken of in 1 of"))
    #expect(text.text.contains("that of each folder, spoken of in 2 of"))
    let page = try Command.score(files + ["--format", "html"]).text
    let help = try Command.run(["score", "--help"]).text
    #expect(page.contains("OpenAI") && help.contains("named after"))
  }
}
