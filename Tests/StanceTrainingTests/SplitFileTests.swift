import StanceEvaluation
import StanceTestSupport
import Testing

@testable import StanceTraining

@Suite struct SplitFileTests {
  private func read(_ text: String) throws -> SplitFile {
    try SplitFile(Array(text.utf8), file: "splits.tsv")
  }

  @Test func readsAndWrites() throws {
    let text = "file\tsplit\nacme/a.txt\ttrain\nnews/w.jsonl#g 1\ttest\n"
    let table = try read("# a remark\nfile\tsplit\r\n\nnews/w.jsonl#g 1\ttest\nacme/a.txt\ttrain\n")
    #expect(table.rows.map(\.file) == ["news/w.jsonl", "acme/a.txt"])
    #expect(table.rows[0].group == "g 1" && table.rows[1].group == nil)
    #expect(table.rows.map(\.line) == [4, 5])
    #expect(table.bytes == Array(text.utf8))
    #expect(try SplitFile(table.bytes, file: "x").bytes == table.bytes)
  }

  @Test(arguments: [
    ("acme/a.txt\ttrain", 1, "the header file, split (separated by a tab)"),
    ("file\tsplit\nacme/a.txt", 2, "a path, a tab and a split"),
    ("file\tsplit\n\ttrain", 2, "a path, a tab and a split"),
    ("file\tsplit\na.txt\tvalid", 2, "train, dev or test"),
    ("file\tsplit\na.txt\ttrain\n\na.txt\ttest", 4, "one line a path"),
  ])
  func errorsNameTheLine(text: String, line: Int, expected: String) throws {
    let error = #expect(throws: DataError.self) { try read(text) }
    guard case .record("splits.tsv", let found, _, let wanted)? = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(found == line && wanted == expected)
  }

  @Test func assigns() throws {
    let table = try read(
      "file\tsplit\nacme/a.txt\ttrain\nn.jsonl#g\ttest\nm.jsonl\tdev\ngone.txt\tdev\n")
    func example(_ file: String, _ group: String, _ line: Int) -> Example {
      Fixtures.example("\(file):\(line)", "t", "favor", group: group, file: file, line: line)
    }
    var data = DataSet(examples: [
      example("corpus/acme/a.txt", "corpus/acme/a.txt", 3),
      example("corpus/n.jsonl", "g", 1), example("corpus/n.jsonl", "other", 2),
      example("corpus/m.jsonl", "h", 1), example("elsewhere/a.txt", "elsewhere/a.txt", 1),
    ])
    let notes = table.assign(to: &data, folder: "corpus/", table: "splits.tsv")
    #expect(data.examples.map(\.split) == ["train", "test", nil, "dev", nil])
    #expect(
      notes == [
        DataNote(file: "corpus/n.jsonl", line: 2, message: "n.jsonl#other is in no split"),
        DataNote(file: "splits.tsv", line: 5, message: "gone.txt is not in the data"),
      ])
  }

  @Test func relativePaths() {
    #expect(SplitFile.relative("c/a/b.txt", to: "c") == "a/b.txt")
    #expect(SplitFile.relative("c/a/b.txt", to: "c//") == "a/b.txt")
    #expect(SplitFile.relative("./a.txt", to: ".") == "a.txt")
    #expect(SplitFile.relative("ca/b.txt", to: "c") == nil)
  }
}

@Suite struct SplitSelectionTests {
  private var data: DataSet {
    var data = DataSet(examples: [
      Fixtures.example("a", "Un.", "favor", group: "g", split: "train", file: "w.jsonl"),
      Fixtures.example("b", "Deux.", "favor", group: "h", split: "test", file: "w.jsonl"),
      Fixtures.example("c", "Trois.", "favor", group: "x.txt", split: "test", file: "x.txt"),
      Fixtures.example("d", "Quatre.", "favor", group: "y.txt", split: "train", file: "y.txt"),
    ])
    data.sources = ["w.jsonl", "x.txt", "y.txt"].map {
      DataSource(file: $0, sha256: "sha of \($0)", groups: 1, items: 1)
    }
    return data
  }

  @Test func sourcesSayWhatWasTaken() {
    let train = data.selecting(split: "train")
    #expect(train.examples.map(\.id) == ["a", "d"])
    #expect(train.sources.map(\.file) == ["w.jsonl#g", "y.txt"])
    #expect(
      train.sources[0].sha256 != "sha of w.jsonl" && train.sources[1].sha256 == "sha of y.txt")
    #expect(data.selecting(split: "dev").sources.isEmpty)
  }

  @Test func groupsAreKnownByTheirTexts() {
    var other = data
    let before = data.groupSources.map(\.sha256)
    other.examples[0].label = "against"
    #expect(other.groupSources.map(\.sha256) == before)
    other.examples[0].text = Array("Un !".utf8)
    let after = other.groupSources.map(\.sha256)
    #expect(after[0] != before[0] && after[1...] == before[1...])
  }
}

@Suite struct SplitPlanTests {
  /// Articles of many targets and records with groups of their own.
  private func corpus(_ seed: UInt64) -> DataSet {
    var generator = SeededGenerator(seed: seed)
    var data = DataSet()
    let styles = ["blog", "daily", "tech"]
    for target in 0..<30 {
      for article in 0..<(target < 18 ? 1 + target % 3 : 8) {
        let register = Bool.random(using: &generator) ? "plain" : "hard"
        let style = styles.randomElement(using: &generator) ?? ""
        let file = "c/t\(target)/w1-\(article)-\(register)-\(style)-x.txt"
        for line in 0..<3 {
          data.examples.append(
            Example(
              id: "\(file):\(line)", file: file, line: line + 1, text: Array("t".utf8),
              label: ["favor", "neutral", "against"][line], target: "t\(target)", group: file,
              slices: ArticleReader.slices(file)))
        }
      }
    }
    for group in 0..<40 {
      // The first record groups hold two targets.
      for record in 0..<3 {
        let target = group < 4 ? (record == 0 ? 0 : 25) : 18 + group % 12
        data.examples.append(
          Fixtures.example(
            "n\(group)-\(record)", "t", "neutral", target: "t\(target)", group: "n\(group)",
            file: "c/news/wire.jsonl", line: group * 3 + record + 1))
      }
    }
    return data
  }

  @Test(arguments: UInt64(0)..<25)
  func splitsAreSound(seed: UInt64) throws {
    var data = corpus(seed)
    let plan = SplitPlan(seed: seed)
    let table = plan.split(data, folder: "c")
    #expect(try SplitFile(table.bytes, file: "splits.tsv").bytes == table.bytes)
    #expect(table.assign(to: &data, folder: "c", table: "splits.tsv").isEmpty, "seed \(seed)")
    #expect(SplitCheck.faults(data, unseenTargets: 10).isEmpty, "seed \(seed)")
    let groups = Double(Set(data.examples.map(\.group)).count)
    for (split, share) in [("test", 0.15), ("dev", 0.1)] {
      let count = Double(Set(data.examples.filter { $0.split == split }.map(\.group)).count)
      #expect(abs(count / groups - share) < 0.03, "seed \(seed): \(split) \(count / groups)")
    }
    #expect(plan.split(data, folder: "c") == table, "seed \(seed)")
    #expect(SplitPlan(seed: seed + 1).split(data, folder: "c") != table, "seed \(seed)")
  }

  @Test func unseenTargetsAreTheSmallOnesThatShareNoGroup() {
    var data = corpus(1)
    SplitPlan(seed: 1, unseenTargets: 10, testShare: 0, devShare: 0)
      .split(data, folder: "c").assign(to: &data, folder: "c", table: "s")
    let unseen = SplitCheck.unseenTargets(data)
    #expect(unseen.count == 10)
    // t0 stands in records together with t25; t18 and later are large.
    #expect(!unseen.contains("t0"))
    #expect(unseen.allSatisfy { (Int($0.dropFirst()) ?? 99) < 18 })
    let tested = Set(data.examples.filter { $0.split == "test" }.compactMap(\.target))
    #expect(tested == Set(unseen))
  }
}

@Suite struct SplitCheckTests {
  @Test func faults() {
    let examples = [
      Fixtures.example("a", "t", "favor", target: "x", group: "g", split: "train"),
      Fixtures.example("b", "t", "favor", target: "y", group: "g", split: "test"),
      Fixtures.example("c", "t", "favor", target: "x", group: "h", split: "test"),
      Fixtures.example("d", "t", nil, target: "z", group: "i", split: "test"),
      Fixtures.example("e", "t", "favor", target: "x", group: "k", line: 9),
    ]
    let data = DataSet(examples: examples)
    #expect(SplitCheck.unseenTargets(data) == ["y"])
    #expect(
      SplitCheck.faults(data, unseenTargets: 2) == [
        .cutGroup(group: "g", splits: ["test", "train"]), .emptySplit("dev"),
        .fewUnseenTargets(found: ["y"], needed: 2),
        .unassigned(count: 1, first: "data.jsonl:9"),
      ])
    for fault in SplitCheck.faults(data) { #expect(!fault.description.isEmpty) }
  }
}
