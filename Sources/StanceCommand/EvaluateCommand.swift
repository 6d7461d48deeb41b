import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceText
import StanceTraining

/// Formats of `stance evaluate`.
enum EvaluationFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, markdown, html
}

/// `stance evaluate`: a model against labelled data.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measures a model on labelled data.",
    discussion: """
      Articles are labelled by their section titles, JSONL records and the rows of a .csv or .tsv \
      table, which has a column "text", by "label"; JSONL rows with \
      "file", "line" and "label" label the paragraph of an article that starts on that line. \
      A text is about the target of its row, else the pack that its folder is named after, else \
      --target. Rows whose label the model does not have are left out and counted; the exit code is then \
      1. Data that the model was trained on (its files, or nine in ten of its texts or more), texts \
      that stand in another split too, and texts that hold their own section title are refused.

      Examples:
        stance evaluate Evaluation/corpus --split test --format html -o report.html
        stance evaluate reviews.jsonl --baseline other-tool.jsonl --min macro_f1=0.6
      """)

  @Argument(
    help: ArgumentHelp("Labelled articles, folders, JSONL files, tables.", valueName: "data"))
  var data: [String]

  @Option(help: "text, json, markdown or html.")
  var format: EvaluationFormat = .text

  @Option(
    help: ArgumentHelp(
      "Fail with exit code 3 when a metric is worse: macro_f1=0.6, ece=0.1.",
      valueName: "metric=value"))
  var min: [String] = []

  @Flag(help: "Score every paragraph alone, without the rest of its article.")
  var noContext = false

  @Flag(help: "Markdown and HTML without a word of the data: numbers, files and lines only.")
  var noText = false

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Result of stance curve or stance ablation (--format json) to show in Markdown and HTML;"
        + " may be repeated.", valueName: "json"))
  var experiment: [String] = []

  @OptionGroup var splits: SplitOptions
  @OptionGroup var others: BaselineOptions
  @OptionGroup var leaks: LeakOptions
  @OptionGroup var sets: CoverageOptions
  @OptionGroup var options: AnalyzerOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    do {
      let analyzer = try options.analyzer()
      let experiments = try experiment.map {
        try StoredExperiment(try FileSystem.read($0), file: $0)
      }
      let gates = try min.map { try Gate($0, labels: analyzer.model.labels) }
      let labelled = LabelledData(rules: analyzer.rules)
      let (everything, isWhole) = try labelled.load(data, refusing: .nothing)
      try OutputPlace.check(output.output, texts: everything)
      var whole = everything
      try splits.assign(&whole, paths: data)
      let loaded = LabelledData.readable(try splits.selecting(whole))
      Self.tellSilent(loaded, analyzer.target)
      let runner = try runner(analyzer, labelled)
      let (items, unknown) = runner.items(loaded)
      try check(loaded, items, unknown, runner)
      try leaks.check(
        whole: whole, data: loaded, split: splits.split, model: analyzer.model,
        name: options.modelName, rules: analyzer.rules)
      let conformal = try sets.outcome(
        items, labels: analyzer.model.labels, on: calibration(runner, labelled, whole))
      let report = try EvaluationReport.build(
        items: items, labels: analyzer.model.labels,
        options: EvaluationOptions(
          baselines: others.baselines(items, data: loaded, runner: runner), gates: gates,
          unknownLabels: UnknownLabels.counts(unknown), data: loaded.sources,
          model: ModelSummary.tree(
            analyzer.model, name: options.modelName,
            known: KnownTexts.count(loaded, model: analyzer.model))))
      try output.write(rendered(report, conformal, loaded, analyzer, runner, experiments))
      for outcome in report.shortfalls { Console.note(Self.message(outcome)) }
      if !report.shortfalls.isEmpty { throw ExitStatus.gateFailed }
      if !isWhole || !unknown.isEmpty { throw ExitStatus.someFailed }
    } catch { throw Console.stop(error) }
  }

  /// Articles that name no target, nor the one they are measured on, may be about another.
  private static func tellSilent(_ data: DataSet, _ target: TargetPack) {
    let search = TargetSearch(target)
    let open = data.examples.filter { $0.target == nil && $0.section != nil }
    guard let first = open.first, !open.contains(where: { search.isNamed(in: $0.text[...]) })
    else { return }
    Console.note(
      "\(first.file): \(target.title) is named in none of the paragraphs that say no target"
        + " (\(open.count)); --target, or the name of their folder, says whom they are about")
  }

  private func runner(_ analyzer: Analyzer, _ labelled: LabelledData) throws -> ModelRunner {
    var runner = ModelRunner(
      model: analyzer.model, lexicon: analyzer.lexicon, rules: analyzer.rules,
      targets: try labelled.resolver([analyzer.target], fallback: analyzer.target))
    runner.usesContext = !noContext
    return runner
  }

  /// Tells the examples whose label the model lacks, and what is doubtful.
  private func check(
    _ data: DataSet, _ items: [EvaluationItem], _ unknown: [Example], _ runner: ModelRunner
  ) throws {
    UnknownLabels.tell(unknown, labels: runner.model.labels)
    if items.isEmpty {
      Console.note("nothing to evaluate: no text has one of the model's labels")
      throw ExitStatus.unreadable
    }
    for note in DataChecks.repetitions(data.examples.filter(runner.measures)) {
      Console.note(note.description)
    }
  }

  /// Items to calibrate sets on: the data named, or the dev split when another is evaluated.
  private func calibration(
    _ runner: ModelRunner, _ labelled: LabelledData, _ whole: DataSet
  ) throws -> (items: [EvaluationItem], name: String)? {
    guard sets.coverage != nil else { return nil }
    if !sets.calibration.isEmpty {
      let (data, _) = try labelled.load(sets.calibration, refusing: .unreadableFiles)
      return (
        runner.items(LabelledData.readable(data)).items, sets.calibration.joined(separator: ", ")
      )
    }
    guard let split = splits.split, split != "dev" else { return nil }
    let dev = runner.items(whole.selecting(split: "dev")).items
    return dev.isEmpty ? nil : (dev, "split dev")
  }

  private func rendered(
    _ report: EvaluationReport, _ conformal: CoverageOptions.Outcome?, _ data: DataSet,
    _ analyzer: Analyzer, _ runner: ModelRunner, _ experiments: [StoredExperiment]
  ) -> String {
    func details() -> ReportDetails {
      var details = EvaluationPages.details(
        report, data: data, analyzer: analyzer, runner: runner,
        notes: conformal.map { [$0.text] } ?? [], showsTexts: !noText)
      for experiment in experiments {
        switch experiment {
        case .curve(let curve): details.learningCurves.append(curve)
        case .ablation(let ablation): details.ablations.append(ablation)
        }
      }
      return details
    }
    switch format {
    case .json:
      guard let conformal, case .object(let fields) = report.tree else {
        return report.tree.json(indented: true) + "\n"
      }
      let tree = ReportTree.object(fields + [.init("conformal", conformal.tree)])
      return tree.json(indented: true) + "\n"
    case .text:
      let text = EvaluationText(color: output.isColored, width: output.width).text(report)
      guard let conformal else { return text }
      let lines = DisplayWidth.wrapped(conformal.text, to: output.width)
      return text + "\n" + lines.joined(separator: "\n") + "\n"
    case .markdown: return EvaluationMarkdown.text(report, details())
    case .html: return EvaluationPage.html(report, details())
    }
  }

  private static func message(_ outcome: GateOutcome) -> String {
    let wanted = outcome.gate.metric.isLoss ? "at most" : "at least"
    let found = NumberText.fixed(outcome.found, 4)
    return "gate \(outcome.gate.name): expected \(wanted) \(outcome.gate.bound), found \(found)"
  }
}

/// Facts on a model for reports.
enum ModelSummary {
  /// - Parameters:
  ///   - name: the model as typed, or as it is called.
  ///   - known: texts of the data that it was trained on.
  static func tree(_ model: LinearModel, name: String, known: Int) -> ReportTree {
    var fields = [
      ReportTree.Field("name", .text(name)),
      ReportTree.Field("program", .text(model.provenance.program)),
      ReportTree.Field("seed", ReportTree(model.provenance.seed)),
    ]
    // Models that do not say what they were trained on say nothing of it here either.
    if model.texts.count > 0 { fields.append(.init("known_texts", .integer(known))) }
    for fact in model.provenance.facts {
      fields.append(ReportTree.Field(fact.name, ModelFact(fact).tree))
    }
    return .object(fields)
  }
}
