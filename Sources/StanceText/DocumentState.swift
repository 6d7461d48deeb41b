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

  var section: String? = nil
  var label: String? = nil
  var zone = Zone.text
  /// The words of the document's title.
  var title: UInt64? = nil
  /// Whether text or a heading was seen.
  var hasBegun = false
  /// Whether the last unit was furniture.
  var isAfterFurniture = false
  /// Paragraphs of more than 120 characters so far.
  var longParagraphs = 0
  /// Paragraphs of text so far, by language.
  var french = 0
  var english = 0
  var keys = LineKeys()

  /// Longest line that the furniture rules and title look at.
  static let shortText = 300
  /// Longest line that may be a heading, once the text has begun.
  static let shortLine = 160

  /// Decides on the unit `bytes[range]`; index, line and range are left for the reader.
  mutating func classify(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ around: Surroundings, _ rules: ReadingRules
  ) -> TextUnit {
    let unit = decide(bytes, range, around, rules)
    isAfterFurniture = unit.kind == .furniture
    return unit
  }

  private mutating func decide(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ around: Surroundings, _ rules: ReadingRules
  ) -> TextUnit {
    let language = LanguageGuess.guess(bytes, range, rules.words.functionWords)
    let characters = TextLayout.columns(bytes, range, most: DocumentState.shortText)
    if characters > Surroundings.longLine { longParagraphs += 1 }
    if characters > DocumentState.shortText { return longUnit(language) }
    keys.read(bytes, range, limit: 128)
    // Only short lines are looked at closely, and the first, which may be a long title.
    let isShort = characters <= DocumentState.shortLine || !hasBegun
    let shape = isShort ? LineShape(bytes, range) : nil
    if let meaning = rules.titles.meaning(keys) {
      open(bytes, shape?.text ?? range, label: meaning.label)
      hasBegun = true
      return unit(.heading, .sectionTitle, language)
    }
    if let furniture = furniture(bytes, range, shape, characters, around, rules) {
      return furnitureUnit(furniture, language)
    }
    if zone != .text {
      if staysInZone(characters, shape ?? LineShape(bytes, range), language) {
        return furnitureUnit(KindRule.afterTail.rawValue, language)
      }
      leaveZone()
    }
    if let shape, let heading = heading(bytes, shape, characters, around, rules, language) {
      return heading
    }
    return body(shape, language)
  }

  private func furnitureUnit(_ rule: String, _ language: Language) -> TextUnit {
    TextUnit(index: 0, line: 0, range: 0..<0, kind: .furniture, rule: rule, language: language)
  }

  private mutating func longUnit(_ language: Language) -> TextUnit {
    if zone != .text {
      let foreign =
        language != .undetermined && documentLanguage != nil
        && language != documentLanguage
      if foreign {
        return furnitureUnit(KindRule.afterTail.rawValue, language)
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
    return unit(.body, isItem ? .listItem : .body, language, gold: label)
  }

  /// The language of most of the text so far, or nil.
  private var documentLanguage: Language? {
    french == english ? nil : french > english ? .french : .english
  }

  func unit(
    _ kind: UnitKind, _ rule: KindRule, _ language: Language, gold: String? = nil
  ) -> TextUnit {
    TextUnit(
      index: 0, line: 0, range: 0..<0, kind: kind, section: section, gold: gold,
      rule: rule.rawValue, language: language)
  }

  mutating func open(_ bytes: Span<UInt8>, _ text: Range<Int>, label: String?) {
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
