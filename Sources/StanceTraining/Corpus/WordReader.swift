public import StanceText

/// Reads texts as lists of word hashes: what duplicates, overlaps and give-away words are found by.
///
/// Words and numbers count, each in its normal form (lower case, one kind of apostrophe);
/// punctuation does not, so that other quotation marks do not hide a copy. An elided word is a
/// word of its own.
public struct WordReader: Sendable {
  private let tokenizer: Tokenizer
  private let rules: ReadingRules
  private var table = WordTable()
  private var buffer = TokenBuffer()
  /// The normal form of every hash that was read.
  public private(set) var names: [UInt64: String] = [:]

  public init(rules: ReadingRules) {
    self.rules = rules
    tokenizer = Tokenizer(rules: rules)
  }

  /// The word hashes of a text, in order.
  ///
  /// - Complexity: O(bytes).
  public mutating func words(_ text: [UInt8]) -> [UInt64] {
    let range = 0..<text.count
    tokenizer.tokenize(
      text, in: range, language: rules.language(of: text, in: range), into: &buffer, words: &table)
    var result: [UInt64] = []
    result.reserveCapacity(buffer.tokens.count)
    for token in buffer.tokens {
      switch token.kind {
      case .word, .number, .amount, .hashtag:
        let hash = table.hash(token.word)
        if names[hash] == nil { names[hash] = table.string(token.word) }
        result.append(hash)
      default: continue
      }
    }
    return result
  }

  /// The words of a text by their normal forms.
  public mutating func strings(_ text: String) -> [String] {
    words(Array(text.utf8)).map { names[$0] ?? "" }
  }
}
