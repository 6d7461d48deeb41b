import StanceModel
import StanceTestSupport
import Testing

@Suite("Other commands", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct OtherCommandTests {
  @Test("extract: units with rule and reason, ranges that slice the source, no scores")
  func extract() throws {
    let run = try Command.run(["extract", "article.txt", "--format", "jsonl"])
    #expect(run.status == 0)
    let source = try #require(PackageFiles.read(Command.golden + "/article.txt"))
    for unit in try Command.objects(run) {
      let range = try #require(unit["range"]?.ends)
      #expect(unit["text"]?.string == String(decoding: source[range], as: UTF8.self))
      #expect(unit["rule"]?.string != nil)
      #expect(unit["reason"]?.string != nil)
      #expect(unit["label"] == nil)
    }
    let array = try Command.run(["extract", "article.txt", "--format", "json"])
    #expect(try JSONReader.parse(array.output).array == Command.objects(run))
    #expect(try Command.run(["extract", "article.txt", "--format", "csv"]).lines.count == 13)
    let text = try Command.run(["extract", "article.txt"]).text
    #expect(text.contains("5 body, 5 heading, 2 furniture; gold: 1 against, 2 favor, 1 neutral"))
  }

  @Test("explain: the parts sum to the logits; --line chooses, and says what it did not find")
  func explain() throws {
    let model = try #require(Command.model)
    let run = try Command.run(
      ["explain", "article.txt", "--model", model, "--line", "15", "--format", "json"])
    #expect(run.status == 0)
    let value = try JSONReader.parse(run.output)
    let unit = try #require(value["units"]?.array?.first)
    #expect(unit["line"]?.int == 15)
    let parts = try #require(unit["contributions"]?.array)
    for label in ["favor", "neutral", "against"] {
      let sum = parts.reduce(0) { $0 + ($1["values"]?[label]?.number ?? .nan) }
      #expect(abs(sum - (unit["logits"]?[label]?.number ?? .nan)) < 1e-3)
    }
    let text = try Command.run(["explain", "article.txt", "--model", model, "--line", "17"])
    #expect(text.text.contains("negation"))
    #expect(text.text.contains("sum of the parts"))
    for line in text.lines { #expect(line.count <= 80, "\(line)") }
    let heading = try Command.run(["explain", "article.txt", "--model", model, "--line", "13"])
    #expect(heading.status == 64)
    #expect(heading.notes.contains("heading") && heading.notes.contains("15"))
  }

  @Test(
    "explain --line: any line of the paragraph, however lines end",
    arguments: ["\n", "\r", "\r\n"])
  func explainLine(_ end: String) throws {
    let paragraph = """
      Le groupe réussit un lancement que personne n’attendait si tôt dans
      l’année, et tous ceux qui l’ont essayé disent que le produit est bien
      meilleur que ceux qui se vendaient avant lui à Lyon et ailleurs.


      """
    let text = "Titre\n\n" + String(repeating: paragraph, count: 3)
    let folder = try Command.folder()
    let path = folder.add("a.txt", text.replacing("\n", with: end))
    for line in 3...5 {
      let run = try Command.run(["explain", path, "--line", "\(line)", "--format", "json"])
      #expect(run.status == 0, "line \(line): \(run.notes)")
      #expect(try JSONReader.parse(run.output)["units"]?.array?.first?["line"]?.int == 3)
    }
  }

  @Test("explain: an input without a score is told, in both formats")
  func explainNothing() throws {
    let folder = try Command.folder()
    let path = folder.add("a.txt", "😡😡\n")
    for arguments in [[], ["--format", "json"], ["--line", "1"]] {
      let run = try Command.run(["explain", path] + arguments)
      #expect(run.status == 0)
      #expect(run.notes.contains("no unit has a score (1 furniture); nothing to explain"))
    }
    #expect(try Command.run(["explain", folder.add("b.txt", "")]).notes.contains("b.txt: empty"))
  }

  @Test("train: neither the model's name nor the spelling of the data's path is in the model")
  func trainElsewhere() throws {
    let folder = try Command.folder()
    _ = folder.add("train.jsonl", try #require(PackageFiles.read(Command.golden + "/train.jsonl")))
    var files: [[UInt8]] = []
    let paths = ["train.jsonl", "./train.jsonl", folder.path + "/train.jsonl"]
    for (path, name) in zip(paths, ["a", "b.safetensors", "c.st"]) {
      let model = folder.path + "/" + name
      let run = try Command.run(["train", path, "-o", model, "--buckets", "10", "--strength", "1"])
      #expect(run.status == 0, "\(run.notes)")
      files.append(try #require(PackageFiles.read(model)))
      let info = try Command.run(["model", "info", model])
      #expect(String(decoding: info.output, as: UTF8.self).hasPrefix(name + "\n"))
    }
    #expect(files[0] == files[1] && files[0] == files[2])
  }

  @Test("train: the same data and seed give the same bytes; wrong data are told")
  func train() throws {
    let folder = try Command.folder()
    let options = ["--buckets", "10", "--strength", "1"]
    var files: [[UInt8]] = []
    for _ in 0..<2 {
      let run = try Command.run(
        ["train", "train.jsonl", "-o", folder.path + "/m.safetensors"] + options
          + ["--validation", "train.jsonl"])
      #expect(run.status == 0)
      #expect(run.output.isEmpty)
      #expect(run.notes.contains("validation"))
      files.append(try #require(PackageFiles.read(folder.path + "/m.safetensors")))
    }
    #expect(files[0] == files[1])
    #expect(files[0].count < 20_000)
    func status(_ lines: [String]) throws -> ProgramRun {
      let path = folder.add("data.jsonl", lines.joined(separator: "\n"))
      return try Command.run(["train", path, "-o", folder.path + "/never"] + options)
    }
    func row(_ label: String, _ group: String) -> String {
      "{\"text\": \"Un texte.\", \"label\": \"\(label)\", \"group\": \"\(group)\"}"
    }
    let oneLabel = try status([row("favor", "a"), row("favor", "b"), row("favor", "c")])
    #expect(oneLabel.status == 65 && oneLabel.notes.contains("two labels"))
    let oneGroup = try status([row("favor", "a"), row("against", "a")])
    #expect(oneGroup.status == 65 && oneGroup.notes.contains("group"))
    let typo = try status([
      row("favor", "a"), row("against", "b"), row("favor", "c"), row("against", "d"),
      row("favour", "e"),
    ])
    #expect(typo.status == 65 && typo.notes.contains("favour"))
    #expect(try status(["{\"text\": \"Sans étiquette.\"}"]).status == 65)
    #expect(try status(["{\"text\": 12"]).status == 65)
    #expect(PackageFiles.list(folder.path) == ["data.jsonl", "m.safetensors"])
    let nowhere = try Command.run(["train", "train.jsonl", "-o", folder.path + "/no/m"])
    #expect(nowhere.status == 66)
  }

  @Test("evaluate: JSON of the contract, gates, labels the model does not have")
  func evaluate() throws {
    let model = try #require(Command.model)
    let run = try Command.run(
      ["evaluate", "article.txt", "--model", model, "--format", "json"])
    #expect(run.status == 0)
    let value = try JSONReader.parse(run.output)
    #expect(value["schema"]?.int == 1)
    #expect(value["n"]?.int == 4)
    #expect(value["groups"]?.int == 1)
    #expect(value["confusion"]?.array?.count == 3)
    #expect(value["data"]?.array?.first?["sha256"]?.string?.count == 64)
    let gate = try Command.run(
      ["evaluate", "article.txt", "--model", model, "--min", "log_loss=0"])
    #expect(gate.status == 3)
    #expect(gate.notes.contains("log_loss"))
    let never = ["evaluate", "article.txt", "--model", model, "--min", "macro_f1=1.1"]
    let unmet = try Command.run(never)
    #expect(unmet.status == 64 && unmet.notes.contains("from 0.0 to 1.0"))
    let again = ["evaluate", "train.jsonl", "--model", model, "--min", "accuracy=0.5"]
    let refused = try Command.run(again)
    #expect(refused.status == 65)
    #expect(refused.notes.contains("leak"))
    let pass = try Command.run(again + ["--allow-leak"])
    #expect(pass.status == 0)
    #expect(
      try Command.run(["evaluate", "article.txt", "--model", model, "--min", "x"]).status == 64)
    let none = try Command.run(["evaluate", "records.jsonl", "--model", model, "--format", "json"])
    #expect(none.status == 0)
    let folder = try Command.folder()
    let other = folder.add("other.jsonl", "{\"text\": \"Un.\", \"label\": \"joy\"}\n")
    let unknown = try Command.run(["evaluate", other, "--model", model])
    #expect(unknown.status == 65)
    #expect(unknown.notes.contains("joy"))
  }

  @Test("model: info in both formats; verify finds damage")
  func model() throws {
    let model = try #require(Command.model)
    let info = try Command.run(["model", "info", model, "--format", "json"])
    let value = try JSONReader.parse(info.output)
    #expect(value["labels"]?.array?.compactMap(\.string) == ["favor", "neutral", "against"])
    #expect(value["spec"]?["buckets"]?.int == 1024)
    #expect(try Command.run(["model", "info", model, "--weights"]).text.contains("lexicon."))
    #expect(try Command.run(["model", "info"]).text.contains("default (bundled)"))
    #expect(try Command.run(["model", "info", "short"]).text.contains("short (bundled)"))
    let all = try Command.run(["model", "verify"])
    #expect(all.status == 0 && all.lines.count == 3)
    #expect(try Command.run(["model", "verify", model]).status == 0)
    for (name, options) in [("default", []), ("short", ["--model", "short"])] {
      let run = try Command.run(["explain", "article.txt", "--format", "json"] + options)
      #expect(try JSONReader.parse(run.output)["model"]?.string == name)
    }
    let folder = try Command.folder()
    var bytes = try #require(PackageFiles.read(model))
    bytes[bytes.count - 1] ^= 1
    let damaged = try Command.run(["model", "verify", model, folder.add("x", bytes)])
    #expect(damaged.status == 65)
    #expect(damaged.notes.contains("checksum"))
  }

  @Test("target: list, show, check")
  func target() throws {
    let list = try JSONReader.parse(Command.run(["target", "list", "--format", "json"]).output)
    #expect((list.array?.count ?? 0) >= 12)
    #expect(try Command.run(["target", "show", "meta"]).text.contains("Zuckerberg"))
    #expect(try Command.run(["target", "show", "nosuch"]).status == 64)
    #expect(list.array?.last?["id"]?.string == "none")
    for command in [["list"], ["show", "none"], ["check", "article.txt", "--target", "none"]] {
      let run = try Command.run(["target"] + command)
      #expect(run.status == 0 && run.text.contains("nobody in particular"))
      #expect(!run.text.contains("is it the right target"))
    }
    let folder = try Command.folder()
    let path = folder.add(
      "t.txt", "Hier, Meta a rejoint Zorglub et la Banque de Nouakchott contre OpenAI.\n")
    let check = try JSONReader.parse(
      Command.run(["target", "check", path, "--format", "json"]).output)
    let unknown = check["unknown"]?.array?.compactMap { $0["name"]?.string } ?? []
    #expect(unknown == ["Banque de Nouakchott", "Zorglub"])
    let known = check["known"]?.array?.compactMap { $0["name"]?.string } ?? []
    #expect(known == ["Meta", "OpenAI"])
  }

  @Test("lexicon: lint, show, why, coverage")
  func lexicon() throws {
    let folder = try Command.folder()
    let head = "term\tpos\tvalence\ttags\tsource\n"
    let good = folder.add("good.tsv", head + "chouette\tadj\t0.6\teval\tme\n")
    #expect(try Command.run(["lexicon", "lint", good]).status == 0)
    let bad = folder.add("bad.tsv", head + "chouette\tadj\t0.6\teval\t\n")
    let lint = try Command.run(["lexicon", "lint", bad])
    #expect(lint.status == 1)
    #expect(lint.text.contains("bad.tsv:2: error"))
    let pack = folder.add("pack.tsv", "term\trole\ttags\tsource\nAcme\tname\tcase\tme\n")
    #expect(try Command.run(["lexicon", "lint", pack]).status == 0)
    let wrong = try Command.run(["lexicon", "lint", folder.add("c.tsv", "term,pos\n")])
    #expect(wrong.text.contains("c.tsv:1: error: expected the columns term"))
    let why = try Command.run(["lexicon", "why", "succès", "zzzz", "--format", "json"])
    let answers = try JSONReader.parse(why.output).array ?? []
    #expect(answers[0]["rows"]?.array?.first?["row"]?["term"]?.string == "succès")
    #expect(answers[1]["rows"]?.array?.isEmpty == true)
    let layered = try Command.run(["lexicon", "why", "chouette", "--lexicon", good])
    #expect(layered.text.contains("good.tsv:2"))
    let show = try Command.run(["lexicon", "show", "succ", "--format", "csv"])
    #expect(show.text.contains("succès,noun,"))
    let coverage = try Command.run(["lexicon", "coverage", "article.txt", "--format", "json"])
    #expect((try JSONReader.parse(coverage.output).array?.first?["covered"]?.int ?? 0) > 5)
  }

  @Test("Help of a subcommand is the same either way it is asked for")
  func helpTwice() throws {
    for name in ["score", "train", "lexicon"] {
      let asked = try Command.run([name, "--help"])
      #expect(asked.text == (try Command.run(["help", name])).text)
      #expect(asked.text.contains("--version"))
    }
  }

  @Test("Help and version go to standard output")
  func help() throws {
    let commands = [
      [], ["score"], ["explain"], ["extract"], ["train"], ["evaluate"], ["lexicon"], ["target"],
      ["model"],
    ]
    for command in commands {
      let run = try Command.run(command + ["--help"])
      #expect(run.status == 0)
      #expect(run.text.contains("USAGE"))
      #expect(run.notes == "")
    }
    #expect(try Command.run(["--version"]).status == 0)
    #expect(try Command.run([]).text.contains("USAGE"))
  }
}
