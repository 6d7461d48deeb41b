import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceTestSupport
import StanceText
import StanceTraining
import Testing

/// Writes pages for the browser check into the folder that `STANCE_REPORT_SAMPLES` names.
@Suite struct SamplePages {
  @Test func writes() throws {
    guard let folder = PackageFiles.environment("STANCE_REPORT_SAMPLES") else { return }
    for (name, text) in try Self.pages() {
      #expect(PackageFiles.write(Array(text.utf8), to: "\(folder)/\(name)"), "\(folder)/\(name)")
    }
  }

  static func pages() throws -> [(String, String)] {
    let report = try Samples.report()
    let details = ReportDetails(
      title: "Stance evaluation: sample", date: "1 January 2026", program: "stance 0.1.0",
      articles: [Samples.frenchArticle], learningCurves: [Samples.curve],
      ablations: [Samples.ablation], notes: ["2 paragraphs carry a label that the model lacks"])
    let small = try Samples.report(articles: 1, each: 16)
    let many = try Samples.report(
      articles: 12, each: 20, labels: ["joy", "anger", "disgust", "fear", "sadness", "surprise"],
      abstaining: true)
    let empty = try EvaluationReport.build(items: [], labels: Samples.labels)
    var pages = [
      ("evaluation.html", EvaluationPage.html(report, details)),
      ("evaluation-one-article.html", EvaluationPage.html(small)),
      ("evaluation-many-labels.html", EvaluationPage.html(many)),
      ("evaluation-empty.html", EvaluationPage.html(empty)),
      ("evaluation-hostile.html", try hostile()),
      ("article.html", ArticlePage.html([Samples.frenchArticle], program: "stance 0.1.0")),
      (
        "articles.html",
        ArticlePage.html([Samples.frenchArticle, Samples.frenchArticle, Samples.frenchArticle])
      ),
      ("article-hostile.html", ArticlePage.html([Samples.hostileArticle])),
      ("evaluation.md", EvaluationMarkdown.text(report, details)),
    ]
    pages += Plots.all(report).map { ($0.name + ".svg", $0.svg) }
    return pages + (try real())
  }

  static func hostile() throws -> String {
    let (report, details) = try hostileReport()
    return EvaluationPage.html(report, details)
  }

  static func hostileMarkdown() throws -> String {
    let (report, details) = try hostileReport()
    return EvaluationMarkdown.text(report, details)
  }

  /// A report in which everything foreign is a payload.
  private static func hostileReport() throws -> (EvaluationReport, ReportDetails) {
    let payloads = Samples.payloads
    let article = Samples.hostileArticle
    let items = article.predictions.filter { $0.label != nil }.enumerated().map {
      index, prediction in
      EvaluationItem(
        id: payloads[index % payloads.count], file: article.file,
        line: prediction.unit.line, group: payloads[index % 3], gold: 1 + index % 2,
        predicted: 0, probabilities: [0.6, 0.3, 0.1],
        slices: [.init(name: payloads[2], value: payloads[3])])
    }
    let report = try EvaluationReport.build(
      items: items, labels: [payloads[0], payloads[1], payloads[5]],
      options: EvaluationOptions(
        replicates: 50, baselines: [Baseline(name: payloads[0], predicted: items.map { _ in 1 })],
        data: [DataSource(file: article.file, sha256: payloads[1], groups: 1, items: 3)],
        model: .object([.init(payloads[0], .text(payloads[1]))])))
    let curve = LearningCurve(
      metric: payloads[0], unit: payloads[1], band: payloads[2],
      points: [.init(size: 3, value: 0.4)])
    let ablation = Ablation(
      metric: payloads[0], full: nil, rows: [.init(name: payloads[1], value: 0)])
    return (
      report,
      ReportDetails(
        title: payloads[1], date: payloads[0], program: payloads[2], articles: [article],
        learningCurves: [curve], ablations: [ablation], notes: payloads)
    )
  }

  /// The bundled model (or the one that `STANCE_SAMPLE_MODEL` names) on articles of the corpus.
  static func real() throws -> [(String, String)] {
    let analyzer = try ErrorTextsTests.analyzer()
    let path = "Evaluation/corpus/meta/w1-01-plain-blog-mercato.txt"
    guard let raw = PackageFiles.read(path) else { return [] }
    let decoded = try TextDecoder.decode(raw)
    var scorer = DocumentScorer(analyzer)
    let article = ScoredArticle(
      file: path, text: decoded.bytes, encoding: decoded.encoding,
      predictions: scorer.score(decoded.bytes, explaining: .full), labels: analyzer.model.labels,
      target: analyzer.target.title)
    var data = try ErrorTextsTests.data(analyzer)
    for name in ["irony", "concession", "third_party_target", "modality_hypothetical"] {
      let file = "Evaluation/phenomena/\(name).jsonl"
      guard let bytes = PackageFiles.read(file) else { continue }
      data.append(JSONLinesReader.read(bytes, file: file, target: nil))
    }
    let runner = ErrorTextsTests.runner(analyzer)
    let report = try EvaluationReport.build(
      items: runner.items(data).items, labels: analyzer.model.labels,
      options: EvaluationOptions(replicates: 200, data: data.sources))
    let texts = ErrorTexts(analyzer: analyzer, targets: runner.targets)
      .collect(report, examples: data.examples)
    return [
      ("article-real.html", ArticlePage.html([article], program: "stance 0.1.0")),
      ("evaluation-real.html", EvaluationPage.html(report, ReportDetails(texts: texts))),
      ("evaluation-real.md", EvaluationMarkdown.text(report, ReportDetails(texts: texts))),
    ]
  }
}
