import ArgumentParser
import StanceKit

/// Formats of `stance score`.
enum ScoreFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, jsonl, csv, csv2, html

  /// Of the tables among them.
  var dialect: CSVDialect? {
    switch self {
    case .csv: .csv
    case .csv2: .csv2
    case .text, .json, .jsonl, .html: nil
    }
  }
}

/// `stance score`: a stance for every paragraph.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Gives every paragraph a stance, and says why.",
    usage: "stance score [<options>] [<file> ...]",
    discussion: """
      Articles are read as paragraphs, headings and page furniture; .jsonl, .csv and .tsv \
      files (or .gz) as records with a "text" each, and an own "target" where they name one. \
      Folders give the .txt and JSONL files below them; - is standard input. An article in a folder \
      that is named after a target pack is about that pack, unless --target names another.

      In the text output a signed number before words is their share of the score's log-odds; \
      "thin" means too few cues: none, only one in eight words or more, or fewer than one in \
      forty words; "does not name the target" that neither the paragraph nor what it goes on \
      from names it (about_target is false), and "spoken of in" counts the others.

      Examples:
        stance score article.txt
        stance score --target openai --unit sentence article.txt
        stance score --format jsonl --explain=3 articles/ -o scores.jsonl
        stance score --format html article.txt -o article.html
      """)

  @Argument(help: ArgumentHelp("Files and folders; - is standard input.", valueName: "file"))
  var inputs: [String] = []

  @Option(help: "What gets a score: paragraph, sentence or document.")
  var unit: ScoringUnit = ScorePlan().unit

  @Option(
    help: """
      text, json (one array), jsonl (one object a line), csv, csv2 (semicolons and decimal \
      commas, as Excel opens it in French) or html, a page that is held in memory, at some 400 \
      times the size of the texts: for articles, not for bulk.
      """)
  var format: ScoreFormat = ScorePlan().format

  @Option(
    defaultAsFlag: 0,
    help: ArgumentHelp(
      "Contributions for each unit, the N strongest or all.", valueName: "n"))
  var explain: Int?

  @Option(
    help:
      ArgumentHelp(
        "Worker threads, at most \(BulkScorer.mostThreads); all processors when absent.",
        valueName: "n"))
  var threads: Int?

  @OptionGroup var options: AnalyzerOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let threads, !(1...BulkScorer.mostThreads).contains(threads) {
      throw ValidationError("--threads needs a number from 1 to \(BulkScorer.mostThreads).")
    }
    if let explain, explain < 0 { throw ValidationError("--explain needs a number from 0.") }
  }

  func run() throws {
    try ScorePlan(
      inputs: inputs, unit: unit, format: format, explain: explain, threads: threads,
      options: options.choice, output: output.choice
    ).run()
  }
}
