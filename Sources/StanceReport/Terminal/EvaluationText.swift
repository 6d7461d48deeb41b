public import StanceEvaluation

/// An evaluation as text for people, at 80 columns.
public struct EvaluationText: Sendable {
  let paint: Paint
  let width: Int

  public init(color: Bool, width: Int = 80) {
    paint = Paint(color)
    self.width = width
  }

  public func text(_ report: EvaluationReport) -> String {
    var text = head(report) + confusion(report) + perLabel(report) + metrics(report)
    text += baselines(report) + slices(report)
    for warning in report.warnings {
      let lines = DisplayWidth.wrapped(warning.description, to: width - 4)
      for (index, line) in lines.enumerated() {
        text += (index == 0 ? "  " + paint("! ", .warning) : "    ") + line + "\n"
      }
    }
    for gate in report.gates {
      let sign = gate.gate.metric.isLoss ? "≤" : "≥"
      let found = gate.found.map { Numbers.fixed($0, 4) } ?? "undefined"
      text += (gate.passed ? paint("✓", .good) : paint("✗", .bad))
      text += " \(gate.gate.name) \(sign) \(Numbers.plain4(gate.gate.bound)): \(found)\n"
    }
    return text
  }

  private func title(_ text: String) -> String { paint(text, .strong) + "\n" }

  private func head(_ report: EvaluationReport) -> String {
    var text =
      Numbers.count(report.items.count, "item") + " from "
      + Numbers.count(report.groups.count, "article or group", "articles or groups") + "\n\n"
    for metric in [Metric.accuracy, .macroF1, .favorAgainstF1] {
      guard let value = report[metric] else { continue }
      var line = DisplayWidth.padded(metric.name(labels: report.labels), to: 18)
      line += paint(Numbers.fixed(value, 3), .strong)
      if metric == .accuracy {
        line += "  (\(report.confusion.correct)/\(report.confusion.total))"
      }
      if let interval = report.interval(of: metric), let low = interval.low,
        let high = interval.high
      {
        let level = Numbers.fixed(interval.level * 100, 0)
        line += paint(
          "  \(level) %: \(Numbers.fixed(low, 3)) to \(Numbers.fixed(high, 3)),"
            + " \(interval.method.rawValue)", .faint)
      }
      text += line + "\n"
    }
    return text + "\n"
  }

  private func cell(_ text: String, _ columns: Int = 10) -> String {
    DisplayWidth.padded(DisplayWidth.truncated(text, to: columns - 1), to: columns, right: true)
  }

  private func confusion(_ report: EvaluationReport) -> String {
    guard report.labels.count <= 6 else { return "" }
    var text = title("Confusion: a row a gold label, a column a prediction")
    text += String(repeating: " ", count: 14) + report.labels.map { cell($0) }.joined() + "\n"
    for (gold, row) in report.confusion.rows.enumerated() {
      text +=
        "  " + DisplayWidth.padded(DisplayWidth.truncated(report.labels[gold], to: 11), to: 12)
      for (predicted, count) in row.enumerated() {
        text += paint(
          cell(count == 0 ? "·" : String(count)),
          gold == predicted ? .good : count == 0 ? .faint : nil)
      }
      text += "\n"
    }
    return text + "\n"
  }

  private func number(_ value: Double?) -> String { value.map { Numbers.fixed($0, 3) } ?? "–" }

  private func perLabel(_ report: EvaluationReport) -> String {
    var text = title("Labels")
    text += String(repeating: " ", count: 14)
    text += ["precision", "recall", "F1", "support"].map { cell($0) }.joined() + "\n"
    for scores in report.perLabel {
      text += "  " + DisplayWidth.padded(DisplayWidth.truncated(scores.label, to: 11), to: 12)
      text += cell(number(scores.precision)) + cell(number(scores.recall)) + cell(number(scores.f1))
      text += cell(String(scores.support)) + "\n"
    }
    return text + "\n"
  }

  private func metrics(_ report: EvaluationReport) -> String {
    let chosen: [Metric] = [.kappa, .rocAUC, .logLoss, .brier, .calibrationError]
    let parts = chosen.compactMap { metric in
      report[metric].map { metric.name(labels: report.labels) + " " + Numbers.fixed($0, 3) }
    }
    return parts.isEmpty ? "" : parts.joined(separator: "   ") + "\n\n"
  }

  private func baselines(_ report: EvaluationReport) -> String {
    guard !report.baselines.isEmpty else { return "" }
    var text = paint(DisplayWidth.padded("Baselines", to: 22), .strong)
    text += cell("accuracy") + cell("macro-F1") + "\n"
    for baseline in report.baselines {
      text += "  " + DisplayWidth.padded(DisplayWidth.truncated(baseline.name, to: 19), to: 20)
      text += cell(number(baseline.confusion.accuracy)) + cell(number(baseline.confusion.macroF1))
      text += "\n"
    }
    return text + "\n"
  }

  private func slices(_ report: EvaluationReport) -> String {
    guard !report.slices.isEmpty else { return "" }
    var text = paint(DisplayWidth.padded("Slices", to: 30), .strong)
    text += cell("n", 7) + cell("groups", 8) + cell("accuracy") + cell("macro-F1") + "\n"
    for slice in report.slices.prefix(40) {
      let name = slice.slice.name + " = " + slice.slice.value
      text += "  " + DisplayWidth.padded(DisplayWidth.truncated(name, to: 27), to: 28)
      text += cell(String(slice.confusion.total), 7) + cell(String(slice.groups), 8)
      text += cell(number(slice.confusion.accuracy)) + cell(number(slice.confusion.macroF1)) + "\n"
    }
    if report.slices.count > 40 { text += "  and \(report.slices.count - 40) more\n" }
    return text + "\n"
  }
}
