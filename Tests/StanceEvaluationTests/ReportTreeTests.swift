import StanceEvaluation
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct ReportTreeTests {
  @Test func plainValues() {
    #expect(ReportTree(Double.nan) == .null)
    #expect(ReportTree(nil as Double?) == .null)
    #expect(ReportTree(0.1).json() == "0.1")
    #expect(ReportTree.number(.infinity).json() == "null")
    #expect(ReportTree.text("a\"b\\\n\u{1}é</script>").json() == #""a\"b\\\n\u0001é</script>""#)
    #expect(ReportTree.list([]).json(indented: true) == "[]")
    #expect(
      ReportTree.object([.init("a", .list([.integer(1), .null])), .init("b", .flag(true))]).json()
        == #"{"a": [1, null], "b": true}"#)
    #expect(
      ReportTree.object([.init("a", .list([.integer(1), .null]))]).json(indented: true)
        == "{\n  \"a\": [1, null]\n}")
  }

  /// Another reader gets the same values back.
  @Test func readersAgree() throws {
    struct Read: Decodable {
      let confusion: [[Int]]
      let accuracy: Double?
      let logLoss: Double?
      let items: [Item]
      enum CodingKeys: String, CodingKey {
        case confusion, accuracy, items
        case logLoss = "log_loss"
      }
      struct Item: Decodable {
        let id: String
        let gold: String
        let probabilities: [String: Double]?
      }
    }
    let report = try EvaluationReportTests.report(seed: 21, count: 40)
    for indented in [false, true] {
      let read = try JSONDecoder().decode(
        Read.self, from: Data(report.tree.json(indented: indented).utf8))
      #expect(read.confusion == report.confusion.rows)
      #expect(read.accuracy == report[.accuracy])
      #expect(read.logLoss == report[.logLoss])
      #expect(read.items.map(\.id) == report.items.map(\.id))
      for (mine, theirs) in zip(report.items, read.items) {
        #expect(theirs.probabilities?["neutral"] == mine.probabilities?[1])
      }
    }
  }
}
