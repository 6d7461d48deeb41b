/// Cuts text into tokens and sentences, by the rules of French and English.
///
/// - Elided words are tokens of their own, with their apostrophe: l'IA → l' + IA.
/// - Clitics after a hyphen too: a-t-il → a + -t-il, whose word is « il ».
/// - English contractions and possessives are cut as in the Penn Treebank: don't → do + n't,
///   it's → it + 's. (Only in text whose language is English or undetermined.)
/// - Other hyphenated words, aujourd'hui, R&D, GPT-4.5, Character.ai are one token.
/// - Numbers keep their separators, currency and percent signs: 65 000 · 14,3 · 49 % · 100M$.
///
/// Immutable and shared; the mutable state is in the buffer and the word table.
public struct Tokenizer: Sendable {
  private let shared: SharedWordRules

  /// A tokenizer with the word parts, abbreviations and function words of `rules`.
  public init(rules: ReadingRules) { shared = SharedWordRules(rules.words) }

  /// Tokenizes `bytes[range]` into `buffer`, whose former content goes.
  ///
  /// Renews `words` first if it is full: ids of earlier units are then void, which
  /// `words.generation` shows.
  ///
  /// - Parameter keepingWords: does not renew, because tokens of earlier units are still in use.
  /// - Units: token offsets count from the start of `bytes`; what lies beyond 2³¹ − 1 bytes is
  ///   left out.
  /// - Complexity: O(bytes) expected.
  public func tokenize(
    _ bytes: [UInt8], in range: Range<Int>, language: Language, into buffer: inout TokenBuffer,
    words: inout WordTable, keepingWords: Bool = false
  ) {
    buffer.removeAll()
    if words.isFull, !keepingWords { words.renew() }
    let whole = range.clamped(to: 0..<min(bytes.count, Int(Int32.max)))
    var scanner = TokenScanner(shared: shared, limit: whole.upperBound, language: language)
    let span = bytes.span
    scanner.scan(span, from: whole.lowerBound, &buffer, &words)
    words.resolve(&buffer.tokens, from: buffer.firstPending, span)
    words.watch(buffer.tokens)
    SentenceSplitter.finish(span, &buffer)
  }
}

/// The rules behind one reference: they are handed about for every unit.
final class SharedWordRules: Sendable {
  let rules: WordRules

  init(_ rules: WordRules) { self.rules = rules }
}
