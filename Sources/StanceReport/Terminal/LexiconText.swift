public import StanceLexicon
import StanceModel

/// Lexicon rows as text for people.
public struct LexiconText: Sendable {
  let paint: Paint
  let width: Int

  public init(color: Bool, width: Int = 80) {
    paint = Paint(color)
    self.width = width
  }

  /// What a word leads to.
  public func why(_ answer: LexiconAnswer) -> String {
    var text = paint(PlainText.line(Array(answer.word.utf8)), .strong) + "\n"
    if answer.findings.isEmpty, answer.operators.isEmpty, answer.cues.isEmpty {
      return text + "  no row, no rule: the word does not count\n"
    }
    for finding in answer.findings {
      text += "  " + row(finding.entry)
      var notes: [String] = []
      if !finding.speaks { notes.append("hidden by the row above") }
      if finding.path != .exact {
        notes.append("found \(finding.path.label), as \(PlainText.line(finding.form.utf8))")
      }
      if finding.entry.layer > 0 { notes.append("layer \(finding.entry.layer)") }
      text += "      " + paint(place(finding.entry), .faint)
      text += notes.isEmpty ? "\n" : paint("; " + notes.joined(separator: "; "), .faint) + "\n"
    }
    for found in answer.operators {
      let value = found.value == 0 ? "" : " " + NumberText.plain(Double(found.value))
      text += "  operator " + found.kind.name + value + "\n"
    }
    for cue in answer.cues {
      text += "  " + row(cue.entry)
      var chain = "«\u{A0}\(PlainText.line(cue.words.utf8))\u{A0}»"
      for firing in cue.rules {
        chain += ", \(firing.rule.name) ×\(NumberText.plain(Double(firing.factor)))"
      }
      if !cue.rules.isEmpty { chain += " → \(NumberText.column(cue.value))" }
      text += "      " + paint(chain, .faint) + "\n"
    }
    return text
  }

  /// Rows, one a line.
  public func rows(_ entries: [LexiconEntry]) -> String {
    entries.map(row).joined() + paint(NumberText.phrase(entries.count, "row"), .faint) + "\n"
  }

  private func row(_ entry: LexiconEntry) -> String {
    let value = Double(entry.valence)
    return paint(
      DisplayWidth.padded(NumberText.column(value), to: 6, right: true),
      value < 0 ? .against : value > 0 ? .favor : nil) + "  "
      + DisplayWidth.padded(DisplayWidth.truncated(PlainText.line(entry.term.utf8), to: 38), to: 38)
      + "  "
      + DisplayWidth.padded(entry.partOfSpeech.name, to: 6) + "  "
      + paint(entry.tags.names.joined(separator: ","), .faint) + "\n"
  }

  private func place(_ entry: LexiconEntry) -> String {
    PlainText.line("\(entry.file):\(entry.line), source \(entry.source)".utf8)
  }

  /// Counts by table.
  public func overview(_ entries: [LexiconEntry], forms: [(String, Int)]) -> String {
    var counts: [String: (rows: Int, positive: Int, negative: Int)] = [:]
    for entry in entries {
      var count = counts[entry.file] ?? (0, 0, 0)
      count.rows += 1
      if entry.valence > 0 { count.positive += 1 }
      if entry.valence < 0 { count.negative += 1 }
      counts[entry.file] = count
    }
    func cell(_ value: Int) -> String { DisplayWidth.padded(String(value), to: 10, right: true) }
    var text =
      paint(
        DisplayWidth.padded("table", to: 34) + "      rows  positive  negative", .faint) + "\n"
    for (file, count) in counts.sorted(by: { $0.key < $1.key }) {
      text += DisplayWidth.padded(DisplayWidth.truncated(PlainText.line(file.utf8), to: 33), to: 34)
      text += cell(count.rows) + cell(count.positive) + cell(count.negative) + "\n"
    }
    text += DisplayWidth.padded("all", to: 34) + cell(entries.count)
    text += cell(entries.count { $0.valence > 0 }) + cell(entries.count { $0.valence < 0 }) + "\n"
    for (language, count) in forms { text += "\(count) inflected forms in \(language)\n" }
    return text
  }

  /// Shares of words and units that have a cue.
  public func coverage(_ rows: [(file: String, coverage: LexiconCoverage)]) -> String {
    func cell(_ text: String, _ columns: Int = 9) -> String {
      DisplayWidth.padded(text, to: columns, right: true)
    }
    func share(_ value: Double?) -> String { NumberText.percent(value, 1) }
    let room = max(20, width - 45)
    var text =
      paint(
        DisplayWidth.padded("file", to: room) + cell("words") + cell("in cues") + cell("share")
          + cell("units") + cell("with cue"), .faint) + "\n"
    var all = (words: 0, covered: 0, units: 0, with: 0)
    func line(_ name: String, _ words: Int, _ covered: Int, _ units: Int, _ with: Int) -> String {
      DisplayWidth.padded(DisplayWidth.truncated(name, to: room - 1), to: room) + cell("\(words)")
        + cell("\(covered)") + cell(share(words > 0 ? Double(covered) / Double(words) : nil))
        + cell("\(units)") + cell(share(units > 0 ? Double(with) / Double(units) : nil)) + "\n"
    }
    for (file, coverage) in rows {
      all.words += coverage.words
      all.covered += coverage.covered
      all.units += coverage.units
      all.with += coverage.unitsWithCues
      let name = PlainText.line((file.split(separator: "/").last ?? file[...]).utf8)
      text += line(
        name, coverage.words, coverage.covered, coverage.units, coverage.unitsWithCues)
    }
    if rows.count > 1 { text += line("all", all.words, all.covered, all.units, all.with) }
    return text
  }
}
