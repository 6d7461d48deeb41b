/// Cuts text into tokens and sentences, by the rules of French and English.
///
/// Immutable and shared; the mutable state is in the buffer and the word table.
public struct Tokenizer: Sendable {
  let rules: ReadingRules

  public init(rules: ReadingRules) { self.rules = rules }

  /// Tokenizes `bytes[range]` into `buffer`, whose former content goes.
  ///
  /// Resets `words` first if it is full: ids of earlier units are then void, which
  /// `words.generation` shows.
  ///
  /// - Units: token offsets count from the start of `bytes`.
  /// - Complexity: O(bytes) expected.
  public func tokenize(
    _ bytes: [UInt8], in range: Range<Int>, language: Language, into buffer: inout TokenBuffer,
    words: inout WordTable
  ) {
    buffer.removeAll()
    if words.isFull { words.reset() }
    let span = bytes.span
    var position = range.lowerBound
    var afterSpace = true
    var sentenceStart = 0
    var atStart = true
    while position < range.upperBound {
      let byte = bytes[position]
      if byte <= 0x20 {
        position += 1
        afterSpace = true
        continue
      }
      var end = position + 1
      var kind = TokenKind.punctuation
      var flags: TokenFlags = afterSpace ? .afterSpace : []
      if isWord(byte) {
        kind = byte >= 0x30 && byte <= 0x39 ? .number : .word
        while end < range.upperBound, isWord(bytes[end]) || bytes[end] == 0x2d { end += 1 }
        if end < range.upperBound, bytes[end] == 0x27 {
          end += 1
          flags.insert(.elided)
        }
        if byte >= 0x41 && byte <= 0x5a { flags.insert(.capitalized) }
        if atStart { flags.insert(.sentenceStart) }
        atStart = false
      }
      buffer.tokens.append(
        Token(
          start: Int32(position), end: Int32(end), word: words.intern(span, position, end),
          kind: kind, flags: flags))
      position = end
      afterSpace = false
      if byte == 0x2e || byte == 0x21 || byte == 0x3f {
        let count = buffer.tokens.count
        buffer.sentences.append(
          Sentence(
            tokens: Int32(sentenceStart)..<Int32(count),
            terminator: byte == 0x2e ? .period : byte == 0x21 ? .exclamation : .question))
        sentenceStart = count
        atStart = true
      }
    }
    if sentenceStart < buffer.tokens.count {
      buffer.sentences.append(
        Sentence(tokens: Int32(sentenceStart)..<Int32(buffer.tokens.count), terminator: .none))
    }
  }

  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte >= 0x30 && byte <= 0x39)
      || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)
  }
}
