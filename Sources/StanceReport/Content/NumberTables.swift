internal import StanceEvaluation
internal import StanceModel
internal import StanceTraining

/// The tables of numbers, the same in HTML and Markdown.
enum NumberTables {
  typealias Cell = ReportTable.Cell

  static func metrics(_ report: EvaluationReport) -> ReportTable {
    var rows: [[Cell]] = []
    for metric in Metric.general {
      let intervals = report.intervals.filter { $0.metric == metric }.map(\.interval)
      var name = Cell(MetricText.name(metric, labels: report.labels))
      var value = Cell(NumberText.fixed(report[metric], 3), strong: metric == .macroF1)
      for interval in intervals.isEmpty ? [nil] : intervals.map(Optional.some) {
        rows.append([
          name, value, Cell(MetricText.range(interval, 3) ?? NumberText.undefined),
          interval.map { Cell(MetricText.method($0), small: note($0)) }
            ?? Cell(report[metric] == nil ? "undefined on these texts" : ""),
        ])
        name = Cell("")
        value = Cell("")
      }
    }
    return ReportTable(
      "Numbers with their intervals",
      columns: [
        .init("Metric"), .init("Value", number: true),
        .init("\(NumberText.percent(report.options.level)) interval", number: true),
        .init("How"),
      ], rows: rows, note: howNote(report))
  }

  /// The notes of an interval but those that all of its kind share, which stand below the table.
  private static func note(_ interval: Interval) -> String? {
    var own = interval
    own.notes.removeAll {
      switch $0 {
      case .unitsTakenAsIndependent, .oneGroup, .fewGroups: true
      default: false
      }
    }
    return own.note
  }

  private static func howNote(_ report: EvaluationReport) -> String {
    let options = report.options
    var text = "By group: bootstrap over whole groups, "
    text += "\(NumberText.count(options.replicates)) resamples, "
    text += MetricText.name(options.variant) + "."
    if report.groups.count == 1 {
      text += " One group: resampling by group says nothing."
    } else if report.groups.count < GroupBootstrap.trustedGroups {
      text += " Only \(report.groups.count) groups: these intervals are rough."
    }
    if report.items.count > report.groups.count {
      text += " Wilson takes texts as independent, though they come from "
      text += NumberText.count(report.groups.count, "group") + ", and so is too narrow."
    }
    return text + " \(NumberText.undefined): undefined, or no interval is made."
  }

  static func perLabel(_ report: EvaluationReport) -> ReportTable {
    func cell(_ value: Double?, _ metric: Metric) -> Cell {
      Cell(NumberText.fixed(value), small: MetricText.range(report.interval(of: metric)))
    }
    return ReportTable(
      "Each label",
      columns: [
        .init("Label"), .init("Precision", number: true), .init("Recall", number: true),
        .init("F1", number: true), .init("ROC area", number: true), .init("Gold", number: true),
        .init("Predicted", number: true),
      ],
      rows: report.perLabel.enumerated().map { index, scores in
        [
          .label(scores.label), cell(scores.precision, .precision(index)),
          cell(scores.recall, .recall(index)), cell(scores.f1, .f1(index)),
          .fixed(report[.labelROCAUC(index)]), .count(scores.support), .count(scores.predicted),
        ]
      })
  }

  static func confusion(_ confusion: ConfusionMatrix) -> ReportTable {
    let abstains = confusion.abstained.contains { $0 > 0 }
    var columns = [ReportTable.Column("Gold \u{2193} predicted \u{2192}")]
    columns += confusion.labels.map { .init($0, number: true) }
    if abstains { columns.append(.init("no answer", number: true)) }
    let rows = confusion.labels.indices.map { row -> [Cell] in
      var cells: [Cell] = [.label(confusion.labels[row])]
      for column in confusion.labels.indices {
        cells.append(
          Cell(NumberText.count(confusion[row, column]), strong: row == column))
      }
      if abstains { cells.append(.count(confusion.abstained[row])) }
      return cells
    }
    return ReportTable("Confusion", columns: columns, rows: rows)
  }

  static func baselines(_ report: EvaluationReport, model: String) -> ReportTable {
    func scores(_ confusion: ConfusionMatrix) -> [Cell] {
      [
        .fixed(confusion.accuracy), .fixed(confusion.macroF1),
        .fixed(confusion.favorAgainstF1()), .fixed(confusion.cohenKappa),
      ]
    }
    var rows: [[Cell]] = [
      [Cell(model, strong: true)] + scores(report.confusion) + ["", ""]
    ]
    for baseline in report.baselines {
      let difference = baseline.macroF1Difference
      rows.append(
        [Cell(baseline.name)] + scores(baseline.confusion) + [
          Cell(MetricText.range(difference, signed: true) ?? NumberText.undefined),
          Cell(Standing(difference).rawValue, small: difference.isDefined ? nil : difference.note),
        ])
    }
    return ReportTable(
      "Beside other systems",
      columns: [
        .init("System"), .init("Accuracy", number: true), .init("Macro-F1", number: true),
        .init("Favor/against F1", number: true), .init("Kappa", number: true),
        .init("Lead in macro-F1", number: true), .init("The model is"),
      ], rows: rows,
      note: "The lead is the \(NumberText.percent(report.options.level)) interval of model less "
        + "baseline, by paired bootstrap over groups. Where it holds 0, is undefined, or rests "
        + "on fewer than \(GroupBootstrap.trustedGroups) groups, no winner is named."
        + (report.baselines.contains { $0.name == LinearModel.withoutLexiconName }
          ? " \u{201C}\(LinearModel.withoutLexiconName)\u{201D} is this model with the "
            + "lexicon\u{2019}s part held at its mean over these texts, not trained anew."
          : ""))
  }

  static func calibration(_ calibration: CalibrationTally) -> ReportTable {
    ReportTable(
      "Calibration",
      columns: [
        .init("Probability"), .init("Texts", number: true), .init("Mean", number: true),
        .init("Right", number: true), .init("Gap", number: true),
      ],
      rows: calibration.reliability.filter { $0.count > 0 }.map { bin in
        let gap = bin.accuracy.flatMap { right in bin.confidence.map { right - $0 } }
        return [
          Cell(
            "\(NumberText.fixed(bin.low, 1))\u{2009}\u{2013}\u{2009}\(NumberText.fixed(bin.high, 1))"
          ),
          .count(bin.count), .fixed(bin.confidence), .fixed(bin.accuracy),
          Cell(NumberText.signed(gap)),
        ]
      },
      note:
        "Expected calibration error \(NumberText.fixed(calibration.expectedCalibrationError, 3))"
        + ", largest gap of a bin \(NumberText.fixed(calibration.maximumCalibrationError, 3)). "
        + "A gap below zero is overconfidence.")
  }

  static func coverage(_ curve: CoverageRisk) -> ReportTable {
    ReportTable(
      "Answering only when sure",
      columns: [
        .init("Answered"), .init("Errors among them", number: true),
        .init("From probability", number: true),
      ],
      rows: [0.1, 0.25, 0.5, 0.75, 0.9, 1.0].compactMap { share in
        guard let point = curve.points.last(where: { $0.coverage <= share + 1e-9 }) else {
          return nil
        }
        return [
          Cell(NumberText.percent(point.coverage)), Cell(NumberText.percent(point.risk, 1)),
          .fixed(point.confidence),
        ]
      },
      note: "Area under the curve \(NumberText.fixed(curve.area, 3)), at best "
        + "\(NumberText.fixed(curve.bestArea, 3)).")
  }
}
