import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceReport
import StanceTraining

/// `stance compare`: is one system better than another, and can that be told?
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compares two models, reports or lists of predictions.",
    discussion: """
      A and B are model files, reports of `stance evaluate --format json`, or JSONL predictions \
      (id, or file and line, with `predicted`). Models and predictions need the data; data that \
      a model was trained on are refused.

      Examples:
        stance compare default short reviews.jsonl
        stance compare old.safetensors new.safetensors Evaluation/corpus --split test
        stance compare monday.json tuesday.json
      """)

  @Argument(help: "The first system.")
  var first: String

  @Argument(help: "The second system.")
  var second: String

  @Argument(help: "Labelled data, for models and predictions.")
  var data: [String] = []

  @Option(
    help: ArgumentHelp(
      "Target of the texts that name none. (default: meta; none for the models short and proposals)",
      valueName: "pack"))
  var target: String?

  @OptionGroup var splits: SplitOptions
  @OptionGroup var leaks: LeakOptions
  @OptionGroup var reading: ReadingOptions

  @Option(help: "Highest p at which a winner is named.")
  var alpha: Double = 0.05

  @Option(help: "Seed of the resampling.")
  var seed: UInt64 = 1

  @Option(help: "Form of the result: text or json.")
  var format: ValueFormat = .text

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard alpha > 0, alpha < 1 else {
      throw ValidationError("--alpha needs a number between 0 and 1.")
    }
  }

  func run() throws {
    let context = try ResearchContext(reading)
    do {
      var loaded: DataSet?
      if !data.isEmpty {
        var whole =
          try context.labelled.load(data, target: target, refusing: .wrongLines).data
        try splits.assign(&whole, paths: data)
        let found = LabelledData.readable(try splits.selecting(whole))
        guard !found.labelled.examples.isEmpty else {
          Console.note(
            "nothing to compare: no text of \(data.joined(separator: ", ")) has a label; JSONL"
              + " gives it as \"label\", an article by its section titles")
          throw ExitStatus.unreadable
        }
        for path in [first, second] {
          guard let model = try SystemInput.model(path) else { continue }
          try leaks.check(
            whole: whole, data: found, split: splits.split, model: model, name: path,
            rules: context.rules)
        }
        loaded = found
      }
      let a = try SystemInput.read(first, data: loaded, target: target, context)
      let b = try SystemInput.read(second, data: loaded, target: target, context)
      let labels = LabelOrder.sorted(a.labels + b.labels)
      let comparison: SystemComparison
      do {
        comparison = try SystemComparison.build(
          first: a.relabelled(labels), second: b.relabelled(labels), labels: labels,
          options: ComparisonOptions(alpha: alpha, seed: seed))
      } catch {
        Console.note("\(error)")
        if case .invalidOption = error { throw ExitStatus.usage }
        throw ExitStatus.unreadable
      }
      switch format {
      case .json: try output.write(comparison.tree.json(indented: true) + "\n")
      case .text:
        try output.write(
          ComparisonText.lines(comparison, first, second).joined(separator: "\n") + "\n")
      }
    } catch { throw Console.stop(error) }
  }
}

/// A comparison for people.
enum ComparisonText {
  static func lines(_ comparison: SystemComparison, _ a: String, _ b: String) -> [String] {
    let n = comparison.first.total
    var lines = [
      "A  \(a)", "B  \(b)",
      NumberText.phrase(n, "text") + " in " + NumberText.phrase(comparison.groups, "group") + ";"
        + " the two differ on \(comparison.disagreements.count)", "",
    ]
    var table = TextTable(header: ["", "A", "B", "A − B", "interval by group", "p", "least p"])
    for difference in comparison.differences {
      table.rows.append([
        difference.metric.name(labels: comparison.labels), NumberText.fixed(difference.first, 3),
        NumberText.fixed(difference.second, 3), NumberText.signed(difference.difference, 3),
        NumberText.range(difference.interval.low, difference.interval.high),
        NumberText.pValue(difference.randomization?.pValue),
        NumberText.pValue(difference.randomization?.smallestPValue),
      ])
    }
    lines += table.lines
    let test = comparison.mcNemar
    let chance = NumberText.pValue(test.pValue)
    lines += [
      "",
      "only A right: \(test.onlyFirst), only B right: \(test.onlySecond);"
        + " exact McNemar p \(chance.hasPrefix("<") ? chance : "= " + chance)"
        + " (texts taken as independent)",
      "p: randomisation by group"
        + (comparison.differences.compactMap(\.randomization).allSatisfy(\.isExact)
          ? ", all swaps" : ", drawn swaps") + "; least p: the smallest that these groups allow",
      "effect size (Cohen's h of the accuracies): \(NumberText.fixed(comparison.cohenH, 3))", "",
    ]
    switch comparison.verdict {
    case .firstIsBetter: lines.append("A is better")
    case .secondIsBetter: lines.append("B is better")
    case .noDifferenceShown(let reason): lines.append("no difference shown: \(reason)")
    case .cannotTell(let reason): lines.append("cannot be told: \(reason)")
    }
    return lines
  }
}
