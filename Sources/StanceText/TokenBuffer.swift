/// What closes a sentence.
@frozen public enum SentenceTerminator: UInt8, Sendable, Hashable, CaseIterable {
  case none
  case period
  case question
  case exclamation
  case ellipsis
  /// A colon at the end of the unit.
  case colon
}

/// A sentence as a range of tokens.
@frozen public struct Sentence: Sendable, Hashable {
  /// Indices into `TokenBuffer.tokens`; sentences follow one another without gap.
  public var tokens: Range<Int32>
  /// The mark that closes it, closing quotes and brackets set aside.
  public var terminator: SentenceTerminator

  @inlinable public init(tokens: Range<Int32>, terminator: SentenceTerminator) {
    self.tokens = tokens
    self.terminator = terminator
  }
}

/// The tokens and sentences of one range of text; reuse it so that nothing is allocated per unit.
public struct TokenBuffer: Sendable {
  /// In ascending order of bytes, without overlap.
  public var tokens: [Token]
  /// In order; together they cover `tokens` exactly.
  public var sentences: [Sentence]

  public init() {
    tokens = []
    sentences = []
  }

  /// Empties the buffer and keeps its storage.
  public mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    sentences.removeAll(keepingCapacity: true)
  }
}
