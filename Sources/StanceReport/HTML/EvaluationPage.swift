public import StanceEvaluation

/// An evaluation as one self-contained HTML file.
///
/// ```swift
/// let page = EvaluationPage.html(report, ReportDetails(articles: [article]))
/// ```
public enum EvaluationPage {
  /// The page: no network, no script, light and dark, for screen and paper.
  ///
  /// - Returns: a whole HTML document, UTF-8. Foreign text is escaped.
  /// - Complexity: O(items · log + bytes of the texts shown).
  public static func html(
    _ report: EvaluationReport, _ details: ReportDetails = ReportDetails()
  ) -> String {
    var parts = [PageFrame.Part(id: "summary", title: "Summary", content: summary(report, details))]
    parts.append(.init(id: "numbers", title: "Numbers", content: numbers(report)))
    parts.append(.init(id: "baselines", title: "Baselines", content: baselines(report)))
    if report.calibration.count > 0 {
      parts.append(.init(id: "calibration", title: "Calibration", content: calibration(report)))
    }
    let slices = SliceTables.slices(report)
    if !slices.isEmpty {
      parts.append(.init(id: "slices", title: "Slices", content: self.slices(slices, report)))
    }
    if !details.learningCurves.isEmpty || !details.ablations.isEmpty {
      parts.append(.init(id: "training", title: "Training", content: training(details)))
    }
    parts.append(.init(id: "errors", title: "Errors", content: ErrorView.markup(report, details)))
    let names = ShortNames.of(details.articles.map(\.file))
    for (index, article) in details.articles.enumerated() {
      parts.append(
        .init(
          id: "a\(index)", title: names[index],
          content: ArticleView(article: article, id: "a\(index)").markup))
    }
    parts.append(.init(id: "provenance", title: "Provenance", content: provenance(report)))
    var byline = ["Model: " + ProvenanceTables.name(report)]
    if let date = details.date { byline.append(date) }
    return PageFrame(
      title: details.title,
      byline: [
        tag(.p, class: "small", [], [bidirectional(byline.joined(separator: " \u{00B7} "))])
      ],
      parts: parts, program: details.program
    ).source
  }

  private static func summary(
    _ report: EvaluationReport, _ details: ReportDetails
  ) -> [Markup] {
    let lead = Headline.sentences(report).enumerated().map { index, sentence in
      tag(.p, class: "lead", [], [index == 0 ? tag(.strong, text: sentence) : .text(sentence)])
    }
    let level = NumberText.percent(report.options.level)
    func tile(_ value: String, _ name: String, _ more: String?) -> Markup {
      tag(
        .li, [],
        [tag(.b, text: value), tag(.span, text: name)]
          + (more.map { [tag(.span, text: $0)] } ?? []))
    }
    func range(_ metric: Metric) -> String {
      MetricText.range(
        report.interval(of: metric, method: .bootstrapByGroup)
          ?? report.interval(of: metric)
      ).map { "\(level): \($0)" } ?? "no interval by group"
    }
    let tiles = [
      tile(NumberText.fixed(report[.accuracy]), "accuracy", range(.accuracy)),
      tile(NumberText.fixed(report[.macroF1]), "macro-F1", range(.macroF1)),
      tile(
        NumberText.count(report.items.count), report.items.count == 1 ? "text" : "texts",
        "from " + NumberText.count(report.groups.count, "group")),
      tile(
        NumberText.fixed(report.calibration.expectedCalibrationError), "calibration error",
        "0 is best"),
    ]
    return lead + [tag(.ul, class: "tiles", [], tiles), warnings(report, details), gates(report)]
  }

  private static func warnings(_ report: EvaluationReport, _ details: ReportDetails) -> Markup {
    let lines = WarningText.lines(report, notes: details.notes)
    guard !lines.isEmpty else { return .none }
    return tag(
      .aside, class: "warnings", [],
      [
        tag(.h3, text: "Before trusting these numbers"),
        tag(.ul, [], lines.map { tag(.li, [], [bidirectional($0)]) }),
      ])
  }

  private static func gates(_ report: EvaluationReport) -> Markup {
    TableView.markup(ProvenanceTables.gates(report), id: "gates")
  }

  private static func numbers(_ report: EvaluationReport) -> [Markup] {
    let meanings = Metric.general.map { metric in
      tag(
        .p, class: "small", [],
        [
          tag(.b, text: MetricText.name(metric, labels: report.labels)),
          .text(" ("), tag(.code, text: metric.name(labels: report.labels)), .text("). "),
          .text(MetricText.meaning(metric)),
        ])
    }
    return [
      tag(
        .div, class: "figures", [],
        [
          figure(
            "Confusion",
            "Rows are gold labels. Colour is the share of the row; right answers are framed.",
            ConfusionPlot.markup(report.confusion, PlotOptions(id: "confusion", standalone: false))),
          figure(
            "Each label", "Precision, recall and F1. The line over a bar is its interval.",
            LabelBarsPlot.markup(report, PlotOptions(id: "labels", standalone: false))),
        ]),
      TableView.markup(NumberTables.metrics(report), id: "metrics"),
      tag(.details, [], [tag(.summary, text: "What the numbers mean")] + meanings),
      TableView.markup(NumberTables.perLabel(report), id: "perlabel"),
      tag(
        .details, [],
        [
          tag(.summary, text: "Confusion as a table"),
          TableView.markup(NumberTables.confusion(report.confusion), id: "confusiontable"),
        ]),
    ]
  }

  private static func baselines(_ report: EvaluationReport) -> [Markup] {
    [
      TableView.markup(
        NumberTables.baselines(report, model: ProvenanceTables.name(report)), id: "systems")
    ]
  }

  private static func calibration(_ report: EvaluationReport) -> [Markup] {
    [
      tag(
        .div, class: "figures", [],
        [
          figure(
            "Reliability",
            "On the dashed line, probabilities mean what they say. Upright lines are intervals.",
            ReliabilityPlot.markup(
              report.calibration, level: report.options.level,
              PlotOptions(id: "reliability", standalone: false))),
          figure(
            "Coverage and risk",
            "The error rate when only the surest texts are answered.",
            CoverageRiskPlot.markup(
              report.coverageRisk, PlotOptions(id: "coverage", standalone: false))),
        ]),
      pair([
        TableView.markup(NumberTables.calibration(report.calibration), id: "bins"),
        TableView.markup(NumberTables.coverage(report.coverageRisk), id: "answers"),
      ]),
    ]
  }

  private static func slices(_ tables: [ReportTable], _ report: EvaluationReport) -> [Markup] {
    let blocks = tables.enumerated().map { index, table in
      TableView.folded(table, id: "slice\(index)", most: 16)
    }
    return [
      tag(
        .p, class: "small",
        text:
          "Intervals: Wilson for accuracy; for macro-F1 by group, from ten groups on. Dot: accuracy. Bar: its "
          + "interval. Upright line: accuracy of all."),
      tag(.div, class: "flow", [], blocks.map { tag(.div, [], [$0]) }),
      SliceTables.leftOut(report).map { tag(.p, class: "small", text: $0) } ?? .none,
    ]
  }

  private static func training(_ details: ReportDetails) -> [Markup] {
    let curves = details.learningCurves.enumerated().map { index, curve in
      Markup.group([
        figure(
          "Learning curve", curve.band.map { "The band is: \($0)." } ?? "",
          LearningCurvePlot.markup(
            curve, PlotOptions(id: "curve\(index)", standalone: false))),
        tag(
          .details, [],
          [
            tag(.summary, text: "The curve as a table"),
            TableView.markup(SliceTables.curve(curve), id: "curvetable\(index)"),
          ]),
      ])
    }
    return curves
      + details.ablations.enumerated().map { index, ablation in
        TableView.markup(SliceTables.ablation(ablation), id: "ablation\(index)")
      }
  }

  private static func provenance(_ report: EvaluationReport) -> [Markup] {
    [
      TableView.folded(ProvenanceTables.data(report), id: "data"),
      pair([
        TableView.folded(ProvenanceTables.model(report), id: "model", most: 20),
        TableView.markup(ProvenanceTables.settings(report), id: "settings"),
      ]),
    ]
  }

  /// Blocks beside each other where there is room.
  private static func pair(_ blocks: [Markup]) -> Markup {
    tag(.div, class: "figures tables", [], blocks.map { tag(.div, [], [$0]) })
  }

  private static func figure(_ title: String, _ help: String, _ plot: Markup) -> Markup {
    tag(
      .figure, [],
      [tag(.figcaption, [], [tag(.b, text: title), .text(help)]), plot])
  }
}
