internal import StanceModel

/// The parts of a score, the largest first, with what the rest and all add up to.
struct ContributionTable {
  /// The text that ranges point into, and where it begins in what they count.
  let bytes: [UInt8]
  let offset: Int

  /// All parts, the smaller ones together; the last row is their sum.
  func table(_ explanation: Explanation, poles: Poles, most: Int = 12) -> ReportTable {
    let parts = explanation.contributions
    let effects = parts.map { poles.effect($0.values) }
    let order = parts.indices.sorted { (abs(effects[$1]), $0) < (abs(effects[$0]), $1) }
    var rows: [[ReportTable.Cell]] = order.prefix(most).map {
      [part(parts[$0]), ReportTable.Cell(NumberText.signed(effects[$0]))]
    }
    let rest = order.dropFirst(most)
    if !rest.isEmpty {
      rows.append([
        ReportTable.Cell(NumberText.count(rest.count, "smaller part")),
        ReportTable.Cell(NumberText.signed(rest.reduce(0) { $0 + effects[$1] })),
      ])
    }
    rows.append([
      ReportTable.Cell("sum", strong: true),
      ReportTable.Cell(NumberText.signed(poles.effect(explanation.scores)), strong: true),
    ])
    return ReportTable(
      "Parts of the score",
      columns: [
        .init("Part"), .init("To \(poles.towardName) less \(poles.awayName)", number: true),
      ], rows: rows)
  }

  /// What pushed a prediction the wrong way.
  func misleading(_ error: ErrorCase, most: Int = 6) -> ReportTable {
    ReportTable(
      "What pushed the wrong way",
      columns: [
        .init("Part"), .init("To \(error.predicted ?? "") less \(error.gold)", number: true),
      ],
      rows: error.misleading.prefix(most).map { entry in
        [part(entry.part), ReportTable.Cell(NumberText.signed(entry.push))]
      })
  }

  /// The words of a part, below them its feature and rules.
  private func part(_ part: Contribution) -> ReportTable.Cell {
    guard let range = part.range, range.lowerBound >= offset,
      range.upperBound <= offset + bytes.count
    else { return ReportTable.Cell(PartText.feature(part), small: PartText.rules(part)) }
    let words = String(
      decoding: bytes[range.lowerBound - offset..<range.upperBound - offset], as: UTF8.self)
    // A feature that only repeats the words is told by its kind.
    let repeats = PartText.name(part)?.lowercased() == words.lowercased()
    let feature = repeats ? PartText.kind(part) : PartText.feature(part)
    let facts = [feature, PartText.rules(part)].compactMap { $0 }
    return ReportTable.Cell(words, small: facts.joined(separator: " \u{00B7} "))
  }
}
