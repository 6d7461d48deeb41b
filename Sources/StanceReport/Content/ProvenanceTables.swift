internal import StanceEvaluation

/// Where the numbers come from: data, model, settings, gates.
enum ProvenanceTables {
  typealias Cell = ReportTable.Cell

  static func data(_ report: EvaluationReport) -> ReportTable {
    ReportTable(
      "Data",
      columns: [
        .init("File"), .init("Texts", number: true), .init("Groups", number: true),
        .init("SHA-256"),
      ],
      rows: report.data.map { source in
        [
          .code(source.file), .count(source.items), .count(source.groups),
          source.sha256.map { .code($0) } ?? Cell(NumberText.undefined),
        ]
      })
  }

  static func gates(_ report: EvaluationReport) -> ReportTable {
    ReportTable(
      "Gates",
      columns: [
        .init("Metric"), .init("Bound", number: true), .init("Found", number: true),
        .init("Outcome"),
      ],
      rows: report.gates.map { outcome in
        [
          .code(outcome.gate.name),
          Cell(
            (outcome.gate.metric.isLoss ? "\u{2264} " : "\u{2265} ")
              + NumberText.fixed(outcome.gate.bound, 3)),
          .fixed(outcome.found, 3), Cell(outcome.passed ? "kept" : "fell short", strong: true),
        ]
      })
  }

  static func settings(_ report: EvaluationReport) -> ReportTable {
    let options = report.options
    return facts(
      "Settings",
      [
        ("level of intervals", NumberText.percent(options.level)),
        ("resamples", NumberText.count(options.replicates)), ("seed", String(options.seed)),
        ("bootstrap", MetricText.name(options.variant)), ("bins", String(options.binCount)),
      ])
  }

  static func model(_ report: EvaluationReport) -> ReportTable {
    var pairs: [(String, String)] = []
    flatten(report.model, path: "", into: &pairs)
    return facts("Model", pairs)
  }

  private static func facts(_ caption: String, _ pairs: [(String, String)]) -> ReportTable {
    ReportTable(
      caption, columns: [.init("Fact"), .init("Value")],
      rows: pairs.map { [Cell($0.0), .code($0.1)] })
  }

  /// The leaves of a tree with their paths, in order; lists of plain values stay one line each.
  private static func flatten(
    _ tree: ReportTree, path: String, into pairs: inout [(String, String)]
  ) {
    switch tree {
    case .null: break
    case .flag(let value): pairs.append((path, value ? "yes" : "no"))
    case .integer(let value): pairs.append((path, String(value)))
    case .number(let value): pairs.append((path, short("\(value)")))
    case .text(let value): pairs.append((path, short(value)))
    case .list(let values):
      for (index, value) in values.enumerated() {
        flatten(value, path: path + " " + String(index + 1), into: &pairs)
      }
    case .object(let fields):
      for field in fields {
        flatten(
          field.value, path: path.isEmpty ? field.name : path + " \u{203A} " + field.name,
          into: &pairs)
      }
    }
  }

  /// Four decimals of a number that has more; other text as it is.
  private static func short(_ text: String) -> String {
    guard let mark = text.firstIndex(of: "."), text.distance(from: mark, to: text.endIndex) > 6,
      let value = Double(text), abs(value) >= 0.001, abs(value) < 1e6
    else { return text }
    return NumberText.fixed(value, 4)
  }

  /// What the model is called: its `name`, else the file, else `this model`.
  static func name(_ report: EvaluationReport) -> String {
    for key in ["name", "file", "path"] {
      if case .text(let name)? = report.model[key], !name.isEmpty { return name }
    }
    return "this model"
  }
}
