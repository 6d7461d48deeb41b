import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceReport
import StanceTraining

/// `stance agreement`: how far several people, or programs, gave the same labels.
struct AgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement", abstract: "Agreement of several labellings of the same units.",
    discussion: """
      Each file has one JSON object a line, with an id, or a file and a line, and a label; or \
      several labels, in members that begin with annotator or that --field names.

      Examples:
        stance agreement anna.jsonl ben.jsonl
        stance agreement both.jsonl --only kind=body
        stance agreement both.jsonl --field first --field second
      """)

  @Argument(help: "Files of labels.")
  var files: [String]

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Member that holds a label; repeat it. Default: label, else those that begin with annotator.",
      valueName: "name"))
  var field: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Only records whose member has this value.", valueName: "name=value"))
  var only: [String] = []

  @Option(help: "Seed of the resampling.")
  var seed: UInt64 = 1

  @Option(help: "Form of the result: text or json.")
  var format: ValueFormat = .text

  @OptionGroup var output: OutputOptions

  func run() throws {
    do {
      var tables: [LabelRecords] = []
      for path in files {
        var table = try LabelRecords(try SystemInput.bytes(path), file: path)
        for condition in only {
          let parts = condition.split(separator: "=", maxSplits: 1).map(String.init)
          guard parts.count == 2 else { throw ValidationError("--only takes NAME=VALUE") }
          table = table.filtered(parts[0], parts[1])
        }
        tables.append(table)
      }
      let columns = try RatingTable.columns(tables, fields: field)
      let other = tables.flatMap(\.records).count { ($0.fields["kind"] ?? "body") != "body" }
      if only.isEmpty, other > 0 {
        Console.note(
          NumberText.phrase(other, "record") + " of another kind than body count too, and are easy"
            + " to agree on; --only kind=body leaves them out")
      }
      let ratings: Ratings
      do { ratings = try RatingTable.ratings(columns) } catch {
        Console.note("\(error); give several files, or several --field")
        throw ExitStatus.usage
      }
      Self.tell(ratings, columns)
      guard ratings.units.contains(where: { $0.values.count { $0 != nil } > 1 }) else {
        Console.note(
          "nothing to compare: no unit has two labels; units are the same when their id is")
        throw ExitStatus.unreadable
      }
      let report = AgreementReport(ratings, bootstrap: GroupBootstrap(seed: seed))
      switch format {
      case .json: try output.write(report.tree.json(indented: true) + "\n")
      case .text: try output.write(AgreementText.lines(report).joined(separator: "\n") + "\n")
      }
    } catch let error as ValidationError {
      throw error
    } catch { throw Console.stop(error) }
  }
}

extension AgreementCommand {
  /// What does not count, and labels that may be one.
  fileprivate static func tell(_ ratings: Ratings, _ columns: [RatingTable.Column]) {
    for column in columns {
      let records = column.records.records
      let bare = records.count { $0.fields[column.field] == nil }
      if bare > 0 {
        Console.note(
          "\(column.name): \(bare) of " + NumberText.phrase(records.count, "record")
            + " have no label and do not count")
      }
    }
    let single = ratings.units.count { $0.values.count { $0 != nil } == 1 }
    if single > 0 {
      Console.note(NumberText.phrase(single, "unit") + " with one label only: left out")
    }
    for labels in DataChecks.variants(ratings.labels) { Console.note(DataChecks.message(labels)) }
  }
}

/// Agreement for people.
enum AgreementText {
  static func lines(_ report: AgreementReport) -> [String] {
    let ratings = report.ratings
    var lines = [
      NumberText.phrase(report.units, "unit") + " with two labels or more, in "
        + NumberText.phrase(report.groups, "group"), "",
    ]
    var table = TextTable(header: ["", "value", "95 % by group"])
    table.rows = [
      row("share of equal labels", report.percent, report.percentInterval),
      ["Fleiss' kappa", NumberText.fixed(report.fleissKappa, 3), ""],
      row("Krippendorff's alpha, nominal", report.nominalAlpha, report.nominalAlphaInterval),
      row("Krippendorff's alpha, ordinal", report.ordinalAlpha, report.ordinalAlphaInterval),
    ]
    lines += table.lines
    if report.groups < 2 {
      lines.append("no interval: one group says nothing of the agreement on other articles")
    }
    lines.append("")
    var pairs = TextTable(header: ["pair", "units", "equal", "Cohen's kappa"])
    for pair in report.pairs {
      pairs.rows.append([
        "\(ratings.raters[pair.first]) × \(ratings.raters[pair.second])", String(pair.units),
        NumberText.fixed(pair.percent, 3), NumberText.fixed(pair.kappa, 3),
      ])
    }
    lines += pairs.lines
    lines.append("labels from low to high: \(ratings.labels.joined(separator: ", "))")
    let disagreements = report.disagreements
    lines += ["", NumberText.phrase(disagreements.count, "disagreement")]
    for unit in disagreements {
      let labels = unit.values.map { $0.map { ratings.labels[$0] } ?? "—" }
      lines.append("  \(unit.id): \(labels.joined(separator: ", "))")
    }
    return lines
  }

  private static func row(_ name: String, _ value: Double?, _ interval: Interval) -> [String] {
    [name, NumberText.fixed(value, 3), NumberText.range(interval.low, interval.high)]
  }
}
