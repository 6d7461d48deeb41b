import StanceLexicon
import StanceModel
import StanceTestSupport
import StanceText
import StanceTraining
import Testing

@testable import StanceKit

/// Records whose targets change are scored as by an analyzer made for each of them.
@Suite struct RecordScorerTests {
  static let texts = [
    "Renault a raté son virage, quel fiasco.", "J'adore l'équipe de Luca de Meo !",
    "OpenAI déçoit, mais Renaut convainc.", "Le prix du billet augmente encore.",
    "Interdire la chasse le dimanche ? Enfin une bonne idée, les chasseurs exagèrent.",
    "Meta avance à grands pas.",
  ]
  static let targets: [String?] = [
    nil, "openai", "Renault", "Luca de Meo", "Faut-il interdire la chasse le dimanche ?",
    "la chasse", "meta", "",
  ]

  private func block(_ records: [(text: String, target: String?)]) -> RecordReader.Block {
    var writer = JSONWriter()
    for (text, target) in records {
      writer.value(.members(["text": .string(text), "target": .optional(target)]))
      writer.raw("\n")
    }
    return RecordReader.Block(bytes: writer.bytes, line: 1, index: 0, encoding: .utf8)
  }

  /// The oracle: a scorer of its own for every record.
  private func alone(
    _ analyzer: Analyzer, _ text: String, _ target: String?
  ) throws -> UnitPrediction {
    var analyzer = analyzer
    let tables = TableArchive(BundledAssets.tables)
    var wording: String?
    if let target, !target.isEmpty, target != analyzer.target.id {
      let pack = try tables.target(target)
      if pack == nil { wording = target }
      analyzer.target =
        try pack
        ?? TargetResolver(packs: [:], fallback: analyzer.target, persons: tables.persons)
        .pack(for: target)
    }
    var scorer = DocumentScorer(analyzer)
    return scorer.scoreUnit(Array(text.utf8), target: wording, explaining: .full)
  }

  @Test("Whom a text speaks of is no third party where nobody is asked about")
  func nobodyInParticular() throws {
    let analyzer = try Analyzer(target: "none", model: BundledModel.short.model())
    for name in ["Meta", "Apple", "Renault", "La SNCF", "Le ministre", "Le film", "Xyloc"] {
      let praise = analyzer.scoreUnit("\(name) est génial.")
      let blame = analyzer.scoreUnit("\(name) est nul.")
      #expect(praise.label == "favor", "\(name): \(String(describing: praise.probabilities))")
      #expect(blame.label == "against", "\(name): \(String(describing: blame.probabilities))")
      #expect(praise.aboutTarget && blame.aboutTarget)
    }
  }

  @Test(
    "A record's names mean what they mean behind --target",
    arguments: [
      "Crédit Agricole", "Emmanuel Macron", "Marine Le Pen", "SNCF Réseau", "Luca de Meo",
      "Doctolib, Stanislas Niox-Chateau", "Anne Macron, Emmanuel Macron, Macron", "Renault",
    ])
  func names(_ target: String) throws {
    let analyzer = try Analyzer(target: "none")
    let tables = TableArchive(BundledAssets.tables)
    var targets = NamedTargets(analyzer, own: PreparedTarget(analyzer.target))
    #expect(try targets.target(target).names.pack == Analyzer.target(target, tables))
  }

  @Test(arguments: [BundledModel.default, .short])
  func recordsOfAnyOrder(_ bundled: BundledModel) throws {
    let analyzer = try Analyzer(model: bundled.model())
    var records: [(text: String, target: String?)] = []
    for step in 0..<(Self.texts.count * Self.targets.count) {
      records.append(
        (Self.texts[step % Self.texts.count], Self.targets[step * 3 % Self.targets.count]))
    }
    var scorer = RecordScorer(analyzer, unit: .paragraph, explaining: .full)
    let (units, failures, notes) = scorer.score(block(records), file: "records.jsonl")
    #expect(failures.isEmpty && notes.all.isEmpty)
    #expect(units.count == records.count)
    var about = 0
    for (record, unit) in zip(records, units) {
      let expected = try alone(analyzer, record.text, record.target)
      #expect(unit.prediction.probabilities == expected.probabilities, "\(record)")
      #expect(unit.prediction.explanation == expected.explanation, "\(record)")
      let named = record.target?.isEmpty == true ? nil : record.target
      // A record that names no target is about the analyzer's only where it says so.
      #expect(
        unit.prediction.aboutTarget
          == (named == nil ? record.text.contains("Meta") : expected.aboutTarget), "\(record)")
      #expect(unit.prediction.target == named ?? analyzer.target.id)
      about += expected.explanation?.contributions.count ?? 0
    }
    #expect(about > records.count)
  }

  /// Some targets come back after more others than are kept.
  @Test func moreTargetsThanAreKept() throws {
    let analyzer = try Analyzer(model: BundledModel.short.model())
    let count = 2 * NamedTargets.most + 100
    let records = (0..<count).map { number in
      let name = number % 3 == 0 ? "Renault" : "Entreprise\(number * 7 % (count - 50))"
      return (text: "\(name) est un fiasco, Renault aussi.", target: name as String?)
    }
    var scorer = RecordScorer(analyzer, unit: .paragraph, explaining: .nothing)
    let units = scorer.score(block(records), file: "records.jsonl").units
    #expect(units.count == count)
    for place in stride(from: 0, to: count, by: 97) {
      let expected = try alone(analyzer, records[place].text, records[place].target)
      #expect(units[place].prediction.probabilities == expected.probabilities)
      #expect(units[place].prediction.aboutTarget)
    }
  }

  /// What `lang` holds, and the language that it names.
  private static let tags: [(value: JSONValue, named: Language?, isUseless: Bool)] = [
    (.null, nil, false), (.string("fr"), .french, false), (.string("en"), .english, false),
    (.string("EN-gb"), .english, false), (.string("fr_CA"), .french, false),
    (.string("und"), nil, false), (.string(""), nil, false), (.string("de"), nil, true),
    (.string("french"), nil, true), (.int(5), nil, true),
  ]

  @Test("What `lang` names counts where the words do not tell, in data sets as in records")
  func languages() throws {
    let analyzer = try Analyzer(target: "none", model: BundledModel.short.model())
    let texts =
      Self.texts + [
        "Great product", "Super produit", "Nul", "What a great team they have.",
        "Das ist ein schlechtes Produkt und ich bin nicht zufrieden.",
      ]
    var writer = JSONWriter()
    for text in texts {
      for tag in Self.tags {
        writer.value(.members(["text": .string(text), "lang": tag.value, "label": .string("x")]))
        writer.raw("\n")
      }
    }
    let block = RecordReader.Block(bytes: writer.bytes, line: 1, index: 0, encoding: .utf8)
    var scorer = RecordScorer(analyzer, unit: .paragraph, explaining: .nothing)
    let (units, failures, notes) = scorer.score(block, file: "r.jsonl")
    #expect(failures.isEmpty && units.count == texts.count * Self.tags.count)
    var languages: Set<Language> = []
    for (place, unit) in units.enumerated() {
      let text = Array(texts[place / Self.tags.count].utf8)
      let guess = analyzer.rules.language(of: text, in: 0..<text.count)
      let named = guess == .undetermined ? Self.tags[place % Self.tags.count].named : nil
      #expect(unit.prediction.unit.language == named ?? guess)
      languages.insert(unit.prediction.unit.language)
    }
    #expect(languages == Set(Language.allCases))
    // The words of one lexicon say nothing in the other language.
    let great = units.dropFirst(Self.texts.count * Self.tags.count).prefix(3).map(\.prediction)
    #expect(great.map(\.evidence) == [0, 0, 1] && great[0].probabilities != great[2].probabilities)
    let useless = Self.tags.count(where: \.isUseless)
    let told = notes.all.first { $0.kind == .otherLanguageNamed }
    #expect(told?.line == 8 && told?.count == useless * texts.count)

    let folder = try TemporaryFolder()
    let (data, _) = DataLoader(rules: analyzer.rules, packs: [])
      .load([folder.add("r.jsonl", writer.bytes)])
    let runner = ModelRunner(
      model: analyzer.model, lexicon: analyzer.lexicon, rules: analyzer.rules,
      targets: TargetResolver(
        packs: [:], fallback: analyzer.target,
        persons: try TableArchive(BundledAssets.tables).persons))
    #expect(runner.probabilities(data.examples) == units.map { $0.prediction.probabilities })
    #expect(data.notes.map(\.line) == [8] && data.notes[0].message.contains("for `lang`"))
  }
}
