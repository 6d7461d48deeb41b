import StanceModel
import StanceTestSupport
import Testing

/// Texts that a model was trained on are no test of it.
@Suite(
  "Texts known from training", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct KnownTextTests {
  private static func rows() throws -> [Substring] {
    let bytes = try #require(PackageFiles.read(Command.golden + "/train.jsonl"))
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  @Test("evaluate and compare count them, in whatever file they stand")
  func evaluate() throws {
    let model = try #require(Command.model)
    let folder = try Command.folder()
    let rows = try Self.rows()
    let other = "{\"id\": \"n\", \"text\": \"Un texte nouveau.\", \"label\": \"neutral\"}"
    let path = folder.add(
      "r.jsonl", (rows.reversed() + [other[...]]).map { $0 + "\n" }.joined())
    let run = try Command.run([
      "evaluate", path, "--model", model, "--format", "json", "--allow-leak",
    ])
    #expect(run.status == 0)
    #expect(
      run.notes.contains("\(rows.count) of these \(rows.count + 1) texts are in the training"))
    #expect(try JSONReader.parse(run.output)["model"]?["known_texts"]?.int == rows.count)
    let html = try Command.run([
      "evaluate", path, "--model", model, "--format", "html", "--allow-leak",
    ])
    #expect(html.text.contains("known_texts"))
    let compared = try Command.run(["compare", model, "short", path])
    #expect(compared.notes.contains("texts are in the training data of \(model)"))
    let new = folder.add("n.jsonl", other + "\n")
    let fresh = try Command.run(["evaluate", new, "--model", model, "--format", "json"])
    #expect(try JSONReader.parse(fresh.output)["model"]?["known_texts"]?.int == 0)
    #expect(!fresh.notes.contains("training"))
  }

  /// New names, another order, and blanks around and in the texts make no other test.
  @Test("evaluate and compare refuse data of which nine texts in ten are known")
  func refusal() throws {
    let model = try #require(Command.model)
    let folder = try Command.folder()
    let texts = try Self.rows().prefix(18).map { row in
      let value = try JSONReader.parse(Array(row.utf8))
      return try #require(value["text"]?.string)
    }
    func data(_ known: [String], new: Int) -> String {
      let all = known + (0..<new).map { "Un texte nouveau, le numéro \($0)." }
      var writer = JSONWriter()
      for text in all {
        writer.value(.members(["text": .string(text), "label": .string("neutral")]))
        writer.raw("\n")
      }
      return folder.add("d.jsonl", writer.bytes)
    }
    let spaced = texts.map { "  " + $0.split(separator: " ").joined(separator: "\u{20}\n ") + " " }
    for (known, new, isRefused) in [
      (texts, 2, true), (texts, 3, false), (spaced, 0, true), ([], 3, false),
    ] {
      let path = data(known, new: new)
      for command in [["evaluate", "--model", model], ["compare", model, "short"]] {
        let run = try Command.run(command + [path])
        if isRefused || command[0] == "evaluate" {
          #expect(run.status == (isRefused ? 65 : 0), "\(run.notes)")
        }
        #expect(run.notes.contains("refused: the numbers would be too good") == isRefused)
        #expect(
          run.notes.contains("\(known.count) of these \(known.count + new) texts are in")
            == !known.isEmpty)
        let allowed = try Command.run(command + [path, "--allow-leak"])
        #expect(!allowed.notes.contains("refused: the numbers would be too good"))
      }
    }
  }

  @Test("train leaves them out of --validation, and measures nothing when nothing else is there")
  func validation() throws {
    let folder = try Command.folder()
    let rows = try Self.rows()
    let half = folder.add("h.jsonl", rows.prefix(24).map { $0 + "\n" }.joined())
    let options = ["-o", folder.path + "/m", "--buckets", "10", "--strength", "1"]
    let part = try Command.run(["train", half, "--validation", "train.jsonl"] + options)
    #expect(part.status == 0)
    #expect(part.notes.contains("--validation: 24 of \(rows.count) texts are trained on: left out"))
    #expect(part.notes.contains("/\(rows.count - 24))"))
    let same = try Command.run(["train", half, "--validation", half] + options)
    #expect(same.status == 0)
    #expect(same.notes.contains("--validation: all 24 texts are trained on: not measured"))
    #expect(!same.notes.contains("accuracy"))
  }

  @Test("A base that knows them is told")
  func base() throws {
    let model = try #require(Command.model)
    let folder = try Command.folder()
    let path = folder.add("r.jsonl", try Self.rows().reversed().map { $0 + "\n" }.joined())
    let run = try Command.run([
      "crossvalidate", path, "--base", model, "--buckets", "10", "--strength", "1",
    ])
    #expect(run.notes.contains("texts are in the training data of --base \(model)"))
  }
}
