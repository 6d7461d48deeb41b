import StanceModel
import StanceTestSupport
import Testing

/// Words on the line that mean nothing, or not what was meant: each is named.
@Suite("Wrong words", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct WrongWordTests {
  @Test(
    "A word that is no subcommand is named, with those that there are",
    arguments: [
      (
        ["model", "calibrate", "--help"], "calibrate: expected a subcommand of stance model",
        "info, verify"
      ),
      (["model", "inf"], "inf: expected a subcommand", "did you mean stance model info?"),
      (["lexicon", "lnt", "x.tsv"], "lnt:", "did you mean stance lexicon lint?"),
      (["target", "nope"], "nope:", "list, show, check"),
      (["help", "nope"], "nope:", "score, explain"),
      (["help", "model", "nope"], "nope:", "info, verify"),
      (["help", "scor"], "scor:", "did you mean stance score?"),
    ])
  func subcommands(_ words: [String], _ what: String, _ hint: String) throws {
    let run = try Command.run(words)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.notes.contains(what) && run.notes.contains(hint), "\(run.notes)")
  }

  @Test(
    "What is there is not refused", arguments: [["help"], ["help", "model", "info"], ["model"]])
  func present(_ words: [String]) throws {
    #expect(try Command.run(words).text.contains("USAGE"))
  }

  @Test(
    "A value that is left out is not taken from the next word",
    arguments: ["--target=", "--format=", "--model=", "--lexicon="])
  func emptyValues(_ option: String) throws {
    let run = try Command.score([option, "article.txt"])
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.notes.contains("\(option): expected a value") && !run.notes.contains("article"))
  }

  @Test("A model that there is none of: the bundled ones are named")
  func noModel() throws {
    for command in ["info", "verify"] {
      let run = try Command.run(["model", command, "nope"])
      #expect(run.status == 66 && run.notes.contains("default, short, proposals"))
    }
    #expect(try Command.run(["model", "info", "./nope"]).notes.contains("./nope: no such file"))
  }

  @Test("Lint without tables says what to give it")
  func lint() throws {
    let run = try Command.run(["lexicon", "lint"])
    #expect(run.status == 64 && run.notes.contains("stance lexicon lint Lexicons"))
  }

  @Test("Rows are found by capitals too")
  func capitals() throws {
    for (small, large) in [("é", "É"), ("succ", "SUCC")] {
      let found = try [small, large].map {
        try Command.run(["lexicon", "show", $0, "--format", "csv"]).lines
      }
      #expect(found[0].count > 3 && found[0] == found[1])
    }
  }

  @Test("An option is judged before the data are read")
  func alpha() throws {
    let run = try Command.run(["compare", "no-a.json", "no-b.json", "--alpha", "2"])
    #expect(run.status == 64 && run.notes.contains("--alpha"))
  }

  @Test("One is one, in words")
  func plurals() throws {
    let folder = try Command.folder()
    let list = folder.add("a.tsv", "term\tpos\tvalence\ttags\tsource\nzorglub\tnoun\t2\t\tme\n")
    let lint = try Command.run(["lexicon", "lint", list])
    #expect(lint.notes.contains("1 table: 1 error, 0 warnings"))
    let show = try Command.run(["lexicon", "show", "anticonstitutionnel", "--language", "fr"])
    #expect(!show.text.contains("1 rows"))
  }

  @Test("A control character in JSON is named, and what should stand there")
  func control() throws {
    let records = Array("{\"text\": \"a\u{1}b\"}\n{\"text\": \"Un succès.\"}\n".utf8)
    let folder = try Command.folder()
    let run = try Command.score([folder.add("a.jsonl", records), "--format", "jsonl"])
    #expect(run.status == 1)
    #expect(
      run.notes.contains(
        "found a control character (U+0001) at byte 11, in place of its escape, \\u0001"))
    #expect(!run.notes.contains("jq"))
  }
}

/// What `--target` takes.
@Suite("Targets typed", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct TypedTargetTests {
  private static let head = "term\trole\ttags\tsource\n"

  @Test("A pack without a name is refused, with the file and what to do")
  func noName() throws {
    let folder = try Command.folder()
    for rows in ["", "Rival\trival\t\tme\n"] {
      let pack = folder.add("pack.tsv", Self.head + rows)
      let run = try Command.score(["article.txt", "--target", pack])
      #expect(run.status == 65 && run.output.isEmpty)
      #expect(run.notes.contains("\(pack):1: expected at least one row of role name"))
      #expect(run.notes.contains("add a row"))
      #expect(try Command.run(["lexicon", "lint", pack]).status == 1)
    }
  }

  @Test("A file that is no pack: what was expected and found; a path to nothing: 66")
  func noPack() throws {
    let folder = try Command.folder()
    let text = folder.add("a.txt", "Le maire a parlé.\n")
    for path in [text, folder.add("b.tsv", "mot\tsens\n")] {
      let run = try Command.score(["article.txt", "--target", path])
      #expect(run.status == 65 && run.output.isEmpty)
      #expect(run.notes.contains("\(path):1: expected the columns term, role, tags, found "))
    }
    #expect(try Command.score(["article.txt", "--target", folder.path + "/"]).status == 65)
    let zeros = folder.add("zeros.bin", [0, 1, 2])
    let binary = try Command.score(["article.txt", "--target", zeros])
    #expect(binary.status == 65 && binary.notes.contains("zeros.bin: expected text, found"))
    for path in ["/no/pack", "./no", "no.tsv", "a/b"] {
      let run = try Command.score(["article.txt", "--target", path])
      #expect(run.status == 66 && run.notes.contains("\(path): no such file"), "\(path)")
    }
    #expect(try Command.score(["article.txt", "--target", "nope"]).status == 64)
    #expect(try Command.score(["article.txt", "--target", "AC/DC"]).status == 0)
  }

  @Test("A pack as a spreadsheet saves it is the plain one")
  func spreadsheet() throws {
    let folder = try Command.folder()
    let rows = "Le Café Noir\tname\tcase\tme\nBrûlerie\trival\t\tme\n"
    let text = folder.add("t.txt", "Le Café Noir est nul.\n")
    let plain = folder.add("pack.tsv", Self.head + rows)
    let semicolons = (Self.head + rows).replacing("\t", with: ";").unicodeScalars.map {
      UInt8($0.value)
    }
    let saved = folder.add("pack.csv", semicolons)
    let runs = try [plain, saved].map {
      try Command.score([text, "--target", $0, "--format", "jsonl"])
    }
    #expect(runs.allSatisfy { $0.status == 0 } && runs[0].output == runs[1].output)
    #expect(try Command.objects(runs[1]).first?["about_target"]?.bool == true)
  }

  @Test("A name that any text holds is told", arguments: ["Le", "Elle, Vogue", "De la"])
  func smallWords(_ target: String) throws {
    let run = try Command.score(["article.txt", "--target", target])
    #expect(run.status == 0 && run.notes.contains("is a word that nearly any text holds"))
    for good in ["Le Monde", "meta", "none"] {
      #expect(try !Command.score(["article.txt", "--target", good]).notes.contains("nearly any"))
    }
  }

  @Test("A name cannot steer the terminal")
  func controls() throws {
    for command in [
      ["score", "article.txt", "--target", "A \u{1B}[31mB"], ["target", "show", "A \u{1B}[31mB"],
    ] {
      let run = try Command.run(command)
      #expect(!(run.output + Array(run.notes.utf8)).contains(0x1B))
    }
  }
}
