public import StanceModel

/// How a report looks on a terminal: colours, columns, and which label is which.
public struct TerminalLook: Sendable {
  public var paint: Paint
  /// Columns of a line.
  public var width: Int
  /// Labels of the model, in the order of its probabilities.
  public var labels: [String]
  public let favor: Int?
  public let against: Int?

  /// - Parameter width: raised to 80, which the tables need.
  public init(model: LinearModel, color: Bool, width: Int = 80) {
    paint = Paint(color)
    self.width = max(80, width)
    labels = model.labels
    favor = model.favorIndex
    against = model.againstIndex
  }

  func role(_ label: String) -> Paint.Role? {
    guard let index = labels.firstIndex(of: label) else { return nil }
    if index == favor { return .favor }
    return index == against ? .against : .neutral
  }

  /// Whether the labels speak for and against something.
  var hasScore: Bool { favor != nil && against != nil }

  /// Columns for a label's name.
  var labelWidth: Int { min(12, labels.map { DisplayWidth.of($0) }.max() ?? 7) }

  /// What a part adds to favor less against; to its strongest label where there is no such pair.
  func effect(_ part: Contribution) -> Double {
    if let favor, let against { return Double(part.values[favor] - part.values[against]) }
    return Double(part.values.max { abs($0) < abs($1) } ?? 0)
  }

  func signed(_ value: Double) -> String {
    paint(NumberText.column(value), value > 0.005 ? .favor : value < -0.005 ? .against : nil)
  }

  /// A line across with words on it: `── Summary ─────────────── label favor ──`.
  func rule(_ title: String, right: String = "", rightRole: Paint.Role? = nil) -> String {
    let space = width - 6 - (right.isEmpty ? 0 : DisplayWidth.of(right) + 4)
    let title = DisplayWidth.truncated(title, to: space - 2)
    let fill = max(2, space - DisplayWidth.of(title))
    var line = paint("──", .faint) + " " + paint(title, .strong) + " "
    line += paint(String(repeating: "─", count: fill), .faint)
    if !right.isEmpty { line += " " + paint(right, rightRole) + " " + paint("──", .faint) }
    return line
  }
}
