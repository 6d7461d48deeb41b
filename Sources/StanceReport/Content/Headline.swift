public import StanceEvaluation

/// The sentences that open a report: what was found, and how far it can be trusted.
public enum Headline {
  /// One to three sentences, in the order of importance.
  public static func sentences(_ report: EvaluationReport) -> [String] {
    guard !report.items.isEmpty else { return ["There is nothing to evaluate."] }
    return [found(report), certainty(report)] + [against(report)].compactMap { $0 }
  }

  private static func found(_ report: EvaluationReport) -> String {
    let confusion = report.confusion
    let groups = report.groups.count
    return "\(NumberText.count(confusion.correct)) of \(NumberText.count(confusion.total, "text"))"
      + (groups == confusion.total ? "" : " from \(NumberText.count(groups, "group"))")
      + (confusion.total == 1 ? " has" : " have") + " the right label: accuracy "
      + "\(NumberText.percent(report[.accuracy])), macro-F1 \(NumberText.fixed(report[.macroF1]))."
  }

  private static func certainty(_ report: EvaluationReport) -> String {
    let level = NumberText.percent(report.options.level)
    let byGroup = report.interval(of: .accuracy, method: .bootstrapByGroup)
    let wilson = report.interval(of: .accuracy, method: .wilson)
    if let low = byGroup?.low, let high = byGroup?.high {
      let rough = report.groups.count < GroupBootstrap.trustedGroups
      return "On other groups of this kind one may expect an accuracy "
        + (rough ? "very roughly " : "") + "between \(NumberText.percent(low)) and "
        + "\(NumberText.percent(high)) (\(level) interval"
        + (rough ? "; \(report.groups.count) groups are few)." : ").")
    }
    let reason =
      report.groups.count == 1
      ? "All texts come from one group, so nothing is known of other articles"
      : "No interval by group can be given"
    guard let low = wilson?.low, let high = wilson?.high else { return reason + "." }
    return reason + "; even if its texts were independent draws, the accuracy could lie anywhere "
      + "between \(NumberText.percent(low)) and \(NumberText.percent(high)) (\(level) interval)."
  }

  private static func between(_ near: Double?, _ far: Double?) -> String {
    NumberText.fixed(near.map { abs($0) }) + " to " + NumberText.fixed(far.map { abs($0) })
  }

  /// The comparison with the strongest baseline, by macro-F1.
  private static func against(_ report: EvaluationReport) -> String? {
    let known = report.baselines.filter { $0.confusion.macroF1 != nil }
    guard
      let best = known.max(by: { ($0.confusion.macroF1 ?? 0) < ($1.confusion.macroF1 ?? 0) })
    else { return nil }
    let name =
      "the strongest baseline, \(best.name) (macro-F1 "
      + "\(NumberText.fixed(best.confusion.macroF1))"
    switch Standing(best.macroF1Difference) {
    case .better:
      return "It does better than \(name)), by "
        + between(best.macroF1Difference.low, best.macroF1Difference.high) + "."
    case .worse:
      return "It does worse than \(name)), by "
        + between(best.macroF1Difference.high, best.macroF1Difference.low) + "."
    case .cannotTell:
      return "Whether it does better than \(name)) cannot be told from these data."
    }
  }
}

/// Whether an interval of differences decides.
enum Standing: String, Sendable {
  case better
  case worse
  case cannotTell = "cannot tell"

  /// With few groups no winner is named, whatever the resamples say.
  init(_ difference: Interval) {
    let few = difference.notes.contains { note in
      if case .fewGroups = note { return true }
      return false
    }
    if few {
      self = .cannotTell
    } else if let low = difference.low, low > 0 {
      self = .better
    } else if let high = difference.high, high < 0 {
      self = .worse
    } else {
      self = .cannotTell
    }
  }
}
