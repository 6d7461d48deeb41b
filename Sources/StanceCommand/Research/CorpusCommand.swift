import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceTraining

/// `stance corpus`: tools for those who write a corpus.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus", abstract: "Checks a corpus and divides it into splits.",
    subcommands: [CorpusCheckCommand.self, CorpusSplitCommand.self])
}

/// `stance corpus check`: is the corpus worth learning from?
struct CorpusCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Looks for copies, give-away words, imbalance and other faults of a corpus.",
    discussion: """
      Ends with 3 when an error or a gate stands against the corpus.

      Example:
        stance corpus check Evaluation/corpus --against other/texts --min articles=200
      """)

  @Argument(help: "The folder of the corpus, with articles in a folder a target, and .jsonl files.")
  var folder: String

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Texts that the corpus must share no 8 words in a row with; may be repeated."
        + " A path that is not there is told and passed over.", valueName: "path"))
  var against: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Least number: articles, paragraphs, labelled, records, targets, groups.",
      valueName: "name=number"))
  var min: [String] = []

  @Option(help: "Largest share of the articles that one target may have.")
  var maxTargetShare: Double?

  @Option(help: "Highest accuracy that single words alone may reach.")
  var maxGiveAway: Double = 0.6

  @Option(help: "Seed of the folds.")
  var seed: UInt64 = 1

  @Option(help: "Form of the result: text or json.")
  var format: ValueFormat = .text

  @Flag(help: "List every finding, not the first ten of a kind.")
  var all = false

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let context = try ResearchContext(reading)
    var data = try context.labelled.load([folder], refusing: .wrongLines).data
    let hasSplits = SplitTables.table(for: folder) != nil
    if hasSplits { try SplitOptions.parse([]).assign(&data, paths: [folder]) }
    var input = CorpusInput(
      data: data, passages: try Passages.corpus(folder, data), packs: Set(context.tables.targets),
      hasSplits: hasSplits)
    for path in against {
      guard FileSystem.kind(path) != .missing else {
        Console.note("\(path): not there; overlaps with it are not checked")
        continue
      }
      do {
        let passages = try Passages.any(path)
        if passages.isEmpty {
          Console.note("\(path): holds no text; overlaps with it are not checked")
        }
        input.against += passages
      } catch { throw Console.stop(error) }
    }
    if let titles = context.tables.table("reading/section-titles.tsv") {
      input.labelWords = LabelWords.read(titles, rules: context.rules)
    }
    var check = CorpusCheck(rules: context.rules)
    check.giveAwayLimit = maxGiveAway
    check.largestTargetShare = maxTargetShare
    check.minimums = try min.map(Self.minimum)
    check.seed = seed
    let report = check.run(input)
    do {
      switch format {
      case .json: try output.write(report.tree.json(indented: true) + "\n")
      case .text:
        try output.write(CorpusText.lines(report, all: all).joined(separator: "\n") + "\n")
      }
    } catch { throw Console.stop(error) }
    if !report.passed { throw ExitStatus.gateFailed }
  }

  private static func minimum(_ text: String) throws -> (name: String, value: Double) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let known = ["articles", "paragraphs", "labelled", "records", "targets", "groups"]
    guard parts.count == 2, known.contains(parts[0]), let value = Double(parts[1]) else {
      throw ValidationError(
        "--min takes NAME=NUMBER, with one of \(known.joined(separator: ", "))")
    }
    return (parts[0], value)
  }
}

/// `stance corpus split`: writes the table of splits.
struct CorpusSplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "Divides a corpus into train, dev and test.",
    discussion: """
      Some small targets go to test entirely, so that training never sees them; of the other \
      articles and groups a share goes to dev and test, spread evenly over register and style. \
      The same corpus and seed give the same table.

      Example:
        stance corpus split Evaluation/corpus --seed 1 -o Evaluation/corpus/splits.tsv
      """)

  @Argument(help: "The folder of the corpus.")
  var folder: String

  @Option(help: "Seed of what is drawn.")
  var seed: UInt64 = 1

  @Option(help: "Targets that only test has.")
  var unseen: Int = 10

  @Option(help: "Share of the groups for test.")
  var test: Double = 0.15

  @Option(help: "Share of the groups for dev.")
  var dev: Double = 0.1

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard unseen >= 0, test >= 0, dev >= 0, test + dev < 1 else {
      throw ValidationError("--unseen is at least 0; --test and --dev are shares of the whole")
    }
    let context = try ResearchContext(reading)
    var data = try context.labelled.load([folder], refusing: .wrongLines).data
    let plan = SplitPlan(seed: seed, unseenTargets: unseen, testShare: test, devShare: dev)
    let table = plan.split(data, folder: folder)
    table.assign(to: &data, folder: folder, table: SplitFile.name)
    for split in SplitFile.splits {
      let part = data.examples.filter { $0.split == split }
      Console.note(
        "\(split): \(Set(part.map(\.group)).count) groups, \(part.count { $0.label != nil })"
          + " labelled texts, \(Set(part.compactMap(\.target)).count) targets")
    }
    let faults = SplitCheck.faults(data, unseenTargets: min(8, unseen))
    for fault in faults { Console.note("\(fault)") }
    Console.note(
      "targets that training never sees: \(SplitCheck.unseenTargets(data).joined(separator: ", "))")
    do { try output.write(table.bytes) } catch { throw Console.stop(error) }
    if !faults.isEmpty { throw ExitStatus.gateFailed }
  }
}

/// Texts as passages, for overlaps.
enum Passages {
  /// Lines of the articles, records of the JSONL files.
  static func corpus(_ folder: String, _ data: DataSet) throws -> [CorpusPassage] {
    var passages: [CorpusPassage] = []
    for source in data.sources where InputList.isProse(source.file) {
      do {
        passages += CorpusPassage.lines(try FileSystem.read(source.file), file: source.file)
      } catch { throw Console.stop(error) }
    }
    for example in data.examples where !InputList.isProse(example.file) {
      passages.append(
        CorpusPassage(
          place: DataPlace(file: example.file, line: example.line), text: example.text))
    }
    return passages
  }

  /// Every line of every text file below a path; of JSONL the lines as they are, for their words
  /// are the same.
  static func any(_ path: String) throws(FileError) -> [CorpusPassage] {
    let files = FileSystem.kind(path) == .folder ? try FileSystem.files(below: path) : [path]
    var passages: [CorpusPassage] = []
    for file in files where [".txt", ".jsonl", ".md", ".tsv"].contains(where: file.hasSuffix) {
      passages += CorpusPassage.lines(try FileSystem.read(file), file: file)
    }
    return passages
  }
}
