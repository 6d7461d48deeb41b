import StanceModel
import Testing

@testable import StanceTraining

@Suite struct LineLabelReaderTests {
  private static let article = """
    Un titre de presse

    Acme ouvre deux bureaux à Lyon ce matin, et le marché regarde.

    Le produit est raté, et les clients déçus le disent depuis mars.

    Point de vue optimiste

    Acme réussit un excellent lancement devant les salariés du groupe.
    """

  private func read(_ labels: String) throws -> DataSet {
    try LineLabelReader.read(
      Array(labels.utf8), file: "d/labels.jsonl", target: "acme", rules: try Fixtures.rules()
    ) { name throws(DataError) in
      guard name == "a.txt" else { throw .file(file: name, reason: "not there") }
      return ("d/a.txt", Array(Self.article.utf8))
    }
  }

  @Test func labelsStandOnTheirLines() throws {
    let data = try read(
      #"""
      {"file": "a.txt", "line": 5, "label": "against", "style": "wire"}

      {"file": "a.txt", "line": 3, "label": "neutral", "target": "zenith", "split": "test"}
      """#)
    #expect(data.examples.map(\.line) == [3, 5, 9])
    // The section's title gives no label where people gave them.
    #expect(data.examples.map(\.label) == ["neutral", "against", nil])
    #expect(data.examples.map(\.target) == ["zenith", "acme", "acme"])
    #expect(data.examples[0].split == "test" && data.examples[1].slice("style") == "wire")
    #expect(data.examples.map { $0.section?.isTitled } == [false, false, true])
    #expect(Set(data.examples.map(\.group)) == ["d/a.txt"])
  }

  /// A paragraph that nobody labelled is still read beside the others: it is where they all are.
  @Test(arguments: [(["test", "test"], "test"), (["test", "dev"], nil)])
  func paragraphsWithoutARowAreWhereTheOthersAre(splits: [String], rest: String?) throws {
    let data = try read(
      """
      {"file": "a.txt", "line": 3, "label": "neutral", "split": "\(splits[0])", "register": "press", "style": "mt"}
      {"file": "a.txt", "line": 5, "label": "against", "split": "\(splits[1])", "register": "press", "style": "blog"}
      """)
    #expect(data.examples.map(\.split) == splits + [rest])
    #expect(data.examples.map { $0.slice("register") } == ["press", "press", "press"])
    #expect(data.examples.map { $0.slice("style") } == ["mt", "blog", nil])
  }

  @Test func aLineWithoutParagraphIsTold() throws {
    let data = try read(
      """
      {"file": "a.txt", "line": 1, "label": "neutral"}
      {"file": "a.txt", "line": 3, "label": "neutral"}
      """)
    #expect(data.examples.compactMap(\.label) == ["neutral"])
    #expect(data.notes.map(\.line) == [1])
  }

  @Test func linesWithoutParagraphAreToldOnce() throws {
    let data = try read(
      """
      {"file": "a.txt", "line": 1, "label": "neutral"}
      {"file": "a.txt", "line": 7, "label": "neutral"}
      {"file": "a.txt", "line": 8}
      {"file": "a.txt", "line": 3, "label": "neutral"}
      """)
    #expect(data.notes.count == 1)
    #expect(data.notes.first?.message.hasSuffix("paragraphs (and 1 more like it)") == true)
  }

  /// The article is not opened: its own section titles may say what these rows do not.
  @Test(arguments: [
    (#", "annotator_b": "neutral", "annotator_a": "favor"}"#, "annotator_a, annotator_b"),
    (#", "label": null, "kind": "body"}"#, nil),
  ])
  func rowsWithoutLabelsArePassedOver(rest: String, members: String?) throws {
    let row = #"{"file": "a.txt", "line": 3"# + rest + "\n"
    let data = try LineLabelReader.read(
      Array((row + row).utf8), file: "l.jsonl", target: nil, rules: try Fixtures.rules()
    ) { name throws(DataError) in throw .file(file: name, reason: "opened") }
    let likely = members.map { "; members that look like labels: " + $0 } ?? ""
    #expect(
      data.notes.map(\.description) == ["l.jsonl: no `label` in 2 rows\(likely): passed over"])
    #expect(data.examples.isEmpty && data.wrongLines.isEmpty && data.sources.isEmpty)
  }

  @Test func aLabelMayBeANumber() throws {
    let data = try read(#"{"file": "a.txt", "line": 3, "label": 1}"#)
    #expect(data.examples.compactMap(\.label) == ["1"])
  }

  @Test func linesOfWhichNoneStartsAParagraphAreRefused() throws {
    let error = #expect(throws: DataError.self) {
      try read("{\"file\": \"a.txt\", \"line\": 1, \"label\": \"x\"}")
    }
    #expect("\(try #require(error))".contains("none of its 1 lines"))
  }

  @Test func rowsOfAnArticleThatIsNotThereAreLeftOut() throws {
    let missing = "{\"file\": \"b.txt\", \"line\": 3, \"label\": \"x\"}\n"
    let alone = try read(missing)
    #expect(alone.examples.isEmpty)
    #expect(
      alone.wrongLines.map(\.description) == [
        "d/labels.jsonl:1: expected an article that can be read, found b.txt: not there"
      ])
    let data = try read(
      missing + "{\"file\": \"a.txt\", \"line\": 3, \"label\": \"y\"}\n?\n" + missing)
    #expect(data.examples.compactMap(\.label) == ["y"])
    #expect(data.wrongLines.map(\.line) == [1, 3, 4])
  }

  @Test(arguments: [
    ("\"11\"", "the string \"11\""), ("1e99", "the number 1e+99"), ("1.5", "the number 1.5"),
    ("[3]", "another JSON value"), ("null", "another JSON value"),
  ])
  func aLineThatIsNoNumberIsTold(line: String, found: String) throws {
    let row = "{\"file\": \"a.txt\", \"line\": \(line), \"label\": \"x\"}\n"
    for rows in [row, "{\"file\": \"a.txt\", \"line\": 3, \"label\": \"y\"}\n" + row] {
      #expect(LineLabelReader.holdsLineLabels(Array(rows.utf8)))
      let data = try read(rows)
      #expect(
        data.wrongLines.map(\.reason) == [
          "expected a whole number for `line`, that of the line on which the paragraph starts,"
            + " found \(found)"
        ])
    }
  }

  @Test(arguments: [
    "{\"text\": \"y\"}", "{\"file\": \"a.txt\", \"label\": \"y\"}", "?",
    "{\"file\": \"a.txt\", \"line\": 3, \"label\": \"y\"}",
  ])
  func wrongRowsAreLeftOut(row: String) throws {
    let first = "{\"file\": \"a.txt\", \"line\": 3, \"label\": \"x\"}\n"
    let last = "\n{\"file\": \"a.txt\", \"line\": 5, \"label\": \"z\"}\n"
    let data = try read(first + row + last)
    #expect(data.examples.compactMap(\.label) == ["x", "z"])
    #expect(data.wrongLines.count == 1)
    #expect(data.wrongLines.first?.description.hasPrefix("d/labels.jsonl:2: expected ") == true)
  }

  /// A byte order mark and CRLF, as spreadsheets write them.
  @Test func marksAndLineEndsOfOtherSystems() throws {
    let data = try read(
      "\u{FEFF}{\"file\": \"a.txt\", \"line\": 3, \"label\": \"neutral\"}\r\n"
        + "{\"file\": \"a.txt\", \"line\": 5, \"label\": \"against\"}\r\n")
    #expect(data.examples.compactMap(\.label) == ["neutral", "against"])
    #expect(LineLabelReader.holdsLineLabels(Array("\u{FEFF}\n{\"file\": \"a\", \"line\": 1}".utf8)))
  }

  @Test func rowsWithTextAreNoLineLabels() {
    func holds(_ text: String) -> Bool { LineLabelReader.holdsLineLabels(Array(text.utf8)) }
    #expect(holds(#"{"file": "a.txt", "line": 3, "label": null}"#))
    #expect(!holds(#"{"file": "a.txt", "line": 3, "text": "b"}"#))
    #expect(holds("?\n" + #"{"file": "a.txt", "line": 3}"#))
    #expect(!holds(#"{"text": "b"}"#) && !holds("") && !holds("{"))
  }
}
