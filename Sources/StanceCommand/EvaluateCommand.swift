import ArgumentParser
import StanceKit
import StanceLexicon
import StanceModel
import StanceTraining

/// `stance evaluate`: a model against labelled data.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Compares predictions with labels.")

  @Argument(help: "Labelled articles, folders, .jsonl files.")
  var data: [String]

  @OptionGroup var options: AnalyzerOptions

  func run() throws {
    let tables = TableArchive(BundledAssets.tables)
    let analyzer = try options.analyzer()
    let loader = DataLoader(rules: analyzer.rules, packs: tables.targets)
    let (loaded, failures) = loader.load(data)
    for failure in failures { Console.note(failure.description) }
    _ = loaded
  }
}
