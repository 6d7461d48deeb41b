import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceReport
import StanceTraining

/// `stance curve`: how much more data would help.
struct CurveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "curve", abstract: "Learning curve: macro-F1 against the amount of data.")

  @OptionGroup var data: DataOptions
  @OptionGroup var training: ExperimentOptions

  @Option(
    parsing: .unconditionalSingleValue,
    help: "Share of the groups to train on; repeat it. Default 0.1, 0.2, 0.4, 0.7, 1.")
  var fraction: [Double] = []

  @Option(help: "Repetitions with other test groups.")
  var repetitions: Int = 3

  @Option(help: "Form of the result: text or json.")
  var format: ValueFormat = .text

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard repetitions >= 1 else { throw ValidationError("--repetitions is at least 1") }
    guard fraction.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
      throw ValidationError("--fraction is above 0 and at most 1")
    }
  }

  func run() throws {
    let context = try ResearchContext(data.reading)
    let loaded = try data.load(context)
    try OutputPlace.check(output.output, texts: loaded)
    let prepared = try training.prepare(loaded, context)
    let progress = ProgressLine()
    do {
      var experiment = LearningCurveExperiment(
        prepared, repetitions: repetitions, settings: training.settings, seed: training.fit.seed)
      if !fraction.isEmpty { experiment.fractions = fraction }
      let points = try experiment.run(progress: {
        progress.show($0)
        return true
      })
      progress.clear()
      switch format {
      case .json: try output.write(ResearchTrees.curve(points).json(indented: true) + "\n")
      case .text:
        var table = TextTable(
          header: ["share", "groups", "texts", "macro-F1", "deviation", "least", "most"])
        for point in points {
          table.rows.append([
            NumberText.fixed(point.fraction, 2), NumberText.fixed(point.groups, 0),
            NumberText.fixed(point.rows, 0), NumberText.fixed(point.mean, 3),
            NumberText.fixed(point.deviation, 3), NumberText.fixed(point.lowest, 3),
            NumberText.fixed(point.highest, 3),
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
