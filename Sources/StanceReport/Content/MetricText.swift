internal import StanceEvaluation

/// What metrics are called and mean.
enum MetricText {
  static func name(_ metric: Metric, labels: [String]) -> String {
    switch metric {
    case .accuracy: "Accuracy"
    case .macroF1: "Macro-F1"
    case .microF1: "Micro-F1"
    case .favorAgainstF1: "Favor/against F1"
    case .balancedAccuracy: "Balanced accuracy"
    case .kappa: "Cohen\u{2019}s kappa"
    case .coverage: "Coverage"
    case .answeredAccuracy: "Accuracy where answered"
    case .rocAUC: "ROC area, one against rest"
    case .logLoss: "Log loss"
    case .brier: "Brier score"
    case .calibrationError: "Calibration error"
    case .coverageRiskArea: "Area of coverage\u{2013}risk"
    case .precision(let label): "Precision of " + labels[label]
    case .recall(let label): "Recall of " + labels[label]
    case .f1(let label): "F1 of " + labels[label]
    case .labelROCAUC(let label): "ROC area of " + labels[label]
    }
  }

  /// One line for a reader who does not know the term.
  static func meaning(_ metric: Metric) -> String {
    switch metric {
    case .accuracy: "Share of texts with the right label."
    case .macroF1: "Mean of the labels\u{2019} F1: every label counts the same, however rare."
    case .microF1: "F1 of all answers together; equals accuracy when every text is answered."
    case .favorAgainstF1: "Mean F1 of favor and against alone, as in SemEval-2016 Task 6."
    case .balancedAccuracy: "Mean of the labels\u{2019} recall."
    case .kappa: "Agreement beyond what the label frequencies alone would give; 0 is chance."
    case .coverage: "Share of texts that got an answer."
    case .answeredAccuracy: "Share of right labels among the answers."
    case .rocAUC:
      "Chance that a text of a label is ranked above one of another; 0.5 is chance."
    case .logLoss: "Mean of \u{2212}ln of the probability given to the right label; less is better."
    case .brier:
      "Mean squared distance of the probabilities from the truth, 0 to 2; less is better."
    case .calibrationError:
      "Mean gap between stated probability and share of right answers; less is better, "
        + "and small samples make it look larger."
    case .coverageRiskArea: "Mean error rate when the least sure answers are withheld first."
    case .precision: "Share of right ones among the texts given the label."
    case .recall: "Share of the texts of the label that were given it."
    case .f1: "Harmonic mean of precision and recall."
    case .labelROCAUC: "Chance that a text of the label is ranked above one of another."
    }
  }

  /// `0.57 – 0.93`, or nil without ends.
  static func range(_ interval: Interval?, _ decimals: Int = 2, signed: Bool = false) -> String? {
    guard let low = interval?.low, let high = interval?.high else { return nil }
    func text(_ value: Double) -> String {
      signed ? NumberText.signed(value, decimals) : NumberText.fixed(value, decimals)
    }
    return text(low) + (signed ? " to " : "\u{2009}\u{2013}\u{2009}") + text(high)
  }

  /// How an interval was made, in a word.
  static func method(_ interval: Interval) -> String {
    switch interval.method {
    case .wilson: "Wilson"
    case .bootstrapByGroup: "by group"
    }
  }

  static func name(_ variant: Interval.Variant) -> String {
    switch variant {
    case .percentile: "percentiles"
    case .bca: "BCa (bias-corrected and accelerated)"
    }
  }
}
