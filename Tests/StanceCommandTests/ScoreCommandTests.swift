import StanceModel
import StanceTestSupport
import Testing

@Suite("stance score", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct ScoreCommandTests {
  static let keys = [
    "file", "index", "line", "range", "kind", "section", "gold", "target", "about_target",
    "label", "score", "probabilities", "evidence",
  ]

  @Test("JSONL has the agreed keys, in order, for every unit, and ranges slice the source")
  func schema() throws {
    let run = try Command.score(["article.txt", "--format", "jsonl"])
    #expect(run.status == 0)
    #expect(run.notes == "")
    let source = try #require(PackageFiles.read(Command.golden + "/article.txt"))
    let units = try Command.objects(run)
    try #require(units.count == 12)
    var kinds: [String: Int] = [:]
    var last = 0
    for (index, unit) in units.enumerated() {
      #expect(Array(unit.keys.prefix(Self.keys.count)) == Self.keys)
      #expect(unit["file"]?.string == "article.txt")
      #expect(unit["index"]?.int == index)
      let range = try #require(unit["range"]?.ends)
      #expect(range.lowerBound >= last)
      last = range.upperBound
      let line = source[..<range.lowerBound].count { $0 == 0x0A } + 1
      #expect(unit["line"]?.int == line)
      let kind = try #require(unit["kind"]?.string)
      kinds[kind, default: 0] += 1
      #expect((unit["label"]?.string != nil) == (kind == "body"))
      #expect((unit["score"] == .null) == (kind != "body"))
      #expect((unit["probabilities"] == .null) == (kind != "body"))
    }
    #expect(kinds == ["body": 5, "heading": 5, "furniture": 2])
    let first = try #require(units[3]["range"]?.ends)
    #expect(String(decoding: source[first], as: UTF8.self).hasPrefix("Meta a inauguré"))
    let golds = units.compactMap { $0["gold"]?.string }
    #expect(golds == ["neutral", "favor", "favor", "against"])
  }

  @Test("Probabilities sum to one, and the score is favor less against")
  func probabilities() throws {
    for unit in try Command.objects(Command.score(["article.txt", "--format", "jsonl"])) {
      guard case .object(let members)? = unit["probabilities"] else { continue }
      #expect(members.map(\.key) == ["favor", "neutral", "against"])
      let values = members.compactMap(\.value.number)
      #expect(abs(values.reduce(0, +) - 1) < 0.0003)
      let score = try #require(unit["score"]?.number)
      #expect(abs(score - (values[0] - values[2])) < 0.0003)
    }
  }

  @Test("Any number of threads gives the same bytes", arguments: ["jsonl", "csv", "json", "text"])
  func threads(_ format: String) throws {
    let inputs = ["article.txt", "records.jsonl", "train.jsonl", "article.txt"]
    let one = try Command.score(inputs + ["--format", format, "--threads", "1"])
    let four = try Command.score(inputs + ["--format", format, "--threads", "4"])
    #expect(one.status == 0)
    #expect(one.output == four.output)
    #expect(!one.output.isEmpty)
  }

  @Test("Long input on several threads keeps its order")
  func longInput() throws {
    let folder = try Command.folder()
    var text = ""
    for number in 0..<6000 {
      text += "Numéro \(number) : Meta réussit, dit-on, mais l'échec guette encore l'équipe.\n\n"
    }
    let path = folder.add("long.txt", text)
    let one = try Command.score([path, "--format", "jsonl", "--threads", "1"])
    let three = try Command.score([path, "--format", "jsonl", "--threads", "3"])
    #expect(one.lines.count == 6000)
    #expect(one.output == three.output)
    let last = try JSONReader.parse(Array((one.lines.last ?? "").utf8))
    #expect(last["index"]?.int == 5999)
    #expect(last["line"]?.int == 11999)
  }

  @Test("A JSONL input gives an object a record, with its id, label and own target")
  func records() throws {
    let run = try Command.score(["records.jsonl", "--format", "jsonl"])
    #expect(run.status == 0)
    let units = try Command.objects(run)
    try #require(units.map { $0["id"]?.string } == ["a1", "a2", "a3", "4"])
    #expect(units.map { $0["target"]?.string } == ["meta", "Renault", "meta", "apple"])
    #expect(units.map { $0["gold"]?.string } == ["favor", nil, nil, nil])
    #expect(units.map { $0["line"]?.int } == [1, 2, 3, 4])
    #expect(units.allSatisfy { $0["label"]?.string != nil })
    #expect(units[3]["language"]?.string == "en")
    let zipped = try Command.score(["records.jsonl.gz", "--format", "jsonl"])
    let named = run.text.split(separator: "records.jsonl\"").joined(separator: "records.jsonl.gz\"")
    #expect(zipped.text == named)
  }

  @Test("Standard input: - and nothing; records are recognised by their first line")
  func standardInput() throws {
    let text = Array("Meta réussit un projet brillant et utile pour toute l'équipe.\n".utf8)
    let dash = try Command.score(["-", "--format", "jsonl"], input: text)
    let bare = try Command.score(["--format", "jsonl"], input: text)
    #expect(dash.status == 0)
    #expect(dash.output == bare.output)
    #expect(try Command.objects(dash).first?["file"]?.string == "-")
    let records = try #require(PackageFiles.read(Command.golden + "/records.jsonl"))
    let run = try Command.score(["--format", "jsonl"], input: records)
    #expect(try Command.objects(run).map { $0["id"]?.string } == ["a1", "a2", "a3", "4"])
  }

  @Test("A folder gives its .txt and JSONL files; several files keep their order")
  func folders() throws {
    let folder = try Command.folder()
    _ = folder.add("b.txt", "Meta échoue encore une fois avec ce projet.\n")
    _ = folder.add("a.txt", "Meta réussit encore une fois avec ce projet.\n")
    _ = folder.add("c.jsonl", "{\"text\": \"Un succès.\", \"id\": \"x\"}\n")
    _ = folder.add("d.png", "not read")
    let run = try Command.score([folder.path, "article.txt", "--format", "jsonl"])
    #expect(run.status == 0)
    var files: [String] = []
    for unit in try Command.objects(run) {
      let file = unit["file"]?.string ?? ""
      if files.last != file { files.append(file) }
    }
    #expect(
      files == ["a.txt", "b.txt", "c.jsonl"].map { folder.path + "/" + $0 } + ["article.txt"])
  }

  @Test("--unit sentence numbers sentences, whose ranges slice the source")
  func sentences() throws {
    let run = try Command.score(["article.txt", "--unit", "sentence", "--format", "jsonl"])
    let source = try #require(PackageFiles.read(Command.golden + "/article.txt"))
    let units = try Command.objects(run)
    #expect(units.map { $0["index"]?.int } == Array(0..<units.count).map(Optional.some))
    let texts = units.filter { $0["kind"]?.string == "body" }.map {
      String(decoding: source[$0["range"]?.ends ?? 0..<0], as: UTF8.self)
    }
    #expect(texts.contains("Voilà une excellente nouvelle !"))
    #expect(texts.contains("Quelle déception."))
    #expect(texts.count == 10)
  }

  @Test("--unit document gives one unit a file; saying it twice changes no score")
  func documents() throws {
    let folder = try Command.folder()
    let text = """
      Meta réussit un projet brillant, et l'équipe progresse vite. Les chercheurs, eux, n'y voient \
      aucun échec, et le laboratoire attire déjà des voisins curieux.

      Le budget reste toutefois une dépense que la région trouve lourde, dit un élu. Personne ne \
      sait encore ce que le printemps apportera aux équipes de Nantes.


      """
    let once = folder.add("once.txt", text)
    let twice = folder.add("twice.txt", text + text)
    let run = try Command.score(
      [once, twice, "article.txt", "--unit", "document", "--format", "jsonl"])
    let units = try Command.objects(run)
    try #require(units.count == 3)
    #expect(units[0]["kind"]?.string == "body")
    #expect(units[2]["range"]?.ends?.lowerBound == 0)
    let scores = units.compactMap { $0["score"]?.number }
    try #require(scores.count == 3)
    #expect(abs(scores[0] - scores[1]) < 0.02)
  }

  @Test("Contributions sum to the logits, and these give the probabilities")
  func contributions() throws {
    let run = try Command.score(["--explain", "article.txt", "--format", "jsonl"])
    #expect(run.status == 0)
    var checked = 0
    for unit in try Command.objects(run) where unit["kind"]?.string == "body" {
      let parts = try #require(unit["contributions"]?.array)
      let logits = try #require(unit["logits"])
      for label in ["favor", "neutral", "against"] {
        let sum = parts.reduce(0) { $0 + ($1["values"]?[label]?.number ?? .nan) }
        #expect(abs(sum - (logits[label]?.number ?? .nan)) < 1e-3)
      }
      let range = try #require(unit["range"]?.ends)
      for part in parts {
        #expect(part.keys == ["feature", "range", "value", "values", "rule"])
        guard let place = part["range"]?.ends else { continue }
        #expect(range.lowerBound <= place.lowerBound && place.upperBound <= range.upperBound)
      }
      checked += 1
    }
    #expect(checked == 5)
    let three = try Command.score(["article.txt", "--explain=3", "--format", "jsonl"])
    for unit in try Command.objects(three) where unit["kind"]?.string == "body" {
      #expect(unit["contributions"]?.array?.count == 3)
    }
    let plain = try Command.score(["article.txt", "--format", "jsonl"])
    #expect(try Command.objects(plain).allSatisfy { $0["contributions"] == nil })
  }

  @Test("json is one array of the same objects")
  func json() throws {
    let array = try Command.score(["article.txt", "records.jsonl", "--format", "json"])
    let lines = try Command.score(["article.txt", "records.jsonl", "--format", "jsonl"])
    #expect(try JSONReader.parse(array.output).array == Command.objects(lines))
  }

  @Test("csv has a header and a row a unit, with quotes where they are needed")
  func csv() throws {
    let run = try Command.score(["records.jsonl", "--format", "csv"])
    try #require(run.lines.count == 5)
    #expect(
      run.lines[0]
        == "file,id,index,line,start,end,kind,section,gold,target,about_target,label,score,"
        + "p_favor,p_neutral,p_against,evidence,language,encoding,text")
    #expect(run.lines[1].hasPrefix("records.jsonl,a1,0,1,0,"))
    let article = try Command.score(["article.txt", "--format", "csv"])
    #expect(article.text.contains(",\"Rien n'est joué : le projet réunit"))
  }

  @Test("Nobody in particular is said as a person would")
  func nobody() throws {
    let page = try Command.score(["article.txt", "--format", "html", "--target", "none"]).text
    #expect(page.contains("Stance towards <bdi>nobody in particular</bdi>"))
    let text = try Command.score(["article.txt", "--target", "none"]).text
    #expect(!text.contains("none"))
    let units = try Command.objects(
      Command.score(["article.txt", "--target", "none", "--format", "jsonl"]))
    #expect(units.allSatisfy { $0["target"]?.string == "none" })
  }

  @Test("html is a whole page")
  func html() throws {
    let run = try Command.score(["article.txt", "--format", "html"])
    #expect(run.status == 0)
    #expect(run.text.lowercased().hasPrefix("<!doctype html>"))
    #expect(run.text.contains("Rien n"))
  }

  @Test("--target takes an id, a file and names")
  func targets() throws {
    let folder = try Command.folder()
    let pack = folder.add(
      "lab.tsv", "term\trole\ttags\tsource\nNantes\tname\tcase\town\nBrest\trival\tcase\town\n")
    for (target, id) in [("openai", "openai"), (pack, "lab"), ("Nantes, Loire", "Nantes")] {
      let run = try Command.score(["article.txt", "--format", "jsonl", "--target", target])
      #expect(run.status == 0)
      #expect(try Command.objects(run).first?["target"]?.string == id)
    }
    let wrong = try Command.score(["article.txt", "--target", "metta"])
    #expect(wrong.status == 64)
    #expect(wrong.notes.contains("did you mean meta"))
  }

  @Test("A lexicon of one's own adds cues and silences others")
  func lexicons() throws {
    let folder = try Command.folder()
    let head = "term\tpos\tvalence\ttags\tsource\n"
    let mine = folder.add("mine.tsv", head + "gallo\tnoun\t0.9\teval\tme\n")
    let silent = folder.add("silent.tsv", head + "déception\tnoun\t0\t\tme\n")
    func evidence(_ options: [String]) throws -> [Int] {
      try Command.objects(Command.score(["article.txt", "--format", "jsonl"] + options)).filter {
        $0["kind"]?.string == "body"
      }.compactMap { $0["evidence"]?.int }
    }
    let plain = try evidence([])
    try #require(plain.count == 5)
    let more = try evidence(["--lexicon", mine])
    #expect(more[0] == plain[0] + 1)
    let less = try evidence(["--lexicon", mine, "--lexicon", silent])
    #expect(less[0] == plain[0] + 1)
    #expect(less[4] <= plain[4])
  }

  @Test("The bundled model scores without any option")
  func bundled() throws {
    let run = try Command.run(["score", "article.txt", "--format", "jsonl"])
    #expect(run.status == 0)
    #expect(run.lines.count == 12)
  }

  @Test("A bundled model goes by its name, and a file of that name by its path")
  func bundledByName() throws {
    let record = Array(#"{"text": "Merci, c’est super, j’adore !", "target": "le service"}"#.utf8)
    let files = try Command.folder()
    let path = files.add("a.jsonl", record)
    let scores = try ["default", "short"].map { name in
      let run = try Command.run(["score", path, "--model", name, "--format", "jsonl"])
      #expect(run.status == 0)
      return try #require(Command.objects(run).first?["score"]?.number)
    }
    #expect(scores[0] != scores[1] && scores[1] > 0.5)
    #expect(try Command.run(["score", path, "--model", "./short"]).status == 66)
    let misspelt = try Command.run(["score", path, "--model", "shrt"])
    #expect(misspelt.status == 66 && misspelt.notes.contains("default, short, proposals"))
  }
}
