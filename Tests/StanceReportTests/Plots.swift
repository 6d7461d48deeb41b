import StanceEvaluation
import StanceReport

/// Every plot of a report, as files of their own.
enum Plots {
  static func all(_ report: EvaluationReport) -> [(name: String, svg: String)] {
    [
      ("confusion", ConfusionPlot.svg(report.confusion)),
      ("labels", LabelBarsPlot.svg(report)),
      ("reliability", ReliabilityPlot.svg(report.calibration)),
      ("coverage-risk", CoverageRiskPlot.svg(report.coverageRisk)),
      ("learning-curve", LearningCurvePlot.svg(Samples.curve)),
      ("score", ScorePlot.svg(Samples.frenchArticle)),
      ("score-wide", ScorePlot.svg(Samples.frenchArticle, PlotOptions(width: 940))),
      (
        "sparkline",
        Sparkline.svg(name: "accuracy of blog", value: 0.7, low: 0.6, high: 0.78, reference: 0.65)
      ),
    ]
  }
}
