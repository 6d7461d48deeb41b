public import StanceKit
public import StanceLexicon

/// Target packs as text for people.
public struct TargetText: Sendable {
  let paint: Paint

  public init(color: Bool) { paint = Paint(color) }

  /// One line a pack.
  public func list(_ packs: [TargetPack]) -> String {
    let width = max(4, packs.map { DisplayWidth.of($0.id) }.max() ?? 4)
    return packs.map { pack in
      let rivals = pack.rows.count { $0.role == .rival }
      let names = pack.rows.count { $0.role != .rival && $0.role != .reject && $0.role != .flip }
      return DisplayWidth.padded(pack.id, to: width) + "  "
        + name(pack.title)
        + paint(pack.rows.isEmpty ? "  no names" : "  \(names) names, \(rivals) rivals", .faint)
        + "\n"
    }.joined()
  }

  /// The rows of a pack, by role.
  public func show(_ pack: TargetPack, width: Int) -> String {
    var text = paint(line(pack.title), .strong) + paint("  " + line(pack.id), .faint) + "\n"
    if pack.rows.isEmpty { text += "no names: every text is taken to be on its subject\n" }
    for role in TargetRole.allCases {
      let terms = pack.rows.filter { $0.role == role }.map { row in
        line(row.term) + (row.needsCapital ? "*" : "")
      }
      guard !terms.isEmpty else { continue }
      let lines = DisplayWidth.wrapped(terms.joined(separator: ", "), to: width - 14)
      for (index, line) in lines.enumerated() {
        text += paint(DisplayWidth.padded(index == 0 ? role.label : "", to: 12), .faint)
        text += "  " + line + "\n"
      }
    }
    if pack.rows.contains(where: \.needsCapital) {
      text += paint("* only with a capital letter", .faint) + "\n"
    }
    return text
  }

  /// What a survey of texts found.
  public func check(_ survey: NameSurvey, _ pack: TargetPack) -> String {
    var text = paint("Names of \(line(pack.title)) in the texts", .strong) + "\n"
    if pack.rows.isEmpty { text += "   it has none: every text is taken to be on its subject\n" }
    for known in survey.found {
      text +=
        number(known.count) + "  " + name(known.name) + paint("  " + known.role, .faint) + "\n"
    }
    if survey.found.isEmpty, !pack.rows.isEmpty {
      text += "   none: is it the right target?\n"
    }
    text += "\n" + paint("Names that no pack knows", .strong) + "\n"
    for unknown in survey.unknown {
      let place = "\(line(unknown.file)):\(unknown.line)"
      text += number(unknown.count) + "  " + name(unknown.name) + paint("  " + place, .faint) + "\n"
    }
    if survey.unknown.isEmpty { text += "   none\n" }
    return text
  }

  private func number(_ count: Int) -> String {
    DisplayWidth.padded(String(count), to: 6, right: true)
  }

  private func name(_ text: String) -> String {
    DisplayWidth.padded(DisplayWidth.truncated(line(text), to: 34), to: 34)
  }

  private func line(_ text: String) -> String { PlainText.line(text.utf8) }
}
