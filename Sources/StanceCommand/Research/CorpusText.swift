import StanceReport
import StanceTraining

/// A corpus report for people.
enum CorpusText {
  static func lines(_ report: CorpusReport, all: Bool) -> [String] {
    var lines = counts(report.counts)
    for balance in report.balance {
      var table = TextTable(header: [balance.property, "groups"] + balance.labels + ["all"])
      let shown = balance.property == "target" && !all ? 12 : balance.rows.count
      for row in balance.rows.prefix(shown) {
        table.rows.append(
          [row.value, String(row.groups)] + row.counts.map(String.init) + [String(row.total)])
      }
      lines += [""] + table.lines
      if balance.rows.count > shown { lines.append("… \(balance.rows.count - shown) more") }
    }
    var table = TextTable(header: ["words a text", "texts", "mean", "deviation", "least", "most"])
    for part in report.lengths {
      table.rows.append([
        part.label, String(part.texts), NumberText.fixed(part.mean, 1),
        NumberText.fixed(part.deviation, 1), String(part.shortest), String(part.longest),
      ])
    }
    lines += [""] + table.lines
    lines += giveAway(report.giveAway)
    if !report.openings.isEmpty {
      lines += ["", "openings that texts share, the most frequent:"]
      for opening in report.openings.prefix(all ? .max : 10) {
        lines.append("  \(opening.places.count) × \(opening.words)")
      }
    }
    lines += findings(report.findings, all: all)
    lines.append("")
    for gate in report.gates {
      lines.append(
        "\(gate.passed ? "kept" : "FAILED")  \(gate.name): \(NumberText.fixed(gate.found, 3)),"
          + " \(gate.isMaximum ? "at most" : "at least") \(NumberText.fixed(gate.bound, 2))")
    }
    let errors = report.findings.count { $0.severity == .error }
    let warnings = report.findings.count { $0.severity == .warning }
    lines.append(
      report.passed
        ? "passed, with " + NumberText.phrase(warnings, "warning")
        : "not passed: " + NumberText.phrase(errors, "error") + ", "
          + NumberText.phrase(report.gates.count { !$0.passed }, "gate") + " failed, "
          + NumberText.phrase(warnings, "warning"))
    return lines
  }

  private static func counts(_ counts: CorpusReport.Counts) -> [String] {
    [
      NumberText.phrase(counts.articles, "article") + " with "
        + NumberText.phrase(counts.paragraphs, "body paragraph")
        + ", \(counts.labelledParagraphs) of them labelled",
      NumberText.phrase(counts.records, "record") + ", \(counts.labelledRecords) labelled",
      NumberText.phrase(counts.groups, "group") + ", "
        + NumberText.phrase(counts.targets, "target"),
    ]
  }

  private static func giveAway(_ parts: [CorpusReport.GiveAway]) -> [String] {
    var lines: [String] = []
    for part in parts {
      lines += [
        "",
        "single words alone, \(part.part): \(NumberText.percent(part.words.accuracy, 1)) right of"
          + " \(part.words.rows) (always the most frequent label:"
          + " \(NumberText.percent(part.words.majority, 1)))",
      ]
      var byLabel: [String: [String]] = [:]
      for word in part.words.words { byLabel[word.label, default: []].append(word.word) }
      for (label, words) in byLabel.sorted(by: { $0.key < $1.key }) {
        lines.append("  \(label): \(words.prefix(20).joined(separator: " "))")
      }
    }
    return lines
  }

  private static func findings(_ findings: [CorpusFinding], all: Bool) -> [String] {
    var lines: [String] = []
    var order: [String] = []
    var kinds: [String: [CorpusFinding]] = [:]
    for finding in findings {
      if kinds[finding.code] == nil { order.append(finding.code) }
      kinds[finding.code, default: []].append(finding)
    }
    for code in order {
      let found = kinds[code] ?? []
      lines += ["", "\(found.count) × \(code) (\(found[0].severity.name))"]
      for finding in found.prefix(all ? .max : 10) { lines.append("  \(finding)") }
      if !all, found.count > 10 { lines.append("  … \(found.count - 10) more: --all") }
    }
    return lines
  }
}
