extension EvaluationReport {
  /// The report as the JSON object of `stance evaluate --format json`, members in a fixed order.
  ///
  /// What is undefined is null. Confusion: rows gold, columns predicted, in the order of `labels`.
  public var tree: ReportTree {
    var fields: [ReportTree.Field] = [
      .init("schema", .integer(Self.schema)),
      .init("model", model),
      .init("data", .list(data.map(\.tree))),
      .init("n", .integer(items.count)),
      .init("groups", .integer(groups.count)),
      .init("labels", .list(labels.map { .text($0) })),
      .init("confusion", .list(confusion.rows.map { .list($0.map { .integer($0) }) })),
      .init("abstained", .list(confusion.abstained.map { .integer($0) })),
      .init(
        "unknown_labels",
        .object(options.unknownLabels.map { .init($0.label, .integer($0.count)) })),
    ]
    fields += Metric.general.map { .init($0.name(labels: labels), ReportTree(self[$0])) }
    fields += [
      .init("per_label", .object(perLabel.enumerated().map { labelField($0, $1) })),
      .init("intervals", .object(intervalFields)),
      .init("calibration", calibrationTree),
      .init("coverage_risk", coverageRiskTree),
      .init("baselines", .list(baselines.map(\.tree))),
      .init("slices", .list(slices.map(\.tree))),
      .init("gates", .list(gates.map(\.tree))),
      .init(
        "warnings",
        .list(
          warnings.map { warning in
            .object(
              [.init("code", .text(warning.code)), .init("message", .text(warning.description))]
                + (warning.count.map { [.init("count", .integer($0))] } ?? []))
          })),
      .init("settings", settingsTree),
      .init("items", .list(items.map { $0.tree(labels: labels) })),
    ]
    return .object(fields)
  }

  private func labelField(_ index: Int, _ scores: LabelScores) -> ReportTree.Field {
    .init(
      scores.label,
      .object([
        .init("precision", ReportTree(scores.precision)),
        .init("recall", ReportTree(scores.recall)),
        .init("f1", ReportTree(scores.f1)),
        .init("support", .integer(scores.support)),
        .init("predicted", .integer(scores.predicted)),
        .init("roc_auc", ReportTree(self[.labelROCAUC(index)])),
      ]))
  }

  private var intervalFields: [ReportTree.Field] {
    var seen = Set<String>()
    return intervals.map { entry in
      let name = entry.metric.name(labels: labels)
      // Accuracy has Wilson's interval under its name, and the one by group beside it.
      return .init(seen.insert(name).inserted ? name : name + "_by_group", entry.interval.tree)
    }
  }

  private var calibrationTree: ReportTree {
    .object([
      .init("n", .integer(calibration.count)),
      .init("brier", ReportTree(calibration.brier)),
      .init("log_loss", ReportTree(calibration.logLoss)),
      .init("ece", ReportTree(calibration.expectedCalibrationError)),
      .init("max_error", ReportTree(calibration.maximumCalibrationError)),
      .init(
        "bins",
        .list(
          calibration.reliability.map { bin in
            .object([
              .init("low", .number(bin.low)), .init("high", .number(bin.high)),
              .init("n", .integer(bin.count)), .init("confidence", ReportTree(bin.confidence)),
              .init("accuracy", ReportTree(bin.accuracy)),
            ])
          })),
    ])
  }

  private var coverageRiskTree: ReportTree {
    .object([
      .init("area", ReportTree(coverageRisk.area)),
      .init("best_area", ReportTree(coverageRisk.bestArea)),
      .init(
        "points",
        .list(
          coverageRisk.points.map { point in
            .object([
              .init("coverage", .number(point.coverage)), .init("risk", .number(point.risk)),
              .init("confidence", .number(point.confidence)),
            ])
          })),
    ])
  }

  private var settingsTree: ReportTree {
    .object([
      .init("level", .number(options.level)),
      .init("replicates", .integer(options.replicates)),
      .init("seed", ReportTree(options.seed)),
      .init("variant", .text(options.variant.rawValue)),
      .init("bins", .integer(options.binCount)),
    ])
  }
}

extension Interval {
  /// `{"method", "variant", "level", "low", "high", "note"}`.
  public var tree: ReportTree {
    .object([
      .init("method", .text(method.rawValue)),
      .init("variant", ReportTree(variant?.rawValue)),
      .init("level", .number(level)),
      .init("low", ReportTree(low)),
      .init("high", ReportTree(high)),
      .init("note", ReportTree(note)),
    ])
  }
}

extension ConfusionMatrix {
  /// The ratios that every row of a table of systems shows.
  var summaryFields: [ReportTree.Field] {
    [
      .init("accuracy", ReportTree(accuracy)),
      .init("macro_f1", ReportTree(macroF1)),
      .init("micro_f1", ReportTree(microF1)),
      .init("favor_against_f1", ReportTree(favorAgainstF1())),
      .init("balanced_accuracy", ReportTree(balancedAccuracy)),
      .init("kappa", ReportTree(cohenKappa)),
    ]
  }
}

extension BaselineScores {
  var tree: ReportTree {
    .object(
      [.init("name", .text(name))] + confusion.summaryFields + [
        .init(
          "difference",
          .object([
            .init("accuracy", accuracyDifference.tree), .init("macro_f1", macroF1Difference.tree),
          ]))
      ])
  }
}

extension SliceScores {
  var tree: ReportTree {
    .object(
      [
        .init("name", .text(slice.name)), .init("value", .text(slice.value)),
        .init("n", .integer(confusion.total)), .init("groups", .integer(groups)),
      ] + confusion.summaryFields + [
        .init("accuracy_interval", accuracyInterval.tree),
        .init("macro_f1_interval", macroF1Interval.tree),
      ])
  }
}

extension GateOutcome {
  var tree: ReportTree {
    .object([
      .init("metric", .text(gate.name)),
      .init("bound", .number(gate.bound)),
      .init("direction", .text(gate.metric.isLoss ? "at most" : "at least")),
      .init("found", ReportTree(found)),
      .init("passed", .flag(passed)),
    ])
  }
}

extension DataSource {
  var tree: ReportTree {
    .object([
      .init("file", .text(file)), .init("sha256", ReportTree(sha256)),
      .init("groups", .integer(groups)), .init("items", .integer(items)),
    ])
  }
}

extension EvaluationItem {
  func tree(labels: [String]) -> ReportTree {
    var fields: [ReportTree.Field] = [.init("id", .text(id))]
    if let file { fields.append(.init("file", .text(file))) }
    if let line { fields.append(.init("line", .integer(line))) }
    fields += [
      .init("group", .text(group)),
      .init("gold", .text(labels[gold])),
      .init("predicted", ReportTree(predicted.map { labels[$0] })),
      .init(
        "probabilities",
        probabilities.map { values in
          .object(zip(labels, values).map { .init($0, .number($1)) })
        } ?? .null),
    ]
    if !slices.isEmpty {
      fields.append(
        .init("slices", .object(slices.map { .init($0.name, .text($0.value)) })))
    }
    return .object(fields)
  }
}
