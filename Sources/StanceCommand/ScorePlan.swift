import ArgumentParser
import StanceKit

/// What `stance score` is to do.
struct ScorePlan {
  var inputs: [String] = []
  var unit = ScoringUnit.paragraph
  var format = ScoreFormat.text
  var explain: Int?
  var threads: Int?
  var options = AnalyzerChoice()
  var output = OutputChoice()

  func run() throws {
    if explain != nil, format.dialect != nil {
      Console.note(
        "--explain: \(format.rawValue) has no column for contributions; use --format jsonl or json")
    }
    let (files, log) = try InputPaths.resolve(inputs, ScoreCommand.self)
    let analyzer = try options.analyzer()
    let targets =
      options.target == nil ? FolderTargets.bundled(files, besides: analyzer.target) : [:]
    let session: ScoreSession
    do {
      session = try ScoreSession(self, analyzer, files: files, targets: targets, log: log)
    } catch { throw Console.stop(error) }
    var scorer = BulkScorer(analyzer, threads: threads ?? Terminal.processors)
    scorer.unit = unit
    scorer.targets = targets
    scorer.explaining = session.explaining
    scorer.run(files, format: session.format, emit: session.emit)
    let status = session.finish()
    if status != .success { throw status }
  }
}

extension ScorePlan {
  /// The plan of a line that says it in the plainest way: files, and the commonest options with
  /// their values behind a space. What else stands there, wrong or right, is for the parser.
  ///
  /// The parser asks the runtime for dozens of conformances, each a search of all that the program
  /// has, and takes almost half of a short run for it.
  ///
  /// - Returns: nil for the parser's lines.
  init?(plain words: [String]) {
    guard words.first == "score", words.count > 1 else { return nil }
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        if word.isEmpty || word == "help" || word.hasPrefix("-") && word != "-" { return nil }
        inputs.append(word)
        continue
      }
      guard let value = rest.popFirst(), !value.isEmpty, !value.hasPrefix("-") else { return nil }
      switch word {
      case "--format":
        guard let format = ScoreFormat(rawValue: value) else { return nil }
        self.format = format
      case "--unit":
        guard let unit = ScoringUnit(rawValue: value) else { return nil }
        self.unit = unit
      case "--threads":
        guard let threads = Int(value), (1...BulkScorer.mostThreads).contains(threads) else {
          return nil
        }
        self.threads = threads
      case "--target": options.target = value
      case "--model": options.model = value
      default: return nil
      }
    }
  }
}
