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
    if name != "-" {
      let evaluated = try Command.run(["evaluate", path])
      #expect(evaluated.status == 65 && evaluated.notes.contains("jq -c '.[]'"))
    }
    let prose = Array("[Note de la rédaction] Meta « {réussit} ».\n".utf8)
    #expect(try Command.score(["--format", "jsonl"], input: prose).status == 0)
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
      evaluated.notes.contains("b.jsonl:3: the text is empty: left out (and 19 more like it)"))
    #expect(evaluated.text.contains("40 texts") && !evaluated.text.contains("60 texts"))
  }
}

/// Input that is read, though perhaps not as it was meant: a note says so.
@Suite("Notes on inputs", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct InputNoteTests {
  private func score(_ text: String, _ options: [String] = []) throws -> ProgramRun {
    try Command.score(["-", "--format", "jsonl"] + options, input: Array(text.utf8))
  }

  @Test("A page of HTML is named once, whatever its name", arguments: ["a.txt", "a.html"])
  func html(_ name: String) throws {
    let folder = try Command.folder()
    let page = "<!DOCTYPE html>\n<html>\n<p>Meta a réussi.</p>\n<p>Meta a échoué.</p>\n</html>\n"
    let run = try Command.score([folder.add(name, page), "--format", "jsonl"])
    #expect(run.status == 0)
    #expect(
      run.notes.split(separator: "\n").count { $0.contains("\(name): looks like a page") } == 1)
    #expect(try !score("Meta dit que <b> suffit.\n").notes.contains("HTML"))
  }

  @Test("A folder's other files are counted, and .TXT is read")
  func folder() throws {
    let folder = try Command.folder()
    _ = folder.add("B.TXT", "Meta a réussi.\n")
    _ = folder.add("c.pdf", "x")
    for command in ["score", "extract", "evaluate"] {
      let run = try Command.run([command, folder.path])
      #expect(run.notes.contains("\(folder.path): left out 1 file of another kind (1 .pdf)"))
      #expect(!run.notes.contains("holds no"))
    }
  }

  @Test("An id of any kind keeps its record, two texts too; a text that is none does not")
  func records() throws {
    let run = try score(
      """
      {"id": true, "text": "Un succès."}
      {"id": {"a": 1}, "text": "Un succès."}
      {"id": "c", "text": "Un.", "text": "Un succès."}
      {"id": "d", "text": 5}

      """)
    #expect(run.status == 1)
    let units = try Command.objects(run)
    #expect(units.map { $0["id"]?.string } == ["-:1", "-:2", "c"])
    #expect(units.allSatisfy { $0["score"] == units[0]["score"] })
    #expect(run.notes.contains("-:1: the `id` is neither a string nor a number"))
    #expect(run.notes.contains("(and 1 more like it)"))
    #expect(run.notes.contains("-:3: `text` stands there more than once: the last one is read"))
    #expect(run.notes.contains("-:4: expected a string for `text`, found another type"))
    let folder = try Command.folder()
    let broken = try Command.score([folder.add("a.jsonl", "not json\n"), "--format", "jsonl"])
    #expect(broken.notes.contains("found `n` at byte 0, in place of a JSON object; `jq -c .`"))
  }

  @Test("A target that no text is about is told")
  func silentTarget() throws {
    let folder = try Command.folder()
    let other = folder.add("a.txt", "La tarte est brûlée et le service fut odieux.\n")
    let own = folder.add("b.txt", "Meta a réussi son pari, une réussite éclatante.\n")
    let notes = { (words: [String]) in
      try Command.score(words + ["--format", "jsonl"]).notes.split(separator: "\n")
        .filter { $0.contains("is not named in") }
    }
    let one = try notes([other])
    #expect(one.count == 1 && one[0].contains("is not named in \(other): labels are about"))
    #expect(try notes([other, other, own]).isEmpty && notes([other, "--target", "none"]).isEmpty)
    let two = try notes([other, own, "--target", "Zorglub"])
    #expect(two.count == 1 && two[0].contains("Zorglub is not named in any of 2 files"))
    let record = folder.add("c.jsonl", "{\"text\": \"La tarte est brûlée.\"}\n")
    #expect(try notes([record]).count == 1 && notes([record, "--model", "short"]).isEmpty)
    let named = folder.add("d.jsonl", #"{"text": "La tarte est brûlée.", "target": "tarte"}"#)
    #expect(try notes([record, named]).isEmpty)
    let units = try Command.objects(Command.score([record, named, "--format", "jsonl"]))
    #expect(units.map { $0["about_target"]?.bool } == [false, true])
  }

  @Test("A common noun is no name that needs its capital")
  func commonNouns() throws {
    func run(_ text: String) throws -> ProgramRun {
      try score(text, ["--target", "Orange"])
    }
    let fruit = try run("Paul a mangé une orange pourrie, une honte.\n")
    #expect(try Command.objects(fruit).map { $0["about_target"]?.bool } == [false])
    #expect(fruit.notes.contains("Orange is not named in -"))
    let firm = try run("Orange a encore augmenté ses prix, une honte.\n")
    #expect(try Command.objects(firm).map { $0["about_target"]?.bool } == [true])
    #expect(firm.notes.isEmpty)
  }

  @Test("A person among the target's names is found by the surname; an organisation is not cut")
  func surnames() throws {
    let names = "Doctolib, Stanislas Niox-Chateau"
    func isAbout(_ text: String, _ target: String) throws -> [Bool?] {
      try Command.objects(score(text, ["--target", target])).map { $0["about_target"]?.bool }
    }
    let text = "Niox-Chateau ment à tout le monde.\n"
    #expect(try isAbout(text, names) == [true])
    #expect(try isAbout(text, "Stanislas Niox-Chateau") == [true])
    #expect(try isAbout("Agricole, ce mot est une honte.\n", "Crédit Agricole") == [false])
    #expect(try isAbout("La France ment à tout le monde.\n", "Air France") == [false])
  }
}
