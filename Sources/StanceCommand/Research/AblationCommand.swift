import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceReport
import StanceTraining

/// `stance ablation`: what each family of features is worth.
struct AblationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ablation",
    abstract: "Cross-validates without each family of features, and with it alone.")

  @OptionGroup var data: DataOptions
  @OptionGroup var training: ExperimentOptions

  @Option(help: "Parts of the cross-validation.")
  var folds: Int = 5

  @Option(help: "Form of the result: text or json.")
  var format: ValueFormat = .text

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard folds >= 2 else { throw ValidationError("--folds is at least 2") }
    guard training.fit.base == nil || training.fit.base == "none" else {
      throw ValidationError(
        "--base: an ablation has none, for a base brings the families that are left out.")
    }
  }

  func run() throws {
    let context = try ResearchContext(data.reading)
    var training = training
    training.fit.base = "none"
    let loaded = try data.load(context)
    try OutputPlace.check(output.output, texts: loaded)
    let prepared = try training.prepare(loaded, context)
    let progress = ProgressLine()
    do {
      let experiment = AblationExperiment(
        prepared, folds: folds, settings: training.settings, seed: training.fit.seed)
      let rows = try experiment.run(progress: {
        progress.show($0)
        return true
      })
      progress.clear()
      switch format {
      case .json: try output.write(ResearchTrees.ablation(rows).json(indented: true) + "\n")
      case .text:
        var table = TextTable(
          header: ["features", "macro-F1", "accuracy", "difference", "95 % by group"])
        for row in rows {
          table.rows.append([
            row.variant.name, NumberText.fixed(row.macroF1, 3), NumberText.fixed(row.accuracy, 3),
            NumberText.signed(row.difference, 3),
            NumberText.range(row.interval?.low, row.interval?.high),
          ])
        }
        try output.write(table.lines.joined(separator: "\n") + "\n")
      }
    } catch {
      progress.clear()
      throw Console.stop(error)
    }
  }
}
