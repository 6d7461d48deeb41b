import ArgumentParser
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceText

/// `stance lexicon coverage`: how much of texts the lexicon knows.
struct LexiconCoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "Measures how much of texts the lexicon knows.")

  @Argument(help: ArgumentHelp("Files and folders; - is standard input.", valueName: "file"))
  var inputs: [String] = []

  @Option(help: "text or json.")
  var format: ValueFormat = .text

  @OptionGroup var options: LexiconOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var (files, log) = try InputPaths.resolve(inputs, Self.self)
    do {
      let rules = try ReadingRules(prepared: BundledAssets.reading)
      var analyzer = UnitAnalyzer(lexicon: try options.load(), target: .nobody, rules: rules)
      var rows: [(file: String, coverage: LexiconCoverage)] = []
      var coverage = LexiconCoverage()
      UnitExtractor(rules: rules).run(files) { event in
        switch event {
        case .began: coverage = LexiconCoverage()
        case .output(_, let block):
          for unit in block.units where unit.prediction.unit.kind == .body {
            let text = Array(unit.text)
            analyzer.read(
              text, 0..<text.count, language: unit.prediction.unit.language, assumeTarget: false)
            coverage.add(analyzer.analysis)
          }
        case .problem(_, let failure): log.add(failure)
        case .noted(_, let note): log.add(note)
        case .ended(let file, let outcome):
          if log.end(files[file], outcome) { rows.append((files[file], coverage)) }
        }
        return true
      }
      if !rows.isEmpty {
        switch format {
        case .json:
          try output.write(JSONWriter.encodePretty(.array(rows.map(LexiconAnswer.json))))
        case .text:
          let text = LexiconText(color: output.isColored, width: output.width)
          try output.write(text.coverage(rows))
        }
      }
      if log.status != .success { throw log.status }
    } catch { throw Console.stop(error) }
  }
}
