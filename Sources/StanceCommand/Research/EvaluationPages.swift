import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceText
import StanceTraining

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a Markdown or HTML report shows beside the numbers.
enum EvaluationPages {
  /// Articles that are shown in full, at most.
  static let mostArticles = 12

  static func details(
    _ report: EvaluationReport, data: DataSet, analyzer: Analyzer, runner: ModelRunner,
    notes: [String], showsTexts: Bool
  ) -> ReportDetails {
    var details = ReportDetails(
      title: "Stance evaluation", date: today, program: "stance", notes: notes)
    guard showsTexts else { return details }
    details.texts = ErrorTexts(
      analyzer: analyzer, targets: runner.targets, usesContext: runner.usesContext
    ).collect(report, examples: data.examples, worst: details.worst)
    var articles: [(file: String, target: String?)] = []
    for example in data.examples where example.group == example.file {
      if articles.last?.file != example.file { articles.append((example.file, example.target)) }
    }
    guard articles.count <= mostArticles else { return details }
    for article in articles {
      // The file was read a moment ago; what has gone since is left out.
      guard let bytes = try? FileSystem.read(article.file),
        let text = try? TextDecoder.decode(bytes)
      else { continue }
      var own = analyzer
      own.target = runner.targets.pack(for: article.target)
      if !runner.usesContext { own.model.context = nil }
      var scorer = DocumentScorer(own)
      details.articles.append(
        ScoredArticle(
          file: article.file, text: text.bytes, encoding: text.encoding,
          predictions: scorer.score(text.bytes, explaining: .full), labels: own.model.labels,
          target: own.target.title))
    }
    return details
  }

  /// The day, UTC, as `2026-11-21`.
  private static var today: String {
    var now = time(nil)
    var parts = unsafe tm()
    // SAFETY: both arguments are local values that outlive the call.
    unsafe gmtime_r(&now, &parts)
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return unsafe "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }
}
