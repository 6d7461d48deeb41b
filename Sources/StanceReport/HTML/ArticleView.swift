internal import StanceKit
internal import StanceLexicon
internal import StanceText

/// One article: what it adds up to, the score along it, and its paragraphs.
struct ArticleView {
  let article: ScoredArticle
  /// Begins all ids of the article; its own within the page.
  let id: String

  private var poles: Poles { Poles(labels: article.labels) }

  var markup: [Markup] {
    [summary, plot, legend] + article.predictions.enumerated().map { unit($1, place: $0) }
  }

  /// `5 favor, 6 neutral, 5 against; mean score +0.04; 13 of 16 as their sections say`.
  var sentence: String {
    let judged = article.predictions.filter { $0.label != nil }
    guard !judged.isEmpty else { return "No paragraph was scored." }
    let counts = article.labels.map { label in
      "\(judged.filter { $0.label == label }.count) \(label)"
    }
    var text =
      NumberText.count(judged.count, "paragraph") + " scored: "
      + counts.joined(separator: ", ") + "."
    let scores = judged.compactMap(\.score)
    if !scores.isEmpty {
      text +=
        " Mean score "
        + NumberText.signed(scores.reduce(0, +) / Double(scores.count)) + "."
    }
    let labelled = judged.filter { $0.unit.gold != nil }
    if !labelled.isEmpty {
      let right = labelled.filter { $0.unit.gold == $0.label }.count
      text += " \(right) of the \(labelled.count) in labelled sections agree with the label."
    }
    let silent = judged.filter { $0.evidence == 0 }.count
    if silent > 0 {
      text +=
        " " + NumberText.count(silent, "paragraph")
        + (silent == 1 ? " has" : " have") + " no word of the lexicon: weak evidence."
    }
    return text
  }

  /// The stance of the article as one; nil for records, and for an article of one paragraph.
  var verdict: UnitPrediction? {
    let judged = article.predictions.filter { $0.label != nil }
    guard judged.count > 1, judged.allSatisfy({ $0.id == nil }) else { return nil }
    let hasPair = poles.away != nil
    var tally = DocumentTally(
      labels: article.labels, favor: hasPair ? poles.toward : nil, against: poles.away)
    for var prediction in judged {
      prediction.explanation = nil
      tally.add(prediction)
    }
    return tally.prediction
  }

  private var overall: Markup {
    guard let verdict, let label = verdict.label else { return .none }
    return tag(
      .p, class: "lead", [],
      [
        .text("Overall "), Chip.markup(label),
        verdict.score.map { tag(.b, text: " " + NumberText.signed($0)) } ?? .none,
        .text(", " + NumberText.percent(verdict.probabilities?.max())),
      ])
  }

  private var summary: Markup {
    let target = article.target ?? article.predictions.first?.target
    return .group([
      overall,
      tag(.p, class: "lead", text: sentence),
      target.map {
        tag(.p, class: "small", [], [.text("Stance towards "), bidirectional($0)])
      } ?? .none,
      article.encoding == .utf8
        ? .none
        : tag(.p, class: "small", text: "Read as \(article.encoding.rawValue)."),
    ])
  }

  private var plot: Markup {
    guard article.predictions.contains(where: { $0.score != nil }) else { return .none }
    return tag(
      .figure, class: "wide", [],
      [
        tag(
          .figcaption, [],
          [
            tag(.b, text: "Score along the article"),
            .text(
              "One bar a paragraph: P(\(poles.towardName)) \u{2212} P(\(poles.awayName)). "
                + "Dashed lines part the sections."),
          ]),
        tag(
          .div, class: "narrow", [],
          [ScorePlot.markup(article, PlotOptions(id: id + "-score", standalone: false))]),
        tag(
          .div, class: "broad", [],
          [
            ScorePlot.markup(
              article, PlotOptions(id: id + "-scorewide", width: 940, standalone: false))
          ]),
      ])
  }

  private var legend: Markup {
    guard article.predictions.contains(where: { $0.explanation != nil }) else { return .none }
    return tag(
      .ul, class: "legend", [.init(.ariaLabel, "Legend")],
      [
        tag(
          .li, [],
          [tag(.mark, class: "up", text: "underlined"), .text(" speaks for \(poles.towardName)")]),
        tag(
          .li, [],
          [tag(.mark, class: "down", text: "dashed"), .text(" speaks for \(poles.awayName)")]),
        tag(.li, text: "Point at a word, tap it or reach it with Tab to see why."),
        PartText.hasSections(article.predictions)
          ? tag(.li, text: "Read as sections: \(PartText.sections).") : .none,
      ])
  }

  private func unit(_ prediction: UnitPrediction, place: Int) -> Markup {
    let unit = prediction.unit
    let bytes = article.bytes(of: unit)
    let words = String(decoding: bytes, as: UTF8.self)
    let language: [Markup.Attribute] =
      switch unit.language {
      case .french, .english: [.init(.lang, unit.language.rawValue)]
      default: []
      }
    let anchor = Markup.Attribute(.id, "\(id)-\(place)")
    switch unit.kind {
    case .heading:
      return tag(.h3, class: "heading", [anchor] + language, [bidirectional(words)])
    case .furniture:
      return tag(
        .p, class: "furniture", [anchor] + language,
        [
          bidirectional(words),
          tag(
            .span, [.init(.lang, "en")],
            text: " (not scored: furniture, by the rule \u{201C}\(unit.rule)\u{201D})"),
        ])
    case .body: break
    }
    guard let label = prediction.label else {
      return tag(
        .div, class: "unit", [anchor],
        [
          tag(
            .p, class: "facts",
            text: "line \(unit.line) \u{00B7} not scored: \(SilenceText.reason(unit))"),
          tag(.p, class: "words", language, [bidirectional(words)]),
        ])
    }
    let highlighted = HighlightedText(
      bytes, offset: unit.range.lowerBound, explanation: prediction.explanation, poles: poles)
    return tag(
      .div, class: "unit " + LabelTone(label).style, [anchor],
      [
        facts(prediction, label),
        tag(
          .p, class: "words", language + [.init(.dir, "auto")],
          highlighted.markup(id: "\(id)-\(place)")),
        why(prediction, place: place),
      ])
  }

  private func facts(_ prediction: UnitPrediction, _ label: String) -> Markup {
    var parts: [Markup] = [Chip.markup(label)]
    if let score = prediction.score {
      parts.append(tag(.b, text: NumberText.signed(score)))
    }
    if let probabilities = prediction.probabilities { parts.append(shares(probabilities)) }
    if let gold = prediction.unit.gold {
      parts.append(
        tag(
          .span, [],
          gold == label
            ? [.text("as its section says \u{2713}")]
            : [.text("\u{2717} its section says "), Chip.markup(gold)]))
    }
    if prediction.id != nil, prediction.target != TargetPack.nobody.id {
      parts.append(tag(.span, [], [.text("on "), bidirectional(prediction.target)]))
    }
    if !prediction.aboutTarget { parts.append(tag(.span, text: "does not name the target")) }
    parts.append(
      tag(
        .span,
        text: prediction.evidence == 0
          ? "no cue: weak evidence" : NumberText.count(prediction.evidence, "cue")))
    parts.append(tag(.span, text: "line \(prediction.unit.line)"))
    return tag(.div, class: "facts", [], parts)
  }

  private func shares(_ probabilities: [Double]) -> Markup {
    let text = zip(article.labels, probabilities).map {
      "\($0) \(NumberText.percent($1))"
    }.joined(separator: ", ")
    return tag(
      .span, class: "share",
      [.init(.role, "img"), .init(.ariaLabel, text), .init(.title, text)],
      zip(article.labels, probabilities).map { label, value in
        tag(
          .i, class: LabelTone(label).style,
          [.init(.style, "width:\(NumberText.short(min(max(value, 0), 1) * 100))%")])
      })
  }

  private func why(_ prediction: UnitPrediction, place: Int) -> Markup {
    guard let explanation = prediction.explanation else { return .none }
    return tag(
      .details, [],
      [
        tag(.summary, text: "Why"),
        TableView.markup(
          ContributionTable(
            bytes: article.bytes(of: prediction.unit), offset: prediction.unit.range.lowerBound
          ).table(explanation, poles: poles), id: "\(id)-\(place)-why", scrolls: false),
        tag(
          .p, class: "note",
          text: "Parts add up to the score before it becomes a probability (in logits)."),
      ])
  }
}
