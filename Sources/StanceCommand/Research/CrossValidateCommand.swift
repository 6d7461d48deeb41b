import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceReport
import StanceTraining

/// `stance crossvalidate`: how good models trained on these data are on other articles or targets.
struct CrossValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crossvalidate",
    abstract: "Trains on parts of the data and tests on the rest, article by article.",
    discussion: """
      Strength, feature families, temperature and context are chosen inside each training part. \
      The options of training are those of `stance train`.

      Examples:
        stance crossvalidate Evaluation/corpus --split train
        stance crossvalidate Evaluation/corpus --by-target --strength 10
        stance crossvalidate Evaluation/press --running press --folds-by author
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var training: ExperimentOptions

  @Flag(help: "Leave out one target after the other; with --folds so many parts of the targets.")
  var byTarget = false

  @Option(help: "Parts; by default 5, and one a target with --by-target.")
  var folds: Int?

  @Flag(help: "Do not train the linear baseline without lexicon.")
  var noBaselines = false

  @Option(help: "Form of the result: text or json.")
  var format: ValueFormat = .text

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let folds, folds < 2 { throw ValidationError("--folds is at least 2") }
  }

  func run() throws {
    let context = try ResearchContext(data.reading)
    let loaded = try data.load(context)
    try OutputPlace.check(output.output, texts: loaded)
    let prepared = try training.prepare(loaded, context)
    let progress = ProgressLine()
    do {
      let parts: CrossValidation.Parts =
        byTarget ? .targets(folds: folds) : .groups(folds: folds ?? 5)
      let validation = CrossValidation(
        prepared, parts: parts, settings: training.settings, seed: training.fit.seed)
      let result = try validation.run(progress: {
        progress.show($0)
        return true
      })
      let baselines = try noBaselines ? [] : baselines(validation, result, context, progress)
      progress.clear()
      let report = try EvaluationReport.build(
        items: result.items, labels: result.labels,
        options: EvaluationOptions(
          seed: training.fit.seed, baselines: baselines, data: prepared.sources,
          model: .object([
            .init("name", .text("cross-validation")),
            .init("by", .text(byTarget ? "target" : training.fit.foldsBy ?? "group")),
            .init("folds", .list(result.folds.map(ResearchTrees.fold))),
          ])))
      for part in result.unanswered {
        Console.note("\(part.name) (\(part.items) items) is left out: \(part.reason)")
      }
      switch format {
      case .json: try output.write(report.tree.json(indented: true) + "\n")
      case .text:
        let text = EvaluationText(color: output.isColored, width: output.width).text(report)
        try output.write(text + "\n" + Self.folds(result).joined(separator: "\n") + "\n")
      }
    } catch {
      progress.clear()
      throw Console.stop(error)
    }
  }

  /// Lexicon alone, and the same cross-validation without the lexicon.
  private func baselines(
    _ validation: CrossValidation, _ result: CrossValidation.Result, _ context: ResearchContext,
    _ progress: ProgressLine
  ) throws -> [Baseline] {
    let answered = result.rows.map { validation.data.examples[$0] }
    var baselines: [Baseline] = []
    let lexicon = LexiconBaseline(
      lexicon: context.lexicon, rules: context.rules, targets: try context.resolver())
    if let predicted = lexicon.predict(answered, labels: result.labels) {
      baselines.append(Baseline(name: LexiconBaseline.name, predicted: predicted))
    }
    guard !training.fit.without.contains("lexicon") else { return baselines }
    var other = validation
    other.settings.without.insert("lexicon")
    let without = try other.run(progress: {
      progress.show($0)
      return true
    })
    if without.rows == result.rows {
      baselines.append(
        Baseline(name: "linear without lexicon", predicted: without.items.map(\.predicted)))
    }
    return baselines
  }

  private static func folds(_ result: CrossValidation.Result) -> [String] {
    var table = TextTable(header: ["part", "trained on", "tested on", "C", "families"])
    for fold in result.folds {
      table.rows.append([
        fold.name, String(fold.trainedOn), String(fold.items),
        NumberText.fixed(fold.strength, 2),
        fold.families.joined(separator: " "),
      ])
    }
    return table.lines
  }
}
