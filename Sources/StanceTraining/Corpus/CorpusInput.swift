public import StanceText

/// A line or a record of some text, to be searched for overlaps.
public struct CorpusPassage: Sendable, Equatable {
  public var place: DataPlace
  public var text: [UInt8]

  public init(place: DataPlace, text: [UInt8]) {
    self.place = place
    self.text = text
  }

  /// The lines of a text file that are not blank; bytes that are no text give none.
  public static func lines(_ bytes: [UInt8], file: String) -> [CorpusPassage] {
    guard let text = try? TextDecoder.decode(bytes) else { return [] }
    var result: [CorpusPassage] = []
    var line = 0
    for slice in text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      guard slice.contains(where: { $0 > 0x20 }) else { continue }
      result.append(
        CorpusPassage(place: DataPlace(file: file, line: line), text: Array(slice)))
    }
    return result
  }
}

/// What a check of a corpus looks at.
public struct CorpusInput: Sendable {
  /// The examples, with their splits where those are known.
  public var data: DataSet
  /// All text of the corpus, headings and recaps included.
  public var passages: [CorpusPassage]
  /// Texts that the corpus must share no run of words with.
  public var against: [CorpusPassage]
  /// Ids of the target packs that there are.
  public var packs: Set<String>
  /// Words that name a label, such as « optimiste »; see ``LabelWords``.
  public var labelWords: Set<String>
  /// Whether the corpus has a table of splits, so that splits must be sound.
  public var hasSplits: Bool

  public init(
    data: DataSet, passages: [CorpusPassage], against: [CorpusPassage] = [],
    packs: Set<String> = [], labelWords: Set<String> = [], hasSplits: Bool = false
  ) {
    self.data = data
    self.passages = passages
    self.against = against
    self.packs = packs
    self.labelWords = labelWords
    self.hasSplits = hasSplits
  }
}

/// The words by which section titles name a label.
public enum LabelWords {
  /// Words of at least `titles` titles of one label that occur in no title of another.
  ///
  /// « optimiste » stands in many titles of one label; « vue » in titles of all; « pour » in few.
  ///
  /// - Parameter table: `Lexicons/reading/section-titles.tsv`: title, label, further columns.
  /// - Returns: the words in their normal form, with their plural in s.
  public static func read(_ table: [UInt8], rules: ReadingRules, titles: Int = 5) -> Set<String> {
    var reader = WordReader(rules: rules)
    var counts: [String: [String: Int]] = [:]
    for row in TabularText(table).rows {
      for word in Set(reader.strings(row[0])) {
        counts[word, default: [:]][row[1], default: 0] += 1
      }
    }
    var result: Set<String> = []
    for (word, labels) in counts {
      guard labels.count == 1, let only = labels.first, !only.key.isEmpty, only.value >= titles
      else { continue }
      result.insert(word)
      result.insert(word + "s")
    }
    return result
  }
}
