public import StanceKit
public import StanceLexicon
public import StanceText

/// Scores as text for people: a block a paragraph, then what they add up to.
///
/// A stream: what it keeps does not grow with the input.
///
///     var text = ScoreText(look: look, target: analyzer.target)
///     text.begin("article.txt")
///     print(text.add(block), text.end(), separator: "", terminator: "")
public struct ScoreText: Sendable {
  let look: TerminalLook
  let reasons: CueReasons
  /// Display name of the target.
  let target: String
  let packID: String
  /// What a scored unit is called: paragraph, sentence, record.
  let noun: String
  var summary: ScoreSummary
  private var isFirst = true
  private var explainsSections = false
  /// File whose head is not written yet.
  private var pending: String?

  /// - Parameters:
  ///   - target: the pack that texts without an own target are scored towards.
  ///   - reasons: cues named for each unit.
  ///   - unit: what gets a score.
  public init(
    look: TerminalLook, target: TargetPack, reasons: Int = 2, unit: ScoringUnit = .paragraph
  ) {
    self.look = look
    self.target = target.title
    packID = target.id
    self.reasons = CueReasons(look: look, most: reasons)
    noun = unit.rawValue
    summary = ScoreSummary(look: look, target: target.title, noun: noun)
  }

  /// Begins a file; its head comes with its first units, so that a file that cannot be read
  /// leaves nothing.
  ///
  /// - Parameter target: the pack that its units are scored towards; nil for the one of all.
  public mutating func begin(_ file: String, target pack: TargetPack? = nil) {
    summary.begin(file, target: pack?.title ?? target)
    pending = file
  }

  /// - Parameter block: the first units of the file; nil where it has none.
  private mutating func head(_ block: ScoredBlock? = nil) -> String {
    guard let file = pending else { return "" }
    pending = nil
    let shown = file == "-" ? "standard input" : PlainText.line(Array(file.utf8))
    let name = DisplayWidth.truncated(shown, to: look.width)
    var text = look.paint(name, .strong) + "\n"
    if isFirst {
      let scale = look.hasScore ? "score \u{2212}1 against to +1 favor; " : ""
      text += look.paint("\(scale)signed words: shares of log-odds; thin: few cues", .faint) + "\n"
    }
    isFirst = false
    if !explainsSections, let block, PartText.hasSections(block.units.lazy.map(\.prediction)) {
      text += look.paint(PartText.sections, .faint) + "\n"
      explainsSections = true
    }
    return text
  }

  /// The units of a block.
  public mutating func add(_ block: ScoredBlock) -> String {
    guard !block.units.isEmpty else { return "" }
    var text = head(block)
    let bodies = block.units.map(\.prediction.unit).filter { $0.kind == .body }
    var passed = 0
    for unit in block.units {
      summary.add(unit)
      switch unit.prediction.unit.kind {
      case .heading: text += heading(unit, gold: Self.gold(of: unit, bodies[passed...].first))
      case .furniture: continue
      case .body:
        text += body(unit)
        passed += 1
      }
    }
    return text
  }

  /// What the file adds up to.
  public mutating func end(encoding: TextEncoding = .utf8) -> String {
    head() + "\n" + summary.end(encoding: encoding)
  }

  /// What several files add up to; empty for one.
  public func total() -> String { summary.total() }

  /// The label that a section's title gives, as its first paragraph has it.
  private static func gold(of heading: ScoredUnit, _ body: TextUnit?) -> String? {
    let section = heading.prediction.unit.section
    guard section != nil, body?.section == section else { return nil }
    return body?.gold
  }

  private func heading(_ unit: ScoredUnit, gold: String?) -> String {
    let place = unit.prediction.unit
    let number = DisplayWidth.padded(String(place.line), to: 4, right: true) + "  "
    let title = PlainText.line(unit.text)
    guard place.section != nil else {
      let lines = DisplayWidth.wrapped(title, to: look.width - 6)
      return "\n"
        + lines.enumerated().map { index, line in
          (index == 0 ? look.paint(number, .faint) : "      ") + look.paint(line, .strong)
        }.joined(separator: "\n") + "\n"
    }
    var narrow = look
    narrow.width -= 6
    return "\n" + look.paint(number, .faint)
      + narrow.rule(
        title, right: gold.map { "labelled " + $0 } ?? "", rightRole: gold.flatMap(look.role))
      + "\n"
  }

  private func body(_ unit: ScoredUnit) -> String {
    let prediction = unit.prediction
    let number = DisplayWidth.padded(String(prediction.unit.line), to: 4, right: true)
    var text = "\n" + look.paint(number, .faint) + "  "
    let excerpt = excerpt(unit)
    guard let label = prediction.label else {
      return text + look.paint("not scored: " + SilenceText.reason(prediction.unit), .warning)
        + "\n"
        + "      " + look.paint(excerpt, .faint) + "\n"
    }
    text += verdict(prediction, label, words: unit.text)
    text += "\n      " + excerpt + "\n"
    for line in reasons.lines(unit, width: look.width - 6) { text += "      " + line + "\n" }
    return text
  }

  private func verdict(
    _ prediction: UnitPrediction, _ label: String, words: ArraySlice<UInt8>
  ) -> String {
    let role = look.role(label)
    let name = DisplayWidth.truncated(label, to: look.labelWidth)
    var text = look.paint(DisplayWidth.padded(name, to: look.labelWidth), role) + "  "
    let highest = prediction.probabilities?.max() ?? 0
    if let score = prediction.score {
      text += ScoreBar.text(score, paint: look.paint, role: role) + " " + NumberText.column(score)
    } else {
      text += ScoreBar.share(highest, width: ScoreBar.width, paint: look.paint, role: role)
    }
    text += "  " + DisplayWidth.padded(NumberText.percent(highest), to: 5, right: true) + "  "
    let cues = prediction.evidence == 0 ? "no cue" : NumberText.phrase(prediction.evidence, "cue")
    text += look.paint(DisplayWidth.padded(cues, to: 7), .faint)
    let isThin = Evidence.isThin(cues: prediction.evidence, text: words)
    text += isThin ? " " + look.paint("thin", .warning) : ""
    if let gold = prediction.unit.gold, look.labels.contains(gold) {
      text += isThin ? "  " : "       "
      text += gold == label ? look.paint("✓", .good) : look.paint("✗ " + gold, .bad)
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The first words, with what is unusual about them.
  private func excerpt(_ unit: ScoredUnit) -> String {
    let prediction = unit.prediction
    var marks: [String] = []
    if let id = prediction.id {
      let other = prediction.target == packID ? "" : " on " + prediction.target
      marks.append(DisplayWidth.truncated(PlainText.line(Array((id + other).utf8)), to: 32))
    }
    if prediction.label != nil, prediction.unit.language == .english { marks.append("in English") }
    if prediction.label != nil, !prediction.aboutTarget { marks.append("does not name the target") }
    let head = marks.map { "[" + $0 + "] " }.joined()
    let room = look.width - 6 - DisplayWidth.of(head)
    let words = DisplayWidth.truncated(PlainText.line(unit.text, limit: 4 * look.width), to: room)
    return look.paint(head, .faint) + words
  }
}

/// Whether a score stands on too few cues to lean on.
enum Evidence {
  /// Fewer than two cues, or fewer than one in forty words.
  static func isThin(cues: Int, text: some Collection<UInt8>) -> Bool {
    var words = 0
    var isInside = false
    for byte in text {
      let isBlank = byte <= 0x20
      if isInside, isBlank { words += 1 }
      isInside = !isBlank
    }
    return cues == 0 || cues < 2 && words >= 8 || cues * 40 < words
  }
}
