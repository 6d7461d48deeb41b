/// A table of a report in the pipe syntax of GitHub-flavoured Markdown.
enum MarkdownTable {
  /// The table with its caption as a bold line before and its note after; empty without rows.
  static func text(_ table: ReportTable) -> String {
    guard !table.rows.isEmpty else { return "" }
    var text = "**" + Escaping.markdown(table.caption) + "**\n\n"
    text += "|" + table.columns.map { " " + Escaping.markdown($0.title) + " |" }.joined() + "\n"
    text += "|" + table.columns.map { $0.isNumber ? " ---: |" : " --- |" }.joined() + "\n"
    for row in table.rows {
      text += "|" + row.map { " " + cell($0) + " |" }.joined() + "\n"
    }
    if let note = table.note { text += "\n" + Escaping.markdown(note) + "\n" }
    return text + "\n"
  }

  private static func cell(_ cell: ReportTable.Cell) -> String {
    var text =
      switch cell.kind {
      case .plain: Escaping.markdown(cell.text)
      case .code: code(cell.text)
      case .label: LabelTone(cell.text).sign + " " + Escaping.markdown(cell.text)
      case .spark(let value, _, _, _): bar(value)
      }
    if cell.isStrong, !text.isEmpty { text = "**" + text + "**" }
    if let small = cell.small {
      text += text.isEmpty ? Escaping.markdown(small) : " (" + Escaping.markdown(small) + ")"
    }
    return text
  }

  /// A code element: unlike back quotes it can hold any text, within tables too.
  static func code(_ text: String) -> String {
    text.isEmpty ? "" : "<code>" + Escaping.markdown(text) + "</code>"
  }

  /// A share as a bar of ten characters.
  static func bar(_ share: Double?) -> String {
    guard let share, share.isFinite else { return NumberText.undefined }
    let full = Int((min(max(share, 0), 1) * 10).rounded())
    return String(repeating: "\u{2588}", count: full)
      + String(repeating: "\u{2591}", count: 10 - full)
  }
}
