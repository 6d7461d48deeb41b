import StanceKit
import StanceLexicon
import StanceModel
import StanceText

/// The strongest reasons of a prediction in a line or two.
struct CueReasons {
  let look: TerminalLook
  /// Cues that are named.
  let most: Int

  /// Lines for a unit; its ranges are those of the text's first byte and on.
  func lines(_ unit: ScoredUnit, width: Int) -> [String] {
    guard let explanation = unit.prediction.explanation else { return [] }
    let parts = explanation.contributions
    let cues = parts.filter { $0.source == .cue }
    // Cues that change nothing are named only where no other does.
    let telling = cues.filter { abs(look.effect($0)) >= 0.05 }
    var pieces = (telling.isEmpty ? cues : telling).prefix(most).map { cue($0, unit) }
    if pieces.isEmpty {
      pieces = parts.filter { $0.source == .word || $0.source == .words }.prefix(most).map {
        Piece(effect: look.effect($0), words: quoted($0.range, unit, 28), rules: " (no cue)")
      }
    }
    if let around = parts.first(where: { $0.source == .context }) {
      let effect = look.effect(around)
      let strongest = cues.first.map { abs(look.effect($0)) } ?? 0
      if abs(effect) >= max(0.1, strongest) {
        pieces.append(Piece(effect: effect, words: "", rules: PartText.context(around)))
      }
    }
    if let rest = rest(unit, explanation, shown: pieces.reduce(0) { $0 + $1.effect }) {
      pieces.append(rest)
    }
    return layOut(pieces, width: width)
  }

  /// What is not shown, where what is shown speaks against the label.
  private func rest(_ unit: ScoredUnit, _ explanation: Explanation, shown: Double) -> Piece? {
    guard let favor = look.favor, let against = look.against,
      let label = unit.prediction.label, [look.labels[favor], look.labels[against]].contains(label)
    else { return nil }
    let all = Double(explanation.scores[favor] - explanation.scores[against])
    guard all * shown < 0 else { return nil }
    return Piece(effect: all - shown, words: "", rules: "all other words together")
  }

  private struct Piece {
    var effect: Double
    /// Words of the text.
    var words: String
    /// What was done to them.
    var rules: String
  }

  /// A cue with the rules that changed it; their words too where there is room.
  private func cue(_ part: Contribution, _ unit: ScoredUnit) -> Piece {
    var words = quoted(part.range, unit, 28)
    // The text of a long unit is cut: the row of the lexicon stands for a place behind the cut.
    if words.isEmpty, let name = PartText.name(part) {
      words = "«\u{A0}" + DisplayWidth.truncated(name, to: 28) + "\u{A0}»"
    }
    func text(named: Bool) -> String {
      let rules = zip(part.rules, part.triggers).compactMap { firing, trigger -> String? in
        guard firing.factor != 1 else { return nil }
        let isElsewhere = trigger.map { !$0.overlaps(part.range ?? 0..<0) } ?? false
        let place = named && isElsewhere ? " " + quoted(trigger, unit, 18) : ""
        return firing.rule.name + place + " ×" + NumberText.plain(Double(firing.factor))
      }
      return rules.isEmpty ? "" : " (" + rules.joined(separator: ", ") + ")"
    }
    let full = text(named: true)
    let room = look.width - 12 - DisplayWidth.of(words)
    return Piece(
      effect: look.effect(part), words: words,
      rules: DisplayWidth.of(full) <= room ? full : text(named: false))
  }

  private func quoted(_ range: Range<Int>?, _ unit: ScoredUnit, _ columns: Int) -> String {
    guard let range, let bytes = unit.bytes(range) else { return "" }
    return "«\u{A0}" + DisplayWidth.truncated(PlainText.line(bytes), to: columns) + "\u{A0}»"
  }

  private func layOut(_ pieces: [Piece], width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for piece in pieces {
      let rules = DisplayWidth.truncated(piece.rules, to: width - 6 - DisplayWidth.of(piece.words))
      let columns = 6 + DisplayWidth.of(piece.words) + DisplayWidth.of(rules)
      if used > 0, used + 3 + columns > width {
        lines.append(line)
        (line, used) = ("", 0)
      }
      if used > 0 {
        line += look.paint(" · ", .faint)
        used += 3
      }
      line += look.signed(piece.effect) + " " + piece.words + look.paint(rules, .faint)
      used += columns
    }
    if used > 0 { lines.append(line) }
    return lines
  }
}

extension ScoredUnit {
  /// Bytes of a place that lies in the unit; nil when it does not.
  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8>? {
    let start = prediction.unit.range.lowerBound
    let (low, high) = (range.lowerBound - start, range.upperBound - start)
    guard low >= 0, high <= text.count, low <= high else { return nil }
    return text[text.startIndex + low..<text.startIndex + high]
  }
}
