import ArgumentParser
import StanceEvaluation
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

  @Flag(help: "Score every paragraph by itself.")
  var noContext = false

  func run() throws {
    let tables = TableArchive(BundledAssets.tables)
    let analyzer = try options.analyzer()
    let loader = DataLoader(rules: analyzer.rules, packs: tables.targets)
    let (loaded, failures) = loader.load(data)
    for failure in failures { Console.note(failure.description) }
    var packs: [String: TargetPack] = [:]
    for id in tables.targets { packs[id] = try tables.target(id) }
    var runner = ModelRunner(
      model: analyzer.model, lexicon: analyzer.lexicon, rules: analyzer.rules,
      targets: TargetResolver(packs: packs, fallback: analyzer.target))
    runner.usesContext = !noContext
    let (items, _) = runner.items(loaded)
    let report = try EvaluationReport.build(items: items, labels: analyzer.model.labels)
    print(report.tree.json(indented: true))
  }
}
