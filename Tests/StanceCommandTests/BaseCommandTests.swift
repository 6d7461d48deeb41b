import StanceModel
import StanceTestSupport
import Testing

@Suite("Training from a base", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct BaseCommandTests {
  /// Quick: one fit a fold.
  private static let fixed =
    ["--strength", "1"]
    + ["window", "joined", "opening", "target", "context"].flatMap { ["--without", $0] }

  /// Answers to questions, or comments on names: the same words for both.
  private func data(_ target: (Int) -> String, language: Int = 0, count: Int = 24) -> [UInt8] {
    let texts = [
      ("oui", ["Une mesure juste, attendue depuis longtemps.", "A just measure, long awaited."]),
      (
        "non",
        ["Trop cher et inutile, la loi suffit.", "Too costly and useless, the law is enough."]
      ),
    ]
    let lines = (0..<count).map { row in
      let (label, both) = texts[row % 2]
      return
        #"{"text": "\#(both[language]) \#(row)", "label": "\#(label)", "target": "\#(target(row))"}"#
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func base(_ path: String, _ options: [String] = []) throws -> (String?, ProgramRun) {
    let folder = try Command.folder()
    let model = folder.path + "/model.safetensors"
    let run = try Command.run(
      ["train", path, "-o", model] + Self.fixed
        + (options.contains("--buckets") ? [] : ["--buckets", "18"]) + options)
    guard run.status == 0, let file = PackageFiles.read(model) else { return (nil, run) }
    let facts = try ModelFile.decode(file).provenance.facts
    return (facts.first { $0.name == "base" }?.value, run)
  }

  @Test("A model of records without a target scores towards none, one of targets as it is asked to")
  func ownTarget() throws {
    let folder = try Command.folder()
    let texts = folder.add("t.jsonl", #"{"text": "Une mesure juste."}"#)
    func target(_ rows: [UInt8], _ options: [String] = []) throws -> String? {
      let model = folder.path + "/m.safetensors"
      let run = try Command.run(
        ["train", folder.add("d.jsonl", rows), "-o", model] + Self.fixed + options)
      #expect(run.status == 0, "\(run.notes)")
      let scored = try Command.score([texts, "--model", model, "--format", "jsonl"])
      return try Command.objects(scored).first?["target"]?.string
    }
    let rows = data { "Mairie \($0 % 6)" }
    let bare = String(decoding: rows, as: UTF8.self).split(separator: "\n").map {
      $0.replacing(/, "target": "[^"]*"/, with: "")
    }.joined(separator: "\n")
    #expect(try target(Array(bare.utf8)) == "none")
    #expect(try target(Array(bare.utf8), ["--target", "renault"]) == "meta")
    #expect(try target(rows) == "meta")
  }

  @Test("Answers to questions start from proposals; names, English and --base none from nothing")
  func chosen() throws {
    let folder = try Command.folder()
    let questions = folder.add("q.jsonl", data { "Faut-il fermer la rue \($0 % 6) aux voitures ?" })
    let names = folder.add("n.jsonl", data { "Mairie \($0 % 6)" })
    let english = folder.add(
      "e.jsonl", data({ "Should street \($0 % 6) be closed to cars?" }, language: 1))
    let (own, run) = try base(questions)
    #expect(own == "proposals" && run.notes.contains("base         proposals"))
    let crossed = try Command.run(
      ["crossvalidate", questions, "--folds", "2", "--no-baselines"] + Self.fixed)
    #expect(crossed.status == 0 && crossed.notes.contains("every model starts from proposals"))
    let many = folder.add("m.jsonl", data({ "Faut-il fermer la rue \($0 % 6) ?" }, count: 500))
    for (path, options) in [
      (many, []), (names, []), (english, []), (questions, ["--base", "none"]),
      (questions, ["--without", "characters"]), (questions, ["--buckets", "12"]),
    ] {
      let (name, run) = try base(path, options)
      #expect(name == nil && run.status == 0, "\(path) \(options): \(run.notes)")
    }
    #expect(try base(names, ["--base", "short"]).0 == "short")
  }

  @Test("A base that is none, or reads what is left out: 66 or 64, with the name")
  func refused() throws {
    let folder = try Command.folder()
    let path = folder.add("n.jsonl", data { "Mairie \($0 % 6)" })
    for (options, status, word) in [
      (["--base", "brief"], 66, "brief"), (["--base", path], 65, path),
      (["--base", "short", "--without", "words"], 64, "words"),
      (["--base", "short", "--buckets", "12"], 64, "--buckets 18"),
    ] {
      let (_, run) = try base(path, options)
      #expect(run.status == Int32(status), "\(options): \(run.notes)")
      #expect(run.notes.contains(word))
    }
  }

  @Test("Data that the base has learnt from: said when it was asked for, no base when it was not")
  func known() throws {
    let path = PackageFiles.root + "/Evaluation/proposals/c1.jsonl"
    let (none, silent) = try base(path)
    #expect(none == nil && silent.status == 0 && !silent.notes.contains("learnt"))
    let (name, run) = try base(path, ["--base", "proposals"])
    #expect(name == "proposals" && run.notes.contains("has learnt from it"))
  }
}
