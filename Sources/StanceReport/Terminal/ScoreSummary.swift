import StanceKit
import StanceLexicon
import StanceText

/// What the scores of a file and of several files add up to.
struct ScoreSummary {
  /// Rows of the tables of sections and files that are kept at most.
  private static let mostRows = 60

  let look: TerminalLook
  private var target: String
  /// Whether all files so far have the same target.
  private var isOneTarget = true
  let noun: String
  private var file = ""
  private var tally = ScoreTally()
  private var document: DocumentTally
  private var sections: [(title: String, gold: String?, tally: ScoreTally)] = []
  private var hasManySections = false
  private var files: [(name: String, tally: ScoreTally)] = []
  private var fileCount = 0
  private var overall = ScoreTally()
  private var hasRecords = false

  init(look: TerminalLook, target: String, noun: String) {
    self.look = look
    self.target = PlainText.line(target.utf8)
    self.noun = noun
    document = DocumentTally(labels: look.labels, favor: look.favor, against: look.against)
  }

  mutating func begin(_ file: String, target: String) {
    self.file = file
    let name = PlainText.line(target.utf8)
    if fileCount > 0, name != self.target { isOneTarget = false }
    self.target = name
    tally = ScoreTally()
    document = DocumentTally(labels: look.labels, favor: look.favor, against: look.against)
    sections = []
    hasManySections = false
    hasRecords = false
    fileCount += 1
  }

  mutating func add(_ unit: ScoredUnit) {
    let prediction = unit.prediction
    tally.add(prediction, labels: look.labels)
    overall.add(prediction, labels: look.labels)
    if prediction.id != nil { hasRecords = true }
    guard prediction.unit.kind == .body, prediction.label != nil, prediction.id == nil else {
      return
    }
    var verdict = prediction
    verdict.explanation = nil
    document.add(verdict)
    let title = prediction.unit.section ?? ""
    if sections.last?.title != title {
      guard sections.count < Self.mostRows else {
        hasManySections = true
        return
      }
      sections.append((title, prediction.unit.gold, ScoreTally()))
    }
    sections[sections.count - 1].tally.add(prediction, labels: look.labels)
  }

  mutating func end(encoding: TextEncoding) -> String {
    if files.count < Self.mostRows { files.append((file, tally)) }
    var text = look.rule("Summary") + "\n"
    if tally.scored == 0 {
      text += "   nothing to score"
      return text + (leftOut(tally).isEmpty ? "" : ": " + leftOut(tally)) + "\n\n"
    }
    text += sectionTable() + counts(tally) + whole() + facts(tally, of: target)
    if encoding != .utf8 { text += row("encoding", encoding.rawValue + ", read as UTF-8") }
    return text + "\n"
  }

  func total() -> String {
    guard fileCount > 1, overall.scored > 0 else { return "" }
    var text = look.rule("\(fileCount) files") + "\n"
    if fileCount <= Self.mostRows {
      text += table("file", files.map { (FileSystem.name($0.name), nil, $0.tally) })
    }
    return text + counts(overall) + facts(overall, of: isOneTarget ? target : "that of each folder")
  }

  private func row(_ name: String, _ value: String) -> String {
    "   " + look.paint(DisplayWidth.padded(name, to: 9), .faint) + " " + value + "\n"
  }

  /// A row whose value may need several lines.
  private func wrappedRow(_ name: String, _ value: String) -> String {
    let lines = DisplayWidth.wrapped(value, to: look.width - 13)
    return lines.enumerated().map { row($0.offset == 0 ? name : "", $0.element) }.joined()
  }

  private func counts(_ tally: ScoreTally) -> String {
    let width = min(20, max(9, look.labels.map { DisplayWidth.of($0) }.max() ?? 9))
    return look.labels.map { label in
      let count = tally.counts[label] ?? 0
      let share = Double(count) / Double(tally.scored)
      return "   "
        + look.paint(
          DisplayWidth.padded(DisplayWidth.truncated(label, to: 20), to: width), look.role(label))
        + DisplayWidth.padded(String(count), to: 6, right: true) + "  "
        + ScoreBar.share(share, width: 30, paint: look.paint, role: look.role(label)) + "  "
        + DisplayWidth.padded(NumberText.percent(share), to: 5, right: true) + "\n"
    }.joined() + "\n"
  }

  /// The stance of the document as one.
  private func whole() -> String {
    guard !hasRecords, tally.scored > 1, noun != "document" else { return "" }
    let prediction = document.prediction
    guard let label = prediction.label, let score = prediction.score,
      let highest = prediction.probabilities?.max()
    else { return "" }
    let role = look.role(label)
    return row(
      "overall",
      look.paint(label, role) + "  " + ScoreBar.text(score, paint: look.paint, role: role) + " "
        + NumberText.column(score) + "  " + NumberText.percent(highest))
  }

  private func facts(_ tally: ScoreTally, of target: String) -> String {
    var text = ""
    let spread = tally.spread
    if spread.count > 1, let mean = spread.mean, let median = spread.quantile(0.5),
      let middle = spread.middleHalf
    {
      text += row(
        "score",
        "mean \(NumberText.signed(mean)), median \(NumberText.signed(median)),"
          + " middle half \(NumberText.signed(middle.lowerBound)) to \(NumberText.signed(middle.upperBound))"
      )
      text += row(
        "spread",
        "\u{2212}1 " + spread.histogram(columns: 31) + " +1"
          + "   \(NumberText.signed(spread.lowest)) to \(NumberText.signed(spread.highest))")
    }
    if hasRecords || target != TargetPack.nobody.title {
      text += wrappedRow(
        "target",
        "\(hasRecords ? "that of each record" : target), spoken of in \(tally.about) of "
          + NumberText.phrase(tally.scored, hasRecords ? "record" : noun))
    }
    if tally.labelled > 0 {
      let share = Double(tally.right) / Double(tally.labelled)
      text += row(
        "gold", "\(tally.right) of \(tally.labelled) labelled right (\(NumberText.percent(share)))")
    }
    let rest = leftOut(tally)
    if !rest.isEmpty { text += wrappedRow("no score", rest) }
    return text
  }

  private func leftOut(_ tally: ScoreTally) -> String {
    var parts: [String] = []
    if tally.headings > 0 { parts.append(NumberText.phrase(tally.headings, "heading")) }
    if tally.furniture > 0 {
      parts.append(NumberText.phrase(tally.furniture, "piece", "pieces") + " of page furniture")
    }
    if tally.otherLanguage > 0 {
      parts.append("\(tally.otherLanguage) \(SilenceText.otherLanguage)")
    }
    if tally.blank > 0 { parts.append("\(tally.blank) without a text") }
    return parts.joined(separator: ", ")
  }

  private func sectionTable() -> String {
    guard sections.count > 1, !hasManySections else { return "" }
    return table(
      "section", sections.map { ($0.title.isEmpty ? "(no section)" : $0.title, $0.gold, $0.tally) })
  }

  /// One row a section or file: counts of each label, mean and spread.
  private func table(
    _ head: String, _ rows: [(title: String, gold: String?, tally: ScoreTally)]
  ) -> String {
    guard look.labels.count <= 3 else { return "" }
    let longest = look.labels.map { DisplayWidth.of($0) }.max() ?? 7
    let column = min(10, max(8, longest + 1))
    let cells = look.labels.map { DisplayWidth.truncated($0, to: column - 1) }
    let hasGold = rows.contains { $0.tally.labelled > 0 }
    // 3 + title + a column a label + 7 mean + 16 spread + 6 gold.
    let room = look.width - 3 - column * cells.count - 7 - 16 - (hasGold ? 6 : 0)
    func cell(_ text: String, _ width: Int) -> String {
      DisplayWidth.padded(text, to: width, right: true)
    }
    var text = "   " + DisplayWidth.padded(head, to: room)
    text += cells.map { cell($0, column) }.joined() + cell("mean", 7) + cell("spread", 16)
    var result = look.paint(text + (hasGold ? cell("gold", 6) : ""), .faint) + "\n"
    for row in rows {
      let title = DisplayWidth.truncated(PlainText.line(Array(row.title.utf8)), to: room - 1)
      var line = "   " + DisplayWidth.padded(title, to: room)
      for label in look.labels {
        let count = row.tally.counts[label] ?? 0
        line += look.paint(
          cell(count == 0 ? "·" : String(count), column), count == 0 ? .faint : look.role(label))
      }
      line += cell(NumberText.column(row.tally.spread.mean), 7)
      let spread = row.tally.spread
      line += cell(
        spread.count > 1
          ? NumberText.column(spread.lowest) + " … " + NumberText.column(spread.highest) : "", 16)
      if row.tally.labelled > 0 { line += cell("\(row.tally.right)/\(row.tally.labelled)", 6) }
      while line.last == " " { line.removeLast() }
      result += line + "\n"
    }
    return result + "\n"
  }
}
