public import StanceEvaluation

/// How often predictions are right, by how sure the system was, with the number of units a bin.
public enum ReliabilityPlot {
  /// - Parameter level: coverage of the Wilson interval of each bin.
  /// - Returns: an SVG document or element.
  /// - Complexity: O(bins).
  public static func svg(
    _ calibration: CalibrationTally, level: Double = 0.95, _ options: PlotOptions = .init()
  ) -> String {
    markup(calibration, level: level, options).source
  }

  static func markup(
    _ calibration: CalibrationTally, level: Double, _ options: PlotOptions
  ) -> Markup {
    let left = 34.0
    let right = options.width - 8
    let top = 20.0
    let bottom = top + 210
    let strip = bottom + 50
    let bins = calibration.reliability
    var frame = PlotFrame(
      options, height: strip + 58, title: "Reliability of the probabilities",
      description: description(calibration))
    func x(_ value: Double) -> Double { left + (right - left) * value }
    func y(_ value: Double) -> Double { bottom - (bottom - top) * value }
    frame.text("share right", x: 0, y: 11, style: "tick")
    for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
      frame.line("grid", left, y(tick), right, y(tick))
      frame.text(
        NumberText.short(tick), x: left - 5, y: y(tick) + 4, style: "tick end")
      frame.text(NumberText.short(tick), x: x(tick), y: bottom + 14, style: "tick middle")
    }
    frame.line("ideal", x(0), y(0), x(1), y(1))
    let most = Double(max(1, bins.map(\.count).max() ?? 1))
    for (index, bin) in bins.enumerated() {
      let width = x(bin.high) - x(bin.low)
      frame.rect(
        "neutral soft", x: x(bin.low) + 1, y: strip + 36 - 34 * Double(bin.count) / most,
        width: width - 2, height: 34 * Double(bin.count) / most)
      if width >= 18 {
        frame.text(
          NumberText.count(bin.count), x: x(bin.low) + width / 2, y: strip + 50,
          style: "tick middle")
      }
      guard let accuracy = bin.accuracy, let confidence = bin.confidence else { continue }
      let interval = Interval.wilson(
        successes: calibration.bins[index].correct, trials: bin.count, level: level)
      frame.rect(
        "favor soft", x: x(bin.low) + 1, y: y(accuracy), width: width - 2,
        height: bottom - y(accuracy))
      if let low = interval.low, let high = interval.high {
        frame.upright(y(low), y(high), x: x(confidence))
      }
      frame.circle(
        "favor halo", x: x(confidence), y: y(accuracy), radius: 4,
        tip: "\(bin.count) texts, mean probability \(NumberText.fixed(confidence)), "
          + "right \(NumberText.percent(accuracy))")
    }
    frame.text(
      "probability of the predicted label", x: (left + right) / 2, y: bottom + 29,
      style: "tick middle")
    frame.line("axis", left, strip + 36, right, strip + 36)
    frame.text("texts", x: 0, y: strip + 50, style: "tick")
    return frame.markup
  }

  private static func description(_ calibration: CalibrationTally) -> String {
    let bins = calibration.reliability.filter { $0.count > 0 }.map { bin in
      "Between \(NumberText.short(bin.low)) and \(NumberText.short(bin.high)): \(bin.count) texts, "
        + "mean probability \(NumberText.fixed(bin.confidence)), "
        + "right \(NumberText.percent(bin.accuracy))."
    }
    guard !bins.isEmpty else { return "No text has probabilities." }
    return "On the dashed line probabilities are right. Expected calibration error "
      + NumberText.fixed(calibration.expectedCalibrationError) + ". "
      + bins.joined(separator: " ")
  }
}
