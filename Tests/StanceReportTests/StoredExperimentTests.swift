import StanceTraining
import Testing

@testable import StanceReport

@Suite struct StoredExperimentTests {
  private func read(_ text: String) throws(DataError) -> StoredExperiment {
    try StoredExperiment(Array(text.utf8), file: "e.json")
  }

  @Test func curve() throws {
    let found = try read(
      #"{"schema": 1, "metric": "macro_f1", "points": [{"groups": 25.6, "mean": 0.5, "values": [0.4, 0.6]}, {"groups": 50, "mean": null, "values": []}]}"#
    )
    let expected = LearningCurve(
      metric: "macro-F1", unit: "groups", band: "lowest to highest of 2 draws",
      points: [.init(size: 26, value: 0.5, low: 0.4, high: 0.6), .init(size: 50, value: nil)])
    #expect(found == .curve(expected))
  }

  @Test func ablation() throws {
    let found = try read(
      #"{"metric": "macro_f1", "rows": [{"features": "all families", "macro_f1": 0.9, "difference": null, "interval": null}, {"features": "without words", "macro_f1": 0.8, "difference": -0.1, "interval": {"low": -0.2, "high": -0.05}}]}"#
    )
    let expected = Ablation(
      metric: "macro-F1", full: 0.9,
      rows: [.init(name: "without words", value: 0.8, low: -0.2, high: -0.05)])
    #expect(found == .ablation(expected))
  }

  @Test(arguments: ["", "{", "[]", "{\"points\": []}", "{\"n\": 3}"])
  func otherFilesAreRefused(text: String) {
    #expect(throws: DataError.self) { try read(text) }
  }
}
