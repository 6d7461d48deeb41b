import StanceModel
import StanceTestSupport
import Testing

/// The commands for corpora and experiments, as a user runs them.
@Suite(.enabled(if: Command.isBuilt), .serialized) struct ResearchCommandTests {
  private static let quick = ["--buckets", "10", "--strength", "1"]

  private func json(_ arguments: [String]) throws -> JSONValue {
    let run = try Command.run(arguments + ["--format", "json"])
    #expect(run.status == 0, "\(arguments): \(run.notes)")
    return try JSONReader.parse(run.output)
  }

  @Test("crossvalidate: a report over all records, with the three baselines")
  func crossvalidate() throws {
    let report = try json(["crossvalidate", "train.jsonl", "--folds", "3"] + Self.quick)
    #expect(report["n"]?.int == 48 && (report["groups"]?.int ?? 0) > 3)
    #expect(report["model"]?["folds"]?.array?.count == 3)
    let names = report["baselines"]?.array?.compactMap { $0["name"]?.string }
    #expect(names == ["majority", "lexicon alone", "linear without lexicon"])
    let text = try Command.run(["crossvalidate", "train.jsonl", "--folds", "3"] + Self.quick)
    #expect(text.status == 0 && text.text.contains("macro-F1") && text.text.contains("trained on"))
    #expect(
      try Command.run(["crossvalidate", "train.jsonl", "--folds", "1"]).status == 64)
    // One target only: nothing is left to learn from.
    let target = try Command.run(["crossvalidate", "train.jsonl", "--by-target"] + Self.quick)
    #expect(target.status == 65 && target.notes.contains(" groups where at least"))
  }

  @Test("crossvalidate: an id that stands twice changes no number")
  func crossvalidateTwins() throws {
    let folder = try Command.folder()
    let rows = String(
      decoding: try #require(PackageFiles.read(Command.golden + "/train.jsonl")), as: UTF8.self)
    let path = folder.add("d.jsonl", rows.replacing(/"id": "[^"]*"/, with: #""id": "same""#))
    func baselines(_ data: String) throws -> [Double?] {
      let report = try json(["crossvalidate", data, "--folds", "3"] + Self.quick)
      return (report["baselines"]?.array ?? []).map { $0["accuracy"]?.number }
    }
    let found = try baselines(path)
    #expect(found.count == 3)
    #expect(try found == baselines("train.jsonl"))
  }

  @Test("crossvalidate trains by the options of train: weights, undivided authors")
  func crossvalidateAsTrained() throws {
    let folder = try Command.folder()
    var lines: [String] = []
    // Authors of 7, 3, 3, 2 and 1 groups: four folds of whole groups are even, of whole authors not.
    let authors = [21, 9, 9, 6, 3].enumerated().flatMap { Array(repeating: $0, count: $1) }
    for (row, author) in authors.enumerated() {
      let label = ["favor", "neutral", "against"][row % 3]
      let word = ["brillant", "un dossier", "désastreux"][row % 3]
      lines.append(
        "{\"text\": \"Meta, numéro \(row) : \(word).\", \"label\": \"\(label)\", \"group\": \"g\(row / 3)\","
          + " \"author\": \"a\(author)\","
          + " \"register\": \"\(row < 24 ? "press" : "plain")\"}")
    }
    let path = folder.add("data.jsonl", lines.joined(separator: "\n"))
    func report(_ options: [String]) throws -> JSONValue {
      try json(
        ["crossvalidate", path, "--folds", "4", "--no-baselines"] + options + Self.quick)
    }
    func sizes(_ report: JSONValue) -> [Int] {
      (report["model"]?["folds"]?.array ?? []).compactMap { $0["items"]?.int }.sorted()
    }
    let authorOptions = ["--folds-by", "author"]
    let options = authorOptions + ["--weight", "press=2"]
    let weighted = try report(options)
    #expect(weighted["n"]?.int == 48)
    #expect(weighted["model"]?["by"]?.string == "author")
    #expect(sizes(weighted) == [9, 9, 9, 21])
    #expect(sizes(try report([])) == [12, 12, 12, 12])
    // The same folds and rows: what differs is what the rows of a register weigh.
    let plain = try report(authorOptions)
    #expect(sizes(plain) == sizes(weighted))
    let losses = try [weighted, plain].map { try #require($0["log_loss"]?.number) }
    #expect(abs(losses[0] - losses[1]) > 0.01, "\(losses)")
    let curve = try json(
      ["curve", path, "--fraction", "1", "--repetitions", "1"] + options + Self.quick)
    #expect(curve["points"]?.array?.count == 1)
    let train = try Command.run(
      ["train", path, "-o", folder.path + "/m.safetensors"] + options + Self.quick)
    #expect(train.status == 0, "\(train.notes)")
  }

  @Test("curve and ablation: points and rows")
  func experiments() throws {
    let curve = try json(
      ["curve", "train.jsonl", "--fraction", "0.5", "--fraction", "1", "--repetitions", "2"]
        + Self.quick)
    let points = try #require(curve["points"]?.array)
    #expect(points.compactMap { $0["fraction"]?.number } == [0.5, 1])
    #expect(points.allSatisfy { $0["values"]?.array?.count == 2 })
    let ablation = try json(["ablation", "train.jsonl", "--folds", "3"] + Self.quick)
    let names = ablation["rows"]?.array?.compactMap { $0["features"]?.string }
    #expect(names?.first == "all families" && names?.contains("without lexicon") == true)
    #expect(names?.contains("words alone") == true)
    #expect(
      try Command.run(["curve", "train.jsonl", "--without", "colour"]).notes.contains("colour"))
  }

  @Test("compare: a model with itself, reports, predictions")
  func compare() throws {
    let model = try #require(Command.model)
    let same = try json(["compare", model, model, "article.txt"])
    #expect(same["verdict"]?["code"]?.string == "no_difference_shown" || same["verdict"] != nil)
    let folder = try Command.folder()
    let report = folder.add("report.json", "")
    let written = try Command.run([
      "evaluate", "article.txt", "--model", model, "--format", "json", "-o", report,
    ])
    #expect(written.status == 0)
    let both = try Command.run(["compare", report, model, "article.txt"])
    #expect(both.status == 0 && both.text.contains("the two differ on 0"))
    let bare = try Command.run(["compare", model, model])
    #expect(bare.status == 64 && bare.notes.contains("give the data too"))
    #expect(bare.notes.contains("stance compare default short"))
    // What is neither needs no data, but another file.
    let text = Array("Meta réussit un bon lancement.".utf8)
    for wrong in [text, Array("{\"schema\": 1}".utf8), [], [0, 0, 0, 0, 0, 0, 0, 0, 0]] {
      let other = folder.add("other", wrong)
      for words in [[other, report], [report, other], [other, model, "article.txt"]] {
        let run = try Command.run(["compare"] + words)
        #expect(run.status == 65 && run.notes.hasPrefix("stance: \(other): expected a model, "))
      }
    }
    let unlabelled = try Command.run([
      "compare", "default", "short", "records.jsonl", "--split", "x",
    ])
    #expect(unlabelled.status == 64)
    let plain = folder.add("plain.jsonl", "{\"text\": \"Sans étiquette.\"}\n")
    let nothing = try Command.run(["compare", "default", "short", plain])
    #expect(nothing.status == 65 && nothing.output.isEmpty)
    #expect(nothing.notes.contains("plain.jsonl has a label"))
    let named = try Command.run(["compare", "default", "short", "article.txt"])
    #expect(named.status == 0 && named.text.contains("short"))
    let beside = try Command.run([
      "evaluate", "article.txt", "--model", "short", "--baseline", "default",
    ])
    #expect(beside.status == 0 && beside.text.contains("default"))
    let labels = folder.add(
      "labels.jsonl", "{\"file\": \"article.txt\", \"line\": 1000, \"label\": \"favor\"}\n")
    #expect(try Command.run(["compare", report, labels, "article.txt"]).status == 65)
  }

  @Test("agreement: files and fields")
  func agreement() throws {
    let folder = try Command.folder()
    let a = folder.add(
      "a.jsonl",
      "{\"id\": 1, \"label\": \"favor\", \"other\": \"favor\"}\n"
        + "{\"id\": 2, \"label\": \"against\", \"other\": \"neutral\"}\n")
    let b = folder.add(
      "b.jsonl", "{\"id\": 1, \"label\": \"favor\"}\n{\"id\": 2, \"label\": \"favor\"}\n")
    let files = try json(["agreement", a, b])
    #expect(files["n"]?.int == 2 && files["percent"]?.number == 0.5)
    let fields = try json(["agreement", a, "--field", "label", "--field", "other"])
    #expect(fields["percent"]?.number == 0.5)
    #expect(fields["disagreements"]?.array?.count == 1)
    let two = folder.add(
      "two.jsonl",
      """
      {"id": 1, "kind": "body", "annotator_a": "favor", "annotator_b": "against"}
      {"id": 2, "kind": "heading", "annotator_a": "neutral", "annotator_b": "neutral"}

      """)
    let people = try Command.run(["agreement", two, "--format", "json"])
    #expect(people.status == 0 && people.notes.contains("1 record of another kind than body"))
    #expect(try json(["agreement", two, "--only", "kind=body"])["percent"]?.number == 0)
    #expect(try Command.run(["agreement", a]).status == 64)
    #expect(try Command.run(["agreement", a, "--field", "nothing"]).status == 65)
    #expect(try Command.run(["agreement", a, "none.jsonl"]).status == 66)
  }

  @Test("Predictions are read as records are: other endings, a mark, gzip, Windows-1252")
  func predictionFiles() throws {
    let folder = try Command.folder()
    let rows = (0..<48).map { "{\"id\": \"r\($0)\", \"predicted\": \"neutral\"}\n" }.joined()
    let data = "train.jsonl"
    let expected = try json([
      "evaluate", data, "--allow-leak", "--baseline", folder.add("p.jsonl", rows),
    ])
    let latin =
      Array(rows.utf8) + Array("{\"id\": \"r48\", \"predicted\": \"caf".utf8) + [0xE9, 0x22, 0x7D]
    for path in [
      folder.add("p.ndjson", rows), folder.add("mark.jsonl", "\u{FEFF}" + rows),
      folder.add("latin.JSONL", latin),
    ] {
      let found = try json(["evaluate", data, "--allow-leak", "--baseline", path])
      #expect(
        found["baselines"]?.array?.last?["accuracy"]
          == expected["baselines"]?.array?.last?["accuracy"])
      let compared = try Command.run(["compare", "default", path, data, "--allow-leak"])
      #expect(compared.status == 0, "\(compared.notes)")
    }
  }

  @Test("evaluate: a report is no baseline where an id stands for two texts")
  func ambiguousReport() throws {
    let folder = try Command.folder()
    let row =
      "{\"id\": \"1\", \"label\": \"favor\", \"text\": \"Meta a réussi un lancement remarquable.\"}\n"
    let data = [
      folder.add("a.jsonl", row), folder.add("b.jsonl", row.replacing("favor", with: "against")),
    ]
    let report = try Command.run(["evaluate"] + data + ["--format", "json"])
    let path = folder.add("report.json", report.output)
    let run = try Command.run(["evaluate"] + data + ["--baseline", path])
    #expect(run.status == 65 && run.notes.contains("the id 1 occurs twice"), "\(run.notes)")
  }

  @Test("compare and evaluate: one number for a bundled model")
  func oneNumberForAModel() throws {
    for model in ["default", "short", "proposals"] {
      let report = try json(["evaluate", "train.jsonl", "--allow-leak", "--model", model])
      let path = try #require(report["accuracy"]?.number)
      let compared = try Command.run([
        "compare", model, "default", "train.jsonl", "--allow-leak", "--format", "json",
      ])
      let tree = try JSONReader.parse(compared.output)
      let first = tree["first"]?["accuracy"]?.number
      #expect(first == path, "\(model)")
    }
  }

  @Test("evaluate: baselines of others, coverage, forms of the report")
  func evaluate() throws {
    let model = try #require(Command.model)
    let folder = try Command.folder()
    let predictions = folder.add(
      "other.jsonl",
      (0..<48).map { "{\"id\": \"r\($0)\", \"predicted\": \"neutral\"}\n" }.joined())
    let report = try json([
      "evaluate", "train.jsonl", "--model", model, "--allow-leak", "--baseline", predictions,
      "--coverage", "0.8",
    ])
    let names = report["baselines"]?.array?.compactMap { $0["name"]?.string }
    #expect(names == ["majority", "lexicon alone", "linear without lexicon", predictions])
    #expect(report["conformal"]?["wanted_coverage"]?.number == 0.8)
    #expect(report["conformal"]?["calibration_rows"]?.int == 24)
    let few = try Command.run([
      "evaluate", "article.txt", "--model", model, "--coverage", "0.9",
    ])
    #expect(few.status == 65 && few.notes.contains("expected two groups of texts"))
    let page = try Command.run(["evaluate", "article.txt", "--model", model, "--format", "html"])
    #expect(page.status == 0 && page.text.hasPrefix("<!DOCTYPE html>"))
    let markdown = try Command.run([
      "evaluate", "article.txt", "--model", model, "--format", "markdown", "--no-text",
    ])
    #expect(markdown.status == 0 && markdown.text.hasPrefix("# "))
    let curve = folder.add(
      "curve.json",
      #"{"metric": "macro_f1", "points": [{"groups": 9, "mean": 0.5, "values": [0.5]}]}"#)
    let drawn = try Command.run([
      "evaluate", "article.txt", "--model", model, "--format", "html", "--experiment", curve,
    ])
    #expect(drawn.status == 0 && drawn.text.contains("Learning curve"))
    let wrong = try Command.run([
      "evaluate", "article.txt", "--model", model, "--experiment", predictions,
    ])
    #expect(wrong.status == 65 && wrong.notes.contains("other.jsonl: no JSON"))
    let unknown = try Command.run([
      "evaluate", "article.txt", "--model", model, "--baseline", "vader",
    ])
    #expect(unknown.status == 66 && unknown.notes.contains("no baseline of that name"))
  }
}
