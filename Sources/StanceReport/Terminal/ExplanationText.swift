public import StanceKit
import StanceLexicon
public import StanceModel
import StanceText

/// Every contribution to the scores of a unit, with their sums, as text for people.
public struct ExplanationText: Sendable {
  let look: TerminalLook
  let temperature: Double
  /// Contributions that are listed; the others are summed up in a line.
  let most: Int

  /// - Parameter most: 0 for all.
  public init(look: TerminalLook, model: LinearModel, most: Int = 0) {
    self.look = look
    temperature = Double(model.temperature)
    self.most = most == 0 ? Int.max : most
  }

  /// The explanation of a unit; empty for one without scores.
  public func text(_ unit: ScoredUnit, file: String) -> String {
    let prediction = unit.prediction
    guard let label = prediction.label, let explanation = prediction.explanation,
      let probabilities = prediction.probabilities
    else { return "" }
    let whole = PlainText.line(Array(file.utf8))
    let name = DisplayWidth.of(whole) > 40 ? FileSystem.name(whole) : whole
    let place = "\(name):\(prediction.unit.line)"
    var verdict = label
    if let score = prediction.score { verdict += " " + NumberText.column(score) }
    var text = look.rule(place, right: verdict, rightRole: look.role(label)) + "\n"
    for line in DisplayWidth.wrapped(PlainText.line(unit.text), to: look.width - 2) {
      text += "  " + line + "\n"
    }
    let table = Table(look, shown: shown(probabilities))
    text += "\n" + look.paint(table.head, .faint) + "\n"
    for part in explanation.contributions.prefix(most) {
      let bytes = part.range.map { "\($0.lowerBound)\u{2013}\($0.upperBound)" } ?? ""
      text += table.line(part.values.map { Double($0) }, bytes: bytes, reason(part, unit))
    }
    let rest = explanation.contributions.dropFirst(most)
    if !rest.isEmpty {
      var sum = Array(repeating: 0.0, count: look.labels.count)
      for part in rest {
        for index in sum.indices { sum[index] += Double(part.values[index]) }
      }
      text += table.line(sum, bytes: "", "\(rest.count) smaller parts")
    }
    text += look.paint(String(repeating: "─", count: table.width + 12), .faint) + "\n"
    let scores = explanation.scores.map { Double($0) }
    text += table.line(scores, bytes: "", "sum of the parts: the logits")
    text += table.line(
      scores.map { $0 / temperature }, bytes: "",
      "divided by the temperature \(NumberText.fixed(temperature, 3))")
    text += table.last(probabilities, score: prediction.score)
    return text + "\n"
  }

  /// Labels that have a column: all of up to three, else the three most probable.
  private func shown(_ probabilities: [Double]) -> [Int] {
    guard probabilities.count > 3 else { return Array(probabilities.indices) }
    let best = probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }
    return best.prefix(3).sorted()
  }

  private func reason(_ part: Contribution, _ unit: ScoredUnit) -> String {
    let words = quoted(part.range, unit)
    switch part.source {
    case .bias: return "the model's constant"
    case .context: return PartText.context(part)
    case .shape: return part.feature
    case .word: return words
    case .words: return words + " in a row"
    case .nearTarget: return words + " near the target"
    case .withTarget: return words + " with this target"
    case .opening: return words + " at the opening"
    case .targetWords: return "wording of the target"
    case .cue: return words + " " + cue(part, unit)
    }
  }

  /// `lemma, valence −0.60; negation « ne » ×−0.8 → +0.48`
  private func cue(_ part: Contribution, _ unit: ScoredUnit) -> String {
    var text = "cue " + part.feature.dropFirst("cue:".count)
    if let valence = part.valence { text += " " + NumberText.column(Double(valence)) }
    for (firing, trigger) in zip(part.rules, part.triggers) where firing.factor != 1 {
      let isElsewhere = trigger.map { !$0.overlaps(part.range ?? 0..<0) } ?? false
      let place = isElsewhere ? " " + quoted(trigger, unit) : ""
      text += "; " + firing.rule.name + place + " ×" + NumberText.plain(Double(firing.factor))
    }
    if let last = part.rules.last { text += " → " + NumberText.column(Double(last.after)) }
    return text
  }

  private func quoted(_ range: Range<Int>?, _ unit: ScoredUnit) -> String {
    guard let range, let bytes = unit.bytes(range) else { return "" }
    return "«\u{A0}" + DisplayWidth.truncated(PlainText.line(bytes), to: 40) + "\u{A0}»"
  }
}

/// The columns of an explanation: a number a label, their difference, bytes, reason.
private struct Table {
  let look: TerminalLook
  let shown: [Int]
  /// Columns of one number.
  let cell: Int

  init(_ look: TerminalLook, shown: [Int]) {
    self.look = look
    self.shown = shown
    let longest = shown.map { DisplayWidth.of(look.labels[$0]) }.max() ?? 7
    cell = min(11, max(8, longest + 1))
  }

  /// Columns of all numbers.
  var width: Int { cell * shown.count + (look.hasScore ? 8 : 0) }

  var head: String {
    var text = shown.map { number(DisplayWidth.truncated(look.labels[$0], to: cell - 1)) }.joined()
    if look.hasScore { text += DisplayWidth.padded("pull", to: 8, right: true) }
    text += DisplayWidth.padded("bytes", to: 12, right: true) + "  because of"
    guard let favor = look.favor, let against = look.against else { return text }
    let note = " (pull: \(look.labels[favor]) \u{2212} \(look.labels[against]))"
    return DisplayWidth.of(text + note) <= look.width ? text + note : text
  }

  func line(_ values: [Double], bytes: String, _ reason: String) -> String {
    var text = shown.map { number(NumberText.column(values[$0])) }.joined()
    if let favor = look.favor, let against = look.against {
      let effect = values[favor] - values[against]
      let columns = DisplayWidth.of(NumberText.column(effect))
      text += String(repeating: " ", count: max(0, 8 - columns)) + look.signed(effect)
    }
    text += look.paint(DisplayWidth.padded(bytes, to: 12, right: true), .faint) + "  "
    let lines = DisplayWidth.wrapped(reason, to: max(24, look.width - width - 14))
    let margin = "\n" + String(repeating: " ", count: width + 14)
    return text + lines.joined(separator: margin) + "\n"
  }

  func last(_ probabilities: [Double], score: Double?) -> String {
    var text = shown.map { number(NumberText.percent(probabilities[$0], 1)) }.joined()
    if look.hasScore, let score {
      text += DisplayWidth.padded(NumberText.column(score), to: 8, right: true)
    }
    let what = look.hasScore ? "softmax: probabilities, the score" : "softmax: probabilities"
    return text + String(repeating: " ", count: 14) + what + "\n"
  }

  private func number(_ text: String) -> String {
    DisplayWidth.padded(text, to: cell, right: true)
  }
}
