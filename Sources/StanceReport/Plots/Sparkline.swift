/// A value with its interval on a line from 0 to 1, for a row of a table.
public enum Sparkline {
  /// - Parameters:
  ///   - name: what the value is of, for the title.
  ///   - reference: a value to compare with, drawn as a dashed line.
  /// - Returns: an SVG document or element.
  public static func svg(
    name: String, value: Double?, low: Double?, high: Double?, reference: Double? = nil,
    _ options: PlotOptions = .init(width: 240)
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
    var frame = PlotFrame(options, height: 24, title: name, description: text)
    func x(_ value: Double) -> Double { 5 + (options.width - 10) * min(max(value, 0), 1) }
    frame.rect("track", x: 5, y: 8, width: options.width - 10, height: 8, corner: 4)
    if let low, let high {
      frame.rect("favor soft", x: x(low), y: 8, width: x(high) - x(low), height: 8, corner: 4)
    }
    if let reference { frame.line("whisker", x(reference), 2, x(reference), 22) }
    if let value { frame.circle("favor halo", x: x(value), y: 12, radius: 5.5) }
    return frame.markup
  }
}
