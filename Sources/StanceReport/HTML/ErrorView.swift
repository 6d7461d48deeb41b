internal import StanceEvaluation
internal import StanceText

/// The worst mistakes: text, gold, predicted, and what pushed the wrong way.
enum ErrorView {
  static func markup(_ report: EvaluationReport, _ details: ReportDetails) -> [Markup] {
    let wrong = report.confusion.total - report.confusion.correct
    guard wrong > 0 else {
      return [tag(.p, text: "No text has a wrong label.")]
    }
    let cases = ErrorCase.worst(report, details)
    var intro =
      NumberText.count(wrong, "text") + (wrong == 1 ? " has" : " have")
      + " a wrong label"
    if cases.count < wrong { intro += "; the \(cases.count) surest of them are shown" }
    let poles = Poles(labels: report.labels)
    let shown = cases.enumerated().filter { $0.element.judged != nil }.map { index, error in
      one(error, id: "e\(index)", poles: poles)
    }
    return [tag(.p, text: intro + ", the surest mistake first.")] + shown
      + [TableView.markup(table(cases.filter { $0.judged == nil }), id: "wrong")]
  }

  /// Errors whose texts are not at hand.
  static func table(_ cases: [ErrorCase]) -> ReportTable {
    ReportTable(
      "Wrong labels",
      columns: [
        .init("Place"), .init("Gold"), .init("Predicted"), .init("Probability", number: true),
        .init("Slices"),
      ],
      rows: cases.map { error in
        [
          .code(error.place), .label(error.gold), .label(error.predicted),
          .fixed(error.confidence),
          ReportTable.Cell(
            "",
            small: error.item.slices.map { "\($0.name): \($0.value)" }
              .joined(separator: ", ")),
        ]
      })
  }

  private static func one(_ error: ErrorCase, id: String, poles: Poles) -> Markup {
    var facts: [Markup] = [
      tag(.span, [], [.text("gold "), Chip.markup(error.gold)]),
      tag(
        .span, [],
        [.text("predicted ")]
          + (error.predicted.map {
            [Chip.markup($0, error.confidence.map { " " + NumberText.percent($0) } ?? "")]
          } ?? [.text("no answer")])),
      tag(.span, class: "code", [], [bidirectional(error.place)]),
    ]
    for slice in error.item.slices {
      facts.append(tag(.span, [], [bidirectional(slice.name + ": " + slice.value)]))
    }
    var parts: [Markup] = [tag(.div, class: "facts", [], facts)]
    if let judged = error.judged {
      let text = HighlightedText(
        judged.text, offset: judged.offset, explanation: judged.explanation, poles: poles)
      let language: [Markup.Attribute] =
        switch judged.language {
        case .french, .english: [.init(.lang, judged.language.rawValue)]
        default: []
        }
      parts.append(
        tag(.p, class: "words", language + [.init(.dir, "auto")], text.markup(id: id)))
    }
    if let judged = error.judged, !error.misleading.isEmpty {
      let table = ContributionTable(bytes: judged.text, offset: judged.offset)
      parts.append(
        TableView.markup(table.misleading(error), id: id + "-parts", scrolls: false))
    }
    return tag(
      .article, class: "unit " + LabelTone(error.predicted).style, [.init(.id, id)], parts)
  }
}
