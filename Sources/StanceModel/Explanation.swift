public import StanceLexicon

/// One part of a score: what it comes from and what it adds for each label.
public struct Contribution: Sendable, Equatable {
  /// What kind of evidence it is.
  public enum Source: String, Sendable {
    /// The model's constant.
    case bias
    /// A lexicon row with the rules that touched it.
    case cue
    /// A named feature that is no cue: a count, the balance of the unit.
    case shape
    /// A word with its character n-grams.
    case word
    /// Two or more words in a row.
    case words
    /// A word by its place near the target.
    case nearTarget = "near-target"
    /// A word of a record with this very target.
    case withTarget = "with-target"
    /// Words with which the text opens.
    case opening
    /// The wording of the record's target.
    case targetWords = "target-words"
    /// The other paragraphs of the article.
    case context
  }

  /// What kind of part it is.
  public var source: Source
  /// `cue:succès`, `word:stratégie`, `lexicon.balance`, `bias`.
  public var feature: String
  /// UTF-8 byte range in the text that was given; nil when it has no place.
  public var range: Range<Int>?
  /// Rules that made the value, in the order in which they fired; empty for words.
  public var rules: [RuleFiring]
  /// Parallel to `rules`: bytes of the words that made each fire; nil where the whole sentence did.
  public var triggers: [Range<Int>?]
  /// Valence of the lexicon row, before any rule; nil for what is no cue.
  public var valence: Float?
  /// What it adds to the score of each label, in the model's order.
  public var values: [Float]

  /// A part; rules and triggers have one length.
  public init(
    source: Source, feature: String, range: Range<Int>?, rules: [RuleFiring] = [],
    triggers: [Range<Int>?] = [], valence: Float? = nil, values: [Float]
  ) {
    self.source = source
    self.feature = feature
    self.range = range
    self.rules = rules
    self.triggers = triggers
    self.valence = valence
    self.values = values
  }
}

/// How much of a unit's scores is taken apart.
public enum ExplanationDetail: Sendable {
  /// Nothing: the scores alone.
  case nothing
  /// What a line of reasons names: cues and the text around; words only where there is no cue.
  case reasons
  /// Every part; they sum to the scores.
  case full
}

/// Why a unit has its scores: parts that sum to them, exactly up to rounding, unless only reasons
/// were asked for.
public struct Explanation: Sendable, Equatable {
  /// Scores of the labels before the temperature.
  public var scores: [Float]
  /// The parts; of a document's units, and of a unit in full, largest effect first.
  public var contributions: [Contribution]

  /// An explanation of K scores by its parts.
  public init(scores: [Float], contributions: [Contribution]) {
    self.scores = scores
    self.contributions = contributions
  }

  /// Moves all places by `offset` bytes.
  public mutating func shift(by offset: Int) {
    func moved(_ range: Range<Int>) -> Range<Int> {
      range.lowerBound + offset..<range.upperBound + offset
    }
    for part in contributions.indices {
      contributions[part].range = contributions[part].range.map(moved)
      contributions[part].triggers = contributions[part].triggers.map { $0.map(moved) }
    }
  }

  /// Orders the parts by the size of their effect on `favor` against `against` (or on the first
  /// label where the model has no such pair).
  public mutating func sort(favor: Int?, against: Int?) {
    var order = order(favor: favor, against: against)
    // Along the cycles of the permutation: parts are moved, not copied.
    var moved = contributions.mutableSpan
    for start in order.indices {
      var place = start
      while order[place] != start {
        let next = order[place]
        moved.swapAt(place, next)
        order[place] = place
        place = next
      }
      order[place] = place
    }
  }

  /// The places of the parts, largest effect first; of equal ones the earlier comes first.
  private func order(favor: Int?, against: Int?) -> [Int] {
    let parts = contributions.span
    let keys = parts.indices.map { place in
      let values = parts[place].values
      let effect =
        if let favor, let against {
          abs(values[favor] - values[against])
        } else {
          values.map { abs($0) }.max() ?? 0
        }
      // Effects are not below zero, so their bits are in their order.
      return UInt64(effect.bitPattern) << 32 | UInt64(~UInt32(truncatingIfNeeded: place))
    }
    return keys.sorted(by: >).map { Int(~UInt32(truncatingIfNeeded: $0)) }
  }
}
