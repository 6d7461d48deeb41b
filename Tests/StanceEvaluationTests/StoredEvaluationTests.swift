import StanceEvaluation
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct StoredEvaluationTests {
  static func read(_ text: String) throws -> StoredEvaluation {
    try JSONDecoder().decode(StoredEvaluation.self, from: Data(text.utf8))
  }

  @Test func aWrittenReportIsReadBack() throws {
    var g = Generated(seed: 31)
    var items = g.items(30, labels: 3, groups: 4, abstain: 0.2)
    items[0].probabilities = nil
    items[1].file = "a b.txt"
    items[1].line = 7
    items[2].slices = [.init(name: "length", value: "long"), .init(name: "style", value: "\"x\"")]
    let labels = ["favor", "neutral", "against"]
    let report = try EvaluationReport.build(
      items: items, labels: labels, options: EvaluationOptions(replicates: 20))
    let stored = try Self.read(report.tree.json())
    #expect(stored.labels == labels)
    #expect(stored.items == items)
    let again = try EvaluationReport.build(
      items: stored.items, labels: stored.labels, options: EvaluationOptions(replicates: 20))
    #expect(again == report)
  }

  @Test func faultsAreNamed() throws {
    let head = #"{"schema": 1, "labels": ["a", "b"], "items": ["#
    #expect(try Self.read(head + "]}").items.isEmpty)
    let named = try Self.read(head + #"{"file": "f", "line": 3, "gold": "a", "predicted": null}]}"#)
    #expect(named.items[0].id == "f:3" && named.items[0].group == "f")
    for bad in [
      #"{"id": "x", "gold": "c"}"#, #"{"gold": "a"}"#, #"{"id": "x"}"#,
      #"{"id": "x", "gold": "a", "probabilities": {"a": 1}}"#,
    ] {
      #expect(throws: DecodingError.self) { try Self.read(head + bad + "]}") }
    }
    #expect(throws: DecodingError.self) {
      try Self.read(#"{"schema": 2, "labels": [], "items": []}"#)
    }
    #expect(throws: DecodingError.self) { try Self.read("{}") }
  }
}
