/// Style that the report writes itself; no foreign text can enter it.
struct StyleSheet: Sendable {
  let text: String

  /// Colours for light and dark, and light on paper.
  static let colors = StyleSheet(
    text: ":root{color-scheme:light dark;\(Palette.light.css)}\n"
      + "@media screen and (prefers-color-scheme:dark){:root{\(Palette.dark.css)}}\n")

  /// What plots need, on a page and alone.
  static let plots = StyleSheet(
    text: """
      .plot{color:var(--ink);font-family:inherit;font-size:12px;max-width:100%;height:auto}
      .plot text{fill:currentColor}
      .plot .tick{fill:var(--muted);font-size:11px}
      .plot .strong{font-weight:600}
      .plot .end{text-anchor:end}
      .plot .middle{text-anchor:middle}
      .plot .grid{stroke:var(--line);stroke-width:1;fill:none}
      .plot .axis{stroke:var(--muted);stroke-width:1;fill:none}
      .plot .ideal{stroke:var(--muted);stroke-width:1;stroke-dasharray:4 3;fill:none}
      .plot .whisker{stroke:var(--ink);stroke-width:1.5;fill:none}
      .plot .track{fill:var(--panel)}
      .plot .favor{fill:var(--favor)}
      .plot .neutral{fill:var(--neutral)}
      .plot .against{fill:var(--against)}
      .plot .soft{fill-opacity:.35}
      .plot .curve{stroke:var(--favor);stroke-width:2;fill:none;stroke-linejoin:round}
      .plot .band{fill:var(--favor);fill-opacity:.18}
      .plot .halo{stroke:var(--paper);stroke-width:1.5}
      .plot .frame{stroke:var(--ink);stroke-width:1.5;fill:none}
      .plot .heat0{fill:var(--heat0)}
      .plot .heat1{fill:var(--heat1)}
      .plot .heat2{fill:var(--heat2)}
      .plot .heat3{fill:var(--heat3)}
      .plot .heat4{fill:var(--heat4)}
      .plot .heat5{fill:var(--heat5)}
      .plot .onheat{fill:var(--paper)}
      @media print{.plot .soft,.plot rect,.plot circle{print-color-adjust:exact;\
      -webkit-print-color-adjust:exact}}

      """)

  /// A plot that stands alone: its own font and background.
  static let alone = StyleSheet(
    text: ".plot{font-family:system-ui,sans-serif;background:var(--paper)}\n")

  static func + (a: StyleSheet, b: StyleSheet) -> StyleSheet {
    StyleSheet(text: a.text + b.text)
  }
}
