import StanceEvaluation
import StanceTestSupport
import Testing

@testable import StanceTraining

@Suite struct JSONLinesReaderTests {
  private func read(_ text: String, target: String? = nil) -> DataSet {
    JSONLinesReader.read(Array(text.utf8), file: "d.jsonl", target: target)
  }

  @Test func members() throws {
    let data = read(
      """
      {"id": "a", "text": "Un.", "label": "favor", "target": "acme", "group": "g", "split": "dev", "style": "blog", "score": 3}

      {"text": "Deux.", "label": null}\r
      {"id": 12, "text": "Trois."}
      """, target: "zenith")
    #expect(data.examples.count == 3)
    let first = data.examples[0]
    #expect(first.id == "a" && first.label == "favor" && first.target == "acme")
    #expect(first.group == "g" && first.split == "dev" && first.line == 1)
    #expect(first.slice("style") == "blog")
    // Only strings become slices.
    #expect(first.slices.count == 1)
    let second = data.examples[1]
    #expect(second.id == "d.jsonl:3" && second.line == 3 && second.label == nil)
    #expect(second.target == "zenith" && second.group == second.id)
    #expect(data.examples[2].id == "12")
    #expect(data.sources.count == 1 && data.sources[0].items == 3)
  }

  @Test func byteOrderMarkAndHeldOutRows() throws {
    let data = read(
      "\u{FEFF}{\"text\": \"Un.\", \"in_heldout\": true}\n{\"text\": \"Deux.\", \"in_heldout\": false}\n"
    )
    #expect(data.examples.map(\.line) == [2])
    #expect(data.notes.map(\.message) == ["1 rows marked in_heldout were left out"])
  }

  @Test(arguments: [
    ("{\"text\": \"a\"}\n{\"label\": \"x\"}", 2, "a member `text`"),
    ("{\"text\": \"a\"}\n\n[1]", 3, "a JSON object"),
    ("{\"text\": \"a\", \"label\": {}}", 1, "a string for `label`"),
    ("{\"text\": 1.5}", 1, "a string for `text`"),
    ("{\"text\": true}", 1, "a string for `text`"),
    ("{\"text\": \"a\"", 1, "one JSON object a line, with a `text`"),
    ("text", 1, "one JSON object a line, with a `text`"),
    (
      "{\"file\": \"a.txt\", \"label\": \"x\"}", 1,
      "a `text`, or `{\"file\", \"line\", \"label\"}` for the paragraph of an article that starts on"
        + " that line"
    ),
    (
      "{\"text\": \"a\"}\n{\"file\": \"a.txt\", \"line\": 3}", 2,
      "a `text`, as in the first row (labels by line stand in a file of their own)"
    ),
  ])
  func errorsNameTheLine(text: String, line: Int, expected: String) throws {
    let data = read(text)
    #expect(data.wrongLines.count == 1 && data.examples.count == line / 2)
    let error = data.wrongLines.first
    guard case .record(let file, let found, _, let wanted)? = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(file == "d.jsonl" && found == line && wanted == expected)
    #expect(error?.description.hasPrefix("d.jsonl:\(line): expected \(expected), found") == true)
  }

  /// What is no record is left out, wherever it stands; the others keep their lines.
  @Test func wrongLinesAreLeftOut() {
    let data = read("?\n{\"text\": \"a\"}\n{]\n\n{\"id\": 3}\n{\"text\": \"b\"}\n{")
    #expect(data.examples.map(\.line) == [2, 6])
    #expect(data.sources.map(\.items) == [2])
    let places = data.wrongLines.map { $0.description.prefix { $0 != " " } }
    #expect(places == ["d.jsonl:1:", "d.jsonl:3:", "d.jsonl:5:", "d.jsonl:7:"])
  }

  @Test func nothing() {
    #expect(read("").examples.isEmpty && read("").wrongLines.isEmpty)
    #expect(read("\n \n").examples.isEmpty)
  }

  /// Lines, ids and what is wrong are the same for any number of threads.
  @Test func threadsShareALongFile() throws {
    var text = "\u{FEFF}"
    for number in 0..<3000 {
      let member = number % 7 == 0 ? ", \"in_heldout\": true" : ""
      text += "{\"text\": \"\(String(repeating: "é", count: number % 90)).\"\(member)}\r\n"
      if number % 11 == 0 { text += "\n" }
    }
    let bytes = Array(text.utf8)
    try #require(bytes.count > 1 << 18)
    let alone = JSONLinesReader.read(bytes, file: "d")
    let lines = alone.examples.map(\.line)
    #expect(lines.count == 3000 - 429)
    for threads in [2, 3, 8] {
      #expect(JSONLinesReader.read(bytes, file: "d", threads: threads) == alone)
    }
    let rest = "?\n" + text + "?\n"
    for threads in [1, 2, 5] {
      // A mark within a file is no JSON: the second copy lacks its first line.
      let broken = JSONLinesReader.read(bytes + Array(rest.utf8), file: "d", threads: threads)
      let places = broken.wrongLines.map { $0.description.prefix { $0 != " " } }
      #expect(places == ["d:3274:", "d:3275:", "d:6548:"])
      #expect(broken.examples.count == 2 * alone.examples.count)
    }
  }

  /// Any bytes: a row or a typed error.
  @Test(arguments: UInt64(0)..<100)
  func anyBytes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var bytes = Array("{\"id\": \"a\", \"text\": \"Un\\u00e9.\", \"label\": \"favor\"}\n".utf8)
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
        in: .min ... .max, using: &generator)
    }
    for error in JSONLinesReader.read(bytes, file: "d").wrongLines {
      #expect(error.description.hasPrefix("d:"), "seed \(seed)")
    }
  }
}
