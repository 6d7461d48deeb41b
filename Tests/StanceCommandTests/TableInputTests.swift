import StanceModel
import StanceTestSupport
import Testing

/// Tables as spreadsheets and data frames write them.
@Suite("Tables as inputs", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct TableInputTests {
  /// Rows in which everything occurs that a cell may hold.
  private static let texts = (0..<36).map { number in
    let opinion = ["Un succès remarquable", "La réunion a lieu lundi", "Un échec ridicule"]
    let tail = [", « oui » ; \"non\"", "\nEt encore \(number)", "\tbien", "\r\nPoint", ""]
    return opinion[number % 3] + tail[number % 5] + "."
  }
  private static let labels = ["favor", "neutral", "against"]

  /// The same records as JSONL and as a table.
  private func write(
    _ delimiter: String, _ lineEnd: String, name: String, in folder: borrowing TemporaryFolder
  ) -> (lines: String, table: String) {
    var lines = ""
    var table = ["id", "label", "text", "target"].joined(separator: delimiter) + lineEnd
    for (number, text) in Self.texts.enumerated() {
      let label = Self.labels[number % 3]
      let target = number % 4 == 0 ? "Crédit Agricole" : ""
      var writer = JSONWriter()
      writer.value(
        .members([
          "id": .string("r\(number)"), "label": .string(label), "text": .string(text),
          "target": target.isEmpty ? .null : .string(target),
        ]))
      lines += String(decoding: writer.bytes, as: UTF8.self) + "\n"
      let cell =
        "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
      table += ["r\(number)", label, cell, target].joined(separator: delimiter) + lineEnd
    }
    return (folder.add("a.jsonl", lines), folder.add(name, table))
  }

  /// Output without what names files and lines.
  private func plain(_ run: ProgramRun) throws -> [JSONValue] {
    try Command.objects(run).map { unit in
      .object((unit.object ?? []).filter { !["file", "line"].contains($0.key) })
    }
  }

  @Test(
    "A table scores as its rows in JSONL",
    arguments: [(",", "\n", "a.csv"), (";", "\r\n", "a.CSV"), ("\t", "\r", "a.tsv")])
  func score(_ delimiter: String, _ lineEnd: String, _ name: String) throws {
    let folder = try Command.folder()
    let (lines, table) = write(delimiter, lineEnd, name: name, in: folder)
    for options in [[], ["--explain=2", "--threads", "3"], ["--unit", "sentence"]] {
      let first = try Command.score([lines, "--format", "jsonl"] + options)
      let second = try Command.score([table, "--format", "jsonl"] + options)
      #expect(first.status == 0 && second.status == 0)
      #expect(try plain(first) == plain(second))
    }
    let piped = try Command.score(
      ["--format", "jsonl"], input: PackageFiles.read(table) ?? [])
    #expect(try plain(piped).count == Self.texts.count)
    let shown = try Command.run(["extract", table, "--format", "jsonl"])
    #expect(try Command.objects(shown).map { $0["text"]?.string } == Self.texts)
  }

  @Test("A table trains and evaluates as its rows in JSONL")
  func train() throws {
    let folder = try Command.folder()
    let (lines, table) = write(";", "\r\n", name: "a.csv", in: folder)
    var scores: [[UInt8]] = []
    var reports: [JSONValue] = []
    for data in [lines, table] {
      let model = folder.path + "/m.safetensors"
      let quick = ["--buckets", "10", "--strength", "1"]
      #expect(try Command.run(["train", data, "-o", model] + quick).status == 0)
      let articles = try Command.run([
        "score", "article.txt", "--model", model, "--format", "jsonl",
      ])
      scores.append(articles.output)
      let run = try Command.run([
        "evaluate", data, "--model", model, "--format", "json", "--allow-leak",
      ])
      reports.append(
        .object(
          (try JSONReader.parse(run.output).object ?? []).filter {
            !["model", "data", "items"].contains($0.key)
          }))
    }
    #expect(!scores[0].isEmpty && scores[0] == scores[1])
    #expect(reports[0] == reports[1])
    let experiment = try Command.run([
      "crossvalidate", table, "--buckets", "10", "--strength", "1", "--folds", "2",
    ])
    #expect(experiment.status == 0, "\(experiment.notes)")
  }

  @Test("csv2 is csv with semicolons and decimal commas, and what is written can be read")
  func written() throws {
    let folder = try Command.folder()
    var shown: [[UInt8]] = []
    var read: [[JSONValue]] = []
    for format in ["csv", "csv2"] {
      let run = try Command.score(["article.txt", "--format", format])
      #expect(run.status == 0)
      shown.append(run.output)
      let table = folder.add("\(format).csv", run.output)
      let units = try Command.objects(Command.run(["extract", table, "--format", "jsonl"]))
      read.append(units.map { .array([$0["text"] ?? .null, $0["gold"] ?? .null]) })
      for command in [["extract", "article.txt"], ["lexicon", "show", "--language", "en"]] {
        let run = try Command.run(command + ["--format", format])
        #expect(
          run.status == 0 && run.output.starts(with: [0xEF, 0xBB, 0xBF]) == (format == "csv2"))
      }
    }
    #expect(!read[0].isEmpty && read[0] == read[1])
    // No cell of the article's rows but the numbers has a point or a comma that moves.
    let points = shown.map { bytes in bytes.count { $0 == UInt8(ascii: ".") } }
    let numbers =
      4
      * (try Command.objects(
        Command.score(["article.txt", "--format", "jsonl"])
      ).count { $0["score"]?.number != nil })
    #expect(points[0] - points[1] == numbers)
  }

  @Test("Rows without a text are not among those that were trained on")
  func empty() throws {
    let folder = try Command.folder()
    let opinions = ["Un succès", "Un échec", "Bravo", "Un fiasco", "Parfait", "Nul", "", "  "]
    let table = folder.add(
      "e.csv",
      "text,label\n"
        + opinions.enumerated().map { "\"\($1)\",\($0 % 2 == 0 ? "favor" : "against")\n" }.joined())
    let run = try Command.run([
      "train", table, "-o", folder.path + "/m", "--buckets", "10", "--strength", "1",
    ])
    #expect(run.status == 0)
    #expect(run.notes.contains("trained on   6 examples in 6 groups: 3 favor, 3 against"))
  }

  @Test("Wrong rows are told and left out; a header without `text` is refused")
  func mistakes() throws {
    let folder = try Command.folder()
    let ragged = folder.add("b.csv", "text,label\nUn succès.,favor\nUn, deux, trois,favor\n")
    let run = try Command.score([ragged, "--format", "jsonl"])
    #expect(run.status == 1 && run.lines.count == 1)
    #expect(run.notes.contains("b.csv:3: expected 2 cells, as the header has, found 4"))
    #expect(try Command.run(["evaluate", ragged, "--model", "short"]).status == 1)
    let nameless = folder.add("c.csv", "Texte;Avis\nUn succès.;favor\n")
    for command in [
      ["score", nameless], ["evaluate", nameless], ["train", nameless, "-o", folder.path + "/m"],
    ] {
      let run = try Command.run(command)
      #expect(run.status == 65)
      #expect(
        run.notes.contains(
          "c.csv: expected a header with a column `text`, found the columns `Texte`, `Avis`"))
    }
    let bare = folder.add("d.csv", "text\nUn succès.\n")
    #expect(
      try Command.run(["evaluate", bare]).notes.contains("d.csv: expected rows with a `label`"))
  }
}
