/// What closes a sentence.
@frozen public enum SentenceTerminator: UInt8, Sendable, Hashable, CaseIterable {
  /// Nothing: the unit ends, or its line.
  case none
  /// A full stop.
  case period
  /// A question mark.
  case question
  /// An exclamation mark.
  case exclamation
  /// Three dots or one sign of them.
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

  /// A sentence of these tokens.
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
  /// Places where a sentence may end.
  var stops: [SentenceStop] = []
  /// Quotes and brackets that are open.
  var enclosures: [OpenEnclosure] = []
  /// Tokens from here on may wait for their words.
  var firstPending = 0

  /// A buffer of no text.
  public init() {
    tokens = []
    sentences = []
  }

  /// Empties the buffer and keeps its storage.
  public mutating func removeAll() {
    tokens.clear()
    sentences.clear()
    stops.clear()
    enclosures.clear()
    firstPending = 0
  }
}

/// A place where a sentence may end.
struct SentenceStop {
  /// The token of the mark, or the abbreviation that ends with one.
  var mark: Int32
  /// One past the last token that belongs to the sentence: the mark and the closers behind it.
  var end: Int32
  var terminator: SentenceTerminator
}

/// A quote or bracket waiting for its other half.
struct OpenEnclosure {
  enum Form: UInt8 {
    case guillemets
    case curly
    case straight
    case round
    case square
  }
  var token: Int32
  var form: Form
}
