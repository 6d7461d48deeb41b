internal import StanceEvaluation

/// One table for each name of a slice, and those of curves and ablations.
enum SliceTables {
  typealias Cell = ReportTable.Cell

  /// The tables of all names but those that tell texts apart instead of gathering them.
  static func slices(_ report: EvaluationReport) -> [ReportTable] {
    names(report).filter { !isTooFine($0.members) }.map {
      table($0.name, $0.members, reference: report[.accuracy])
    }
  }

  /// A line on the names that are left out; nil if there are none.
  static func leftOut(_ report: EvaluationReport) -> String? {
    let fine = names(report).filter { isTooFine($0.members) }
    guard !fine.isEmpty else { return nil }
    return "Left out, because a value stands for hardly more than a text: "
      + fine.map { "\($0.name) (\(NumberText.count($0.members.count, "value")))" }
      .joined(separator: ", ") + "."
  }

  /// Macro-F1 where the slice has two gold labels or more; with one, the F1 of 0 of any label that
  /// is predicted besides would say nothing.
  static func macroF1(_ slice: SliceScores) -> Double? {
    slice.confusion.perLabel.count { $0.support > 0 } > 1 ? slice.confusion.macroF1 : nil
  }

  /// The name of a slice for people.
  static func title(_ name: String) -> String { name == "words" ? "length in words" : name }

  static func names(
    _ report: EvaluationReport
  ) -> [(name: String, members: [SliceScores])] {
    var names: [String] = []
    for slice in report.slices where !names.contains(slice.slice.name) {
      names.append(slice.slice.name)
    }
    return names.map { name in (name, report.slices.filter { $0.slice.name == name }) }
  }

  /// More than a dozen values with fewer than four texts each.
  static func isTooFine(_ members: [SliceScores]) -> Bool {
    members.count > 12 && members.reduce(0) { $0 + $1.confusion.total } < 4 * members.count
  }

  private static func table(
    _ name: String, _ members: [SliceScores], reference: Double?
  ) -> ReportTable {
    ReportTable(
      "By " + title(name),
      columns: [
        .init(title(name)), .init("Texts", number: true), .init("Accuracy", number: true),
        .init("Macro-F1", number: true), .init("0 to 1"),
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
            NumberText.fixed(macroF1(slice)),
            small: macroF1(slice) == nil || slice.groups < GroupBootstrap.trustedGroups
              ? nil : MetricText.range(slice.macroF1Interval)),
          Cell(
            "",
            kind: .spark(
              value: slice.confusion.accuracy, low: interval.low, high: interval.high,
              reference: reference)),
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
