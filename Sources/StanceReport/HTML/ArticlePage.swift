/// Scored articles as one self-contained HTML file.
public enum ArticlePage {
  /// The page: no network, no script, light and dark, for screen and paper.
  ///
  /// - Returns: a whole HTML document, UTF-8.
  public static func html(
    _ articles: [ScoredArticle], title: String? = nil, date: String? = nil,
    program: String? = nil
  ) -> String {
    ""
  }
}
