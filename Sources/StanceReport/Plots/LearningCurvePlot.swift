/// A metric by the amount of training data, with its interval as a band.
public enum LearningCurvePlot {
  /// - Returns: an SVG document or element.
  /// - Complexity: O(points).
  public static func svg(_ curve: LearningCurve, _ options: PlotOptions = .init()) -> String {
    markup(curve, options).source
  }

  static func markup(_ curve: LearningCurve, _ options: PlotOptions) -> Markup {
    let left = 34.0
    let right = options.width - 14
    let top = 20.0
    let bottom = top + 200
    var frame = PlotFrame(
      options, height: bottom + 36, title: "Learning curve: \(curve.metric) by \(curve.unit)",
      description: description(curve))
    let points = curve.points.filter { ($0.value ?? .nan).isFinite }
    let widest = Double(max(1, points.map(\.size).max() ?? 1))
    let lowest = points.flatMap { [$0.value, $0.low].compactMap { $0 } }.min() ?? 0
    let highest = points.flatMap { [$0.value, $0.high].compactMap { $0 } }.max() ?? 1
    let inUnit = lowest >= 0 && highest <= 1
    let floor = inUnit ? 0 : lowest
    let ceiling = inUnit ? 1 : max(highest, lowest + 1e-9)
    func x(_ size: Int) -> Double { left + (right - left) * Double(max(0, size)) / widest }
    func y(_ value: Double) -> Double {
      bottom - (bottom - top) * (min(max(value, floor), ceiling) - floor) / (ceiling - floor)
    }
    frame.text(PlotFrame.fit(curve.metric, width: options.width), x: 0, y: 11, style: "tick")
    for step in 0...4 {
      let tick = floor + (ceiling - floor) * Double(step) / 4
      frame.line("grid", left, y(tick), right, y(tick))
      frame.text(NumberText.short(tick), x: left - 5, y: y(tick) + 4, style: "tick end")
    }
    let banded = points.filter { $0.low != nil && $0.high != nil }
    if banded.count > 1 {
      let upper = banded.map { (x($0.size), y($0.high ?? 0)) }
      let lower = banded.reversed().map { (x($0.size), y($0.low ?? 0)) }
      frame.path("band", upper + lower, closed: true)
    } else if let only = banded.first, let low = only.low, let high = only.high {
      frame.upright(y(low), y(high), x: x(only.size))
    }
    frame.path("curve", points.map { (x($0.size), y($0.value ?? 0)) })
    var written = -100.0
    for (index, point) in points.enumerated() {
      let px = x(point.size)
      frame.circle(
        "favor halo", x: px, y: y(point.value ?? 0), radius: 4,
        tip: "\(point.size) \(curve.unit): \(text(point))")
      let last = index == points.count - 1
      if last || (px - written >= 46 && right - px >= 46) {
        frame.text(
          NumberText.count(point.size), x: px, y: bottom + 14,
          style: last ? "tick end" : "tick middle")
        written = px
      }
      if last {
        frame.text(
          NumberText.fixed(point.value), x: px, y: y(point.value ?? 0) - 9, style: "strong end")
      }
    }
    frame.text(
      PlotFrame.fit("training \(curve.unit)", width: right - left), x: (left + right) / 2,
      y: bottom + 30, style: "tick middle")
    return frame.markup
  }

  private static func text(_ point: LearningCurve.Point) -> String {
    var text = NumberText.fixed(point.value)
    if let low = point.low, let high = point.high {
      text += " (\(NumberText.fixed(low)) to \(NumberText.fixed(high)))"
    }
    return text
  }

  private static func description(_ curve: LearningCurve) -> String {
    guard !curve.points.isEmpty else { return "No size was tried." }
    return curve.points.map { "\($0.size) \(curve.unit): \(text($0))" }.joined(separator: "; ")
      + (curve.band.map { ". The band is: \($0)." } ?? ".")
  }
}
