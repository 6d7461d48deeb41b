import ArgumentParser
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceText
import Synchronization

/// How a command shows one value.
enum ValueFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// `stance explain`: every contribution to a score, with the rule that made it.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Takes the scores of paragraphs apart.",
    usage: "stance explain [<options>] <file>",
    discussion: """
      The parts of a paragraph sum to its logits, one a label; divided by the model's \
      temperature and put through softmax, these are its probabilities. What a part adds to \
      favor less against, its pull, sums to the difference of the two logits.
      """)

  @Argument(help: "An article, JSONL file or table; - is standard input.")
  var file: String

  @Option(help: ArgumentHelp("Only the paragraph on this line.", valueName: "n"))
  var line: Int?

  @Option(help: ArgumentHelp("List the strongest parts only.", valueName: "n"))
  var top: Int?

  @Option(help: "text or json.")
  var format: ValueFormat = .text

  @OptionGroup var options: AnalyzerOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let line, line < 1 { throw ValidationError("--line needs a number from 1.") }
    if let top, top < 1 { throw ValidationError("--top needs a number from 1.") }
  }

  func run() throws {
    let analyzer = try options.analyzer()
    do {
      if FileSystem.kind(file) == .folder, file != "-" { throw FileError.isDirectory(file) }
      let (units, encoding, status) = try scored(analyzer)
      let chosen = try choose(units)
      if format == .json {
        try output.write(json(chosen, encoding, analyzer))
      } else {
        let look = TerminalLook(
          model: analyzer.model, color: output.isColored, width: output.width)
        let text = ExplanationText(look: look, model: analyzer.model, most: top ?? 0)
        try output.write(chosen.map { text.text($0, file: file) }.joined())
      }
      if status != .success { throw status }
    } catch { throw Console.stop(error) }
  }

  /// The units of the input, and how the run ends when nothing else goes wrong.
  private func scored(_ analyzer: Analyzer) throws -> ([ScoredUnit], TextEncoding, ExitCode) {
    struct Found {
      var units: [ScoredUnit] = []
      var outcome: BulkScorer.Outcome?
      var log = FailureLog()
    }
    let found = Box(Found())
    var scorer = BulkScorer(analyzer)
    scorer.explaining = .full
    scorer.targets =
      options.target == nil ? FolderTargets.bundled([file], besides: analyzer.target) : [:]
    scorer.run([file]) {
      $0
    } emit: { event in
      switch event {
      case .began: break
      case .output(_, let block): found.value.withLock { $0.units += block.units }
      case .problem(_, let failure): found.value.withLock { $0.log.add(failure) }
      case .noted(_, let note): found.value.withLock { $0.log.add(note) }
      case .ended(_, let outcome):
        found.value.withLock {
          $0.outcome = outcome
          $0.log.end(file, outcome)
        }
      }
      return true
    }
    let result = found.value.withLock { $0 }
    if !result.log.isDone { throw result.log.status }
    if !result.units.contains(where: { $0.prediction.explanation != nil }) {
      Console.note("\(file): \(Self.silence(result.units)); nothing to explain")
    }
    return (result.units, result.outcome?.encoding ?? .utf8, result.log.status)
  }

  /// What stands in an input without a score.
  private static func silence(_ units: [ScoredUnit]) -> String {
    let counts = [UnitKind.body, .heading, .furniture].compactMap { kind in
      let count = units.count { $0.prediction.unit.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    return counts.isEmpty ? "empty" : "no unit has a score (\(counts.joined(separator: ", ")))"
  }

  /// The unit on the line that was asked for, or all that have scores.
  private func choose(_ units: [ScoredUnit]) throws -> [ScoredUnit] {
    let scored = units.filter { $0.prediction.explanation != nil }
    guard let line, !scored.isEmpty else { return scored }
    let found = units.last { unit in
      let start = unit.prediction.unit.line
      return start <= line && line <= start + LineEnds.count(in: unit.text)
    }
    if let found, found.prediction.explanation != nil { return [found] }
    let lines = scored.map { String($0.prediction.unit.line) }
    let there =
      switch found?.prediction.unit {
      case nil: "nothing"
      case let unit? where unit.kind != .body: "a unit of kind \(unit.kind.rawValue)"
      case let unit?: unit.language == .other ? "one in another language" : "one without a text"
      }
    Console.note(
      "\(file):\(line): expected a paragraph, found \(there);"
        + " paragraphs start on line\(lines.count == 1 ? "" : "s")"
        + " \(lines.prefix(20).joined(separator: ", "))\(lines.count > 20 ? "…" : "")")
    throw ExitStatus.usage
  }

  private func json(
    _ units: [ScoredUnit], _ encoding: TextEncoding, _ analyzer: Analyzer
  ) -> [UInt8] {
    let model = analyzer.model
    let json = PredictionJSON(
      file: file, model: model, encoding: encoding, contributions: top ?? 0)
    var writer = JSONWriter()
    writer.raw("{\"schema\": 1, \"model\": ")
    writer.string(options.modelName)
    writer.raw(", \"labels\": ")
    writer.value(.array(model.labels.map { .string($0) }))
    writer.raw(", \"temperature\": ")
    writer.raw(Array(model.temperature.description.utf8))
    writer.raw(", \"units\": [")
    for (index, unit) in units.enumerated() {
      writer.raw(index == 0 ? "\n " : ",\n ")
      json.write(unit.prediction, to: &writer)
    }
    writer.raw(units.isEmpty ? "]}\n" : "\n]}\n")
    return writer.bytes
  }
}

/// A value that closures of several threads share.
final class Box<Value: Sendable>: Sendable {
  let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }
}
