public import StanceEvaluation

/// An evaluation as one self-contained HTML file.
public enum EvaluationPage {
  /// The page: no network, no script, light and dark, for screen and paper.
  ///
  /// - Returns: a whole HTML document, UTF-8.
  public static func html(
    _ report: EvaluationReport, _ details: ReportDetails = ReportDetails()
  ) -> String {
    ""
  }
}
