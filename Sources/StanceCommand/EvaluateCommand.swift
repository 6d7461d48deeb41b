import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceTraining

/// Formats of `stance evaluate`.
enum EvaluationFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// `stance evaluate`: a model against labelled data.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measures a model on labelled data.")

  @Argument(
    help: ArgumentHelp("Labelled articles, folders, JSONL files.", valueName: "data"))
  var data: [String]

  @Option(help: "text or json.")
  var format: EvaluationFormat = .text

  @Option(
    help: ArgumentHelp(
      "Fail with exit code 3 when a metric is worse: macro_f1=0.6, ece=0.1.",
      valueName: "metric=value"))
  var min: [String] = []

  @Flag(help: "Score every paragraph without its neighbours.")
  var noContext = false

  @OptionGroup var options: AnalyzerOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    do {
      let analyzer = try options.analyzer()
      let gates = try min.map { try Gate($0, labels: analyzer.model.labels) }
      let labelled = LabelledData(rules: analyzer.rules)
      let (loaded, isWhole) = try labelled.load(data, strict: false)
      let (items, unknown) = try runner(analyzer, labelled).items(loaded)
      for example in unknown.prefix(3) {
        Console.note(
          "\(example.file):\(example.line): label \(example.label ?? "") is not one of the"
            + " model's (\(analyzer.model.labels.joined(separator: ", "))): left out")
      }
      if unknown.count > 3 { Console.note("and \(unknown.count - 3) more with such labels") }
      if items.isEmpty {
        Console.note("nothing to evaluate: no text has one of the model's labels")
        throw ExitStatus.unreadable
      }
      let report = try EvaluationReport.build(
        items: items, labels: analyzer.model.labels,
        options: EvaluationOptions(
          gates: gates, data: loaded.sources, model: ModelSummary.tree(analyzer.model)))
      try output.write(rendered(report))
      for outcome in report.shortfalls { Console.note(Self.message(outcome)) }
      if !report.shortfalls.isEmpty { throw ExitStatus.gateFailed }
      if !isWhole { throw ExitStatus.someFailed }
    } catch { throw Console.stop(error) }
  }

  private func runner(_ analyzer: Analyzer, _ labelled: LabelledData) throws -> ModelRunner {
    var runner = ModelRunner(
      model: analyzer.model, lexicon: analyzer.lexicon, rules: analyzer.rules,
      targets: try labelled.resolver([analyzer.target], fallback: analyzer.target))
    runner.usesContext = !noContext
    return runner
  }

  private func rendered(_ report: EvaluationReport) -> String {
    switch format {
    case .json: report.tree.json(indented: true) + "\n"
    case .text: EvaluationText(color: output.isColored, width: output.width).text(report)
    }
  }

  private static func message(_ outcome: GateOutcome) -> String {
    let wanted = outcome.gate.metric.isLoss ? "at most" : "at least"
    let found = outcome.found.map { "\($0)" } ?? "undefined"
    return "gate \(outcome.gate.name): expected \(wanted) \(outcome.gate.bound), found \(found)"
  }
}

/// Facts on a model for reports.
enum ModelSummary {
  static func tree(_ model: LinearModel) -> ReportTree {
    var fields = [
      ReportTree.Field("name", .text(model.provenance.name)),
      ReportTree.Field("program", .text(model.provenance.program)),
      ReportTree.Field("seed", .text(String(model.provenance.seed))),
    ]
    for fact in model.provenance.facts {
      fields.append(ReportTree.Field(fact.name, .text(fact.value)))
    }
    return .object(fields)
  }
}
