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
    let place = "\(PlainText.line(Array(file.utf8))):\(prediction.unit.line)"
    var verdict = label
    if let score = prediction.score { verdict += " " + Numbers.signed(score) }
    var text = look.rule(place, right: verdict, rightRole: look.role(label)) + "\n"
    for line in DisplayWidth.wrapped(PlainText.line(unit.text), to: look.width - 2) {
      text += "  " + line + "\n"
    }
    text += "\n" + look.paint(head, .faint) + "\n"
    for part in explanation.contributions.prefix(most) { text += row(part, unit) }
    let rest = explanation.contributions.dropFirst(most)
    if !rest.isEmpty {
      var sum = Array(repeating: Float(0), count: look.labels.count)
      for part in rest {
        for index in sum.indices { sum[index] += part.values[index] }
      }
      text += line(sum.map { Double($0) }, bytes: "", "\(rest.count) smaller parts")
    }
    text += look.paint(String(repeating: "─", count: numbers + 12), .faint) + "\n"
    let scores = explanation.scores.map { Double($0) }
    text += line(scores, bytes: "", "sum of the parts: the logits")
    text += line(
      scores.map { $0 / temperature }, bytes: "",
      "divided by the temperature \(Numbers.fixed(temperature, 3))")
    var last = probabilities.map {
      DisplayWidth.padded(Numbers.percent($0, decimals: 1), to: 8, right: true)
    }.joined()
    if look.hasScore, let score = prediction.score {
      last += DisplayWidth.padded(Numbers.signed(score), to: 8, right: true)
    }
    text += last + "              softmax: probabilities, the score\n"
    return text + "\n"
  }

  /// Columns of the numbers.
  private var numbers: Int { 8 * (look.labels.count + (look.hasScore ? 1 : 0)) }

  private var head: String {
    var text = look.labels.map {
      DisplayWidth.padded(DisplayWidth.truncated($0, to: 7), to: 8, right: true)
    }.joined()
    if look.hasScore { text += DisplayWidth.padded("pull", to: 8, right: true) }
    return text + DisplayWidth.padded("bytes", to: 12, right: true)
      + (look.hasScore ? "  because of (pull: favor \u{2212} against)" : "  because of")
  }

  private func row(_ part: Contribution, _ unit: ScoredUnit) -> String {
    let bytes = part.range.map { "\($0.lowerBound)\u{2013}\($0.upperBound)" } ?? ""
    return line(part.values.map { Double($0) }, bytes: bytes, reason(part, unit))
  }

  private func line(_ values: [Double], bytes: String, _ reason: String) -> String {
    var text = values.map {
      DisplayWidth.padded(Numbers.signed($0), to: 8, right: true)
    }.joined()
    if let favor = look.favor, let against = look.against {
      let effect = values[favor] - values[against]
      let number = Numbers.signed(effect)
      text += String(repeating: " ", count: max(0, 8 - DisplayWidth.of(number)))
      text += look.signed(effect)
    }
    text += look.paint(DisplayWidth.padded(bytes, to: 12, right: true), .faint) + "  "
    let room = max(24, look.width - numbers - 14)
    let lines = DisplayWidth.wrapped(reason, to: room)
    let margin = "\n" + String(repeating: " ", count: numbers + 14)
    return text + lines.joined(separator: margin) + "\n"
  }

  private func reason(_ part: Contribution, _ unit: ScoredUnit) -> String {
    let words = quoted(part.range, unit)
    switch part.source {
    case .bias: return "the model's constant"
    case .context: return "the paragraphs around"
    case .shape: return part.feature
    case .word: return words
    case .words: return words + " in a row"
    case .nearTarget: return words + " near the target"
    case .withTarget: return words + " with this target"
    case .cue: return words + " " + cue(part, unit)
    }
  }

  /// `lemma, valence −0.60; negation « ne » ×−0.8 → +0.48`
  private func cue(_ part: Contribution, _ unit: ScoredUnit) -> String {
    var text = "cue " + part.feature.dropFirst("cue:".count)
    if let valence = part.valence { text += " " + Numbers.signed(Double(valence)) }
    for (firing, trigger) in zip(part.rules, part.triggers) {
      let isElsewhere = trigger.map { !$0.overlaps(part.range ?? 0..<0) } ?? false
      let place = isElsewhere ? " " + quoted(trigger, unit) : ""
      text += "; " + firing.rule.name + place + " ×" + Numbers.plain(Double(firing.factor))
    }
    if let last = part.rules.last { text += " → " + Numbers.signed(Double(last.after)) }
    return text
  }

  private func quoted(_ range: Range<Int>?, _ unit: ScoredUnit) -> String {
    guard let range, let bytes = unit.bytes(range) else { return "" }
    return "«\u{A0}" + DisplayWidth.truncated(PlainText.line(bytes), to: 40) + "\u{A0}»"
  }
}
