import StanceModel
import StanceTestSupport
import Testing

/// JSONL as people have it: marks, blank and broken lines, other encodings, nothing to read.
@Suite("Records as they come", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct RecordInputTests {
  static let good = #"{"id": "a", "text": "Un succès remarquable."}"# + "\n"
  static let other = #"{"id": "b", "text": "Un échec ridicule."}"# + "\n"

  /// What a run says of the records, but for where they stand.
  private func verdicts(_ run: ProgramRun) throws -> [[JSONValue?]] {
    try Command.objects(run).map { unit in ["id", "label", "score"].map { unit[$0] } }
  }

  private func score(_ text: String) throws -> ProgramRun {
    try Command.score(["--format", "jsonl"], input: Array(text.utf8))
  }

  @Test(
    "Standard input holds records behind a mark, blank lines and a broken one",
    arguments: [
      ("\u{FEFF}", 0, 1), ("\n \r\n", 0, 3), ("{\"text\": \"Un fias\n", 1, 2), ("Loading…\n", 1, 2),
      ("{}\n{\"id\": 3}\n{]\n", 1, 4),
    ])
  func beginnings(_ beginning: String, status: Int32, line: Int) throws {
    let plain = try score(Self.good + Self.other)
    let run = try score(beginning + Self.good + Self.other)
    #expect(run.status == status)
    #expect(try verdicts(run) == verdicts(plain))
    #expect(try Command.objects(run).map { $0["line"]?.int } == [line, line + 1])
    #expect(run.notes.contains("-:1: expected") == (status == 1))
  }

  @Test(
    "Prose is prose, braces or not",
    arguments: [
      "{ ceci } n'est pas un objet, dit Meta, et pourtant il en a la forme.\n",
      "{\n  \"a\": 1\n}\nVoilà un objet que personne n'a pris pour un article.\n",
      "{\"a\": 1}\n{\"b\": 2}\n",
      "Voici un exemple de ce que Meta demande :\n\n{\"text\": \"Un essai\"}\n\nEt voilà la fin.\n",
    ])
  func prose(_ text: String) throws {
    let run = try score(text)
    #expect(run.status == 0)
    #expect(try Command.objects(run).allSatisfy { $0["id"] == nil })
  }

  @Test("A long record on standard input is one, whatever it looks like to begin with")
  func longRecord() throws {
    let run = try score(
      "{\"id\": 7, \"text\": \"" + String(repeating: "mot ", count: 400_000) + "\"}\n")
    #expect(try Command.objects(run).map { $0["id"]?.string } == ["7"])
  }

  @Test("Files of other names hold records when they look so; .txt is prose by its name")
  func names() throws {
    let folder = try Command.folder()
    for (name, isRecord) in [("a.json", true), ("a", true), ("a.txt", false)] {
      let path = folder.add(name, Self.good + Self.other)
      let units = try Command.objects(Command.score([path, "--format", "jsonl"]))
      #expect(units.allSatisfy { ($0["id"] != nil) == isRecord }, "\(name)")
    }
  }

  @Test("Windows-1252 and UTF-16 give what UTF-8 gives, with the encoding; one rule with prose")
  func encodings() throws {
    let folder = try Command.folder()
    let text = Self.good + Self.other
    let plain = try Command.score([folder.add("a.jsonl", text), "--format", "jsonl"])
    let wide: [UInt8] =
      [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let narrow = text.unicodeScalars.map { UInt8($0.value) }
    for (name, bytes, encoding) in [
      ("wide", wide, "utf-16le"), ("narrow", narrow, "windows-1252"),
    ] {
      let path = folder.add(name + ".jsonl", bytes)
      let run = try Command.score([path, "--format", "jsonl"])
      #expect(run.status == 0)
      #expect(try verdicts(run) == verdicts(plain))
      #expect(try Command.objects(run).allSatisfy { $0["encoding"]?.string == encoding })
      let piped = try Command.score(["--format", "jsonl"], input: bytes)
      #expect(try verdicts(piped) == verdicts(plain))
      let csv = try Command.score([path, "--format", "csv"])
      #expect(csv.lines.dropFirst().allSatisfy { $0.contains(",\(encoding),Un ") })
      let listed = try Command.run(["extract", path, "--format", "jsonl"])
      #expect(try Command.objects(listed).allSatisfy { $0["encoding"]?.string == encoding })
    }
    let notes = try Command.score([folder.path + "/narrow.jsonl"]).notes
    #expect(
      notes.contains(
        "narrow.jsonl:1: bytes that are not UTF-8 are read as Windows-1252 (and 1 more like it)"))
  }

  @Test("One line in Windows-1252 does not change how the others are read")
  func mixedEncodings() throws {
    let folder = try Command.folder()
    let bytes = Array(Self.good.utf8) + Self.other.unicodeScalars.map { UInt8($0.value) }
    let run = try Command.score([folder.add("mixed.jsonl", bytes), "--format", "jsonl"])
    #expect(try verdicts(run) == verdicts(score(Self.good + Self.other)))
    let encodings = try Command.objects(run).map { $0["encoding"]?.string }
    #expect(encodings == [nil, "windows-1252"])
    #expect(
      run.notes.contains("mixed.jsonl:2: bytes that are not UTF-8 are read as Windows-1252\n"))
  }

  @Test("Training data are read by the same rule, with a note that people understand")
  func trainingData() throws {
    let folder = try Command.folder()
    let text = try #require(PackageFiles.read(Command.golden + "/train.jsonl"))
    let lines =
      String(decoding: text, as: UTF8.self)
      + "{\"text\": \"Très réussi.\", \"label\": \"favor\", \"id\": \"z\"}\n"
    let narrow = folder.add("narrow.jsonl", lines.unicodeScalars.map { UInt8($0.value) })
    let run = try Command.run([
      "train", narrow, "-o", folder.path + "/m", "--buckets", "10", "--strength", "1",
    ])
    #expect(run.status == 0)
    #expect(run.notes.contains("bytes that are not UTF-8 are read as Windows-1252"))
    let article = folder.add("article.txt", [0xE9, 0x74, 0xE9, 0x0A])
    let notes = try Command.run(["train", article, "-o", folder.path + "/never"]).notes
    #expect(notes.contains("article.txt: not UTF-8 (first at byte 0): read as Windows-1252"))
    let binary = folder.add("b.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    let refused = try Command.run(["train", binary, "-o", folder.path + "/never"])
    #expect(refused.status == 65 && refused.notes.contains("b.txt: expected text, found PNG"))
  }

  @Test(
    "A record without a text has an object and no label, and is told",
    arguments: ["", " ", "\\u00a0\\n"])
  func blank(_ text: String) throws {
    let folder = try Command.folder()
    let path = folder.add(
      "a.jsonl", Self.good + "{\"id\": \"x\", \"text\": \"\(text)\"}\n" + Self.other)
    for unit in ["paragraph", "sentence", "document"] {
      let run = try Command.score([path, "--target", "none", "--format", "jsonl", "--unit", unit])
      #expect(run.status == 0)
      #expect(run.notes == "stance: \(path):2: the text is empty: left without a label\n")
      let records = try Command.objects(run)
      try #require(records.map { $0["id"]?.string } == ["a", "x", "b"])
      for key in ["label", "score", "probabilities"] { #expect(records[1][key] == .null) }
      #expect(records[1]["evidence"]?.int == 0 && records[0]["label"]?.string != nil)
    }
    #expect(try Command.score([path]).text.contains("not scored: no text"))
    #expect(try Command.score([path]).text.contains("1 without a text"))
    #expect(try Command.score([path, "--format", "html"]).text.contains("not scored: no text"))
    let explained = try Command.run(["explain", path, "--line", "2"])
    #expect(explained.status == 64 && explained.notes.contains("one without a text"))
  }

  @Test("Sentences are numbered in their record, as those of an article in the article")
  func sentences() throws {
    let folder = try Command.folder()
    let text = "Meta réussit. Quel fiasco, pourtant ! Rien ne change."
    let rows = (0..<700).map { row in
      "{\"id\": \"r\(row)\", \"text\": \"\(row % 3 == 1 ? " " : text) \(text)\"}\n"
    }
    let path = folder.add("a.jsonl", rows.joined() + "{\"id\": \"x\", \"text\": \" \"}\n")
    let options = ["--format", "jsonl", "--unit", "sentence", "--target", "none"]
    let units = try Command.objects(Command.score([path] + options))
    var expected: [String] = []
    for row in 0..<700 { expected += (0..<(row % 3 == 1 ? 3 : 6)).map { "r\(row) \($0)" } }
    let found = units.map { "\($0["id"]?.string ?? "") \($0["index"]?.int ?? -1)" }
    #expect(found == expected + ["x 0"])
    let article = folder.add("a.txt", "\(text) \(text)\n\n\(text)\n")
    let others = try Command.objects(Command.score([article] + options))
    #expect(others.map { $0["index"]?.int } == Array(0..<9))
  }

  @Test("Records in another language are counted, with the first line")
  func otherLanguage() throws {
    let folder = try Command.folder()
    let german = #"{"text": "Das ist ein schlechtes Produkt und ich bin nicht zufrieden."}"# + "\n"
    let path = folder.add("a.jsonl", Self.good + german + german + Self.other + german)
    let run = try Command.score([path, "--target", "none", "--format", "jsonl", "--threads", "2"])
    #expect(run.status == 0)
    #expect(
      run.notes
        == "stance: \(path):2: neither French nor English: its label is a guess"
        + " (and 2 more like it)\n")
    #expect(
      try Command.objects(run).compactMap { $0["language"]?.string } == ["other", "other", "other"])
    #expect(try Command.objects(run).allSatisfy { $0["label"]?.string != nil })
  }

  @Test("The id of a message keeps its digits")
  func longIdentities() throws {
    let run = try score(#"{"text": "Un succès.", "id": 1234567890123456789}"#)
    #expect(try Command.objects(run).map { $0["id"]?.string } == ["1234567890123456789"])
  }

  @Test("A target that is blank is none named; none is nobody, whom no record names by that word")
  func targets() throws {
    let folder = try Command.folder()
    let lines = ["", " ", "none", "Renault"].map {
      #"{"text": "C'est un succès.", "target": "\#($0)"}"#
    }
    let path = folder.add("a.jsonl", lines.joined(separator: "\n"))
    let run = try Command.score([path, "--format", "jsonl"])
    #expect(
      try Command.objects(run).map { $0["target"]?.string } == ["meta", "meta", "none", "Renault"])
    let page = try Command.score([path, "--format", "html"]).text
    #expect(page.contains("Stance towards <bdi>the target of each record</bdi>"))
    #expect(page.contains("on <bdi>Renault</bdi>"))
    // « none » is a word of the text here, and no name of anybody.
    let named = folder.add("b.jsonl", #"{"text": "None of it works.", "target": "none"}"#)
    let parts = try Command.run(["explain", named, "--model", "short", "--target", "Renault"]).text
    #expect(!parts.contains("lexicon.target.mentions"), "\(parts)")
  }

  @Test("Of wrong lines three are told and twenty named by their numbers, in score and evaluate")
  func wrongLines() throws {
    let folder = try Command.folder()
    for (count, rest) in [(4, ""), (23, ""), (40, " … (17 not listed)")] {
      // Every second line is wrong.
      let labelled = #"{"text": "Un succès remarquable.", "label": "favor"}"#
      let path = folder.add(
        "r.jsonl", (0..<count).map { _ in labelled + "\n{}\n" }.joined())
      let numbers = (4...min(count, 23)).map { String(2 * $0) }.joined(separator: ", ")
      let lines = count == 4 ? "line that is no record" : "lines that are no records"
      let wanted = "r.jsonl: and \(count - 3) more \(lines): \(numbers)\(rest)\n"
      let model = try #require(Command.model)
      for command in ["score", "evaluate"] {
        let run = try Command.run([command, path, "--model", model])
        #expect(run.status == 1 && run.notes.contains(wanted), "\(run.notes)")
      }
    }
    // Numbers of one file are not those of the next.
    let one = folder.add("1.jsonl", Self.good + "{}\n{}\n{}\n{}\n")
    let two = folder.add("2.jsonl", Self.good + Self.good + "{}\n{}\n{}\n{}\n")
    let run = try Command.score([one, two])
    #expect(run.notes.contains("1.jsonl: and 1 more line that is no record: 5\n"))
    #expect(run.notes.contains("2.jsonl: and 1 more line that is no record: 6\n"))
  }

  @Test("Records in a .txt file are prose, with a hint how to have them read")
  func recordsInProse() throws {
    let folder = try Command.folder()
    let prose = "Meta réussit, dit-on.\n\nUn texte, id ou non.\n"
    for (text, hint) in [
      (Self.good + Self.other, "looks like one JSON object a line"),
      ("text,id\nUn succès.,1\n", "looks like a table with a column `text`"),
      (prose, nil), (prose + Self.good, nil), ("", nil),
    ] as [(String, String?)] {
      let path = folder.add("a.txt", text)
      for command in [["score", "--model", try #require(Command.model)], ["extract"]] {
        let run = try Command.run(command + [path])
        #expect(run.status == 0)
        #expect(run.notes.contains("and was read as prose, as .txt is; rename it") == (hint != nil))
        if let hint { #expect(run.notes.contains("a.txt: " + hint)) }
      }
    }
  }
}
