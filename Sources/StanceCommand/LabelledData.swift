import ArgumentParser
import StanceKit
import StanceLexicon
import StanceText
import StanceTraining

/// Labelled data that a command was given, with the target packs that it may name.
struct LabelledData {
  let tables = TableArchive(BundledAssets.tables)
  let rules: ReadingRules

  init(rules: ReadingRules) { self.rules = rules }

  /// Reads data sets; notes go to standard error.
  ///
  /// - Parameters:
  ///   - paths: articles, folders, JSONL.
  ///   - target: id of the pack of texts that name none.
  ///   - strict: whether a file that cannot be read ends the command; else it is left out.
  /// - Returns: the data, and whether everything could be read.
  func load(
    _ paths: [String], target: String? = nil, strict: Bool
  ) throws -> (data: DataSet, isWhole: Bool) {
    let loader = DataLoader(
      rules: rules, packs: tables.targets, threads: Terminal.processors)
    let (data, failures) = loader.load(paths, target: target)
    for failure in failures { Console.note(failure.description) }
    for note in data.notes { Console.note(note.description) }
    if !failures.isEmpty, strict || data.examples.isEmpty {
      throw failures.allSatisfy(\.isMissing) ? ExitStatus.noInput : ExitStatus.unreadable
    }
    return (data, failures.isEmpty)
  }

  /// Finds packs by the words in the data; those without one fall back to `fallback`.
  func resolver(_ extra: [TargetPack] = [], fallback: TargetPack) throws -> TargetResolver {
    var packs: [String: TargetPack] = [:]
    for id in tables.targets { packs[id] = try tables.target(id) }
    for pack in extra { packs[pack.id] = pack }
    return TargetResolver(packs: packs, fallback: fallback)
  }
}
