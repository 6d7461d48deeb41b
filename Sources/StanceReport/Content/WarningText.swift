internal import StanceEvaluation

/// What a reader must know first, one line each.
enum WarningText {
  /// The report's warnings, with those on intervals that feign certainty in one line, then the
  /// caller's notes.
  static func lines(_ report: EvaluationReport, notes: [String] = []) -> [String] {
    var degenerate: [String] = []
    var lines: [String] = []
    var place: Int?
    for warning in report.warnings {
      if case .degenerateInterval(let metric) = warning {
        if place == nil { place = lines.count }
        degenerate.append(metric)
      } else {
        lines.append(warning.description)
      }
    }
    if let place {
      lines.insert(
        "every resample gives the same value of \(degenerate.joined(separator: ", ")): "
          + "no interval, and no certainty either", at: place)
    }
    return lines + notes
  }
}
