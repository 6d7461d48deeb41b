extension ReadingRules {
  /// The language of a text that is a unit by itself: a record, a review, a post.
  ///
  /// - Complexity: O(bytes).
  public func language(of bytes: [UInt8], in range: Range<Int>) -> Language {
    LanguageGuess.guess(bytes.span, range, words.functionWords)
  }
}
