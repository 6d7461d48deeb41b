import StanceModel
import StanceTestSupport
import Testing

@Suite("Bad input", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct BadInputTests {
  static let commands = ["score", "explain", "extract"]

  @Test(
    "A missing file: 66, named on standard error, nothing on standard output",
    arguments: commands + ["evaluate", "train"])
  func missing(_ command: String) throws {
    let extra = command == "train" ? ["-o", "\(TemporaryFolder.root)/stance-test-never"] : []
    let run = try Command.run([command, "no-such-file.txt"] + extra)
    #expect(run.status == 66)
    #expect(run.output.isEmpty)
    #expect(run.notes.contains("no-such-file.txt"))
  }

  @Test("A binary file: 65, with the byte that shows it", arguments: commands)
  func binary(_ command: String) throws {
    let folder = try Command.folder()
    let path = folder.add("image.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0])
    let run = try Command.run([command, path])
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.notes.contains(path) && run.notes.contains("byte"))
  }

  @Test(
    "A weight that is none: 64, with the option",
    arguments: ["press", "press=", "=2", "press=0", "press=-1", "press=nan", "press=1e-320"])
  func weight(_ text: String) throws {
    for command in Self.training {
      let run = try Command.run(command + ["--weight", text])
      #expect(run.status == 64)
      #expect(run.output.isEmpty && run.notes.contains("--weight"))
    }
  }

  /// What trains, and how it is called.
  private static let training = [
    ["train", "train.jsonl", "-o", "\(TemporaryFolder.root)/stance-test-never"],
    ["crossvalidate", "train.jsonl"], ["curve", "train.jsonl"], ["ablation", "train.jsonl"],
  ]

  @Test("Options of training that are none: 64 or 65 of every command that trains")
  func training() throws {
    for command in Self.training {
      for (options, status, word) in [
        (["--buckets", "9"], 64, "--buckets"), (["--strength", "0"], 64, "--strength"),
        (["--without", "colour"], 64, "colour"),
        (["--weight", "a=1", "--weight", "a=2"], 64, "twice"),
        (["--weight", "press=2"], 65, "press"), (["--running", "press"], 65, "press"),
        (["--folds-by", "author"], 65, "author"),
      ] {
        let run = try Command.run(command + options)
        #expect(run.status == Int32(status), "\(command[0]) \(options): \(run.notes)")
        #expect(run.output.isEmpty && run.notes.contains(word))
      }
    }
  }

  @Test("A folder: its files for score and extract, 65 for explain")
  func folder() throws {
    let folder = try Command.folder()
    #expect(try Command.run(["explain", folder.path]).status == 65)
    let empty = try Command.score([folder.path])
    #expect(empty.status == 66)
    #expect(empty.notes.contains("no .txt"))
  }

  @Test("A file that may not be read: 65")
  func unreadable() throws {
    let folder = try Command.folder()
    let path = folder.add("locked.txt", "Meta réussit.")
    guard TemporaryFolder.lock(path) else {
      print("skipped: this user (root) may read every file")
      return
    }
    let run = try Command.score([path])
    #expect(run.status == 65)
    #expect(run.notes.contains(path))
  }

  @Test("One bad file does not stop the others: 1")
  func partial() throws {
    let run = try Command.score(["no-such-file.txt", "article.txt", "--format", "jsonl"])
    #expect(run.status == 1)
    #expect(run.lines.count == 12)
    #expect(run.notes.contains("no-such-file.txt"))
  }

  @Test(
    "What of a folder cannot be read is named, the rest is read: 1",
    arguments: [
      ["score"], ["extract"], ["lexicon", "coverage"], ["target", "check"], ["evaluate"],
    ])
  func partialFolder(_ command: [String]) throws {
    let folder = try Command.folder()
    _ = folder.add("a.txt", "Point de vue optimiste\n\nMeta réussit remarquablement cette année.\n")
    folder.addLink("b.txt", to: "no/such")
    folder.addPipe("c.txt")
    let run = try Command.run(command + [folder.path])
    #expect(run.status == 1)
    #expect(!run.output.isEmpty)
    #expect(run.notes.contains("b.txt: leads nowhere"))
    #expect(run.notes.contains("c.txt: is a pipe or a device"))
  }

  @Test("A name that is not UTF-8 is told as such: 65")
  func name() throws {
    let run = try Command.run(["extract", "no-such-\u{FFFD}.txt"])
    #expect(run.status == 65 && run.notes.contains("its name is not UTF-8"))
  }

  @Test("An empty file: nothing, a note, 0", arguments: ["jsonl", "json", "csv", "text"])
  func empty(_ format: String) throws {
    let folder = try Command.folder()
    let path = folder.add("empty.txt", "")
    let run = try Command.score([path, "--format", format])
    #expect(run.status == 0)
    #expect(run.notes.contains("empty"))
    if format == "jsonl" { #expect(run.output.isEmpty) }
    if format == "json" { #expect(run.text == "[]\n") }
    if format == "csv" { #expect(run.lines.count == 1) }
  }

  @Test("Wrong lines of JSONL are named, the others scored: 1; none right: 65")
  func wrongRecords() throws {
    let folder = try Command.folder()
    let path = folder.add(
      "mixed.jsonl", "{\"text\": \"Un succès.\"}\nnot json\n\n{\"id\": 3}\n{\"text\": \"Non.\"}\n")
    let run = try Command.score([path, "--format", "jsonl"])
    #expect(run.status == 1)
    #expect(try Command.objects(run).map { $0["line"]?.int } == [1, 5])
    #expect(run.notes.contains("mixed.jsonl:2") && run.notes.contains("mixed.jsonl:4"))
    for command in ["explain", "extract"] {
      let run = try Command.run([command, path])
      #expect(run.status == 1 && run.text.contains("succès"))
    }
    let wrong = folder.add("wrong.jsonl", String(repeating: "{]\n", count: 50))
    let none = try Command.score([wrong, "--format", "jsonl"])
    #expect(none.status == 65)
    #expect(none.notes.split(separator: "\n").count == 4)
  }

  @Test("Gzip that is cut short: 65")
  func damagedGzip() throws {
    let folder = try Command.folder()
    let whole = try #require(PackageFiles.read(Command.golden + "/records.jsonl.gz"))
    let path = folder.add("cut.jsonl.gz", Array(whole.prefix(whole.count / 2)))
    let run = try Command.score([path, "--format", "jsonl"])
    #expect(run.status == 65 || run.status == 1)
    #expect(run.notes.contains("gzip"))
  }

  @Test("UTF-16, Windows-1252, CRLF, CR and a BOM are read; the encoding is said")
  func encodings() throws {
    let folder = try Command.folder()
    let text = "Meta réussit.\n\nL’équipe a échoué : quel gâchis.\n"
    let wide: [UInt8] =
      [0xFF, 0xFE]
      + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let narrow = text.utf16.map { unit -> UInt8 in unit == 0x2019 ? 0x92 : UInt8(unit) }
    let files = [
      folder.add("utf8.txt", text), folder.add("bom.txt", "\u{FEFF}" + text),
      folder.add("utf16.txt", wide), folder.add("cp1252.txt", narrow),
      folder.add(
        "crlf.txt",
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .joined(separator: "\r\n")),
      folder.add(
        "cr.txt",
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .joined(separator: "\r")),
    ]
    let run = try Command.score(files + ["--format", "jsonl"])
    #expect(run.status == 0)
    let units = try Command.objects(run)
    try #require(units.count == 12, "\(run.text)")
    let expected = ["label", "score", "evidence", "line"].map { units[1][$0] }
    for index in stride(from: 1, to: 12, by: 2) {
      #expect(["label", "score", "evidence", "line"].map { units[index][$0] } == expected)
    }
    let marked = try #require(PackageFiles.read(files[1]))
    let range = try #require(units[3]["range"]?.ends)
    #expect(String(decoding: marked[range], as: UTF8.self) == "L’équipe a échoué : quel gâchis.")
    let encodings = stride(from: 1, to: 12, by: 2).map { units[$0]["encoding"]?.string }
    #expect(encodings == [nil, nil, "utf-16le", "windows-1252", nil, nil])
    #expect(run.notes.contains("cp1252.txt") && run.notes.contains("Windows-1252"))
  }

  @Test("Any bytes end well")
  func randomBytes() throws {
    var generator = SeededGenerator(seed: 11)
    let folder = try Command.folder()
    for round in 0..<6 {
      let bytes = (0..<3000).map { _ in UInt8.random(in: 1...255, using: &generator) }
      let path = folder.add("random-\(round).txt", bytes)
      let run = try Command.score([path, "--format", "jsonl"])
      #expect([0, 65].contains(run.status), "seed 11, round \(round)")
    }
  }

  @Test("A bad model: 65, whatever is wrong with it")
  func badModel() throws {
    let folder = try Command.folder()
    let model = try #require(Command.model)
    let good = try #require(PackageFiles.read(model))
    var flipped = good
    flipped[good.count - 5] ^= 0x40
    let bad: [(String, [UInt8])] = [
      ("text", Array("no model".utf8)), ("nothing", []), ("cut", Array(good.prefix(5000))),
      ("flipped", flipped), ("huge", [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0x7B]),
    ]
    for (name, bytes) in bad {
      let path = folder.add(name + ".safetensors", bytes)
      let run = try Command.run(["score", "--model", path, "article.txt"])
      #expect(run.status == 65, "\(name)")
      #expect(run.output.isEmpty)
      #expect(run.notes.contains(path))
    }
    #expect(try Command.run(["score", "--model", "nope", "article.txt"]).status == 66)
  }

  @Test("A bad lexicon or pack: 65 with the line; wrong usage: 64")
  func badTables() throws {
    let folder = try Command.folder()
    let lexicon = folder.add("bad.tsv", "term\tpos\tvalence\ttags\tsource\nx\tnoun\tmuch\t\tme\n")
    let run = try Command.score(["article.txt", "--lexicon", lexicon])
    #expect(run.status == 65)
    #expect(run.notes.contains("bad.tsv:2"))
    let pack = folder.add("pack.tsv", "term\trole\ttags\tsource\nx\tking\t\tme\n")
    #expect(try Command.score(["article.txt", "--target", pack]).status == 65)
    for usage in [
      ["--format", "xml"], ["--threads", "0"], ["--unit", "word"], ["--nope"], ["--explain=-1"],
    ] {
      let run = try Command.score(["article.txt"] + usage)
      #expect(run.status == 64, "\(usage)")
      #expect(run.output.isEmpty)
    }
    #expect(try Command.run(["nope"]).status == 64)
  }

  @Test("A closed pipe is success", arguments: ["jsonl", "text", "csv", "json"])
  func closedPipe(_ format: String) throws {
    let run = try Command.score(["article.txt", "--format", format], connection: .closedPipe)
    #expect(run.status == 0)
    #expect(run.notes == "")
  }

  @Test("An interrupt leaves no half-written file behind")
  func interrupt() throws {
    let folder = try Command.folder()
    let status = ProgramRun.interrupted(
      ["score", "-", "--format", "jsonl", "-o", folder.path + "/scores.jsonl"], in: folder.path)
    #expect(status == -2)
    #expect(PackageFiles.list(folder.path).isEmpty)
  }

  @Test("-o writes at once or not at all")
  func atomicOutput() throws {
    let folder = try Command.folder()
    let path = folder.add("scores.jsonl", "old")
    let failed = try Command.score(["no-such-file.txt", "-o", path, "--format", "jsonl"])
    #expect(failed.status == 66)
    #expect(PackageFiles.read(path) == Array("old".utf8))
    let run = try Command.score(["article.txt", "-o", path, "--format", "jsonl"])
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(PackageFiles.read(path)?.count { $0 == 0x0A } == 12)
    #expect(PackageFiles.list(folder.path) == ["scores.jsonl"])
    let nowhere = try Command.score(["article.txt", "-o", folder.path + "/no/where.jsonl"])
    #expect(nowhere.status == 66)
    #expect(nowhere.notes.contains("where.jsonl:"))
  }
}
