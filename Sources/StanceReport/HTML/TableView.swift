/// A table of a report as HTML.
enum TableView {
  /// - Parameters:
  ///   - id: begins the ids of plots in cells; the table's own within the page.
  ///   - scrolls: whether a wide table scrolls by itself, which makes it a stop for the keyboard.
  static func markup(_ table: ReportTable, id: String, scrolls: Bool = true) -> Markup {
    guard !table.rows.isEmpty else { return .none }
    let head = table.columns.map { column in
      tag(
        .th, class: column.isNumber ? "num" : nil, [.init(.scope, "col")],
        [bidirectional(column.title)])
    }
    let rows = table.rows.enumerated().map { place, row in
      tag(
        .tr, [],
        row.enumerated().map { column, cell in
          let isNumber =
            table.columns.indices.contains(column) && table.columns[column].isNumber
          let content = content(cell, row: row.first?.text ?? "") { "\(id)-\(place)-\(column)" }
          if column == 0, !(cell.text.isEmpty && cell.small == nil) {
            return tag(.th, [.init(.scope, "row")], content)
          }
          return tag(.td, class: isNumber ? "num" : nil, [], content)
        })
    }
    let whole = tag(
      .table, [],
      [
        tag(.caption, text: table.caption), tag(.thead, [], [tag(.tr, [], head)]),
        tag(.tbody, [], rows),
      ])
    let region: [Markup.Attribute] = [
      .init(.role, "region"), .init(.ariaLabel, table.caption), .init(.tabindex, "0"),
    ]
    return .group([
      scrolls ? tag(.div, class: "scroll", region, [whole]) : whole,
      table.note.map { tag(.p, class: "small", text: $0) } ?? .none,
    ])
  }

  /// - Parameter id: that of a plot in the cell.
  private static func content(
    _ cell: ReportTable.Cell, row: String, id: () -> String
  ) -> [Markup] {
    var parts: [Markup]
    switch cell.kind {
    case .plain: parts = [bidirectional(cell.text)]
    case .code: parts = [tag(.code, [], [bidirectional(cell.text)])]
    case .label: parts = [Chip.markup(cell.text)]
    case .spark(let value, let low, let high, let reference):
      parts = [
        Sparkline.markup(
          name: "Accuracy of \(row)", value: value, low: low, high: high, reference: reference,
          PlotOptions(id: id(), width: 120, standalone: false))
      ]
    }
    if cell.isStrong { parts = [tag(.strong, [], parts)] }
    if let small = cell.small { parts.append(tag(.span, class: "small", text: small)) }
    return parts
  }

  /// A long table folded away behind its caption.
  static func folded(_ table: ReportTable, id: String, most: Int = 12) -> Markup {
    guard table.rows.count > most else { return markup(table, id: id) }
    return tag(
      .details, [],
      [
        tag(.summary, text: "\(table.caption): \(NumberText.count(table.rows.count)) rows"),
        markup(table, id: id),
      ])
  }
}

/// A label with its sign and colour.
enum Chip {
  static func markup(_ label: String, _ more: String = "") -> Markup {
    let tone = LabelTone(label)
    return tag(
      .span, class: "chip " + tone.style, [],
      [
        tag(.span, [.init(.ariaHidden, "true")], text: tone.sign + " "),
        bidirectional(label), .text(more),
      ])
  }
}
