import StanceEvaluation
import StanceTestSupport
import Testing

@testable import StanceTraining

/// What the trainer refuses or warns of, and that it says what to do.
@Suite struct TrainingRefusalTests {
  private func prepare(_ data: DataSet) throws(TrainingError) -> PreparedData {
    let trainer: Trainer
    do { trainer = try Fixtures.trainer() } catch { throw .numeric("\(error)") }
    return try PreparedData(data, trainer: trainer, progress: { _ in true })
  }

  private func error(_ examples: [Example]) -> TrainingError? {
    do throws(TrainingError) {
      _ = try prepare(DataSet(examples: examples))
      return nil
    } catch {
      return error
    }
  }

  private func notes(_ data: DataSet) throws -> [DataNote] { try prepare(data).notes }

  /// `count` rows of a label, each in a group of its own.
  private func rows(_ label: String, _ count: Int, from start: Int = 0) -> [Example] {
    (start..<start + count).map {
      Fixtures.example("\(label)\($0)", "Texte \(label) n° \($0).", label, line: $0 + 1)
    }
  }

  @Test func noLabels() {
    #expect(error([Fixtures.example("a", "Un.", nil)]) == .noLabels)
    #expect(error([]) == .noLabels)
    #expect(TrainingError.noLabels.description.contains("`label`"))
  }

  @Test func oneLabel() {
    #expect(error(rows("favor", 5)) == .oneLabel("favor"))
  }

  @Test func fewerThanThreeGroups() {
    let examples = (0..<8).map {
      Fixtures.example("r\($0)", "Texte \($0).", $0 < 4 ? "favor" : "against", group: "g\($0 % 2)")
    }
    let found = error(examples)
    #expect(found == .tooFewGroups(found: 2, needed: 3))
    #expect(found?.description.contains("add articles, or set `group`") == true)
  }

  @Test func aLabelWithOneRow() {
    let found = error(rows("favor", 5) + rows("against", 5) + rows("mixed", 1))
    let place = DataPlace(file: "data.jsonl", line: 1)
    #expect(found == .rareLabel(label: "mixed", first: place, rows: 1, groups: 1, like: nil))
    #expect(found?.description.hasPrefix("data.jsonl:1: label mixed has 1 row in 1 group:") == true)
  }

  @Test func aLabelInOneGroup() {
    let lonely = (0..<4).map {
      Fixtures.example("m\($0)", "Texte mêlé \($0).", "mixed", group: "only")
    }
    #expect(
      error(rows("favor", 5) + rows("against", 5) + lonely)
        == .rareLabel(
          label: "mixed", first: DataPlace(file: "data.jsonl", line: 1), rows: 4, groups: 1,
          like: nil))
  }

  @Test func aRareLabelThatIsAlmostAFrequentOne() {
    for count in [2, 12] {
      let found = error(
        rows("favor", count) + rows("against", count) + rows("favro", 1, from: 7))
      let place = DataPlace(file: "data.jsonl", line: 8)
      #expect(
        found == .rareLabel(label: "favro", first: place, rows: 1, groups: 1, like: "favor"))
      #expect(found?.description.contains("did you mean favor?") == true)
    }
  }

  @Test(arguments: [
    ("agianst", "against"), ("Against", "against"), (" against", "against"), ("favour", "favor"),
    ("NEUTRAL", "neutral"), ("contre", nil), ("joy", nil), ("", nil), ("favor", nil),
  ])
  func nearestLabel(label: String, expected: String?) {
    #expect(DataChecks.nearest(to: label, among: ["favor", "neutral", "against"]) == expected)
  }

  @Test func shortLabelsAreMeant() {
    #expect(DataChecks.nearest(to: "3", among: ["1", "2"]) == nil)
    #expect(DataChecks.nearest(to: "no", among: ["ne", "NO"]) == "NO")
  }

  @Test func aLabelTypoIsToldWithItsPlace() throws {
    let typos = rows("Favor ", 2, from: 40)
    let notes = try notes(
      DataSet(examples: rows("favor", 30) + rows("against", 30) + typos))
    let found = try #require(notes.first { $0.message.contains("typing error") })
    #expect(found.line == 41 && found.message.contains("“favor” (30 rows)"))
  }

  @Test func differentLabelsAreNoTypos() throws {
    let notes = try notes(
      DataSet(examples: rows("pour", 30) + rows("neutre", 30) + rows("contre", 3)))
    #expect(!notes.contains { $0.message.contains("typing error") })
  }

  @Test func emptyTextsAreLeftOut() throws {
    var data = DataSet(examples: rows("favor", 6) + rows("against", 6))
    data.examples[2].text = Array(" \n\t".utf8)
    let prepared = try prepare(data)
    #expect(prepared.count == 11)
    #expect(
      prepared.notes.contains(
        DataNote(file: "data.jsonl", line: 3, message: "the text is empty: left out")))
  }

  @Test func duplicateIDsAreTold() throws {
    var data = DataSet(examples: rows("favor", 6) + rows("against", 6))
    data.examples[4].id = "favor0"
    let notes = try notes(data)
    let found = try #require(notes.first { $0.message.contains("the id favor0") })
    #expect(found.line == 5 && found.message.contains("data.jsonl:1 too"))
  }

  @Test func oneTextWithTwoLabelsIsTold() throws {
    var data = DataSet(examples: rows("favor", 6) + rows("against", 6))
    data.examples[8].text = data.examples[1].text
    let found = try #require(try notes(data).first { $0.message.contains("the same text") })
    #expect(found.line == 3 && found.message.contains("favor at data.jsonl:2"))
    data.examples[8].target = "zenith"
    #expect(try !notes(data).contains { $0.message.contains("the same text") })
  }

  @Test func manyFaultsOfAKindAreCounted() throws {
    var data = DataSet(examples: rows("favor", 12) + rows("against", 12))
    for row in 1..<10 { data.examples[row].id = "favor0" }
    let notes = try notes(data)
    #expect(notes.filter { $0.message.contains("the id favor0") }.count == 5)
    #expect(notes.contains { $0.message == "and 4 more of this kind" })
  }

  @Test func groupsAreInOneFoldOnly() throws {
    let prepared = try prepare(Fixtures.synthetic(groups: 9))
    var folds: [String: Set<Int>] = [:]
    for (group, fold) in zip(prepared.groups, prepared.folds) {
      folds[group, default: []].insert(fold)
    }
    #expect(folds.values.allSatisfy { $0.count == 1 })
    #expect(DataChecks.notes(prepared.examples, folds: prepared.folds).isEmpty)
  }

  @Test func aLabelInOneFoldIsTold() {
    let examples = rows("favor", 3) + rows("against", 3)
    let notes = DataChecks.notes(examples, folds: [0, 0, 0, 0, 1, 2])
    #expect(notes.count == 1 && notes[0].message.hasPrefix("all rows labelled favor fall into"))
  }
}

@Suite struct EditDistanceTests {
  private func distance(_ a: String, _ b: String) -> Int {
    EditDistance.between(Array(a), Array(b))
  }

  @Test func known() {
    #expect(distance("", "abc") == 3)
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("favor", "favro") == 1)
    #expect(distance("neutral", "nuetral") == 1)
    #expect(distance("ca", "abc") == 3)
  }

  /// Against the definition by recursion.
  private static func plain(_ a: ArraySlice<Character>, _ b: ArraySlice<Character>) -> Int {
    guard let x = a.last, let y = b.last else { return max(a.count, b.count) }
    var best = plain(a.dropLast(), b.dropLast()) + (x == y ? 0 : 1)
    best = min(best, plain(a.dropLast(), b) + 1, plain(a, b.dropLast()) + 1)
    let (p, q) = (a.dropLast().last, b.dropLast().last)
    if let p, let q, p == y, q == x { best = min(best, plain(a.dropLast(2), b.dropLast(2)) + 1) }
    return best
  }

  @Test(arguments: UInt64(0)..<60)
  func againstTheDefinition(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func word() -> [Character] {
      (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        ["a", "b", "c"].randomElement(using: &generator) ?? "a"
      }
    }
    let (a, b) = (word(), word())
    #expect(
      EditDistance.between(a, b) == Self.plain(a[...], b[...]), "seed \(seed): \(a) and \(b)")
    #expect(EditDistance.between(a, b) == EditDistance.between(b, a), "seed \(seed)")
  }

  @Test func aMemberThatNoRowHas() throws {
    var trainer = try Fixtures.trainer()
    trainer.options.foldsBy = "author"
    var data = Fixtures.synthetic(groups: 12)
    #expect(throws: TrainingError.unknownMember("author", found: [])) { try trainer.train(data) }
    for index in data.examples.indices {
      data.examples[index].slices = [.init(name: "style", value: "blog")]
    }
    #expect(throws: TrainingError.unknownMember("author", found: ["style"])) {
      try trainer.train(data)
    }
    // One style is one block, which no fold can divide.
    trainer.options.foldsBy = "style"
    #expect(throws: TrainingError.tooFewBlocks("style", found: 1, needed: 3)) {
      try trainer.train(data)
    }
  }

  @Test func aRegisterThatNoTextHas() throws {
    var trainer = try Fixtures.trainer()
    trainer.options.running = "pres"
    var data = Fixtures.synthetic(groups: 12)
    #expect(throws: TrainingError.unknownRegister("pres", found: [])) { try trainer.train(data) }
    data.examples[3].slices = [.init(name: "register", value: "press")]
    #expect(throws: TrainingError.unknownRegister("pres", found: ["press"])) {
      try trainer.train(data)
    }
    trainer.options.weights = ["pres": 2]
    trainer.options.running = nil
    #expect(throws: TrainingError.unknownRegister("pres", found: ["press"])) {
      try trainer.train(data)
    }
    trainer.options.weights = [:]
    trainer.options.running = "pres"
    // Records have no running text.
    data.examples[4].slices = [.init(name: "register", value: "pres")]
    data.examples[4].section = nil
    #expect(throws: TrainingError.unknownRegister("pres", found: ["press"])) {
      try trainer.train(data)
    }
  }
}
