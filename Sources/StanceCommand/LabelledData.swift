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
  ///   - strict: whether a file that cannot be read ends the command; else it is left out, as wrong
  ///     lines of JSONL, and links and pipes in folders, always are.
  /// - Returns: the data, and whether everything could be read.
  func load(
    _ paths: [String], target: String? = nil, strict: Bool
  ) throws -> (data: DataSet, isWhole: Bool) {
    let loader = DataLoader(
      rules: rules, packs: tables.targets, threads: Terminal.processors)
    let (data, failures) = loader.load(paths, target: target)
    for failure in failures { Console.note(failure.description) }
    for note in data.notes { Console.note(note.description) }
    Self.tell(data.wrongLines)
    Self.tellUnlabelled(paths, data)
    let mustEnd = strict && failures.contains { !$0.isLeftOut }
    if !failures.isEmpty, mustEnd || data.examples.isEmpty {
      throw failures.allSatisfy(\.isMissing) ? ExitStatus.noInput : ExitStatus.unreadable
    }
    if data.examples.isEmpty, !data.wrongLines.isEmpty { throw ExitStatus.unreadable }
    return (data, failures.isEmpty && data.wrongLines.isEmpty)
  }

  /// The first three wrong lines of each file, and how many more there are.
  static func tell(_ wrong: [DataError]) {
    var rest = wrong[...]
    while let first = rest.first {
      let lines = rest.prefix { $0.file == first.file }
      for line in lines.prefix(3) { Console.note("\(line): left out") }
      if lines.count > 3 {
        Console.note("\(first.file): and \(lines.count - 3) more lines that are no records")
      }
      rest = rest.dropFirst(lines.count)
    }
  }

  /// The first three files that were named and have texts, but no label, and records without one
  /// among labelled ones.
  static func tellUnlabelled(_ paths: [String], _ data: DataSet) {
    var texts: [String: Int] = [:]
    for example in data.examples { texts[example.file, default: 0] += 1 }
    for example in data.examples where example.label != nil { texts[example.file] = nil }
    let bare = paths.compactMap { path in texts[path].map { (path, $0) } }
    for (path, count) in bare.prefix(3) {
      Console.note(
        InputList.isRecords(path) || InputList.isTable(path)
          ? "\(path): expected rows with a `label`, found none in \(count) row(s)"
          : "\(path): expected sections whose titles carry labels (« Point de vue optimiste »,"
            + " « Risques » …), found \(count) paragraph(s) without; give labels as JSONL: {\"text\","
            + " \"label\"}, or {\"file\", \"line\", \"label\"} for its paragraphs")
    }
    if bare.count > 3 { Console.note("and \(bare.count - 3) more files without a label") }
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
    let more = examples.count == 1 ? "" : " (and \(examples.count - 1) more like it)"
    Console.note("\(first.file):\(first.line): \(reason)\(more)")
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
