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

  /// What a command does not go on without; each holds those before it.
  enum Refusal: Int, Comparable {
    case nothing, unreadableFiles, wrongLines

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// Reads data sets; notes go to standard error.
  ///
  /// - Parameters:
  ///   - paths: articles, folders, JSONL.
  ///   - target: id of the pack of texts that name none.
  ///   - refusing: what ends the command, once told, beside data of which nothing can be read. Links and
  ///     pipes in folders are always left out.
  /// - Returns: the data, and whether everything could be read.
  func load(
    _ paths: [String], target: String? = nil, refusing: Refusal
  ) throws -> (data: DataSet, isWhole: Bool) {
    let loader = DataLoader(
      rules: rules, packs: tables.targets, threads: Terminal.processors)
    let (data, failures) = loader.load(paths, target: target)
    for failure in failures { Console.note(failure.description) }
    for note in data.notes { Console.note(note.description) }
    Self.tell(data.wrongLines, refusing == .wrongLines ? "" : ": left out")
    Self.tellUnlabelled(paths, data)
    let mustEnd = refusing >= .unreadableFiles && failures.contains { !$0.isLeftOut }
    if !failures.isEmpty, mustEnd || data.examples.isEmpty {
      throw failures.allSatisfy(\.isMissing) ? ExitStatus.noInput : ExitStatus.unreadable
    }
    if refusing == .wrongLines || data.examples.isEmpty, !data.wrongLines.isEmpty {
      throw ExitStatus.unreadable
    }
    // Folders without data, which are told by their notes.
    if data.sources.isEmpty, paths.allSatisfy({ FileSystem.kind($0) == .folder }) {
      throw ExitStatus.noInput
    }
    return (data, failures.isEmpty && data.wrongLines.isEmpty)
  }

  /// The first three wrong lines of each file, and which others there are.
  private static func tell(_ wrong: [DataError], _ outcome: String) {
    var rest = wrong[...]
    while let first = rest.first {
      let lines = rest.prefix { $0.file == first.file }
      for line in lines.prefix(FailureLog.mostLines) { Console.note("\(line)\(outcome)") }
      let others = lines.dropFirst(FailureLog.mostLines)
      if !others.isEmpty {
        Console.note(
          "\(first.file): " + FailureLog.moreLines(others.count, others.compactMap(\.line)))
      }
      rest = rest.dropFirst(lines.count)
    }
  }

  /// The first three files that were named and have texts, but no label, and records without one
  /// among labelled ones.
  private static func tellUnlabelled(_ paths: [String], _ data: DataSet) {
    var texts: [String: Int] = [:]
    for example in data.examples { texts[example.file, default: 0] += 1 }
    for example in data.examples where example.label != nil { texts[example.file] = nil }
    let bare = paths.compactMap { path in texts[path].map { (path, $0) } }
    let lines = bare.map { path, count in
      InputList.isRecords(path) || InputList.isTable(path)
        ? "\(path): expected rows with a `label`, found none in "
          + Told.count(count, "row")
        : "\(path): expected sections whose titles carry labels (« Point de vue optimiste »,"
          + " « Risques » …), found " + Told.count(count, "paragraph")
          + " without; give labels as JSONL: {\"text\","
          + " \"label\"}, or {\"file\", \"line\", \"label\"} for its paragraphs"
    }
    for line in Told.first(3, of: lines, "file without a label", "files without a label") {
      Console.note(line)
    }
    // Paragraphs without a label are what stands around the others; such records serve nothing.
    let told = Set(bare.map(\.0))
    tell(
      data.examples.filter { $0.label == nil && $0.section == nil && !told.contains($0.file) },
      "no `label`: left out")
  }

  /// The data without labelled texts that get no score; these are told.
  static func readable(_ data: DataSet) -> DataSet {
    func isBlank(_ example: Example) -> Bool {
      example.label != nil && RecordText.isBlank(example.text)
    }
    func isForeign(_ example: Example) -> Bool { example.label != nil && !example.isScored }
    tell(data.examples.filter(isBlank), "the text is empty: left out")
    tell(data.examples.filter(isForeign), "in another language, which gets no score: left out")
    var rest = data
    rest.examples.removeAll { isBlank($0) || isForeign($0) }
    return rest
  }

  private static func tell(_ examples: [Example], _ reason: String) {
    guard let first = examples.first else { return }
    Console.note("\(first.file):\(first.line): \(reason)\(Told.likeIt(examples.count))")
  }

  /// Finds packs by the words in the data; those without one fall back to `fallback`.
  func resolver(_ extra: [TargetPack] = [], fallback: TargetPack) throws -> TargetResolver {
    var packs: [String: TargetPack] = [:]
    for id in tables.targets { packs[id] = try tables.target(id) }
    for pack in extra { packs[pack.id] = pack }
    return TargetResolver(
      packs: packs, fallback: fallback, persons: try tables.persons)
  }
}
