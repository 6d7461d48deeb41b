extension ReadingRules {
  /// The label of a section title that a line of text opens with, followed by a colon, or that is
  /// the whole line: such words say the answer and must not be read as text.
  ///
  /// - Parameter range: bytes of one line.
  /// - Returns: nil when there is none, or when the title carries no label.
  /// - Complexity: O(words of the longest title).
  public func labelOfOpeningTitle(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
    var line = LineKeys()
    line.read(bytes.span, range.clamped(to: 0..<bytes.count), limit: titles.longest + 2)
    if let label = titles.meaning(line)?.label { return label }
    guard let colon = line.keys.firstIndex(where: { $0.kind == .colon }), colon > 0 else {
      return nil
    }
    var head = LineKeys()
    head.read(bytes.span, range.clamped(to: 0..<bytes.count), limit: colon)
    return titles.label(of: Array(head.keys))
  }
}

extension SectionTitles {
  /// The label of a title by its words alone.
  func label(of keys: [LineKeys.Key]) -> String? {
    SectionTitles.key(keys).flatMap { meaning(ofKey: $0)?.label }
  }
}
