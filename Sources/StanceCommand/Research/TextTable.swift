/// A table of plain text: the first column to the left, numbers to the right.
struct TextTable {
  var header: [String]
  var rows: [[String]] = []

  /// Lines of equal columns, two spaces between them, without trailing space.
  var lines: [String] {
    let all = [header] + rows
    var widths: [Int] = []
    for row in all {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    return all.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        line += (column == 0 ? "" : "  ") + (column == 0 ? cell + space : space + cell)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}

/// Numbers for people; what is undefined is a dash.
enum NumberForm {
  /// Three decimals.
  static func ratio(_ value: Double?) -> String { decimals(value, 3) }

  /// A sign and three decimals.
  static func signed(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "—" }
    return (value < 0 ? "−" : "+") + decimals(abs(value), 3)
  }

  static func percent(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "—" }
    return decimals(value * 100, 1) + " %"
  }

  /// Four decimals; what is smaller is `< 0.0001`.
  static func pValue(_ value: Double?) -> String {
    guard let value, value > 0, value < 0.00005 else { return decimals(value, 4) }
    return "< 0.0001"
  }

  /// `= 0.0312` or `< 0.0001`.
  static func equalP(_ value: Double?) -> String {
    let text = pValue(value)
    return text.hasPrefix("<") ? text : "= " + text
  }

  /// `1 group`, `12 groups`.
  static func count(_ value: Int, _ noun: String) -> String {
    "\(value) \(noun)" + (value == 1 ? "" : "s")
  }

  /// `low to high`, or a dash.
  static func range(_ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return "—" }
    return "\(decimals(low, 3)) to \(decimals(high, 3))"
  }

  static func decimals(_ value: Double?, _ places: Int) -> String {
    guard let value, value.isFinite, abs(value) < 1e12 else { return "—" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((abs(value) * scale).rounded())
    let whole = scaled / Int(scale)
    let sign = value < 0 && scaled > 0 ? "−" : ""
    guard places > 0 else { return "\(sign)\(whole)" }
    let part = String(scaled % Int(scale))
    return "\(sign)\(whole)." + String(repeating: "0", count: places - part.count) + part
  }
}
