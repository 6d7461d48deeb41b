internal import StanceKit

/// Scored articles as one self-contained HTML file: the paragraphs tinted by stance, words
/// underlined by what they added, the score along the article, and the parts of every score.
///
/// ```swift
/// let page = ArticlePage.html([article], program: "stance 1.0")
/// ```
public enum ArticlePage {
  /// The page: no network, no script, light and dark, for screen and paper.
  ///
  /// - Parameters:
  ///   - title: default is the file's name, or the number of articles.
  ///   - date: written as the caller likes.
  ///   - program: the program and its version, for the foot.
  /// - Returns: a whole HTML document, UTF-8. Text from articles is escaped.
  /// - Complexity: O(bytes + contributions · log).
  public static func html(
    _ articles: [ScoredArticle], title: String? = nil, date: String? = nil,
    program: String? = nil
  ) -> String {
    let only = articles.count == 1 ? articles[0] : nil
    let lines = [only?.file, date].compactMap { $0 }
    let names = ShortNames.of(articles.map(\.file))
    return PageFrame(
      title: title ?? only.map { _ in names[0] } ?? NumberText.count(articles.count, "article"),
      byline: lines.map { tag(.p, class: "small", [], [bidirectional($0)]) },
      parts: (articles.count > 1 ? [overview(articles, names)] : [])
        + articles.enumerated().map { index, article in
          PageFrame.Part(
            id: "a\(index)", title: only == nil ? names[index] : nil,
            content: ArticleView(article: article, id: "a\(index)").markup)
        }, program: program
    ).source
  }

  /// A row an article: its stance as one, how many paragraphs of each label, and the mean score.
  private static func overview(
    _ articles: [ScoredArticle], _ names: [String]
  ) -> PageFrame.Part {
    var labels: [String] = []
    for label in articles.flatMap(\.labels) where !labels.contains(label) { labels.append(label) }
    let table = ReportTable(
      "Paragraphs by label",
      columns: [.init("Article"), .init("Overall")] + labels.map { .init($0, number: true) }
        + [.init("Mean score", number: true)],
      rows: zip(articles, names).map { article, name in
        let scores = article.predictions.compactMap(\.score)
        let mean = scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
        let verdict = ArticleView(article: article, id: "").verdict?.label
        return [.code(name), verdict.map { .label($0) } ?? "—"]
          + labels.map { label in
            .count(article.predictions.filter { $0.label == label }.count)
          } + [ReportTable.Cell(NumberText.signed(mean))]
      })
    return PageFrame.Part(
      id: "overview", title: "Overview",
      content: [TableView.markup(table, id: "overview")])
  }
}
