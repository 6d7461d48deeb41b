import StanceKit
import StanceModel
import StanceTestSupport
import Testing

/// What `train` and `evaluate` make of labels and rows that are not as they should be.
@Suite("Labelled data", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct LabelledDataTests {
  private static func row(_ text: String, _ label: String) -> String {
    "{\"text\": \"\(text)\", \"label\": \"\(label)\"}\n"
  }

  /// Rows that can be learned.
  private static let rows = (0..<24).map { number in
    row(
      "Numéro \(number), c’est \(["un succès brillant", "un échec ridicule"][number % 2]).",
      ["favor", "against"][number % 2])
  }

  private func evaluate(_ arguments: [String]) throws -> ProgramRun {
    try Command.run(["evaluate", "--model", try #require(Command.model)] + arguments)
  }

  @Test("Labels that the model lacks: named, counted in every format, 1; a gate wins")
  func unknownLabels() throws {
    let folder = try Command.folder()
    let data = folder.add(
      "a.jsonl",
      Self.rows[0] + Self.row("Un échec.", "agianst") + Self.row("Une panne.", "Against")
        + Self.row("Un gâchis.", "contre") + Self.row("Un fiasco.", "agianst")
        + "{\"text\": \"Sans.\", \"label\": null}\n")
    let run = try evaluate([data, "--format", "json"])
    #expect(run.status == 1)
    #expect(
      run.notes.contains(
        "a.jsonl:2: expected a label of the model (favor, neutral, against), found “agianst”: left"
          + " out (also at \(data):5); did you mean against?"))
    #expect(run.notes.contains("a.jsonl:3: expected") && run.notes.contains("found “Against”"))
    #expect(run.notes.split(separator: "\n").count { $0.contains("did you mean against?") } == 2)
    let value = try JSONReader.parse(run.output)
    #expect(value["n"]?.int == 1)
    let counts = try #require(value["unknown_labels"])
    #expect(counts.keys == ["agianst", "Against", "contre"])
    #expect(counts.keys.map { counts[$0]?.int } == [2, 1, 1])
    let warning = value["warnings"]?.array?.first { $0["code"]?.string == "unknown_labels" }
    #expect(warning?["count"]?.int == 4)
    for format in ["text", "markdown", "html"] {
      let run = try evaluate([data, "--format", format])
      #expect(run.status == 1 && run.text.contains("4 units are left out"), "\(format)")
    }
    #expect(try evaluate([data, "--min", "accuracy=0"]).status == 1)
    #expect(try evaluate([data, "--min", "log_loss=0"]).status == 3)
    let good = folder.add("good.jsonl", Self.rows[0])
    #expect(try evaluate([good]).status == 0)
  }

  @Test("Texts labelled twice differently and ids met twice are told, as train tells them")
  func repetitions() throws {
    let folder = try Command.folder()
    let data = folder.add(
      "a.jsonl",
      Self.row("Un succès.", "favor") + Self.row("Un succès.", "against")
        + "{\"id\": \"x\", \"text\": \"Une panne.\", \"label\": \"against\"}\n"
        + "{\"id\": \"x\", \"text\": \"Un gain.\", \"label\": \"favor\"}\n")
    let run = try evaluate([data])
    #expect(run.status == 0)
    #expect(run.notes.contains("a.jsonl:2: the same text is labelled favor at \(data):1"))
    #expect(run.notes.contains("a.jsonl:4: the id x stands at \(data):3 too"))
  }

  @Test("Wrong lines are named, the others used: 1; nothing left: 65")
  func wrongLines() throws {
    let folder = try Command.folder()
    let lines = Self.rows + ["not json\n", "{\"id\": 3}\n", "[1]\n", "{]\n"] + Self.rows
    let data = folder.add("a.jsonl", lines.joined())
    let run = try evaluate([data, "--format", "json"])
    #expect(run.status == 1)
    #expect(try JSONReader.parse(run.output)["n"]?.int == 48)
    for place in ["a.jsonl:25:", "a.jsonl:26:", "a.jsonl:27:"] {
      #expect(run.notes.contains(place))
    }
    #expect(run.notes.contains("a.jsonl: and 1 more line that is no record"))
    let model = folder.path + "/m.safetensors"
    let quick = ["-o", model, "--buckets", "10", "--strength", "1"]
    let trained = try Command.run(["train", data] + quick)
    #expect(trained.status == 1, "\(trained.notes)")
    #expect(trained.notes.contains("m.safetensors was trained without 4 lines"))
    #expect(PackageFiles.read(model) != nil)
    let wrong = folder.add("b.jsonl", "?\n{]\n")
    #expect(try evaluate([wrong]).status == 65)
    #expect(try Command.run(["train", wrong] + quick).status == 65)
    // An experiment ends at them, and says of none that it is left out.
    let experiment = try Command.run(["crossvalidate", data] + quick.dropFirst(2))
    #expect(experiment.status == 65 && experiment.notes.contains("a.jsonl:25:"))
    #expect(!experiment.notes.contains("left out"))
  }

  @Test("Prose and rows without labels: the file, and how to give labels")
  func withoutLabels() throws {
    let folder = try Command.folder()
    let text = folder.add("a.txt", "Un titre\n\nAcme ouvre deux bureaux à Lyon ce matin.\n")
    let rows = folder.add("a.jsonl", "{\"text\": \"Un succès.\"}\n")
    for command in ["evaluate", "train"] {
      let run = try Command.run([command, text, rows] + (command == "train" ? ["-o", "m"] : []))
      #expect(run.status == 65)
      #expect(run.notes.contains("a.txt: expected sections whose titles carry labels"))
      #expect(run.notes.contains("{\"file\", \"line\", \"label\"}"))
      #expect(run.notes.contains("a.jsonl: expected rows with a `label`, found none in 1 row"))
    }
  }

  @Test("Labels by line: in the help, and named where the line is missing")
  func labelsByLine() throws {
    for command in ["evaluate", "train"] {
      let help = try Command.run([command, "--help"]).text
      #expect(help.contains("\"file\", \"line\" and \"label\""))
    }
    let folder = try Command.folder()
    _ = folder.add("a.txt", "Un titre\n\nAcme réussit un lancement remarquable ce matin.\n")
    let good = folder.add("l.jsonl", "{\"file\": \"a.txt\", \"line\": 3, \"label\": \"favor\"}\n")
    #expect(try evaluate([good]).status == 0)
    let bad = folder.add("b.jsonl", "{\"file\": \"a.txt\", \"label\": \"favor\"}\n")
    let run = try evaluate([bad])
    #expect(run.status == 65)
    #expect(run.notes.contains("`{\"file\", \"line\", \"label\"}`"))
  }

  @Test("--explain has no place in CSV, and that is said")
  func explainInCSV() throws {
    let run = try Command.score(["article.txt", "--format", "csv", "--explain"])
    #expect(run.status == 0 && run.notes.contains("--explain: csv has no column"))
    let other = try Command.score(["article.txt", "--format", "csv2", "--explain"])
    #expect(other.notes.contains("--explain: csv2 has no column"))
    #expect(try Command.score(["article.txt", "--format", "csv"]).notes.isEmpty)
  }

  @Test("Links that lead nowhere and pipes in a folder are named, the rest is trained on")
  func strays() throws {
    let folder = try Command.folder()
    let data = folder.addFolder("data")
    _ = folder.add("data/a.jsonl", Self.rows.joined())
    folder.addLink("data/b.txt", to: "no/such")
    folder.addPipe("data/c.jsonl")
    folder.addLink("data/d.pdf", to: "no/such")
    let fit = ["--buckets", "10", "--strength", "1"]
    let commands = [
      ["train", data, "-o", folder.path + "/m"],
      ["crossvalidate", data, "--folds", "2", "--no-baselines"],
    ]
    for command in commands {
      let run = try Command.run(command + fit)
      #expect([0, 1].contains(run.status))
      #expect(run.notes.contains("b.txt: leads nowhere; left out"))
      #expect(
        run.notes.contains("c.jsonl: is a pipe or a device, read only when it is named; left"))
      #expect(!run.notes.contains("d.pdf"))
    }
    #expect(FileSystem.kind(folder.path + "/m") == .file)
  }

  @Test("train names the place of a label with one row, and the label that was meant")
  func rareLabel() throws {
    let folder = try Command.folder()
    let data = folder.add(
      "a.jsonl", Self.rows.joined() + Self.row("Numéro 30, un échec.", "agianst"))
    let run = try Command.run(["train", data, "-o", folder.path + "/m"])
    #expect(run.status == 65)
    #expect(run.notes.contains("a.jsonl:25: label agianst") && run.notes.contains("mean against?"))
  }
}
