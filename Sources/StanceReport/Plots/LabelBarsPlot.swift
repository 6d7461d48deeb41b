public import StanceEvaluation

/// Precision, recall and F1 of each label as bars with their intervals.
public enum LabelBarsPlot {
  /// - Returns: an SVG document or element.
  /// - Complexity: O(K).
  public static func svg(_ report: EvaluationReport, _ options: PlotOptions = .init()) -> String {
    markup(report, options).source
  }

  static func markup(_ report: EvaluationReport, _ options: PlotOptions) -> Markup {
    let left = 66.0
    let right = options.width - 40
    let row = 18.0
    let block = 24 + 3 * row + 8
    let height = block * Double(report.labels.count) + 20
    var frame = PlotFrame(
      options, height: height, title: "Precision, recall and F1 of each label",
      description: description(report))
    func x(_ value: Double) -> Double { left + (right - left) * min(max(value, 0), 1) }
    for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
      frame.line("grid", x(tick), 18, x(tick), height - 18)
    }
    for tick in [0.0, 0.5, 1.0] {
      frame.text(
        NumberText.fixed(tick, tick == 0.5 ? 1 : 0), x: x(tick), y: height - 4,
        style: "tick middle")
    }
    for (index, scores) in report.perLabel.enumerated() {
      let tone = LabelTone(scores.label)
      let top = block * Double(index)
      frame.text(
        PlotFrame.fit(tone.sign + " " + scores.label, width: options.width - 120), x: 0,
        y: top + 13, style: "strong", tip: scores.label)
      frame.text(
        "\(NumberText.count(scores.support)) gold, \(NumberText.count(scores.predicted)) predicted",
        x: options.width, y: top + 13, style: "tick end")
      let bars: [(String, Double?, Metric)] = [
        ("precision", scores.precision, .precision(index)),
        ("recall", scores.recall, .recall(index)), ("F1", scores.f1, .f1(index)),
      ]
      for (place, bar) in bars.enumerated() {
        let y = top + 20 + row * Double(place)
        frame.text(bar.0, x: 0, y: y + 12, style: "tick")
        let tip = "\(bar.0) of \(scores.label): \(text(bar.1, report.interval(of: bar.2)))"
        frame.rect("track", x: left, y: y + 2, width: right - left, height: 13)
        if let value = bar.1 {
          frame.rect(
            tone.style + (bar.2 == .f1(index) ? "" : " soft"), x: left, y: y + 2,
            width: x(value) - left, height: 13, tip: tip)
        }
        if let low = report.interval(of: bar.2)?.low, let high = report.interval(of: bar.2)?.high {
          frame.whisker(x(low), x(high), y: y + 8.5)
        }
        frame.text(
          NumberText.fixed(bar.1), x: options.width, y: y + 12, style: "end", tip: tip)
      }
    }
    return frame.markup
  }

  private static func text(_ value: Double?, _ interval: Interval?) -> String {
    var text = NumberText.fixed(value)
    if let low = interval?.low, let high = interval?.high {
      text += " (\(NumberText.fixed(low)) to \(NumberText.fixed(high)))"
    }
    return text
  }

  private static func description(_ report: EvaluationReport) -> String {
    report.perLabel.enumerated().map { index, scores in
      "\(scores.label): precision "
        + text(scores.precision, report.interval(of: .precision(index))) + ", recall "
        + text(scores.recall, report.interval(of: .recall(index))) + ", F1 "
        + text(scores.f1, report.interval(of: .f1(index))) + "."
    }.joined(separator: " ") + " Lines over the bars are intervals."
  }
}
