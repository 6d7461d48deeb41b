import StanceEvaluation
import StanceTraining

/// Results of experiments as values to write.
enum ResearchTrees {
  static func fold(_ fold: CrossValidation.Fold) -> ReportTree {
    .object([
      .init("name", .text(fold.name)), .init("trained_on", .integer(fold.trainedOn)),
      .init("items", .integer(fold.items)), .init("strength", ReportTree(fold.strength)),
      .init("families", .list(fold.families.map { .text($0) })),
    ])
  }

  static func curve(_ points: [LearningCurveExperiment.Point]) -> ReportTree {
    .object([
      .init("schema", .integer(1)), .init("metric", .text("macro_f1")),
      .init(
        "points",
        .list(
          points.map { point in
            .object([
              .init("fraction", .number(point.fraction)), .init("groups", .number(point.groups)),
              .init("texts", .number(point.rows)), .init("mean", ReportTree(point.mean)),
              .init("deviation", ReportTree(point.deviation)),
              .init("values", .list(point.macroF1.map { .number($0) })),
            ])
          })),
    ])
  }

  static func ablation(_ rows: [AblationExperiment.Row]) -> ReportTree {
    .object([
      .init("schema", .integer(1)), .init("metric", .text("macro_f1")),
      .init(
        "rows",
        .list(
          rows.map { row in
            .object([
              .init("features", .text(row.variant.name)),
              .init("macro_f1", ReportTree(row.macroF1)),
              .init("accuracy", ReportTree(row.accuracy)),
              .init("difference", ReportTree(row.difference)),
              .init("interval", row.interval?.tree ?? .null),
            ])
          })),
    ])
  }
}
