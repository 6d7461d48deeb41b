internal import StanceModel

/// A text whose weighty words are underlined and tell what they added.
///
/// Among parts that overlap, the strongest gets the underline; what lies within or over it is
/// listed in its note. An underline stands for all parts that lie wholly within it.
struct HighlightedText {
  /// A stretch of text with the parts that touch it.
  struct Span: Equatable {
    /// Bytes, from the start of the text.
    let range: Range<Int>
    /// Sum of the parts that lie within.
    let effect: Double
    /// Parts that touch the span, the strongest first.
    let parts: [Contribution]
  }

  let bytes: [UInt8]
  let spans: [Span]
  let poles: Poles

  /// - Parameters:
  ///   - most: how many spans at most.
  ///   - least: smallest effect that is shown, in logits.
  init(
    _ text: [UInt8], offset: Int = 0, explanation: Explanation?, poles: Poles, most: Int = 12,
    least: Double = 0.04
  ) {
    bytes = text
    self.poles = poles
    let contributions = explanation?.contributions ?? []
    var placed: [(range: Range<Int>, effect: Double, part: Int)] = []
    for part in contributions.indices {
      guard let range = contributions[part].range else { continue }
      let low = range.lowerBound - offset
      let high = range.upperBound - offset
      guard low >= 0, low < high, high <= text.count else { continue }
      placed.append((low..<high, poles.effect(contributions[part].values), part))
    }
    let order = placed.indices.sorted {
      (abs(placed[$1].effect), $0) < (abs(placed[$0].effect), $1)
    }
    let floor = max(least, order.first.map { abs(placed[$0].effect) * 0.15 } ?? 0)
    var chosen: [Span] = []
    for index in order {
      let (range, effect, _) = placed[index]
      guard chosen.count < most, abs(effect) >= floor else { break }
      if chosen.contains(where: { $0.range.overlaps(range) }) { continue }
      let touching = order.filter { placed[$0].range.overlaps(range) }
      let inside = touching.filter {
        placed[$0].range.lowerBound >= range.lowerBound
          && placed[$0].range.upperBound <= range.upperBound
      }
      chosen.append(
        Span(
          range: range, effect: inside.reduce(0) { $0 + placed[$1].effect },
          parts: touching.map { contributions[placed[$0].part] }))
    }
    spans = chosen.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// - Parameter id: begins the ids of the notes; the text's own within the page.
  func markup(id: String) -> [Markup] {
    var parts: [Markup] = []
    var end = 0
    let strongest = spans.map { abs($0.effect) }.max() ?? 0
    for (index, span) in spans.enumerated() {
      parts.append(.text(string(end..<span.range.lowerBound)))
      var style = span.effect >= 0 ? "up" : "down"
      if abs(span.effect) >= 0.5 * strongest { style += " strong" }
      let note = "\(id)-w\(index)"
      parts.append(
        tag(
          .mark, class: style,
          [.init(.tabindex, "0"), .init(.ariaDescribedby, note)],
          [.text(string(span.range)), tip(span, id: note)]))
      end = span.range.upperBound
    }
    parts.append(.text(string(end..<bytes.count)))
    return parts
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func tip(_ span: Span, id: String) -> Markup {
    var lines = [
      tag(.span, class: "sum", text: PartText.effect(span.effect, poles))
    ]
    for part in span.parts.prefix(6) {
      let rules = PartText.rules(part).map { " \u{00B7} " + $0 } ?? ""
      lines.append(
        tag(
          .span, [],
          [
            .text(NumberText.signed(poles.effect(part.values)) + "  "),
            bidirectional(PartText.feature(part)), .text(rules),
          ]))
    }
    if span.parts.count > 6 {
      lines.append(tag(.span, text: "and \(span.parts.count - 6) smaller parts"))
    }
    return tag(.span, class: "tip", [.init(.id, id), .init(.role, "tooltip")], lines)
  }
}
