import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceTestSupport
import StanceText
import Testing

/// Text for terminals as recorded in `Golden/terminal` (STANCE_RECORD=1 writes it anew).
@Suite("Text for terminals")
struct ScoreTextTests {
  static let pack = TargetPack(id: "meta", title: "Meta", rows: [])

  static func score(color: Bool, files: Int = 1, width: Int = 80) -> String {
    var text = ScoreText(
      look: TerminalLook(model: TerminalSamples.model, color: color, width: width), target: pack)
    var result = ""
    for number in 0..<files {
      text.begin(number == 0 ? "sample.txt" : "more-\(number).txt")
      result += text.add(TerminalSamples.block) + text.end()
    }
    return result + text.total()
  }

  @Test("Scores: headings, labels, bars, reasons, marks, summary")
  func scores() {
    #expect(!TerminalSamples.differs(Self.score(color: false), from: "score"))
    #expect(!TerminalSamples.differs(Self.score(color: true), from: "score-color"))
    #expect(!TerminalSamples.differs(Self.score(color: false, files: 3), from: "score-files"))
  }

  @Test("That sections join their paragraphs' scores is said once, and only of what was read so")
  func sections() {
    func text(_ features: [String?]) -> Int {
      var text = ScoreText(
        look: TerminalLook(model: TerminalSamples.model, color: false), target: Self.pack)
      var result = ""
      for (file, feature) in features.enumerated() {
        var block = TerminalSamples.block
        for unit in block.units.indices {
          let parts = block.units[unit].prediction.explanation?.contributions ?? []
          block.units[unit].prediction.explanation?.contributions = parts.compactMap { part in
            var part = part
            if part.source == .context { part.feature = feature ?? "" }
            return part.source == .context && feature == nil ? nil : part
          }
        }
        text.begin("\(file).txt")
        result += text.add(block) + text.end()
      }
      return result.ranges(of: "\nparagraphs of a section are scored together").count
    }
    #expect(text(["sections"]) == 1 && text(["article"]) == 0 && text([nil]) == 0)
    #expect(text([nil, "sections", "article", "sections"]) == 1)
  }

  @Test("A heading has the label of its section's first paragraph, as a plain search finds it")
  func headings() {
    var random = SeededGenerator(seed: 1)
    let bytes = Array("x".utf8)
    for count in 0..<60 {
      let units = (0..<count).map { index in
        let kind = UnitKind.allCases.randomElement(using: &random) ?? .body
        let section = ["Pour", "Contre", nil].randomElement(using: &random) ?? nil
        let unit = TextUnit(
          index: index, line: index + 1, range: 0..<1, kind: kind, section: section,
          gold: kind == .body ? section : nil, rule: "")
        return ScoredUnit(prediction: UnitPrediction(unit: unit, target: "meta"), text: bytes[...])
      }
      let places = units.map(\.prediction.unit)
      let expected = places.filter { $0.kind == .heading && $0.section != nil }.map { heading in
        let body = places[heading.index...].first { $0.kind == .body }
        return body?.section == heading.section ? heading.section : nil
      }
      var text = ScoreText(
        look: TerminalLook(model: TerminalSamples.model, color: false), target: Self.pack)
      let lines = text.add(ScoredBlock(file: "a.txt", units: units)).split(separator: "\n")
      let found = lines.filter { $0.contains("── x") }.map { line in
        ["Pour", "Contre"].first { line.contains("labelled \($0) ") }
      }
      #expect(found == expected, "\(count) units")
    }
  }

  @Test("A cue behind the cut of a long text is named by its row of the lexicon")
  func cutText() {
    var block = TerminalSamples.block
    block.units = block.units.map {
      ScoredUnit(prediction: $0.prediction, text: $0.text.prefix(8))
    }
    var text = ScoreText(
      look: TerminalLook(model: TerminalSamples.model, color: false), target: Self.pack)
    text.begin("sample.txt")
    #expect(text.add(block).contains("«\u{A0}échec\u{A0}»"))
  }

  @Test("Where what is named speaks against the label, the rest is summed up")
  func rest() {
    func text(_ rest: Float) -> String {
      var block = TerminalSamples.block
      block.units = block.units.filter { $0.prediction.label == "favor" }.prefix(1).map { unit in
        var unit = unit
        let range = unit.prediction.unit.range
        unit.prediction.explanation = Explanation(
          scores: [rest - 0.75, 0, 0],
          contributions: [
            Contribution(
              source: .cue, feature: "échec", range: range.lowerBound..<range.lowerBound + 4,
              values: [-0.75, 0, 0]),
            Contribution(source: .bias, feature: "bias", range: nil, values: [rest, 0, 0]),
          ])
        return unit
      }
      var text = ScoreText(
        look: TerminalLook(model: TerminalSamples.model, color: false), target: Self.pack)
      text.begin("sample.txt")
      return text.add(block)
    }
    #expect(text(2.25).contains("+2.25 all other words together"))
    #expect(!text(0.5).contains("all other words"))
  }

  @Test("Nothing is wider than asked for, and nothing steers the terminal", arguments: [80, 100])
  func width(_ columns: Int) {
    for line in Self.score(color: false, files: 2, width: columns).split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= columns, "\(line)")
      #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
    }
  }

  @Test("A file without units leaves a note of it and no head of its own")
  func empty() {
    var text = ScoreText(
      look: TerminalLook(model: TerminalSamples.model, color: false), target: Self.pack)
    text.begin("none.txt")
    #expect(text.add(ScoredBlock(file: "none.txt", units: [])) == "")
    #expect(text.end().contains("nothing to score"))
  }

  @Test("Explanations: every part, their sums, the way to the probabilities")
  func explanation() {
    let look = TerminalLook(model: TerminalSamples.model, color: false)
    let text = ExplanationText(look: look, model: TerminalSamples.model)
    let units = TerminalSamples.block.units
    let whole = units.map { text.text($0, file: "sample.txt") }.joined()
    #expect(!TerminalSamples.differs(whole, from: "explain"))
    let short = ExplanationText(look: look, model: TerminalSamples.model, most: 1)
    #expect(short.text(units[2], file: "sample.txt").contains("2 smaller parts"))
    #expect(text.text(units[0], file: "sample.txt") == "")
  }

  @Test("Units with kinds and reasons")
  func extract() {
    var text = ExtractText(color: false, width: 80, reason: { "why \($0)" })
    text.begin("sample.txt")
    let whole = text.add(TerminalSamples.block) + text.end()
    #expect(!TerminalSamples.differs(whole, from: "extract"))
  }

  @Test("A model: facts and weights")
  func model() {
    let look = TerminalLook(model: TerminalSamples.model, color: false)
    let text = ModelText(look: look).text(
      TerminalSamples.model, file: "m.safetensors", size: 12_345, sha256: "abc", weights: false)
    #expect(!TerminalSamples.differs(text, from: "model"))
  }
}
