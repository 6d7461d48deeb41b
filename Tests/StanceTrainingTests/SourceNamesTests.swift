import StanceEvaluation
import StanceModel
import Testing

@testable import StanceTraining

@Suite struct SourceNamesTests {
  @Test(arguments: [
    ("d.jsonl", "d.jsonl"), ("/a/b/d.jsonl", "d.jsonl"), ("./d.jsonl", "d.jsonl"),
    ("x/d.jsonl#press/1", "d.jsonl#press/1"), ("x/d.jsonl#x/d.jsonl:7", "d.jsonl#d.jsonl:7"),
    ("c#/d.jsonl", "d.jsonl"), ("c#/d.jsonl#g", "d.jsonl#g"), ("unknown/e.txt", "e.txt"),
  ])
  func foldersAreLeftOut(source: String, name: String) {
    let files = ["d.jsonl", "/a/b/d.jsonl", "./d.jsonl", "x/d.jsonl", "c#/d.jsonl"]
    let names = SourceNames(files.map { Fixtures.example("1", "Un.", "favor", file: $0) })
    #expect(names.name(DataSource(file: source, groups: 1, items: 1)) == name)
  }
}
