import StanceText
import Testing

/// Labelled articles of the folder `OTHER_TEXTS`; skipped where that is not set.
@Suite(.enabled(if: TextTestFiles.others != nil, "OTHER_TEXTS is not set"))
struct ArticleTests {
  /// A string field of a flat JSON line, nil for null.
  func field(_ name: String, _ line: String) -> String? {
    guard let start = line.split(separator: "\"\(name)\": ", maxSplits: 1).dropFirst().first,
      start.first == "\""
    else { return nil }
    return String(start.dropFirst().prefix { $0 != "\"" })
  }

  @Test func kindsOfTheLabelledArticles() throws {
    let rules = try TextTestFiles.rules()
    let others = try #require(TextTestFiles.others)
    var checked = 0
    for (list, folder) in [
      ("/articles/labels-000.jsonl", "/articles/"), ("/dev/articles-gold.jsonl", "/dev/articles/"),
    ] {
      let bytes = TextTestFiles.read(others + list) ?? []
      var units: [String: [Int: TextUnit]] = [:]
      for raw in bytes.split(separator: 0x0a) {
        let line = String(decoding: raw, as: UTF8.self)
        guard let file = field("file", line), let kind = field("kind", line),
          let number = line.split(separator: "\"line\": ").dropFirst().first.flatMap({
            Int($0.prefix { $0.isNumber })
          })
        else { continue }
        if units[file] == nil {
          let content = TextTestFiles.read(others + folder + file) ?? []
          units[file] = Dictionary(
            uniqueKeysWithValues: StanceTextTests.units(content, rules).map { ($0.line, $0) })
        }
        let unit = try #require(units[file]?[number], "\(file):\(number)")
        #expect(unit.kind.rawValue == kind, "\(file):\(number) \(unit.rule)")
        #expect(unit.section == field("section", line), "\(file):\(number)")
        let label = unit.kind == .body ? field("section_label", line) : nil
        // The factual summary carries no label; some annotations call it neutral.
        if unit.section != "Récapitulatif factuel" {
          #expect(unit.gold == label, "\(file):\(number)")
        }
        checked += 1
      }
    }
    #expect(checked > 80)
  }
}
