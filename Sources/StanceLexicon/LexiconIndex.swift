public import StanceText

/// Answers what the lexicon says of a word, and why.
///
///     let index = LexiconIndex(lexicon)
///     for found in index.why("éclatera", .french) { print(found.entry.file, found.entry.line) }
public struct LexiconIndex: Sendable {
  /// One row that a word leads to.
  public struct Finding: Sendable, Hashable {
    /// The row.
    public let entry: LexiconEntry
    /// The listed form that was recognised; differs from the word for accents and misspellings.
    public let form: String
    /// How the word was found.
    public let path: LookupPath
    /// Whether this row is the one that counts; the others are hidden by it.
    public let speaks: Bool
  }

  /// One operator that a word is.
  public struct OperatorFinding: Sendable, Hashable {
    /// What the operator does.
    public let kind: OperatorKind
    /// The row's value; its meaning depends on the kind.
    public let value: Float
  }

  /// What is looked up in.
  public let lexicon: Lexicon

  /// - Complexity: O(1).
  public init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  /// The rows that a word leads to, the one that speaks first; empty when the word is unknown.
  ///
  /// - Complexity: O(length · layers).
  public func why(_ word: String, _ language: Language) -> [Finding] {
    let (reading, normal) = read(word, language)
    return reading.entries.enumerated().compactMap { rank, place in
      let id = EntryID(rawValue: lexicon.entryStarts[place.layer] + Int32(place.index))
      return lexicon.entry(id).map {
        Finding(
          entry: $0, form: reading.form ?? normal, path: reading.path, speaks: rank == 0)
      }
    }
  }

  /// The grammatical operators that a word is by itself.
  public func operators(_ word: String, _ language: Language) -> [OperatorFinding] {
    let reading = read(word, language).reading
    var found = reading.operators.map { OperatorFinding(kind: $0.kind, value: $0.value) }
    if reading.traits.contains(.conditional) {
      found.append(OperatorFinding(kind: .conditional, value: 0))
    }
    return found
  }

  private func read(_ word: String, _ language: Language) -> (reading: WordReading, normal: String)
  {
    var words = WordTable()
    let id = words.intern(word)
    var reading = WordReading()
    lexicon.read(WordForm(id, words), language, into: &reading)
    return (reading, words.string(id))
  }

  /// All rows, in the order of their ids.
  public var entries: [LexiconEntry] {
    (0..<lexicon.entryCount).compactMap { lexicon.entry(EntryID(rawValue: Int32($0))) }
  }

  /// The number of distinct word forms that lead to a row.
  ///
  /// - Complexity: O(forms).
  public func formCount(_ language: Language) -> Int {
    let section = ImageFormat.sections(language).exact
    var count = 0
    for image in lexicon.layers {
      for place in 0..<image.count(section) {
        let slot = image.word(section, place)
        guard slot > 0 else { continue }
        var isEntry = false
        image.forEach(image.key(ImageFormat.key(slot: slot)).list) { kind, _ in
          if kind == .entry { isEntry = true }
        }
        if isEntry { count += 1 }
      }
    }
    return count
  }
}

/// How much of a text the lexicon knows; counts add.
public struct LexiconCoverage: Sendable, Hashable {
  /// Word tokens seen.
  public var words = 0
  /// Word tokens inside a cue.
  public var covered = 0
  /// Units seen.
  public var units = 0
  /// Units with at least one cue.
  public var unitsWithCues = 0

  /// Nothing counted.
  public init() {}

  /// Adds an analysed unit.
  public mutating func add(_ analysis: LexicalAnalysis) {
    words += analysis.wordCount
    units += 1
    if !analysis.cues.isEmpty { unitsWithCues += 1 }
    for cue in analysis.cues { covered += cue.tokens.count }
  }

  /// Share of the word tokens that belong to a cue, nil without words.
  public var tokenShare: Double? { words == 0 ? nil : Double(covered) / Double(words) }

  /// Share of the units that have a cue, nil without units.
  public var unitShare: Double? { units == 0 ? nil : Double(unitsWithCues) / Double(units) }
}
