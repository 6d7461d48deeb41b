public import StanceEvaluation

/// An evaluation as Markdown with the tables that GitHub renders.
public enum EvaluationMarkdown {
  /// The text, ending with a line end.
  public static func text(
    _ report: EvaluationReport, _ details: ReportDetails = ReportDetails()
  ) -> String {
    ""
  }
}
