internal import StanceText

/// What scoring needs of each distinct word, side by side: its hash, the unit in which it was last
/// seen, and the summed lanes of the word itself and of its character n-grams.
struct WordScores: Sendable {
  /// One word, with its first group of lanes: 64 bytes, so that it is fetched at once.
  struct Word: Sendable {
    var own = SIMD4<Float>.zero
    var characters = SIMD4<Float>.zero
    var hash: UInt64 = 0
    /// The hash of the n-gram that it begins.
    var opening: UInt64 = 0
    /// 0 for a word that was never met: then nothing else is filled.
    var lastUnit: UInt32 = 0
  }

  let groups: Int
  private var words: [Word] = []
  /// 2 · (groups − 1) vectors a word: its own, then those of its characters.
  private var others: [SIMD4<Float>] = []
  private var unit: UInt32 = 0
  private var generation = 0

  init(groups: Int) {
    self.groups = groups
  }

  /// Makes room for all words of the table, keeps those that survived a renewal of it, and begins
  /// a unit.
  mutating func begin(_ table: WordTable) {
    if table.generation != generation || unit == .max {
      keep(table.generation == generation + 1 && unit < .max ? table.survivors : [])
      generation = table.generation
    }
    if words.count < table.count {
      let new = table.count - words.count
      words.append(contentsOf: repeatElement(Word(), count: new))
      others.append(contentsOf: repeatElement(.zero, count: new * 2 * (groups - 1)))
    }
    unit += 1
  }

  private mutating func keep(_ survivors: [WordID]) {
    words.keep(survivors)
    let width = 2 * (groups - 1)
    others.keep(
      survivors.flatMap { word in
        (0..<width).map { word < 0 ? -1 : word * Int32(width) + Int32($0) }
      })
    if words.isEmpty { unit = 0 }
  }

  /// Calls `body` with all words and the unit at hand; who meets a word enters the unit, and the
  /// hash where it was never met.
  mutating func meeting(_ body: (inout MutableSpan<Word>, UInt32) -> Void) {
    let unit = unit
    var places = words.mutableSpan
    body(&places, unit)
  }

  /// Asks for what is known of the words of some tokens.
  func prefetch(_ tokens: [Token]) {
    let words = words
    for token in tokens { words.prefetch(Int(token.word)) }
  }

  /// The hash of a word that was met.
  func hash(_ word: Int) -> UInt64 { words[word].hash }

  /// Fills one group of lanes of a word.
  mutating func store(
    _ word: Int, _ group: Int, _ own: SIMD4<Float>, _ characters: SIMD4<Float>
  ) {
    if group == 0 {
      words[word].own = own
      words[word].characters = characters
    } else {
      let place = (word * (groups - 1) + group - 1) * 2
      others[place] = own
      others[place + 1] = characters
    }
  }

  /// Sets the sums of the families `words` and `characters` to those of
  /// the words of a unit.
  func addWords(_ terms: UnitTerms, _ group: Int, to sums: inout [SIMD4<Float>]) {
    let chosen = terms.words.span.extracting(first: terms.wordCount)
    var own = SIMD4<Float>.zero
    var characters = SIMD4<Float>.zero
    if group == 0 {
      for index in chosen.indices {
        let word = Int(chosen[index])
        own += words[word].own
        characters += words[word].characters
      }
    } else {
      for index in chosen.indices {
        let place = (Int(chosen[index]) * (groups - 1) + group - 1) * 2
        own += others[place]
        characters += others[place + 1]
      }
    }
    for family in NGramFamily.allCases {
      let start: SIMD4<Float> =
        switch family {
        case .words: own
        case .characters: characters
        default: .zero
        }
      sums[family.rawValue * groups + group] = start
    }
  }
}
