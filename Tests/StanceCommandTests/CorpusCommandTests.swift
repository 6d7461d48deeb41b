import StanceModel
import StanceTestSupport
import Testing

/// Splits of a corpus, and the commands that make and check it.
@Suite(.enabled(if: Command.isBuilt), .serialized) struct CorpusCommandTests {
  @Test("splits: train on one, evaluate on another, refuse what is not there")
  func splits() throws {
    let folder = try Command.folder()
    let lines = (0..<48).map { row in
      let (label, words) = [
        ("favor", "un succès remarquable et brillant"), ("neutral", "un bureau et un dossier"),
        ("against", "un échec ridicule et coûteux"),
      ][row % 3]
      let split = row < 36 ? "train" : "test"
      return
        "{\"id\": \"s\(row)\", \"text\": \"Numéro \(row) : pour Meta, ce lundi de mars, c’est \(words).\", \"label\":"
        + " \"\(label)\", \"target\": \"meta\", \"group\": \"g\(row)\", \"split\": \"\(split)\"}\n"
    }
    let data = folder.add("data.jsonl", lines.joined())
    let model = folder.add("m.safetensors", "")
    let trained = try Command.run(
      ["train", data, "--split", "train", "-o", model] + ["--buckets", "10", "--strength", "1"])
    #expect(trained.status == 0, "\(trained.notes)")
    // Near copies across the splits: these sentences differ by a number only.
    let refused = try Command.run(["evaluate", data, "--split", "test", "--model", model])
    #expect(refused.status == 65 && refused.notes.contains("leak: "))
    let allowed = try Command.run([
      "evaluate", data, "--split", "test", "--model", model, "--allow-leak", "--format", "json",
    ])
    #expect(allowed.status == 0, "\(allowed.notes)")
    let report = try JSONReader.parse(allowed.output)
    #expect(report["n"]?.int == 12 && (report["accuracy"]?.number ?? 0) > 0.9)
    // The model's own rows are known although the file as a whole is not.
    let own = try Command.run(["evaluate", data, "--split", "train", "--model", model])
    #expect(own.status == 65 && own.notes.contains("trained on these very bytes"))
    let known = try Command.run(["compare", model, model, data, "--split", "train"])
    #expect(known.status == 65 && known.notes.contains("trained on these very bytes"))
    let same = try Command.run([
      "evaluate", data, "--split", "test", "--model", model, "--allow-leak", "--coverage", "0.8",
      "--calibration", data,
    ])
    #expect(same.status == 65 && same.notes.contains("12 texts of --calibration are evaluated"))
    let none = try Command.run(["evaluate", data, "--split", "dev", "--model", model])
    #expect(none.status == 64 && none.notes.contains("there are: test, train"))
  }

  @Test("corpus: check and split of a folder")
  func corpus() throws {
    let folder = try Command.folder()
    var rows = ""
    for row in 0..<30 {
      rows +=
        "{\"id\": \"n\(row)\", \"text\": \"Dépêche \(row), le \(row * 7) mars : rien de neuf ici"
        + " \(row * 31).\", \"label\": \"neutral\", \"target\": \"meta\", \"group\": \"d\(row)\"}\n"
    }
    _ = folder.add("news.jsonl", rows)
    let path = folder.path
    let first = try Command.run(["corpus", "split", path, "--unseen", "0", "--seed", "3"])
    #expect(first.status == 0, "\(first.notes)")
    #expect(first.lines.first == "file\tsplit" && first.lines.count == 31)
    #expect(
      try Command.run(["corpus", "split", path, "--unseen", "0", "--seed", "3"]).output
        == first.output)
    // More unseen targets than there are targets.
    #expect(try Command.run(["corpus", "split", path]).status == 3)

    let check = try Command.run(["corpus", "check", path, "--format", "json"])
    let report = try JSONReader.parse(check.output)
    #expect(report["counts"]?["records"]?.int == 30)
    #expect(report["passed"]?.bool == (check.status == 0))
    let gate = try Command.run(["corpus", "check", path, "--min", "articles=1"])
    #expect(gate.status == 3 && gate.text.contains("FAILED  articles"))
    #expect(try Command.run(["corpus", "check", path, "--min", "pages=1"]).status == 64)
    let missing = try Command.run(["corpus", "check", path, "--against", "/nowhere"])
    #expect(missing.notes.contains("/nowhere: not there"))
    #expect(try Command.run(["corpus", "check", path + "/none"]).status == 66)
  }
}
