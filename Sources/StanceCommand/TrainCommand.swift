import ArgumentParser
import CMalloc
import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceText
import StanceTraining

/// `stance train`: a model from labelled articles, JSONL or tables.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains a model on labelled articles, JSONL or tables.",
    usage: "stance train [<options>] <data> ... --output <model>",
    discussion: """
      Articles get their labels from section titles, JSONL records and the rows of a table, \
      which has a column "text", from "label"; any two or more labels will do. JSONL rows with "file", "line" and "label" label the paragraph of an \
      article that starts on that line. A folder's name is the id of its articles' target pack. Nothing \
      of an article or "group" is ever split between folds. The same data, options and \
      seed give the same model.
      """)

  @Argument(
    help: ArgumentHelp(
      "Articles, folders, .jsonl, .csv and .tsv files (or .gz).", valueName: "data"))
  var data: [String]

  @Option(
    name: [.short, .customLong("output")], help: ArgumentHelp("The new model.", valueName: "model"))
  var output: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Data to measure the model on; never trained on.", valueName: "data"))
  var validation: [String] = []

  @Option(
    help: ArgumentHelp("Target of the texts that name none: a pack.", valueName: "pack"))
  var target: String?

  @OptionGroup var fit: FitOptions

  @OptionGroup var splits: SplitOptions

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var look: ColorOptions

  func run() throws {
    stance_keep_freed_memory()
    let progress = ProgressLine()
    do {
      let rules = try reading.rules()
      let labelled = LabelledData(rules: rules)
      let pack = try target.map(Analyzer.pack)
      var (loaded, isWhole) = try labelled.load(data, target: pack?.id, refusing: .unreadableFiles)
      try OutputPlace.check(output, texts: loaded)
      try splits.select(&loaded, paths: data)
      let trainer = try trainer(labelled, pack, loaded)
      var held: DataSet?
      if !validation.isEmpty {
        let (data, isHeldWhole) = try labelled.load(
          validation, target: pack?.id, refusing: .unreadableFiles)
        held = KnownTexts.unseen(LabelledData.readable(data), training: loaded)
        isWhole = isWhole && isHeldWhole
      }
      // Opened before the work, so that a wrong path is told at once.
      var file = try DataOutput(output)
      let result = try trainer.train(loaded) {
        progress.show($0)
        return true
      }
      progress.clear()
      for note in result.notes.dropFirst(loaded.notes.count) { Console.note(note.description) }
      let bytes = ModelFile.encode(result.model)
      try file.write(bytes)
      try file.commit()
      report(result, held, trainer, seconds: progress.elapsed, size: bytes.count)
      if !loaded.wrongLines.isEmpty {
        Console.note(
          "\(output) was trained without "
            + Told.count(
              loaded.wrongLines.count, "line that is no record", "lines that are no records"))
      }
      if !isWhole { throw ExitStatus.someFailed }
    } catch {
      progress.clear()
      throw Console.stop(error)
    }
  }

  private func trainer(
    _ labelled: LabelledData, _ pack: TargetPack?, _ data: DataSet
  ) throws -> Trainer {
    // Texts without a target: a pack that matches nothing, so that no words become placeholders.
    let targets = try labelled.resolver(pack.map { [$0] } ?? [], fallback: pack ?? .nobody)
    return Trainer(
      lexicon: try Lexicon(prepared: BundledAssets.lexicon), rules: labelled.rules,
      targets: targets,
      options: try fit.options(
        for: data, targets: targets, rules: labelled.rules))
  }

  private func report(
    _ result: Trainer.Result, _ held: DataSet?, _ trainer: Trainer, seconds: Double, size: Int
  ) {
    let color = Terminal.isColored(.standardError, look.color)
    var text = TrainingText(color: color).text(
      result, output: output, seconds: ProgressLine.time(seconds), size: size)
    if let held {
      let runner = ModelRunner(
        model: result.model, lexicon: trainer.lexicon, rules: trainer.rules,
        targets: trainer.targets)
      let (items, unknown) = runner.items(held)
      let confusion = ConfusionMatrix(labels: result.model.labels, items: items)
      text += TrainingText(color: color).validation(confusion, unknown: unknown.count)
    }
    try? OutputStream.standardError.write(Array(text.utf8))
  }
}
