import StanceEvaluation
import StanceLexicon
import StanceModel
import StanceText
import Testing

@testable import StanceTraining

@Suite struct LexiconBaselineTests {
  private func baseline() throws -> LexiconBaseline {
    LexiconBaseline(
      lexicon: try Fixtures.lexicon(), rules: try Fixtures.rules(),
      targets: try Fixtures.resolver())
  }

  /// The verdict is the rule score against its band, example by example.
  @Test func verdictsAreTheRuleScore() throws {
    let examples = Fixtures.synthetic(groups: 6).examples
    let baseline = try baseline()
    let labels = ["favor", "neutral", "against"]
    let predicted = try #require(baseline.predict(examples, labels: labels))
    for (row, example) in examples.enumerated() {
      var analyzer = UnitAnalyzer(
        lexicon: try Fixtures.lexicon(),
        target: try Fixtures.resolver().pack(for: example.target), rules: try Fixtures.rules())
      let range = 0..<example.text.count
      analyzer.read(
        example.text, range,
        language: try Fixtures.rules().language(of: example.text, in: range), assumeTarget: true)
      let score = analyzer.analysis.ruleScore
      let expected =
        abs(score) < LexicalAnalysis.neutralBand ? "neutral" : score > 0 ? "favor" : "against"
      #expect(predicted[row].map { labels[$0] } == expected, "row \(row): \(score)")
    }
  }

  @Test func labelsOfOtherDataSets() throws {
    let examples = [
      Fixtures.example("a", "Acme est excellent.", nil), Fixtures.example("b", "Acme.", nil),
      Fixtures.example("c", "Acme est nul et décevant.", nil),
    ]
    let baseline = try baseline()
    #expect(baseline.predict(examples, labels: ["negative", "positive"]) == [1, nil, 0])
    #expect(baseline.predict(examples, labels: ["contre", "neutre", "pour"]) == [2, 1, 0])
    #expect(baseline.predict(examples, labels: ["cat", "dog"]) == nil)
  }

  @Test func modelWithoutLexicon() throws {
    let model = try Fixtures.trainer().train(Fixtures.synthetic(groups: 9)).model
    let bare = model.withoutLexicon
    #expect(bare.denseWeights.allSatisfy { $0 == 0 } && bare.table == model.table)
    #expect(bare.bias == model.bias && model.denseWeights.contains { $0 != 0 })
  }

  /// The bias takes what the named features add on average: over one text, all that they add.
  @Test(arguments: [2, 3]) func heldAtTheMean(labels: Int) throws {
    var data = Fixtures.synthetic(groups: 9)
    if labels == 2 { data.examples.removeAll { $0.label == "neutral" } }
    let trainer = try Fixtures.trainer()
    let model = try trainer.train(data).model
    let runner = ModelRunner(
      model: model, lexicon: trainer.lexicon, rules: trainer.rules, targets: trainer.targets)
    #expect(model.labels.count == labels)
    for example in data.examples.prefix(3) {
      var other = ModelRunner(
        model: runner.modelWithoutLexicon(over: [example]), lexicon: trainer.lexicon,
        rules: trainer.rules, targets: trainer.targets)
      other.usesContext = false
      var alone = runner
      alone.usesContext = false
      let pairs = zip(alone.probabilities([example])[0], other.probabilities([example])[0])
      for (own, held) in pairs { #expect(abs(own - held) < 1e-5, "\(example.id)") }
    }
    #expect(runner.modelWithoutLexicon(over: []).bias == model.bias)
    #expect(runner.modelWithoutLexicon(over: data.examples).denseWeights.allSatisfy { $0 == 0 })
  }
}

@Suite struct LabelRecordsTests {
  private func read(_ text: String) throws -> LabelRecords {
    try LabelRecords(Array(text.utf8), file: "l.jsonl")
  }

  @Test func membersAndKeys() throws {
    let records = try read(
      """
      {"id": "a", "label": "favor", "probabilities": {"favor": 0.75, "against": 0.25}}

      {"file": "x/b.txt", "line": 3, "annotator_a": "neutral", "annotator_b": null, "kind": "body"}
      {"id": 7, "label": "against"}
      """)
    #expect(records.records.map(\.key) == ["a", "x/b.txt:3", "7"])
    #expect(records.records.map(\.place) == [1, 3, 4])
    #expect(records.records[0].probabilities == ["favor": 0.75, "against": 0.25])
    #expect(records.records[1].fields["annotator_b"] == nil)
    #expect(records.filtered("kind", "body").records.count == 1)
    let index = records.index
    #expect(index.position(id: "a", file: nil, line: nil) == 0)
    #expect(index.position(id: "?", file: "x/b.txt", line: 3) == 1)
    #expect(index.position(id: "?", file: "elsewhere/b.txt", line: 3) == 1)
    #expect(index.position(id: "?", file: "x/b.txt", line: 4) == nil)
  }

  @Test func oneNameInTwoFolders() throws {
    let records = try read(
      """
      {"file": "x/b.txt", "line": 3, "label": "favor"}
      {"file": "y/b.txt", "line": 3, "label": "against"}
      """)
    #expect(records.index.position(id: "?", file: "z/b.txt", line: 3) == nil)
    #expect(records.index.position(id: "?", file: "y/b.txt", line: 3) == 1)
  }

  @Test(arguments: [
    ("{\"label\": \"favor\"}", 1, "an id, or a file and a line"),
    ("{\"file\": \"a\", \"label\": \"favor\"}", 1, "an id, or a file and a line"),
    ("\n[]", 2, "an object"), ("{", 1, "one JSON object a line"),
    ("{\"id\": \"a\"}\n{\"id\": \"a\"}", 2, "one record a unit"),
  ])
  func errorsNameTheLine(text: String, line: Int, expected: String) {
    let error = #expect(throws: DataError.self) { try read(text) }
    guard case .record("l.jsonl", let found, _, let wanted)? = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(found == line && wanted == expected)
  }
}

@Suite struct PredictionFileTests {
  private let labels = ["favor", "neutral", "against"]
  private let items = [
    EvaluationItem(id: "a", gold: 0, predicted: nil),
    EvaluationItem(id: "x:2", file: "in/x.txt", line: 2, gold: 1, predicted: nil),
    EvaluationItem(id: "c", gold: 2, predicted: nil),
  ]

  @Test func predictions() throws {
    let text = """
      {"id": "a", "label": "favor", "predicted": "against"}
      {"file": "x.txt", "line": 2, "label": "favor", "predicted": "neutral"}
      {"id": "unknown", "predicted": "favor"}
      """
    let file = try PredictionFile(Array(text.utf8), file: "p.jsonl")
    #expect(file.field == "predicted")
    #expect(try file.predictions(for: items, labels: labels) == [2, 1, nil])
    let labelled = Array(text.utf8.split(separator: 0x0A)[1])
    let other = try PredictionFile(
      Array(#"{"id": "a", "label": "favor"}"#.utf8) + [0x0A] + labelled, file: "p.jsonl")
    #expect(try other.predictions(for: items, labels: labels) == [0, 0, nil])
  }

  /// The units of an article as `stance score` writes them: its headings have no label.
  @Test func unitsWithoutALabelSayNothing() throws {
    let text = """
      {"file": "x.txt", "line": 1, "kind": "heading", "label": null}
      {"file": "x.txt", "line": 2, "kind": "body", "label": "against"}
      {"id": "a", "label": null}
      """
    let file = try PredictionFile(Array(text.utf8), file: "p.jsonl")
    #expect(try file.predictions(for: items, labels: labels) == [nil, 2, nil])
  }

  @Test func faults() throws {
    #expect(throws: DataError.self) {
      try PredictionFile(Array("{\"id\": \"a\", \"verdict\": \"favor\"}".utf8), file: "p")
    }
    let strange = try PredictionFile(
      Array("{\"id\": \"a\", \"label\": \"maybe\"}".utf8), file: "p.jsonl")
    let error = #expect(throws: DataError.self) {
      try strange.predictions(for: items, labels: labels)
    }
    #expect(
      error?.description
        == "p.jsonl:1: expected one of favor, neutral, against, found the label maybe")
    let foreign = try PredictionFile(
      Array("{\"id\": \"z\", \"label\": \"favor\"}".utf8), file: "p.jsonl")
    #expect(throws: DataError.self) { try foreign.predictions(for: items, labels: labels) }
  }

  /// A report written and read back has the same labels and items.
  @Test func storedReports() throws {
    var full = items
    for index in full.indices {
      full[index].predicted = index == 1 ? nil : index
      full[index].probabilities = [0.5, 0.25, 0.25]
    }
    let report = try EvaluationReport.build(items: full, labels: labels)
    let bytes = Array(report.tree.json(indented: true).utf8)
    let stored = try #require(try StoredReport.read(bytes, file: "r.json"))
    #expect(stored.labels == labels)
    #expect(stored.items.map(\.predicted) == [0, nil, 2])
    #expect(stored.items.map(\.group) == full.map(\.group))
    #expect(stored.items.map(\.probabilities) == full.map(\.probabilities))
    #expect(try StoredReport.read(Array("{\"a\": 1}".utf8), file: "x") == nil)
    #expect(try StoredReport.read([1, 2, 3], file: "x") == nil)
    #expect(throws: DataError.self) {
      try StoredReport.read(
        Array(
          "{\"schema\":1,\"labels\":[\"a\",\"b\"],\"items\":[{\"id\":\"x\",\"gold\":\"c\"}]}".utf8),
        file: "x")
    }
  }
}

@Suite struct RatingTableTests {
  private func records(_ text: String, _ file: String) throws -> LabelRecords {
    try LabelRecords(Array(text.utf8), file: file)
  }

  @Test func severalFiles() throws {
    let a = try records(
      "{\"id\": 1, \"label\": \"favor\"}\n{\"id\": 2, \"label\": \"against\"}", "a")
    let b = try records(
      "{\"id\": 2, \"label\": \"favor\"}\n{\"id\": 3, \"label\": \"neutral\"}", "b")
    let ratings = try RatingTable.ratings(RatingTable.columns([a, b], fields: []))
    #expect(ratings.raters == ["a", "b"] && ratings.labels == ["favor", "neutral", "against"])
    #expect(ratings.units.map(\.id) == ["1", "2", "3"])
    #expect(ratings.units.map(\.values) == [[0, nil], [2, 0], [nil, 1]])
  }

  @Test func severalFieldsOfOneFile() throws {
    let file = try records(
      "{\"id\": 1, \"x\": \"b\", \"y\": \"a\"}\n{\"id\": 2, \"x\": \"a\", \"y\": \"a\"}", "f")
    let columns = try RatingTable.columns([file], fields: ["x", "y"])
    #expect(columns.map(\.name) == ["x", "y"])
    let report = AgreementReport(try RatingTable.ratings(columns))
    #expect(report.units == 2 && report.percent == 0.5)
    #expect(throws: AgreementError.tooFewRaters(1)) {
      try RatingTable.ratings(RatingTable.columns([file], fields: ["x"]))
    }
    let error = #expect(throws: DataError.self) {
      try RatingTable.columns([file], fields: ["z"])
    }
    #expect(error?.description.contains("members: x, y") == true)
  }
}
