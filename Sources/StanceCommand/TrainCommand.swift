import ArgumentParser
import StanceKit
import StanceLexicon
import StanceModel
import StanceTraining

/// `stance train`: a model from labelled articles or JSONL.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains a model on labelled articles or JSONL.")

  @Argument(help: "Articles, folders of articles, .jsonl or .jsonl.gz files.")
  var data: [String]

  @Option(name: [.short, .customLong("output")], help: "File for the model.")
  var output: String

  @Option(help: "Target of the texts that name none; a folder's name stands for its pack.")
  var target: String?

  @Option(help: "Seed of the folds.")
  var seed: UInt64 = 1

  @Option(help: "Candidates for the strength C; one value skips the search.")
  var strength: [Double] = []

  @Option(help: "Feature families to leave out.")
  var without: [String] = []

  @Option(help: "Base-2 logarithm of the n-gram table's size.")
  var buckets: Int = 20

  @Option(help: .hidden) var densePenalty: Double?
  @Option(help: .hidden) var prior: Double?
  @Option(help: .hidden) var heldOut: String?

  func run() throws {
    let tables = TableArchive(BundledAssets.tables)
    do {
      let rules = try tables.readingRules()
      let lexicon = try Lexicon(prepared: BundledAssets.lexicon)
      let loader = DataLoader(rules: rules, packs: tables.targets)
      let (loaded, failures) = loader.load(data, target: target)
      for failure in failures { Console.note(failure.description) }
      for note in loaded.notes { Console.note(note.description) }
      guard failures.isEmpty else { throw ExitStatus.unreadable }
      var packs: [String: TargetPack] = [:]
      for id in tables.targets { packs[id] = try tables.target(id) }
      let fallback = try TargetPack(names: "\u{1}none")
      var options = TrainingOptions(name: FileSystem.name(output), seed: seed)
      if !strength.isEmpty { options.strengths = strength }
      options.without = Set(without)
      options.spec.bucketBits = buckets
      if let densePenalty { options.densePenalty = densePenalty }
      if let prior { options.prior = prior }
      let trainer = Trainer(
        lexicon: lexicon, rules: rules,
        targets: TargetResolver(packs: packs, fallback: fallback), options: options)
      let result = try trainer.train(loaded)
      for point in result.search {
        Console.note(
          "C \(point.strength) with \(point.families.joined(separator: " ")):"
            + " macro-F1 \(point.macroF1)")
      }
      Console.note(
        "temperature \(result.model.temperature) context \(String(describing: result.model.context))"
      )
      try FileSystem.write(ModelFile.encode(result.model), to: output)
    } catch { throw Console.stop(error) }
  }
}
