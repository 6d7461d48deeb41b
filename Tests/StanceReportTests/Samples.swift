import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceTestSupport
import StanceText

/// Reports and articles made up for tests and for looking at; the same on every run.
enum Samples {
  static let labels = ["favor", "neutral", "against"]

  /// Items of articles with probabilities, slices and, at times, no answer.
  static func items(
    articles: Int, each: Int, labels: [String] = labels, seed: UInt64 = 7, abstaining: Bool = false
  ) -> [EvaluationItem] {
    var generator = SeededGenerator(seed: seed)
    let targets = ["meta", "openai", "apple", "nuclear-power", "four-day-week"]
    let styles = ["blog", "daily", "opinion", "tech", "mt"]
    var items: [EvaluationItem] = []
    for article in 0..<articles {
      let target = targets[article % targets.count]
      let file = "corpus/\(target)/article-\(article).txt"
      for paragraph in 0..<each {
        let gold = Int.random(in: 0..<labels.count, using: &generator)
        var weights = labels.map { _ in Double.random(in: 0.05...1, using: &generator) }
        weights[gold] += Double.random(in: 0...1.6, using: &generator)
        let sum = weights.reduce(0, +)
        let probabilities = weights.map { $0 / sum }
        var best = 0
        for label in labels.indices where probabilities[label] > probabilities[best] {
          best = label
        }
        let silent = abstaining && probabilities[best] < 0.42
        let line = 7 + 2 * paragraph
        items.append(
          EvaluationItem(
            id: "\(file):\(line)", file: file, line: line, gold: gold,
            predicted: silent ? nil : best, probabilities: probabilities,
            slices: [
              .init(name: "target", value: target),
              .init(name: "style", value: styles[(article / 2) % styles.count]),
              .init(name: "register", value: article % 3 == 0 ? "hard" : "plain"),
              .init(
                name: "length",
                value: ["1\u{2013}40 words", "41\u{2013}80 words", "81 words and more"][
                  paragraph % 3]),
            ]))
      }
    }
    return items
  }

  /// A report with baselines, data and a gate.
  static func report(
    articles: Int = 40, each: Int = 9, labels: [String] = labels, abstaining: Bool = false,
    replicates: Int = 300
  ) throws -> EvaluationReport {
    let items = items(articles: articles, each: each, labels: labels, abstaining: abstaining)
    var generator = SeededGenerator(seed: 3)
    let lexicon = Baseline(
      name: "lexicon alone",
      predicted: items.map { item in
        Int.random(in: 0..<10, using: &generator) < 4
          ? item.gold : Int.random(in: labels.indices, using: &generator)
      })
    let words = Baseline(
      name: "linear model without lexicon",
      predicted: items.map { item in
        Int.random(in: 0..<10, using: &generator) < 5
          ? item.gold : Int.random(in: labels.indices, using: &generator)
      })
    let files = Set(items.compactMap(\.file)).sorted()
    let options = EvaluationOptions(
      replicates: replicates, baselines: [lexicon, words],
      gates: [try Gate("macro_f1=0.6", labels: labels), try Gate("ece=0.02", labels: labels)],
      data: files.map { file in
        DataSource(
          file: file,
          sha256: "3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed", groups: 1,
          items: each)
      },
      model: .object([
        .init("name", .text("sample model")), .init("program", .text("stance 0.1.0")),
        .init("seed", .integer(1)),
        .init("facts", .object([.init("C", .number(3)), .init("rows", .integer(1680))])),
      ]))
    return try EvaluationReport.build(items: items, labels: labels, options: options)
  }

  static let curve = LearningCurve(
    metric: "macro_f1", unit: "articles", band: "95 % bootstrap by group",
    points: [
      .init(size: 5, value: 0.41, low: 0.33, high: 0.5),
      .init(size: 10, value: 0.5, low: 0.43, high: 0.57),
      .init(size: 20, value: 0.58, low: 0.52, high: 0.64),
      .init(size: 40, value: 0.64, low: 0.59, high: 0.69),
      .init(size: 80, value: 0.69, low: 0.65, high: 0.73),
      .init(size: 160, value: 0.72, low: 0.685, high: 0.75),
    ])

  static let ablation = Ablation(
    metric: "macro_f1", full: 0.72,
    rows: [
      .init(name: "without lexicon", value: 0.61, low: -0.16, high: -0.06),
      .init(name: "without words", value: 0.66, low: -0.1, high: -0.02),
      .init(name: "without neighbouring paragraphs", value: 0.68, low: -0.08, high: 0.01),
      .init(name: "lexicon alone", value: nil),
    ])

  /// A paragraph of a made-up article: its text, gold, scores, and words with what they add.
  struct Paragraph {
    var text: String
    var kind = UnitKind.body
    var section: String?
    var gold: String?
    var probabilities: [Double]?
    /// Word, effect on favor less against, rule.
    var words: [(word: String, effect: Float, rule: RuleID?)] = []
  }

  /// The article as one text with predictions and explanations that add up.
  static func article(
    _ paragraphs: [Paragraph], file: String = "corpus/meta/exemple.txt",
    target: String? = "Meta (strat\u{E9}gie IA)", labels: [String] = labels
  ) -> ScoredArticle {
    var text: [UInt8] = []
    var predictions: [UnitPrediction] = []
    var line = 1
    for (index, paragraph) in paragraphs.enumerated() {
      let start = text.count
      text += Array(paragraph.text.utf8)
      let unit = TextUnit(
        index: index, line: line, range: start..<text.count, kind: paragraph.kind,
        section: paragraph.section, gold: paragraph.gold, rule: "sample", language: .french)
      text += Array("\n\n".utf8)
      line += 2
      var prediction = UnitPrediction(unit: unit, target: "meta")
      if let probabilities = paragraph.probabilities {
        var best = 0
        for label in labels.indices where probabilities[label] > probabilities[best] {
          best = label
        }
        prediction.label = labels[best]
        prediction.probabilities = probabilities
        prediction.score = probabilities[0] - probabilities[labels.count - 1]
        prediction.evidence = paragraph.words.count
        prediction.aboutTarget = paragraph.text.contains("Meta")
        prediction.explanation = explanation(paragraph, start: start, labels: labels.count)
      }
      predictions.append(prediction)
    }
    return ScoredArticle(
      file: file, text: text, predictions: predictions, labels: labels, target: target)
  }

  private static func explanation(
    _ paragraph: Paragraph, start: Int, labels: Int
  ) -> Explanation {
    func values(_ effect: Float) -> [Float] {
      (0..<labels).map { $0 == 0 ? effect / 2 : $0 == labels - 1 ? -effect / 2 : 0 }
    }
    var parts = [Contribution(source: .bias, feature: "bias", range: nil, values: values(-0.05))]
    for (word, effect, rule) in paragraph.words {
      let rules =
        rule.map {
          [RuleFiring(rule: $0, trigger: 0..<1, factor: -0.7, before: 1, after: -0.7)]
        } ?? []
      parts.append(
        Contribution(
          source: rule == nil ? .word : .cue, feature: (rule == nil ? "word:" : "cue:") + word,
          range: place(word, in: paragraph.text).map {
            $0.lowerBound + start..<$0.upperBound + start
          },
          rules: rules, values: values(effect)))
    }
    parts.append(
      Contribution(
        source: .shape, feature: "lexicon.balance", range: nil, values: values(0.11)))
    var scores = [Float](repeating: 0, count: labels)
    for part in parts {
      for label in scores.indices { scores[label] += part.values[label] }
    }
    return Explanation(scores: scores, contributions: parts)
  }

  private static func place(_ word: String, in text: String) -> Range<Int>? {
    let bytes = Array(text.utf8)
    let wanted = Array(word.utf8)
    guard !wanted.isEmpty, wanted.count <= bytes.count else { return nil }
    return (0...bytes.count - wanted.count).first {
      bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
    }.map { $0..<$0 + wanted.count }
  }
}
