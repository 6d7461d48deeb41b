extension SystemComparison {
  /// The comparison as a value to write, members in a fixed order; undefined is null.
  public var tree: ReportTree {
    .object([
      .init("schema", .integer(1)),
      .init("n", .integer(first.total)),
      .init("groups", .integer(groups)),
      .init("labels", .list(labels.map { .text($0) })),
      .init(
        "verdict",
        .object([
          .init("code", .text(verdict.code)),
          .init("metric", ReportTree(differences.first?.metric.name(labels: labels))),
          .init("reason", ReportTree(verdict.reason?.description)),
          .init("alpha", .number(options.alpha)),
        ])),
      .init(
        "differences",
        .object(differences.map { .init($0.metric.name(labels: labels), $0.tree) })),
      .init("cohen_h", ReportTree(cohenH)),
      .init("mcnemar", mcNemar.tree),
      .init("first", .object(first.summaryFields)),
      .init("second", .object(second.summaryFields)),
      .init(
        "settings",
        .object([
          .init("alpha", .number(options.alpha)),
          .init("replicates", .integer(options.replicates)),
          .init("draws", .integer(options.draws)),
          .init("seed", ReportTree(options.seed)),
        ])),
      .init(
        "disagreements",
        .list(
          disagreements.map { unit in
            .object([
              .init("id", .text(unit.id)), .init("gold", .text(labels[unit.gold])),
              .init("first", ReportTree(unit.first.map { labels[$0] })),
              .init("second", ReportTree(unit.second.map { labels[$0] })),
            ])
          })),
    ])
  }
}

extension MetricDifference {
  var tree: ReportTree {
    .object([
      .init("first", ReportTree(first)),
      .init("second", ReportTree(second)),
      .init("difference", ReportTree(difference)),
      .init("interval", interval.tree),
      .init("randomization", randomization?.tree ?? .null),
    ])
  }
}

extension GroupRandomization {
  var tree: ReportTree {
    .object([
      .init("method", .text("randomization by group")),
      .init("p", .number(pValue)),
      .init("smallest_p", .number(smallestPValue)),
      .init("differing_groups", .integer(differingGroups)),
      .init("exact", .flag(isExact)),
      .init("assignments", .integer(assignments)),
    ])
  }
}

extension McNemarTest {
  var tree: ReportTree {
    .object([
      .init("method", .text("mcnemar exact")),
      .init("only_first_correct", .integer(onlyFirst)),
      .init("only_second_correct", .integer(onlySecond)),
      .init("p", .number(pValue)),
      .init("smallest_p", .number(smallestPValue)),
    ])
  }
}
