import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
import StanceText
import StanceTraining

/// How a command of this folder shows its result.
enum ResearchFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

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

  /// Reads the data; tells what could not be read, and ends when that is all.
  func load(_ context: ResearchContext) throws -> DataSet {
    var loaded = try context.load(data, target: target)
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
      for note in found.notes.prefix(5) { Console.note(note.description) }
      if found.notes.count > 5 { Console.note("and \(found.notes.count - 5) more of this kind") }
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
  let tables: TableArchive
  let rules: ReadingRules
  let lexicon: Lexicon
  let packs: [String: TargetPack]

  init(_ reading: ReadingOptions) throws {
    tables = TableArchive(BundledAssets.tables)
    do {
      rules = try reading.rules()
      lexicon = try Lexicon(prepared: BundledAssets.lexicon)
      var packs: [String: TargetPack] = [:]
      for id in tables.targets { packs[id] = try tables.target(id) }
      self.packs = packs
    } catch { throw Console.stop(error) }
  }

  /// Finds packs by id.
  ///
  /// - Parameter fallback: pack of texts without a target; nil takes one that matches nothing, as
  ///   training does.
  func resolver(fallback: String? = nil) throws -> TargetResolver {
    do {
      let pack = try fallback.map(Analyzer.pack) ?? .nobody
      var packs = packs
      if fallback != nil { packs[pack.id] = pack }
      return TargetResolver(packs: packs, fallback: pack, persons: try tables.persons)
    } catch { throw Console.stop(error) }
  }

  func load(_ paths: [String], target: String?) throws -> DataSet {
    let loader = DataLoader(rules: rules, packs: tables.targets)
    let (loaded, failures) = loader.load(paths, target: target)
    for failure in failures { Console.note(failure.description) }
    for note in loaded.notes { Console.note(note.description) }
    LabelledData.tell(loaded.wrongLines)
    LabelledData.tellUnlabelled(paths, loaded)
    if let first = failures.first(where: { !$0.isLeftOut || loaded.examples.isEmpty }) {
      throw first.isMissing ? ExitStatus.noInput : ExitStatus.unreadable
    }
    if !loaded.wrongLines.isEmpty { throw ExitStatus.unreadable }
    return loaded
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
