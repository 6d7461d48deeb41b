/// A value with its interval on a line from 0 to 1, for a row of a table.
public enum Sparkline {
  /// - Parameters:
  ///   - name: what the value is of, for the title.
  ///   - reference: a value to compare with, drawn as a dashed line.
  /// - Returns: an SVG document or element.
  public static func svg(
    name: String, value: Double?, low: Double?, high: Double?, reference: Double? = nil,
    _ options: PlotOptions = .init(width: 120)
  ) -> String {
    markup(name: name, value: value, low: low, high: high, reference: reference, options).source
  }

  static func markup(
    name: String, value: Double?, low: Double?, high: Double?, reference: Double?,
    _ options: PlotOptions
  ) -> Markup {
    var text = NumberText.fixed(value)
    if let low, let high { text += ", \(NumberText.fixed(low)) to \(NumberText.fixed(high))" }
    if let reference { text += "; all together \(NumberText.fixed(reference))" }
    var frame = PlotFrame(options, height: 18, title: name, description: text)
    func x(_ value: Double) -> Double { 5 + (options.width - 10) * min(max(value, 0), 1) }
    frame.line("axis", 5, 9, options.width - 5, 9)
    if let low, let high {
      frame.rect("favor soft", x: x(low), y: 5, width: x(high) - x(low), height: 8, corner: 4)
    }
    if let reference { frame.line("whisker", x(reference), 1, x(reference), 17) }
    if let value { frame.circle("favor halo", x: x(value), y: 9, radius: 4.5) }
    return frame.markup
  }
}
