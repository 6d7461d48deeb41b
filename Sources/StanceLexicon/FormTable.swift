import StanceText

/// Which rows make which forms: finds forms on which rows of opposite sign disagree, and rows
/// that no form reaches.
struct FormTable {
  private struct Maker {
    var row: EntryRow
    var isLemma: Bool
  }

  private var makers: [String: [Maker]] = [:]
  private var order: [String] = []

  mutating func add(_ row: EntryRow, _ inflector: Inflector, _ report: inout Report) {
    guard row.part != .phrase, !row.term.contains(" ") else { return }
    let forms = inflector.forms(of: row.term, row.part, row.language, row.tags.hints)
    if row.part == .verb, row.language == .french, forms.count < 10 {
      report.add(
        .warning, .inflection, row,
        "\"\(row.term)\" makes only \(forms.count) forms: no model for this verb?")
    }
    for form in forms {
      let key = row.language.rawValue + "\t" + form.text
      if makers[key] == nil { order.append(key) }
      makers[key, default: []].append(Maker(row: row, isLemma: form.text == row.term))
    }
  }

  /// Reports each pair of rows once, with the forms that they share.
  func finish(_ report: inout Report) {
    var shared: [String: (later: EntryRow, earlier: EntryRow, forms: [String])] = [:]
    var pairs: [String] = []
    for key in order {
      guard let rows = makers[key], rows.count > 1 else { continue }
      for (index, later) in rows.enumerated() {
        for earlier in rows[..<index] where FormTable.disagree(later, earlier) {
          let pair = "\(earlier.row.file):\(earlier.row.line) \(later.row.file):\(later.row.line)"
          if shared[pair] == nil { pairs.append(pair) }
          let form = String(key.split(separator: "\t").last ?? "")
          shared[pair, default: (later.row, earlier.row, [])].forms.append(form)
        }
      }
    }
    for pair in pairs {
      guard let (later, earlier, forms) = shared[pair] else { continue }
      report.add(
        .warning, .conflict, later,
        "\"\(later.term)\" (\(later.valence)) and \"\(earlier.term)\" (\(earlier.valence), "
          + "\(earlier.file):\(earlier.line)) both make " + forms.prefix(4).joined(separator: ", "))
    }
  }

  /// Opposite signs on one form that is not the lemma of just one of them.
  private static func disagree(_ left: Maker, _ right: Maker) -> Bool {
    guard left.row.valence * right.row.valence < 0 else { return false }
    return left.isLemma == right.isLemma
  }
}
