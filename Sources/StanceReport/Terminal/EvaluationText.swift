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
    for warning in WarningText.lines(report) {
      let lines = DisplayWidth.wrapped(warning, to: width - 4)
      for (index, line) in lines.enumerated() {
        text += (index == 0 ? "  " + paint("! ", .warning) : "    ") + line + "\n"
      }
    }
    for gate in report.gates {
      let sign = gate.gate.metric.isLoss ? "≤" : "≥"
      let found = NumberText.fixed(gate.found, 4)
      text += (gate.passed ? paint("✓", .good) : paint("✗", .bad))
      text += " \(gate.gate.name) \(sign) \(NumberText.plain(gate.gate.bound, 4)): \(found)\n"
    }
    return text
  }

  private func title(_ text: String) -> String { paint(text, .strong) + "\n" }

  private func head(_ report: EvaluationReport) -> String {
    var text =
      NumberText.phrase(report.items.count, "text") + " from "
      + NumberText.phrase(report.groups.count, "article or group", "articles or groups") + "\n\n"
    for metric in [Metric.accuracy, .macroF1, .favorAgainstF1] {
      guard let value = report[metric] else { continue }
      let name = DisplayWidth.padded(MetricText.name(metric, labels: report.labels), to: 18)
      let number = NumberText.fixed(value, 3)
      let counts =
        metric == .accuracy ? "  (\(report.confusion.correct)/\(report.confusion.total))" : ""
      var line = name + paint(number, .strong) + counts
      // Colours take no columns.
      var blanks = max(1, 36 - DisplayWidth.of(name + number + counts))
      // Accuracy has two: Wilson's takes texts as independent, the other knows of groups.
      for interval in report.intervals where interval.metric == metric {
        guard let low = interval.interval.low, let high = interval.interval.high else { continue }
        let level = NumberText.fixed(interval.interval.level * 100, 0)
        text += line + String(repeating: " ", count: blanks)
        text += paint(
          "\(level) %: \(NumberText.fixed(low, 3)) to \(NumberText.fixed(high, 3)),"
            + " \(MetricText.method(interval.interval))", .faint)
        text += "\n"
        (line, blanks) = ("", 36)
      }
      if !line.isEmpty { text += line + "\n" }
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

  private func number(_ value: Double?) -> String { NumberText.fixed(value, 3) }

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
    let chosen: [(Metric, String)] = [
      (.kappa, "kappa"), (.rocAUC, "ROC area"), (.logLoss, "log loss"), (.brier, "Brier"),
      (.calibrationError, "calibration error"),
    ]
    let parts = chosen.compactMap { metric, name in
      report[metric].map { name + " " + NumberText.fixed($0, 3) }
    }
    return parts.isEmpty ? "" : parts.joined(separator: "   ") + "\n\n"
  }

  private func baselines(_ report: EvaluationReport) -> String {
    guard !report.baselines.isEmpty else { return "" }
    var text = paint(DisplayWidth.padded("Baselines", to: 28), .strong)
    text += cell("accuracy") + cell("macro-F1") + "\n"
    for baseline in report.baselines {
      text += "  " + DisplayWidth.padded(DisplayWidth.truncated(baseline.name, to: 25), to: 26)
      text += cell(number(baseline.confusion.accuracy)) + cell(number(baseline.confusion.macroF1))
      text += "\n"
    }
    return text + "\n"
  }

  /// Values of one slice that are shown.
  private static let mostValues = 12

  private func slices(_ report: EvaluationReport) -> String {
    let names = SliceTables.names(report).filter { !SliceTables.isTooFine($0.members) }
    guard !names.isEmpty else { return "" }
    var text = paint(DisplayWidth.padded("Slices", to: 27), .strong)
    text += cell("texts", 7) + cell("groups", 8) + cell("accuracy") + cell("95 %", 16)
    text += cell("macro-F1") + "\n"
    for (name, members) in names {
      let most = members.map(\.confusion.total).sorted(by: >).prefix(Self.mostValues).last ?? 0
      let shown = members.filter { $0.confusion.total >= most }.prefix(Self.mostValues)
      text += "by " + SliceTables.title(name)
      if shown.count < members.count {
        text += paint(", the \(shown.count) with most texts of \(members.count)", .faint)
      }
      text += "\n"
      for slice in shown {
        let interval = slice.accuracyInterval
        let range = interval.low.flatMap { low in
          interval.high.map { NumberText.fixed(low, 2) + " to " + NumberText.fixed($0, 2) }
        }
        text += "  "
        text += DisplayWidth.padded(DisplayWidth.truncated(slice.slice.value, to: 24), to: 25)
        text += cell(String(slice.confusion.total), 7) + cell(String(slice.groups), 8)
        text += cell(number(slice.confusion.accuracy)) + cell(range ?? "\u{2013}", 16)
        text += cell(number(SliceTables.macroF1(slice))) + "\n"
      }
    }
    return text + "\n"
  }
}
