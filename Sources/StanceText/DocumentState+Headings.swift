extension DocumentState {
  /// Longest heading without mark-up, in characters.
  static let longestHeading = 120

  mutating func heading(
    _ bytes: Span<UInt8>, _ shape: LineShape, _ characters: Int, _ around: Surroundings,
    _ rules: ReadingRules, _ language: Language
  ) -> TextUnit? {
    guard shape.words > 0, shape.letters > 0 else { return nil }
    if shape.marker == .hash || (shape.marker == .bold && characters <= 160) {
      if !hasBegun, title == nil, around.look(bytes).hasNext {
        return takeTitle(titleKey, language, rule: .markdown)
      }
      open(bytes, shape.text, label: nil)
      return unit(.heading, shape.marker == .hash ? .markdown : .boldLine, language)
    }
    if !hasBegun, title == nil,
      isTitle(bytes, shape, characters, around.look(bytes), around, rules)
    {
      return takeTitle(titleKey, language, rule: .title)
    }
    if section == nil, title != nil, titleKey == title {
      return unit(.heading, .titleRepeated, language)
    }
    let isQuestion = isQuestion(shape, rules)
    guard isQuestion || isShortLine(shape) else { return nil }
    let outlook = around.look(bytes)
    guard outlook.reachesText, isApart(shape, characters, outlook, around) else { return nil }
    if title == nil, section == nil, longParagraphs == 0 {
      return takeTitle(titleKey, language, rule: .title)
    }
    open(bytes, shape.text, label: nil)
    return unit(.heading, isQuestion ? .question : .shortLine, language)
  }

  /// The words of the line at hand as one number.
  private var titleKey: UInt64? {
    SectionTitles.key(keys.keys.filter { $0.kind == .word })
  }

  private mutating func takeTitle(
    _ key: UInt64?, _ language: Language, rule: KindRule
  ) -> TextUnit {
    hasBegun = true
    title = key
    return unit(.heading, rule, language)
  }

  /// Whether the first line of the document is its title.
  private func isTitle(
    _ bytes: Span<UInt8>, _ shape: LineShape, _ characters: Int, _ outlook: Surroundings.Outlook,
    _ around: Surroundings, _ rules: ReadingRules
  ) -> Bool {
    guard outlook.reachesText, shape.marker != .bullet else { return false }
    let isOpen = shape.ending != .period && shape.ending != .comma
    guard around.isSpaced else {
      return isOpen && shape.ending != .ellipsis && characters <= 150
        && outlook.nextCharacters >= max(Surroundings.longLine, 2 * characters)
    }
    // A reference line, a section title or a repetition behind it shows a title of any length.
    if opensDocument(bytes, outlook, rules) { return isOpen || characters <= 150 }
    guard isOpen, !outlook.isAdjacent || outlook.isUnderline || outlook.nextCharacters > characters
    else { return false }
    if characters > 150 { return false }
    return !shape.hasInnerStop || characters <= Surroundings.longLine
  }

  /// Whether the next line is what follows a title only.
  private func opensDocument(
    _ bytes: Span<UInt8>, _ outlook: Surroundings.Outlook, _ rules: ReadingRules
  ) -> Bool {
    guard outlook.hasNext, outlook.nextCharacters <= DocumentState.shortText else { return false }
    var next = LineKeys()
    next.read(bytes, outlook.next, limit: 64)
    if rules.titles.meaning(next) != nil { return true }
    if let key = SectionTitles.key(next.keys.filter { $0.kind == .word }),
      key == titleKey
    {
      return true
    }
    if next.keys.contains(where: { $0.kind == .address }) { return outlook.nextCharacters <= 200 }
    return rules.furniture.match(next, characters: outlook.nextCharacters) != nil
  }

  /// A question of one sentence that begins with a question word.
  private func isQuestion(_ shape: LineShape, _ rules: ReadingRules) -> Bool {
    guard shape.ending == .question, !shape.hasInnerStop, shape.marker != .bullet,
      shape.words <= 24, let first = keys.keys.first(where: { $0.kind == .word })
    else { return false }
    return rules.questionWords.contains(first.hash)
  }

  /// A line without a closing stop, of one piece.
  private func isShortLine(_ shape: LineShape) -> Bool {
    guard shape.beginsLarge, !shape.hasInnerStop, shape.words <= 22, shape.marker != .bullet
    else { return false }
    switch shape.ending {
    case .none: return true
    case .colon: return shape.words <= 4
    default: return false
    }
  }

  /// Whether a line stands by itself as headings do.
  private func isApart(
    _ shape: LineShape, _ characters: Int, _ outlook: Surroundings.Outlook, _ around: Surroundings
  ) -> Bool {
    guard characters <= DocumentState.longestHeading else { return false }
    if around.isSpaced {
      return around.isAfterBlank
        && (!outlook.isAdjacent || outlook.isUnderline
          || (characters <= 80 && outlook.nextCharacters > Surroundings.longLine))
    }
    return characters <= 80
      && outlook.nextCharacters >= max(Surroundings.longLine, 2 * characters)
  }
}
