internal import StanceEvaluation

/// One table for each name of a slice, and those of curves and ablations.
enum SliceTables {
  typealias Cell = ReportTable.Cell

  static func slices(_ report: EvaluationReport) -> [(name: String, table: ReportTable)] {
    var names: [String] = []
    for slice in report.slices where !names.contains(slice.slice.name) {
      names.append(slice.slice.name)
    }
    return names.map { name in
      let members = report.slices.filter { $0.slice.name == name }
      return (name, table(name, members, reference: report[.accuracy]))
    }
  }

  private static func table(
    _ name: String, _ members: [SliceScores], reference: Double?
  ) -> ReportTable {
    ReportTable(
      "By " + name,
      columns: [
        .init(name), .init("Texts", number: true), .init("Accuracy", number: true),
        .init("0 to 1"), .init("Macro-F1", number: true),
      ],
      rows: members.map { slice in
        let interval = slice.accuracyInterval
        return [
          Cell(slice.slice.value),
          Cell(
            NumberText.count(slice.confusion.total),
            small: NumberText.count(slice.groups, "group")),
          Cell(NumberText.fixed(slice.confusion.accuracy), small: MetricText.range(interval)),
          Cell(
            "",
            kind: .spark(
              value: slice.confusion.accuracy, low: interval.low, high: interval.high,
              reference: reference)),
          .fixed(slice.confusion.macroF1),
        ]
      })
  }

  static func curve(_ curve: LearningCurve) -> ReportTable {
    ReportTable(
      "Learning curve",
      columns: [
        .init("Training " + curve.unit), .init(curve.metric, number: true),
        .init(curve.band ?? "interval", number: true),
      ],
      rows: curve.points.map { point in
        [.count(point.size), .fixed(point.value, 3), Cell(range(point.low, point.high))]
      })
  }

  static func ablation(_ ablation: Ablation) -> ReportTable {
    var rows: [[Cell]] = [
      [Cell("everything", strong: true), .fixed(ablation.full, 3), "", ""]
    ]
    for row in ablation.rows {
      let change = row.value.flatMap { value in ablation.full.map { value - $0 } }
      rows.append([
        Cell(row.name), .fixed(row.value, 3), Cell(NumberText.signed(change, 3)),
        Cell(
          row.low.flatMap { low in
            row.high.map { NumberText.signed(low, 3) + " to " + NumberText.signed($0, 3) }
          } ?? NumberText.undefined),
      ])
    }
    return ReportTable(
      "What each family of features is worth",
      columns: [
        .init("Model"), .init(ablation.metric, number: true), .init("Change", number: true),
        .init("Its interval", number: true),
      ], rows: rows)
  }

  private static func range(_ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return NumberText.undefined }
    return NumberText.fixed(low, 3) + "\u{2009}\u{2013}\u{2009}" + NumberText.fixed(high, 3)
  }
}
