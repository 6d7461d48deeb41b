public import StanceEvaluation
internal import StanceKit
internal import StanceModel
internal import StanceText

/// An evaluation as Markdown with the tables that GitHub renders.
///
/// The same content as the page, without plots; slices have bars of text.
public enum EvaluationMarkdown {
  /// The text, ending with a line end. Foreign text is escaped.
  ///
  /// - Complexity: O(items · log + bytes of the texts shown).
  public static func text(
    _ report: EvaluationReport, _ details: ReportDetails = ReportDetails()
  ) -> String {
    let name = ProvenanceTables.name(report)
    var text = "# " + Escaping.markdown(details.title) + "\n\n"
    text += "Model: " + Escaping.markdown(name)
    if let date = details.date { text += " \u{00B7} " + Escaping.markdown(date) }
    text += "\n\n"
    let sentences = Headline.sentences(report)
    for (index, sentence) in sentences.enumerated() {
      let escaped = Escaping.markdown(sentence)
      text += (index == 0 ? "**\(escaped)**" : escaped) + "\n\n"
    }
    let warnings = WarningText.lines(report, notes: details.notes)
    if !warnings.isEmpty {
      text += "## Before trusting these numbers\n\n"
      text += warnings.map { "- " + Escaping.markdown($0) + "\n" }.joined() + "\n"
    }
    text += MarkdownTable.text(ProvenanceTables.gates(report))
    text += "## Numbers\n\n"
    text += MarkdownTable.text(NumberTables.metrics(report))
    text += MarkdownTable.text(NumberTables.perLabel(report))
    text += MarkdownTable.text(NumberTables.confusion(report.confusion))
    text += "## Baselines\n\n"
    text += MarkdownTable.text(NumberTables.baselines(report, model: name))
    if report.calibration.count > 0 {
      text += "## Calibration\n\n"
      text += MarkdownTable.text(NumberTables.calibration(report.calibration))
      text += MarkdownTable.text(NumberTables.coverage(report.coverageRisk))
    }
    let slices = SliceTables.slices(report)
    if !slices.isEmpty {
      text += "## Slices\n\n" + slices.map { MarkdownTable.text($0) }.joined()
      if let line = SliceTables.leftOut(report) { text += Escaping.markdown(line) + "\n\n" }
    }
    if !details.learningCurves.isEmpty || !details.ablations.isEmpty {
      text += "## Training\n\n"
      text += details.learningCurves.map { MarkdownTable.text(SliceTables.curve($0)) }.joined()
      text += details.ablations.map { MarkdownTable.text(SliceTables.ablation($0)) }.joined()
    }
    text += errors(report, details)
    for article in details.articles { text += self.article(article) }
    text += "## Provenance\n\n"
    text += MarkdownTable.text(ProvenanceTables.data(report))
    text += MarkdownTable.text(ProvenanceTables.model(report))
    text += MarkdownTable.text(ProvenanceTables.settings(report))
    if let program = details.program {
      text += "Made by " + Escaping.markdown(program) + ".\n\n"
    }
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }

  private static func errors(_ report: EvaluationReport, _ details: ReportDetails) -> String {
    let wrong = report.confusion.total - report.confusion.correct
    var text = "## Errors\n\n"
    guard wrong > 0 else { return text + "No text has a wrong label.\n\n" }
    let cases = ErrorCase.worst(report, details)
    text += NumberText.count(wrong, "text") + (wrong == 1 ? " has" : " have") + " a wrong label"
    if cases.count < wrong { text += "; the \(cases.count) surest of them are shown" }
    text += ", the surest mistake first.\n\n"
    text += MarkdownTable.text(ErrorView.table(cases))
    for error in cases where error.judged != nil {
      text += "- " + MarkdownTable.code(error.place) + ": "
      text += Escaping.markdown(String(decoding: error.judged?.text ?? [], as: UTF8.self)) + "\n"
      if !error.misleading.isEmpty {
        let parts = error.misleading.map { entry in
          let rules = PartText.rules(entry.part).map { ", " + $0 } ?? ""
          return PartText.feature(entry.part) + " (" + NumberText.signed(entry.push) + rules + ")"
        }
        text +=
          "  - pushed the wrong way: "
          + Escaping.markdown(parts.joined(separator: "; ")) + "\n"
      }
    }
    return cases.contains { $0.judged != nil } ? text + "\n" : text
  }

  private static func article(_ article: ScoredArticle) -> String {
    let view = ArticleView(article: article, id: "")
    let scored = article.predictions.filter { $0.label != nil }
    let table = ReportTable(
      "Paragraphs",
      columns: [
        .init("Line", number: true), .init("Section"), .init("Gold"), .init("Predicted"),
        .init("Score", number: true), .init("\u{2212}1 to +1"), .init("Cues", number: true),
      ],
      rows: scored.map { prediction in
        [
          ReportTable.Cell(String(prediction.unit.line)),
          ReportTable.Cell(prediction.unit.section ?? ""),
          prediction.unit.gold.map { .label($0) } ?? "", .label(prediction.label),
          ReportTable.Cell(NumberText.signed(prediction.score)),
          ReportTable.Cell(scoreBar(prediction.score)), .count(prediction.evidence),
        ]
      })
    return "## " + MarkdownTable.code(article.file) + "\n\n" + Escaping.markdown(view.sentence)
      + "\n\n" + MarkdownTable.text(table)
  }

  /// Five places on each side of a middle line.
  private static func scoreBar(_ score: Double?) -> String {
    guard let score, score.isFinite else { return "" }
    let steps = Int((min(abs(score), 1) * 5).rounded())
    let blank = String(repeating: "\u{2591}", count: 5 - steps)
    let full = String(repeating: "\u{2588}", count: steps)
    let none = String(repeating: "\u{2591}", count: 5)
    return score < 0 ? blank + full + "\u{2502}" + none : none + "\u{2502}" + full + blank
  }
}
