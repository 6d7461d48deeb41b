/// How a plot is written.
public struct PlotOptions: Sendable, Hashable {
  /// Begins the ids of title and description; must be the plot's own within a page. Letters,
  /// digits and `-`.
  public var id: String
  /// Width of the view box; text is 12 units high. 100 to 1200.
  public var width: Double
  /// Whether the plot brings its style along, as a file of its own needs it.
  public var standalone: Bool

  public init(id: String = "plot", width: Double = 360, standalone: Bool = true) {
    self.id = id
    self.width = min(max(width, 100), 1200)
    self.standalone = standalone
  }
}

/// The root of a plot: view box, title, description, and style where it stands alone.
struct PlotFrame {
  let options: PlotOptions
  let height: Double
  let title: String
  let description: String
  var parts: [Markup] = []

  init(_ options: PlotOptions, height: Double, title: String, description: String) {
    self.options = options
    self.height = height
    self.title = title
    self.description = description
  }

  var markup: Markup {
    let w = NumberText.short(options.width)
    let h = NumberText.short(height)
    var attributes: [Markup.Attribute] = []
    if options.standalone { attributes.append(.init(.xmlns, "http://www.w3.org/2000/svg")) }
    attributes += [
      .init(.class, "plot"), .init(.viewBox, "0 0 \(w) \(h)"), .init(.role, "img"),
      .init(.ariaLabelledby, "\(options.id)-title \(options.id)-desc"),
    ]
    var children = [
      tag(.title, [.init(.id, options.id + "-title")], text: title),
      tag(.desc, [.init(.id, options.id + "-desc")], text: description),
    ]
    if options.standalone { children.append(.style(.colors + .plots + .alone)) }
    return tag(.svg, attributes, children + parts)
  }

  mutating func rect(
    _ style: String, x: Double, y: Double, width: Double, height: Double, corner: Double = 0,
    tip: String? = nil
  ) {
    var attributes: [Markup.Attribute] = [
      .init(.x, x), .init(.y, y), .init(.width, max(0, width)),
      .init(.height, max(0, height)),
    ]
    if corner > 0 { attributes.append(.init(.rx, corner)) }
    parts.append(tag(.rect, class: style, attributes, Self.tip(tip)))
  }

  mutating func line(_ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    parts.append(
      tag(
        .line, class: style,
        [.init(.x1, x1), .init(.y1, y1), .init(.x2, x2), .init(.y2, y2)]))
  }

  mutating func circle(_ style: String, x: Double, y: Double, radius: Double, tip: String? = nil) {
    parts.append(
      tag(
        .circle, class: style, [.init(.cx, x), .init(.cy, y), .init(.r, radius)],
        Self.tip(tip)))
  }

  /// `tip` is shown by browsers when the pointer rests on the text.
  /// - Parameter turn: degrees, clockwise around its anchor.
  mutating func text(
    _ value: String, x: Double, y: Double, style: String? = nil, turn: Double? = nil,
    tip: String? = nil
  ) {
    var attributes: [Markup.Attribute] = [.init(.x, x), .init(.y, y)]
    if let turn {
      let place = "\(NumberText.short(x)) \(NumberText.short(y))"
      attributes.append(.init(.transform, "rotate(\(NumberText.short(turn)) \(place))"))
    }
    parts.append(tag(.text, class: style, attributes, [.text(value)] + Self.tip(tip)))
  }

  /// A line through points, or an area within them.
  mutating func path(_ style: String, _ points: [(x: Double, y: Double)], closed: Bool = false) {
    guard !points.isEmpty else { return }
    var data = ""
    for (index, point) in points.enumerated() {
      data +=
        (index == 0 ? "M" : "L") + NumberText.short(point.x) + " "
        + NumberText.short(point.y)
    }
    parts.append(tag(.path, class: style, [.init(.d, data + (closed ? "Z" : ""))]))
  }

  /// An interval as a line with ends, horizontal.
  mutating func whisker(_ low: Double, _ high: Double, y: Double, cap: Double = 3) {
    let data =
      "M\(NumberText.short(low)) \(NumberText.short(y - cap))v\(NumberText.short(2 * cap))"
      + "M\(NumberText.short(low)) \(NumberText.short(y))H\(NumberText.short(high))"
      + "M\(NumberText.short(high)) \(NumberText.short(y - cap))v\(NumberText.short(2 * cap))"
    parts.append(tag(.path, class: "whisker", [.init(.d, data)]))
  }

  /// An interval as a line with ends, vertical.
  mutating func upright(_ low: Double, _ high: Double, x: Double, cap: Double = 3) {
    let data =
      "M\(NumberText.short(x - cap)) \(NumberText.short(low))h\(NumberText.short(2 * cap))"
      + "M\(NumberText.short(x)) \(NumberText.short(low))V\(NumberText.short(high))"
      + "M\(NumberText.short(x - cap)) \(NumberText.short(high))h\(NumberText.short(2 * cap))"
    parts.append(tag(.path, class: "whisker", [.init(.d, data)]))
  }

  private static func tip(_ text: String?) -> [Markup] {
    text.map { [tag(.title, text: $0)] } ?? []
  }

  /// A text cut so that it fits a width, with an ellipsis; a glyph is taken as 0.62 of the size.
  static func fit(_ text: String, width: Double, size: Double = 12) -> String {
    let most = max(1, Int(width / (size * 0.62)))
    let text = Escaping.visible(text)
    guard text.count > most else { return text }
    return text.prefix(max(1, most - 1)) + "\u{2026}"
  }
}
