import StanceReport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Contrast (WCAG 2.2) and distance for colour-blind readers, computed from the palette itself.
@Suite struct PaletteTests {
  static let palettes = [("light", Palette.light), ("dark", Palette.dark)]

  /// Linear light of sRGB components (IEC 61966-2-1).
  static func linear(_ color: ReportColor) -> [Double] {
    [color.red, color.green, color.blue].map { byte in
      let v = Double(byte) / 255
      return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
    }
  }

  static func luminance(_ color: ReportColor) -> Double {
    let c = linear(color)
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]
  }

  static func contrast(_ a: ReportColor, _ b: ReportColor) -> Double {
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  /// Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB.
  static let visions: [(String, [[Double]])] = [
    ("normal", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    (
      "protanopia",
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    ),
    (
      "deuteranopia",
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    ),
  ]

  /// CIE L*a*b* (D65) of a colour as seen.
  static func lab(_ color: ReportColor, _ vision: [[Double]]) -> [Double] {
    let c = linear(color)
    let seen = vision.map { row in
      min(1, max(0, row[0] * c[0] + row[1] * c[1] + row[2] * c[2]))
    }
    let x = (0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047
    let y = 0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]
    let z = (0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883
    func f(_ t: Double) -> Double { t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116 }
    return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))]
  }

  static func distance(_ a: ReportColor, _ b: ReportColor, _ vision: [[Double]]) -> Double {
    zip(lab(a, vision), lab(b, vision)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      .squareRoot()
  }

  @Test func knownContrasts() {
    // The two ends of WCAG's scale, and the grey that just passes on white.
    #expect(abs(Self.contrast(Palette.light.paper, Palette.light.paper) - 1) < 1e-12)
    #expect(abs(Self.contrast(color(0, 0, 0), color(255, 255, 255)) - 21) < 1e-9)
    #expect(abs(Self.contrast(color(0x76, 0x76, 0x76), color(255, 255, 255)) - 4.54) < 0.005)
  }

  private func color(_ r: UInt8, _ g: UInt8, _ b: UInt8) -> ReportColor {
    ReportColor(red: r, green: g, blue: b)
  }

  @Test func textHasContrast() {
    for (name, p) in Self.palettes {
      let grounds = [
        ("paper", p.paper), ("panel", p.panel), ("favor tint", p.favorTint),
        ("neutral tint", p.neutralTint), ("against tint", p.againstTint),
      ]
      for (ground, below) in grounds {
        for (text, above) in [
          ("ink", p.ink), ("muted", p.muted), ("favor", p.favor), ("neutral", p.neutral),
          ("against", p.against),
        ] {
          let ratio = Self.contrast(above, below)
          #expect(ratio >= 4.5, "\(name): \(text) on \(ground) is \(ratio)")
        }
      }
      // Notes are written in paper on ink.
      #expect(Self.contrast(p.paper, p.ink) >= 4.5)
      for (step, heat) in p.heat.enumerated() {
        let text = step >= Palette.firstDarkHeat ? p.paper : p.ink
        let ratio = Self.contrast(text, heat)
        #expect(ratio >= 4.5, "\(name): heat \(step) is \(ratio)")
      }
    }
  }

  @Test func marksStandOut() {
    for (name, p) in Self.palettes {
      for (mark, above) in [("favor", p.favor), ("neutral", p.neutral), ("against", p.against)] {
        for (ground, below) in [("paper", p.paper), ("panel", p.panel)] {
          let ratio = Self.contrast(above, below)
          #expect(ratio >= 3, "\(name): \(mark) on \(ground) is \(ratio)")
        }
      }
    }
  }

  @Test func stancesStayApartForEveryEye() {
    for (name, p) in Self.palettes {
      let marks = [("favor", p.favor), ("neutral", p.neutral), ("against", p.against)]
      let tints = [
        ("favor", p.favorTint), ("neutral", p.neutralTint), ("against", p.againstTint),
      ]
      for (vision, matrix) in Self.visions {
        for i in 0..<3 {
          for j in i + 1..<3 {
            let far = Self.distance(marks[i].1, marks[j].1, matrix)
            #expect(far >= 25, "\(name), \(vision): \(marks[i].0) and \(marks[j].0): \(far)")
            let near = Self.distance(tints[i].1, tints[j].1, matrix)
            #expect(near >= 3, "\(name), \(vision): tints \(i) and \(j): \(near)")
          }
        }
      }
    }
  }

  @Test func heatRises() {
    for (name, p) in Self.palettes {
      let ratios = p.heat.map { Self.contrast($0, p.paper) }
      #expect(zip(ratios, ratios.dropFirst()).allSatisfy { $0 < $1 }, "\(name): \(ratios)")
    }
  }
}
