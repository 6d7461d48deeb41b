import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
import StanceText
import StanceTraining

/// What every experiment reads: the data, and which part of them.
struct DataOptions: ParsableArguments {
  @Argument(help: "Labelled articles, folders of articles, .jsonl, .csv or .tsv files.")
  var data: [String]

  @Option(
    help: ArgumentHelp(
      "Target of the texts that name none; a folder's name stands for its pack.",
      valueName: "pack"))
  var target: String?

  @OptionGroup var splits: SplitOptions
  @OptionGroup var reading: ReadingOptions

  /// Reads the data, all of whose lines must be good; keeps the split asked for.
  func load(_ context: ResearchContext) throws -> DataSet {
    var loaded =
      try context.labelled.load(data, target: target, refusing: .wrongLines).data
    try splits.select(&loaded, paths: data)
    return loaded
  }
}

/// Which split of a corpus is meant.
struct SplitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only this split of the data: train, dev, test, or a word of the data's own `split`.",
      valueName: "name"))
  var split: String?

  @Option(
    name: .customLong("splits"),
    help: ArgumentHelp(
      "Table of splits instead of the splits.tsv beside the data.", valueName: "tsv"))
  var table: String?

  /// Assigns splits where there is a table, and keeps the one asked for.
  func select(_ data: inout DataSet, paths: [String]) throws {
    data = try selecting(try assign(&data, paths: paths))
  }

  /// The split asked for, of data whose splits are known; everything when none was.
  func selecting(_ whole: DataSet) throws -> DataSet {
    guard let split else { return whole }
    let data = whole.selecting(split: split)
    guard data.examples.isEmpty else { return data }
    let known = Set(whole.examples.compactMap(\.split)).sorted()
    Console.note(
      "no example is in split \(split); "
        + (known.isEmpty
          ? "the data have no splits: give --splits TABLE"
          : "there are: \(known.joined(separator: ", "))"))
    throw ExitStatus.usage
  }

  /// Assigns splits where there is a table.
  @discardableResult
  func assign(_ data: inout DataSet, paths: [String]) throws -> DataSet {
    do {
      let found = try SplitTables.assign(paths, to: &data, given: table)
      let notes = found.notes.map(\.description)
      for line in Told.first(5, of: notes, "of this kind", "of this kind") { Console.note(line) }
      return data
    } catch {
      switch error {
      case .file(let error): throw Console.stop(error)
      case .table(let error): throw Console.stop(error)
      }
    }
  }
}

/// Rules, lexicon and packs as bundled, with a user's section titles.
struct ResearchContext {
  let labelled: LabelledData
  let lexicon: Lexicon

  var rules: ReadingRules { labelled.rules }
  var tables: TableArchive { labelled.tables }

  init(_ reading: ReadingOptions) throws {
    do {
      labelled = LabelledData(rules: try reading.rules())
      lexicon = try Lexicon(prepared: BundledAssets.lexicon)
    } catch { throw Console.stop(error) }
  }

  /// Finds packs by id.
  ///
  /// - Parameter fallback: pack of texts without a target; nil takes one that matches nothing, as
  ///   training does.
  func resolver(fallback: String? = nil) throws -> TargetResolver {
    do {
      let pack = try fallback.map(Analyzer.pack)
      return try labelled.resolver(pack.map { [$0] } ?? [], fallback: pack ?? .nobody)
    } catch { throw Console.stop(error) }
  }
}

/// How models are trained inside an experiment.
struct ExperimentOptions: ParsableArguments {
  @OptionGroup var fit: FitOptions

  @Option(help: "Folds of the search inside each training part.")
  var innerFolds: Int = 3

  func validate() throws {
    guard innerFolds >= 2 else { throw ValidationError("--inner-folds is at least 2") }
  }

  var settings: ExperimentSettings { ExperimentSettings(innerFolds: innerFolds) }

  /// Reads the features of all texts once.
  func prepare(_ data: DataSet, _ context: ResearchContext) throws -> ExperimentData {
    let targets = try context.resolver()
    let options = try fit.options(for: data, targets: targets, rules: context.rules)
    if let base = options.base { Console.note("every model starts from \(base.name)") }
    let trainer = Trainer(
      lexicon: context.lexicon, rules: context.rules, targets: targets, options: options)
    do {
      let prepared = try ExperimentData(data, trainer: trainer)
      for note in prepared.notes where !data.notes.contains(note) {
        Console.note(note.description)
      }
      return prepared
    } catch { throw Console.stop(error) }
  }
}
