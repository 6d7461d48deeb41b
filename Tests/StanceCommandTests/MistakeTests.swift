import StanceModel
import StanceTestSupport
import Testing

/// What people type and send by mistake, or on purpose.
@Suite("Mistakes", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct MistakeTests {
  @Test(
    "An output that is an input is refused, and nothing of it is lost", arguments: [false, true])
  func outputIsInput(isLink: Bool) throws {
    let folder = try Command.folder()
    let text = "{\"text\": \"Un succès.\", \"label\": \"favor\"}\n"
    let data = folder.add("data.jsonl", text)
    let output =
      isLink
      ? folder.path + "/../" + (folder.path.split(separator: "/").last ?? "") + "/data.jsonl" : data
    for command in [
      ["score", data], ["score", folder.path], ["explain", data], ["extract", data],
      ["evaluate", data],
      ["train", data], ["train", "train.jsonl", "--validation", data],
    ] {
      let run = try Command.run(command + ["-o", output])
      #expect(run.status == 64, "\(command)")
      #expect(run.notes.contains("take the place of the input"))
      #expect(PackageFiles.read(data) == Array(text.utf8))
    }
  }

  @Test("An array of records is told from lines of them", arguments: ["a.json", "a.jsonl", "-"])
  func array(_ name: String) throws {
    let folder = try Command.folder()
    let text = Array("\u{FEFF}[\n  {\n    \"text\": \"Un succès.\"\n  }\n]\n".utf8)
    let path = name == "-" ? name : folder.add(name, text)
    let run = try Command.score([path, "--format", "jsonl"], input: text)
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.notes.contains("jq -c '.[]'"))
    let prose = Array("[Note de la rédaction] Meta « {réussit} ».\n".utf8)
    #expect(try Command.score(["--format", "jsonl"], input: prose).status == 0)
  }

  @Test("A table is read as prose, and that is said")
  func table() throws {
    let folder = try Command.folder()
    let run = try Command.score([
      folder.add("a.csv", "id,text\n1,Un succès.\n"), "--format", "jsonl",
    ])
    #expect(run.status == 0 && run.notes.contains("a.csv: read as prose"))
  }

  @Test("A target of no name: 64, in words", arguments: ["", " ", ",", " , "])
  func blankTarget(_ target: String) throws {
    let run = try Command.score(["article.txt", "--target", target])
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.notes.contains("expected at least one name, found none"))
  }

  @Test("Names and labels cannot steer the terminal that an error is shown on")
  func controls() throws {
    let folder = try Command.folder()
    let missing = try Command.score(["\u{1B}[31m\nrouge.txt"])
    #expect(missing.status == 66)
    #expect(missing.notes.contains("rouge.txt") && !missing.notes.contains("\u{1B}"))
    #expect(missing.notes.split(separator: "\n").count == 1)
    let rows = (0..<40).map { row in
      let label = row % 2 == 0 ? "\\u001b[31m" : "long" + String(repeating: "g", count: 500)
      return "{\"text\": \"texte numéro \(row)\", \"label\": \"\(label)\"}"
    }
    let data = folder.add("data.jsonl", rows.joined(separator: "\n"))
    let trained = try Command.run([
      "train", data, "-o", folder.path + "/m", "--buckets", "10", "--strength", "1",
    ])
    #expect(trained.status == 0)
    #expect(!trained.notes.contains("\u{1B}[31m") && trained.notes.utf8.count < 1000)
  }

  @Test("Labels without texts are not said to be missing")
  func emptyTexts() throws {
    let folder = try Command.folder()
    let rows = ["favor", "against"].map { "{\"text\": \" \", \"label\": \"\($0)\"}\n" }
    let run = try Command.run([
      "train", folder.add("a.jsonl", rows.joined()), "-o", folder.path + "/m",
    ])
    #expect(run.status == 65 && run.notes.contains("has an empty text"))
    let many = (0..<60).map { row in
      let text = row % 3 == 2 ? "" : "texte \(row) \(row % 3 == 0 ? "brillant" : "nul")"
      return "{\"text\": \"\(text)\", \"label\": \"\(row % 3 == 0 ? "favor" : "against")\"}\n"
    }
    let path = folder.add("b.jsonl", many.joined())
    let trained = try Command.run([
      "train", path, "-o", folder.path + "/m", "--buckets", "10", "--strength", "1",
    ])
    #expect(trained.status == 0)
    #expect(trained.notes.split(separator: "\n").count { $0.contains("is empty") } == 5)
    #expect(trained.notes.contains("b.jsonl: and 15 more of this kind"))
    let evaluated = try Command.run(["evaluate", path])
    #expect(
      evaluated.notes.contains("b.jsonl:3: the text is empty: its label is a guess (and 19 more"))
  }
}
