internal import StanceModel

/// The parts of a score, the largest first, with what the rest and all add up to.
enum ContributionTable {
  static func table(
    _ explanation: Explanation, poles: Poles, most: Int = 12
  ) -> ReportTable {
    let keyed = explanation.contributions.enumerated().map {
      (effect: poles.effect($1.values), place: $0, part: $1)
    }
    let order = keyed.sorted { (abs($1.effect), $0.place) < (abs($0.effect), $1.place) }
    var rows: [[ReportTable.Cell]] = order.prefix(most).map { entry in
      [
        ReportTable.Cell(PartText.feature(entry.part)),
        ReportTable.Cell(entry.part.ruleNames),
        ReportTable.Cell(NumberText.signed(entry.effect)),
      ]
    }
    let rest = order.dropFirst(most)
    if !rest.isEmpty {
      rows.append([
        ReportTable.Cell(NumberText.count(rest.count, "smaller part")), "",
        ReportTable.Cell(NumberText.signed(rest.reduce(0) { $0 + $1.effect })),
      ])
    }
    rows.append([
      ReportTable.Cell("sum", strong: true), "",
      ReportTable.Cell(NumberText.signed(poles.effect(explanation.scores)), strong: true),
    ])
    return ReportTable(
      "Parts of the score",
      columns: [
        .init("Part"), .init("Rules"),
        .init("To \(poles.towardName) less \(poles.awayName)", number: true),
      ], rows: rows)
  }

  /// What pushed a prediction the wrong way.
  static func misleading(_ error: ErrorCase) -> ReportTable {
    ReportTable(
      "What pushed the wrong way",
      columns: [
        .init("Part"), .init("Rules"),
        .init("To \(error.predicted ?? "") less \(error.gold)", number: true),
      ],
      rows: error.misleading.map { entry in
        [
          ReportTable.Cell(PartText.feature(entry.part)),
          ReportTable.Cell(entry.part.ruleNames),
          ReportTable.Cell(NumberText.signed(entry.push)),
        ]
      })
  }
}
