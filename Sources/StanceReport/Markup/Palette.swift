/// A colour of the report, sRGB.
public struct ReportColor: Sendable, Hashable {
  public let red: UInt8
  public let green: UInt8
  public let blue: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init(_ hex: UInt32) {
    red = UInt8(truncatingIfNeeded: hex >> 16)
    green = UInt8(truncatingIfNeeded: hex >> 8)
    blue = UInt8(truncatingIfNeeded: hex)
  }

  /// `#rrggbb`.
  public var css: String {
    let value = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

/// The colours of pages and plots, once for light and once for dark surroundings.
///
/// Blue, orange and grey stay apart for readers with protanopia and deuteranopia; text keeps a
/// contrast of 4.5 and marks one of 3 (WCAG 2.2, 1.4.3 and 1.4.11). Tests compute both from the
/// values below. Nothing is told by colour alone: labels have a sign, underlines a pattern.
public struct Palette: Sendable, Hashable {
  /// Background of the page, and of panels on it.
  public let paper: ReportColor
  public let panel: ReportColor
  /// Text, and text of second rank.
  public let ink: ReportColor
  public let muted: ReportColor
  /// Rules and grids, which carry no information.
  public let line: ReportColor
  /// Text, bars and borders of a stance.
  public let favor: ReportColor
  public let neutral: ReportColor
  public let against: ReportColor
  /// Backgrounds of paragraphs of a stance.
  public let favorTint: ReportColor
  public let neutralTint: ReportColor
  public let againstTint: ReportColor
  /// Cells of a heat map, from none to all. The last two carry text in `paper`, the rest in `ink`.
  public let heat: [ReportColor]

  /// The first step of `heat` that carries text in `paper`.
  public static let firstDarkHeat = 4

  public static let light = Palette(
    paper: .init(0xFFFFFF), panel: .init(0xF5F6F8), ink: .init(0x16191D), muted: .init(0x565E69),
    line: .init(0xD5D9DF), favor: .init(0x0A58A8), neutral: .init(0x5D6570),
    against: .init(0xA14300), favorTint: .init(0xE6F0FB), neutralTint: .init(0xF0F1F3),
    againstTint: .init(0xFDEEE2),
    heat: [0xF5F6F8, 0xD6E4F3, 0xA9C8E7, 0x7AAAD8, 0x2B71B8, 0x0A4F98].map { .init($0) })

  public static let dark = Palette(
    paper: .init(0x15181C), panel: .init(0x1D2126), ink: .init(0xE9ECEF), muted: .init(0xA9B1BB),
    line: .init(0x3A414A), favor: .init(0x74B7FF), neutral: .init(0xB3BAC3),
    against: .init(0xFFAB66), favorTint: .init(0x12263C), neutralTint: .init(0x24282E),
    againstTint: .init(0x37230F),
    heat: [0x1D2126, 0x1F3144, 0x27425F, 0x305579, 0x63A2E4, 0x8CC4FF].map { .init($0) })

  /// Custom properties, for `:root`.
  var css: String {
    var parts = [
      "--paper:\(paper.css)", "--panel:\(panel.css)", "--ink:\(ink.css)", "--muted:\(muted.css)",
      "--line:\(line.css)", "--favor:\(favor.css)", "--neutral:\(neutral.css)",
      "--against:\(against.css)", "--favor-tint:\(favorTint.css)",
      "--neutral-tint:\(neutralTint.css)", "--against-tint:\(againstTint.css)",
    ]
    for (step, color) in heat.enumerated() { parts.append("--heat\(step):\(color.css)") }
    return parts.joined(separator: ";")
  }

  /// The step of `heat` for a share of 0 to 1.
  static func heatStep(_ share: Double) -> Int {
    guard share > 0 else { return 0 }
    return min(5, 1 + Int((share * 5).rounded(.down)))
  }
}
