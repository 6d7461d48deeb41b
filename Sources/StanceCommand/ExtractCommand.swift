import ArgumentParser
import StanceKit
import StanceModel
import StanceReport
import StanceText

/// Formats of lists of units.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, jsonl, csv, csv2

  /// Of the tables among them.
  var dialect: CSVDialect? {
    switch self {
    case .csv: .csv
    case .csv2: .csv2
    case .text, .json, .jsonl: nil
    }
  }
}

/// `stance extract`: units, kinds, sections and gold labels as the reader sees them.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Shows how a document is cut into units; no scores.",
    discussion: """
      Each unit is body, heading or furniture, with the rule that decided it, its section \
      and the gold label that the section's title gives.
      """)

  @Argument(help: ArgumentHelp("Files and folders; - is standard input.", valueName: "file"))
  var inputs: [String] = []

  @Option(help: "text, json (one array), jsonl (one object a line), csv or csv2 (semicolons).")
  var format: ListFormat = .text

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (files, log) = try InputPaths.resolve(inputs, Self.self)
    do {
      let rules = try reading.rules()
      var run = try ExtractRun(
        format: format, output: output, rules: rules, files: files, log: log)
      UnitExtractor(rules: rules).run(files) { run.take($0) }
      let status = run.finish()
      if status != .success { throw status }
    } catch { throw Console.stop(error) }
  }
}

/// One run of `stance extract`.
private struct ExtractRun: ~Copyable {
  let format: ListFormat
  let files: [String]
  let listing: UnitListing
  var output: DataOutput
  var text: ExtractText
  var log: FailureLog
  var isEmpty = true
  var writeError: FileError?

  init(
    format: ListFormat, output: OutputOptions, rules: ReadingRules, files: [String],
    log: FailureLog
  ) throws(FileError) {
    self.format = format
    self.files = files
    self.log = log
    self.output = try DataOutput(output.output)
    listing = UnitListing(rules: rules)
    text = ExtractText(
      color: output.isColored, width: output.width, reason: { rules.reason(ofRule: $0) })
    if let dialect = format.dialect { write(UnitListing.header(dialect)) }
    if format == .json { write(Array("[".utf8)) }
  }

  mutating func take(_ event: BulkScorer.Event<ScoredBlock>) -> Bool {
    switch event {
    case .began(let file): text.begin(files[file])
    case .output(_, let block):
      write(rendered(block))
    case .problem(_, let failure): log.add(failure)
    case .noted(_, let note): log.add(note)
    case .ended(let file, let outcome):
      log.end(files[file], outcome)
      if outcome.failure == nil, outcome.units == 0 {
        Console.note("\(files[file]): empty; nothing to show")
      }
      if format == .text { write(Array(text.end().utf8)) }
    }
    return writeError == nil
  }

  private mutating func rendered(_ block: ScoredBlock) -> [UInt8] {
    switch format {
    case .text: return Array(text.add(block).utf8)
    case .csv: return listing.rows(block, .csv)
    case .csv2: return listing.rows(block, .csv2)
    case .json, .jsonl:
      var writer = JSONWriter(capacity: 2 * block.bytes.count + 1024)
      for unit in block.units {
        if format == .json { writer.raw(isEmpty ? "\n " : ",\n ") }
        isEmpty = false
        listing.write(unit, block, to: &writer)
        if format == .jsonl { writer.raw("\n") }
      }
      return writer.bytes
    }
  }

  private mutating func write(_ bytes: [UInt8]) {
    guard writeError == nil else { return }
    do throws(FileError) { try output.write(bytes) } catch { writeError = error }
  }

  mutating func finish() -> ExitCode {
    if format == .json { write(Array((isEmpty ? "]\n" : "\n]\n").utf8)) }
    return log.commit(&output, after: writeError)
  }
}
