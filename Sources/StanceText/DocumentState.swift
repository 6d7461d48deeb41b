/// What the reader remembers of a document, and its decision on each unit.
struct DocumentState: Sendable {
  /// What the lines at hand belong to.
  enum Zone: Sendable, Equatable {
    case text
    /// Behind the article: comments, forms, newsletters.
    case tail
    /// In a list of links, of which so many lines have passed.
    case links(Int)
  }

  private var section: String? = nil
  private var label: String? = nil
  private var zone = Zone.text
  /// The words of the document's title.
  private var title: UInt64? = nil
  /// Whether text or a heading was seen.
  private var hasBegun = false
  /// The last unit was a short line underlined by this one.
  private var french = 0
  private var english = 0
  private var keys = LineKeys()

  /// Longest line that the furniture rules and title look at.
  static let shortText = 300

  /// Decides on the unit `bytes[range]`; index, line and range are left for the reader.
  mutating func classify(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ around: Surroundings, _ rules: ReadingRules
  ) -> TextUnit {
    let language = LanguageGuess.guess(bytes, range, rules.words.functionWords)
    let isLong = range.count > 4 * DocumentState.shortText
    let characters = isLong ? Int.max : TextLayout.columns(bytes, range)
    if characters > DocumentState.shortText { return longUnit(language) }
    keys.read(bytes, range, limit: 128)
    if let meaning = rules.titles.meaning(keys) {
      let shape = LineShape(bytes, range)
      open(bytes, shape.text, label: meaning.label)
      hasBegun = true
      return unit(.heading, .sectionTitle, language)
    }
    if let furniture = furniture(bytes, range, characters, around, rules) {
      return TextUnit(
        index: 0, line: 0, range: 0..<0, kind: .furniture, rule: furniture, language: language)
    }
    if zone != .text {
      if staysInZone(characters, LineShape(bytes, range), language) {
        return TextUnit(
          index: 0, line: 0, range: 0..<0, kind: .furniture, rule: KindRule.afterTail.rawValue,
          language: language)
      }
      leaveZone()
    }
    if let heading = heading(bytes, range, characters, around, rules, language) { return heading }
    return body(characters <= 120 ? LineShape(bytes, range) : nil, language)
  }

  private mutating func longUnit(_ language: Language) -> TextUnit {
    if zone != .text {
      let foreign =
        language != .undetermined && documentLanguage != nil
        && language != documentLanguage
      if foreign {
        return TextUnit(
          index: 0, line: 0, range: 0..<0, kind: .furniture, rule: KindRule.afterTail.rawValue,
          language: language)
      }
      leaveZone()
    }
    return body(nil, language)
  }

  private mutating func body(_ shape: LineShape?, _ language: Language) -> TextUnit {
    hasBegun = true
    switch language {
    case .french: french += 1
    case .english: english += 1
    default: break
    }
    let isItem = shape?.marker == .bullet || shape?.marker == .number
    var result = unit(.body, isItem ? .listItem : .body, language)
    result.gold = label
    return result
  }

  /// The language of most of the text so far, or nil.
  private var documentLanguage: Language? {
    french == english ? nil : french > english ? .french : .english
  }

  private func unit(_ kind: UnitKind, _ rule: KindRule, _ language: Language) -> TextUnit {
    TextUnit(
      index: 0, line: 0, range: 0..<0, kind: kind, section: section, rule: rule.rawValue,
      language: language)
  }

  private mutating func open(_ bytes: Span<UInt8>, _ text: Range<Int>, label: String?) {
    var title: [UInt8] = []
    title.reserveCapacity(text.count)
    for position in text { title.append(bytes[position]) }
    section = String(decoding: title, as: UTF8.self)
    self.label = label
    zone = .text
  }

  private mutating func leaveZone() {
    if zone == .tail {
      section = nil
      label = nil
    }
    zone = .text
  }

  /// Whether a line that no rule knows belongs to what follows the article.
  private mutating func staysInZone(
    _ characters: Int, _ shape: LineShape, _ language: Language
  ) -> Bool {
    let foreign =
      language != .undetermined && documentLanguage != nil
      && language != documentLanguage
    switch zone {
    case .text: return false
    case .tail: return foreign || characters < 160 || shape.ending != .period
    case .links(let count):
      zone = .links(count + 1)
      if foreign { return true }
      if count >= 6 { return false }
      return characters < 160 && (shape.ending != .period || characters < 60)
        && shape.ending != .exclamation && shape.ending != .ellipsis && !shape.hasInnerStop
    }
  }
}

// MARK: - Furniture

extension DocumentState {
  /// The id of the rule that makes the line furniture, or nil.
  private mutating func furniture(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ characters: Int, _ around: Surroundings,
    _ rules: ReadingRules
  ) -> String? {
    let isOpening = title != nil && section == nil && french + english == 0
    let rule = rules.furniture.match(keys, characters: characters) { place in
      place == .opening ? isOpening : hasBegun && !around.look(bytes).reachesLong
    }
    if let rule {
      switch rule.match {
      case .tail: zone = .tail
      case .links where zone == .text: zone = .links(0)
      default: break
      }
      return rule.id
    }
    return shapeRule(bytes, range, characters, around, rules)
  }

  private func shapeRule(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ characters: Int, _ around: Surroundings,
    _ rules: ReadingRules
  ) -> String? {
    let shapes = rules.furniture.shapes
    let words = keys.keys.count { $0.kind == .word }
    let addresses = keys.keys.count { $0.kind == .address }
    if let id = shapes["no-words"], keys.isWhole, words == 0, addresses == 0 { return id }
    if let id = shapes["bare-address"], keys.isWhole, addresses > 0, words == 0 { return id }
    if let id = shapes["address-line"], addresses > 0, words <= 10 {
      let shape = LineShape(bytes, range)
      if !shape.hasInnerStop, shape.ending == .none || shape.ending == .colon { return id }
    }
    guard characters <= 200 else { return nil }
    if let id = shapes["site-promotion"],
      let bar = keys.keys.firstIndex(where: { $0.kind == .bar }),
      bar >= 2, bar <= 6, let first = keys.keys.first,
      DocumentState.siteWords.contains(first.hash)
    {
      return id
    }
    guard characters <= 120 else { return nil }
    let shape = LineShape(bytes, range)
    if let id = shapes["breadcrumb"], shape.separators >= 2, shape.ending == .none,
      shape.words <= 6 * (shape.separators + 1)
    {
      return id
    }
    if let id = shapes["site-name"], !hasBegun, characters <= 30, shape.words <= 3,
      shape.ending == .none, isNavigation(bytes, around, rules)
    {
      return id
    }
    return nil
  }

  /// Whether the line behind the unit, without a blank line between, is furniture too.
  private func isNavigation(
    _ bytes: Span<UInt8>, _ around: Surroundings, _ rules: ReadingRules
  ) -> Bool {
    let outlook = around.look(bytes)
    guard outlook.hasNext, outlook.isAdjacent, outlook.nextCharacters <= 60 else { return false }
    var next = LineKeys()
    next.read(bytes, outlook.next, limit: 32)
    return rules.furniture.match(next, characters: outlook.nextCharacters)?.id.hasPrefix("nav")
      ?? false
  }

  /// « Dans <site> | … », « In <site> | … »
  private static let siteWords: Set<UInt64> = Set(
    ["dans", "sur", "chez", "en", "in", "on", "via"].map { LineKeys.phrase($0)[0].hash })
}

// MARK: - Headings

extension DocumentState {
  /// Longest heading without mark-up, in characters.
  static let longestHeading = 120

  private mutating func heading(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ characters: Int, _ around: Surroundings,
    _ rules: ReadingRules, _ language: Language
  ) -> TextUnit? {
    let shape = LineShape(bytes, range)
    guard shape.words > 0, shape.letters > 0 else { return nil }
    let outlook = around.look(bytes)
    let key = SectionTitles.key(keys.keys.filter { $0.kind == .word })
    if shape.marker == .hash || (shape.marker == .bold && characters <= 160) {
      if !hasBegun, title == nil, outlook.hasNext {
        return takeTitle(key, language, rule: .markdown)
      }
      open(bytes, shape.text, label: nil)
      return unit(.heading, shape.marker == .hash ? .markdown : .boldLine, language)
    }
    if !hasBegun, title == nil, isTitle(bytes, shape, characters, outlook, around, rules) {
      return takeTitle(key, language, rule: .title)
    }
    if let key, key == title, section == nil, characters <= 200 {
      return unit(.heading, .titleRepeated, language)
    }
    guard outlook.reachesText else { return nil }
    if isQuestion(shape, rules) && isApart(shape, characters, outlook, around) {
      open(bytes, shape.text, label: nil)
      return unit(.heading, .question, language)
    }
    if isShortLine(shape), isApart(shape, characters, outlook, around) {
      open(bytes, shape.text, label: nil)
      return unit(.heading, .shortLine, language)
    }
    return nil
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
    guard isOpen, !outlook.isAdjacent || outlook.nextCharacters > characters else { return false }
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
      key == SectionTitles.key(keys.keys.filter { $0.kind == .word })
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
        && (!outlook.isAdjacent
          || (characters <= 80 && outlook.nextCharacters > Surroundings.longLine))
    }
    return characters <= 80
      && outlook.nextCharacters >= max(Surroundings.longLine, 2 * characters)
  }
}
