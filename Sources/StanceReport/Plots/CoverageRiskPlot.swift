public import StanceEvaluation

/// The error rate when the least sure predictions are withheld.
public enum CoverageRiskPlot {
  /// - Returns: an SVG document or element; at most about 400 points of the curve are drawn.
  /// - Complexity: O(points).
  public static func svg(_ curve: CoverageRisk, _ options: PlotOptions = .init()) -> String {
    markup(curve, options).source
  }

  static func markup(_ curve: CoverageRisk, _ options: PlotOptions) -> Markup {
    let left = 40.0
    let right = options.width - 10
    let top = 20.0
    let bottom = top + 200
    var frame = PlotFrame(
      options, height: bottom + 36, title: "Error rate by share of texts answered",
      description: description(curve))
    let peak = curve.points.map(\.risk).max() ?? 0
    let ceiling = [0.1, 0.2, 0.4, 0.6, 0.8, 1.0].first { peak <= $0 } ?? 1
    func x(_ value: Double) -> Double { left + (right - left) * value }
    func y(_ value: Double) -> Double { bottom - (bottom - top) * value / ceiling }
    frame.text("errors among the answers", x: 0, y: 11, style: "tick")
    for step in 0...4 {
      let tick = ceiling * Double(step) / 4
      frame.line("grid", left, y(tick), right, y(tick))
      frame.text(
        NumberText.percent(tick, ceiling < 0.2 && step % 2 == 1 ? 1 : 0), x: left - 5,
        y: y(tick) + 4, style: "tick end")
    }
    for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
      frame.text(
        NumberText.percent(tick), x: x(tick), y: bottom + 14,
        style: tick == 1 ? "tick end" : "tick middle")
    }
    frame.text("texts answered", x: (left + right) / 2, y: bottom + 30, style: "tick middle")
    if let last = curve.points.last {
      frame.line("ideal", left, y(last.risk), right, y(last.risk))
    }
    frame.path("curve", thinned(curve.points).map { (x($0.coverage), y($0.risk)) })
    for share in [0.5, 1.0] {
      guard let point = curve.points.last(where: { $0.coverage <= share + 1e-9 }) else { continue }
      let end = point.coverage > 0.9
      frame.circle(
        "favor halo", x: x(point.coverage), y: y(point.risk), radius: 4,
        tip: "\(NumberText.percent(point.coverage)) answered: "
          + "\(NumberText.percent(point.risk)) errors, from probability "
          + NumberText.fixed(point.confidence))
      frame.text(
        // Before the point and above it: the curve rises to the right.
        NumberText.percent(point.risk), x: x(point.coverage) + (end ? -2 : -7),
        y: y(point.risk) + (y(point.risk) < top + 16 ? 18 : -9), style: "strong end")
    }
    return frame.markup
  }

  private static func thinned(_ points: [CoverageRisk.Point]) -> [CoverageRisk.Point] {
    guard points.count > 400 else { return points }
    return (0..<400).map { points[$0 * (points.count - 1) / 399] }
  }

  private static func description(_ curve: CoverageRisk) -> String {
    guard !curve.points.isEmpty else { return "No text has probabilities." }
    let shares = [0.25, 0.5, 0.75, 1.0].compactMap { share -> String? in
      guard let point = curve.points.last(where: { $0.coverage <= share + 1e-9 }) else {
        return nil
      }
      return "\(NumberText.percent(point.risk)) errors when \(NumberText.percent(point.coverage)) "
        + "are answered (probability \(NumberText.fixed(point.confidence)) or more)"
    }
    return "The surest units first: " + shares.joined(separator: "; ")
      + ". The area under the curve is " + NumberText.fixed(curve.area, 3)
      + ", at best " + NumberText.fixed(curve.bestArea, 3) + "."
  }
}
