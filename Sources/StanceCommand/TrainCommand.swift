import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceText
import StanceTraining

/// `stance train`: a model from labelled articles or JSONL.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains a model on labelled articles or JSONL.",
    usage: "stance train [<options>] <data> ... --output <model>",
    discussion: """
      Articles get their labels from section titles, JSONL records from "label"; any two or \
      more labels will do. A folder's name is the id of its articles' target pack. Nothing \
      of an article or "group" is ever split between folds. The same data, options and \
      seed give the same model.
      """)

  @Argument(
    help: ArgumentHelp("Articles, folders, .jsonl and .jsonl.gz files.", valueName: "data"))
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

  @Option(help: "Seed of the folds.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Candidates for C; one value skips the search.", valueName: "c"))
  var strength: [Double] = []

  @Option(
    help: ArgumentHelp(
      "Feature families to leave out: \(TrainingOptions.families.joined(separator: ", ")).",
      valueName: "family"))
  var without: [String] = []

  @Option(help: ArgumentHelp("Base-2 logarithm of the n-gram table, 10 to 24.", valueName: "n"))
  var buckets: Int = 20

  @Option(
    help: ArgumentHelp(
      """
      Articles of this register are running text whatever their intertitles; sections are \
      learnt from the others, and how to tell both kinds from all that are divided. Without \
      it, sections are learnt from all that are divided.
      """, valueName: "register"))
  var running: String?

  @Option(
    name: .customLong("weight"),
    help: ArgumentHelp(
      """
      How much the rows of a register weigh in the loss, as if they stood there so many times: \
      0.001 to 1000; repeat it.
      """, valueName: "register=factor"))
  var weights: [RegisterWeight] = []

  @Option(
    help: ArgumentHelp(
      """
      Member of the rows, such as author, whose values no fold divides beside groups: C, \
      temperature and context are then fitted for texts by others.
      """, valueName: "member"))
  var foldsBy: String?

  @OptionGroup var splits: SplitOptions

  @Option(help: .hidden) var densePenalty: Double?
  @Option(help: .hidden) var prior: Double?

  func validate() throws {
    guard (10...24).contains(buckets) else { throw ValidationError("--buckets needs 10 to 24.") }
    guard strength.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw ValidationError("--strength needs a number above 0.")
    }
    let named = Set(weights.map(\.register))
    guard named.count == weights.count else {
      throw ValidationError("--weight: a register is named twice.")
    }
    for family in without where !TrainingOptions.families.contains(family) {
      throw ValidationError(
        "--without \(family): expected one of \(TrainingOptions.families.joined(separator: ", ")).")
    }
  }

  func run() throws {
    let progress = ProgressLine()
    do {
      let rules = try ReadingRules(prepared: BundledAssets.reading)
      let labelled = LabelledData(rules: rules)
      let pack = try target.map(AnalyzerChoice.pack)
      let trainer = try trainer(labelled, pack)
      var (loaded, _) = try labelled.load(data, target: pack?.id, strict: true)
      try splits.select(&loaded, paths: data)
      let held =
        try validation.isEmpty
        ? nil : labelled.load(validation, target: pack?.id, strict: true).data
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
      report(result, loaded, held, trainer, seconds: progress.elapsed, size: bytes.count)
    } catch {
      progress.clear()
      throw Console.stop(error)
    }
  }

  private func trainer(_ labelled: LabelledData, _ pack: TargetPack?) throws -> Trainer {
    var options = TrainingOptions(name: FileSystem.name(output), seed: seed)
    if !strength.isEmpty { options.strengths = strength }
    options.without = Set(without)
    options.spec.bucketBits = buckets
    options.running = running
    for weight in weights { options.weights[weight.register] = weight.factor }
    options.foldsBy = foldsBy
    options.threads = Terminal.processors
    if let densePenalty { options.densePenalty = densePenalty }
    if let prior { options.prior = prior }
    // Texts without a target: a pack that matches nothing, so that no words become placeholders.
    let nobody = try TargetPack(names: "\u{1}none")
    return Trainer(
      lexicon: try Lexicon(prepared: BundledAssets.lexicon), rules: labelled.rules,
      targets: try labelled.resolver(pack.map { [$0] } ?? [], fallback: pack ?? nobody),
      options: options)
  }

  private func report(
    _ result: Trainer.Result, _ data: DataSet, _ held: DataSet?, _ trainer: Trainer,
    seconds: Double, size: Int
  ) {
    let color = Terminal.isColored(.standardError, .auto)
    var text = TrainingText(color: color).text(
      result, data: data, output: output, seconds: ProgressLine.time(seconds), size: size)
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

/// `REGISTER=FACTOR`; the last `=` divides.
struct RegisterWeight: ExpressibleByArgument {
  let register: String
  let factor: Double

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="), sign > argument.startIndex,
      let factor = Double(argument[argument.index(after: sign)...]), (0.001...1000).contains(factor)
    else { return nil }
    register = String(argument[..<sign])
    self.factor = factor
  }
}
