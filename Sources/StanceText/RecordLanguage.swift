extension ReadingRules {
  /// The language of a text that is a unit by itself: a record, a review, a post.
  ///
  /// - Parameter named: what is said of the text: counts where its words do not tell.
  /// - Complexity: O(bytes).
  public func language(
    of bytes: [UInt8], in range: Range<Int>, named: Language? = nil
  ) -> Language {
    let found = LanguageGuess.guess(bytes.span, range, words.functionWords)
    return found == .undetermined ? named ?? found : found
  }
}
