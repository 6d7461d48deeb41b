import StanceKit
import StanceTestSupport
import StanceTraining
import Testing

@Suite struct SplitTablesTests {

  private func example(_ file: String) -> Example {
    Example(
      id: file + ":1", file: file, line: 1, text: Array("Un.".utf8), label: "favor",
      target: nil, group: file)
  }

  @Test func theNearestTableAbove() throws {
    let root = try TemporaryFolder()
    let corpus = root.addFolder("corpus")
    _ = root.addFolder("corpus/acme")
    let table = root.add("corpus/splits.tsv", "file\tsplit\nacme/a.txt\ttest\nacme/b.txt\tdev\n")
    let file = root.add("corpus/acme/a.txt", "Un.")
    #expect(SplitTables.table(for: corpus) == table)
    #expect(SplitTables.table(for: corpus + "/") == table)
    #expect(SplitTables.table(for: corpus + "/acme") == table)
    #expect(SplitTables.table(for: file) == table)
    #expect(SplitTables.table(for: root.path) == nil)

    // A part of the corpus: lines for the rest of it are no fault.
    var data = DataSet(examples: [example(file)])
    let part = try SplitTables.assign([file], to: &data)
    #expect(part.notes.isEmpty && part.tables == [table])
    #expect(data.examples[0].split == "test")
    let whole = try SplitTables.assign([corpus], to: &data)
    #expect(whole.notes.map { $0.message } == ["acme/b.txt is not in the data"])
  }

  @Test func faults() throws {
    let root = try TemporaryFolder()
    let table = root.add("splits.tsv", "path\tsplit\n")
    var data = DataSet()
    #expect(throws: SplitTables.Failure.self) {
      try SplitTables.assign([root.path], to: &data)
    }
    #expect(throws: SplitTables.Failure.self) {
      try SplitTables.assign([], to: &data, given: table + ".gone")
    }
    #expect(try SplitTables.assign(["nowhere/at/all.txt"], to: &data).tables.isEmpty)
  }
}
