import StanceEvaluation

/// The numbers of an evaluation for a terminal, in short.
enum ReportText {
  static func lines(_ report: EvaluationReport) -> [String] {
    var lines = [
      "\(report.items.count) texts in \(report.groups.count) groups"
    ]
    var table = TextTable(header: ["", "accuracy", "macro-F1", "95 % by group"])
    let interval = report.interval(of: .macroF1, method: .bootstrapByGroup)
    table.rows.append([
      "model", NumberForm.ratio(report[.accuracy]), NumberForm.ratio(report[.macroF1]),
      NumberForm.range(interval?.low, interval?.high),
    ])
    for baseline in report.baselines {
      table.rows.append([
        baseline.name, NumberForm.ratio(baseline.confusion.accuracy),
        NumberForm.ratio(baseline.confusion.macroF1), "",
      ])
    }
    lines += table.lines + [""]
    var labels = TextTable(
      header: ["label", "precision", "recall", "F1", "texts"] + report.labels.map { "→ \($0)" })
    for (index, scores) in report.perLabel.enumerated() {
      labels.rows.append(
        [
          scores.label, NumberForm.ratio(scores.precision), NumberForm.ratio(scores.recall),
          NumberForm.ratio(scores.f1), String(scores.support),
        ] + report.confusion.rows[index].map(String.init))
    }
    lines += labels.lines
    if let error = report[.calibrationError] {
      lines += ["", "expected calibration error \(NumberForm.ratio(error))"]
    }
    for warning in report.warnings { lines.append("note: \(warning)") }
    return lines
  }
}
