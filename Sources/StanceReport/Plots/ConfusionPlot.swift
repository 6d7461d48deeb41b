public import StanceEvaluation

/// Gold against predicted labels as a heat map.
///
/// A cell holds its count and its share of the row; colour follows the share, so that a frequent
/// label does not outshine a rare one. Right answers have a frame.
public enum ConfusionPlot {
  /// - Returns: an SVG document or element; K labels, and a column for abstentions if there are any.
  /// - Complexity: O(K²).
  public static func svg(_ confusion: ConfusionMatrix, _ options: PlotOptions = .init()) -> String {
    markup(confusion, options).source
  }

  static func markup(_ confusion: ConfusionMatrix, _ options: PlotOptions) -> Markup {
    let labels = confusion.labels
    let abstains = confusion.abstained.contains { $0 > 0 }
    let columns = labels.count + (abstains ? 1 : 0)
    let left = 84.0
    let cell = (options.width - left - 2) / Double(max(1, columns))
    let tall = min(cell, 52)
    let names = labels + (abstains ? ["no answer"] : [])
    // Names that do not fit over their column stand aslant.
    let slanted = names.contains { PlotFrame.fit($0, width: cell - 4) != Escaping.visible($0) }
    let top = slanted ? 86.0 : 40.0
    var frame = PlotFrame(
      options, height: top + tall * Double(labels.count) + 4, title: "Confusion of labels",
      description: description(confusion))
    frame.text("gold \u{2192}", x: 0, y: top - 8, style: "tick")
    frame.text("predicted \u{2193}", x: options.width, y: 12, style: "tick end")
    for (column, name) in names.enumerated() {
      let x = left + cell * (Double(column) + 0.5)
      if slanted {
        frame.text(
          PlotFrame.fit(name, width: 92), x: x + 4, y: top - 6, style: "end", turn: 40, tip: name)
      } else {
        frame.text(name, x: x, y: top - 8, style: "middle", tip: name)
      }
    }
    for row in labels.indices {
      let y = top + tall * Double(row)
      let support = confusion.support(of: row)
      frame.text(
        PlotFrame.fit(LabelTone(labels[row]).sign + " " + labels[row], width: left - 4), x: 0,
        y: y + tall / 2 + (tall > 30 ? -2 : 4), tip: labels[row])
      if tall > 30 {
        frame.text("n = \(NumberText.count(support))", x: 0, y: y + tall / 2 + 13, style: "tick")
      }
      for column in 0..<columns {
        let count =
          column < labels.count ? confusion[row, column] : confusion.abstained[row]
        let share = support == 0 ? 0 : Double(count) / Double(support)
        let step = Palette.heatStep(share)
        let ink = step >= Palette.firstDarkHeat ? "onheat" : ""
        let x = left + cell * Double(column)
        let name = names[column]
        frame.rect(
          "heat\(step)", x: x + 1, y: y + 1, width: cell - 2, height: tall - 2, corner: 3,
          tip: "gold \(labels[row]), predicted \(name): \(count) of \(support)")
        if row == column {
          frame.rect("frame", x: x + 1.5, y: y + 1.5, width: cell - 3, height: tall - 3, corner: 3)
        }
        guard cell >= 20 else { continue }
        let middle = x + cell / 2
        let roomy = tall > 34 && cell > 34 && count > 0
        frame.text(
          NumberText.count(count), x: middle, y: y + tall / 2 + (roomy ? -1 : 4),
          style: joined("middle strong", ink))
        if roomy {
          frame.text(
            NumberText.percent(share), x: middle, y: y + tall / 2 + 14,
            style: joined("middle", ink))
        }
      }
    }
    return frame.markup
  }

  private static func joined(_ a: String, _ b: String) -> String { b.isEmpty ? a : a + " " + b }

  private static func description(_ confusion: ConfusionMatrix) -> String {
    let labels = confusion.labels
    let rows = labels.indices.map { row in
      var cells = labels.indices.map { "\(confusion[row, $0]) as \(labels[$0])" }
      if confusion.abstained[row] > 0 { cells.append("\(confusion.abstained[row]) unanswered") }
      return "Of \(confusion.support(of: row)) texts labelled \(labels[row]), "
        + cells.joined(separator: ", ") + "."
    }
    return rows.joined(separator: " ")
  }
}
