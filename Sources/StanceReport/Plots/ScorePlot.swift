internal import StanceKit
internal import StanceText

/// The score along an article: one bar a scored paragraph, from −1 (against) to +1 (favor).
public enum ScorePlot {
  /// - Returns: an SVG document or element. Bars up are favor, down against; the colour is that
  ///   of the predicted label, and the row below shows the labels that sections give, if any do.
  /// - Complexity: O(units).
  public static func svg(_ article: ScoredArticle, _ options: PlotOptions = .init()) -> String {
    markup(article, options).source
  }

  static func markup(_ article: ScoredArticle, _ options: PlotOptions) -> Markup {
    let scored = article.predictions.filter { $0.score != nil }
    let poles = Poles(labels: article.labels)
    let hasGold = scored.contains { $0.unit.gold != nil }
    let left = 28.0
    let right = options.width - 2
    let top = 22.0
    let middle = top + 64
    let bottom = top + 128
    var frame = PlotFrame(
      options, height: bottom + (hasGold ? 52 : 32), title: "Score along the article",
      description: description(scored, poles))
    func y(_ value: Double) -> Double { middle - 64 * min(max(value, -1), 1) }
    let meaning = "up \u{25B2} \(poles.towardName), down \u{25BC} \(poles.awayName)"
    frame.text(PlotFrame.fit(meaning, width: right - left), x: left, y: 11, style: "tick")
    for (tick, name) in [(1.0, "+1"), (0.0, "0"), (-1.0, "\u{2212}1")] {
      frame.line(tick == 0 ? "axis" : "grid", left, y(tick), right, y(tick))
      frame.text(name, x: left - 5, y: y(tick) + 4, style: "tick end")
    }
    guard !scored.isEmpty else { return frame.markup }
    let step = (right - left) / Double(scored.count)
    // Few paragraphs make no slabs.
    let gap = max(min(3, step * 0.18), step - 44)
    var section: String?
    var written = -100.0
    for (index, prediction) in scored.enumerated() {
      let x = left + step * Double(index)
      let score = prediction.score ?? 0
      if index > 0, prediction.unit.section != section {
        frame.line("ideal", x, top, x, bottom)
      }
      section = prediction.unit.section
      // A score near zero still shows where its paragraph is.
      let height = max(abs(y(score) - middle), 1.5)
      frame.rect(
        LabelTone(prediction.label).style, x: x + gap / 2,
        y: score > 0 ? middle - height : middle, width: step - gap, height: height,
        tip: tip(prediction))
      if hasGold, let gold = prediction.unit.gold {
        let size = min(step - gap, 12)
        frame.rect(
          LabelTone(gold).style, x: x + (step - size) / 2, y: bottom + 24, width: size,
          height: 12, corner: 2, tip: "section label: \(gold)")
        if step >= 12 {
          frame.text(
            LabelTone(gold).sign, x: x + step / 2, y: bottom + 47, style: "tick middle")
        }
      }
      if x - written >= 30 {
        frame.text(
          String(prediction.unit.line), x: x + step / 2, y: bottom + 14, style: "tick middle")
        written = x
      }
    }
    frame.text("line", x: 0, y: bottom + 14, style: "tick")
    if hasGold { frame.text("gold", x: 0, y: bottom + 34, style: "tick") }
    return frame.markup
  }

  private static func tip(_ prediction: UnitPrediction) -> String {
    var text =
      "line \(prediction.unit.line): \(prediction.label ?? NumberText.undefined), "
      + NumberText.signed(prediction.score)
    if let gold = prediction.unit.gold { text += ", section label \(gold)" }
    return text
  }

  private static func description(_ scored: [UnitPrediction], _ poles: Poles) -> String {
    guard !scored.isEmpty else { return "No paragraph has a score." }
    let bars = scored.map { prediction in
      "line \(prediction.unit.line) \(NumberText.signed(prediction.score)) "
        + "(\(prediction.label ?? NumberText.undefined))"
    }
    return "From \u{2212}1, \(poles.awayName), to +1, \(poles.towardName): "
      + bars.joined(separator: ", ") + "."
  }
}
