/// Index of a normalised word in a `WordTable`; valid until the table's next generation.
public typealias WordID = Int32

/// What a token is.
@frozen public enum TokenKind: UInt8, Sendable, Hashable, CaseIterable {
  /// A word, or the part of a word that elision or a hyphenated clitic separates.
  case word
  /// A number in digits, with its separators: 14,3 · 65 000 · 1.000.
  case number
  /// A number with its unit written on to it: 100M$ · 49 % · 3 °C is not one.
  case amount
  /// Punctuation marks, quotation marks and brackets.
  case punctuation
  /// An emoji sequence, with its modifiers and joiners.
  case emoji
  /// A web address.
  case url
  /// An e-mail address.
  case email
  /// @name
  case mention
  /// #word
  case hashtag
  /// Any other sign: $, +, arrows, undefined characters.
  case symbol
}

/// Facts about how a token is written.
@frozen public struct TokenFlags: OptionSet, Sendable, Hashable {
  /// One bit a fact.
  public let rawValue: UInt16
  /// Facts by their bits.
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The first letter is a capital.
  @inlinable public static var capitalized: TokenFlags { TokenFlags(rawValue: 1 << 0) }
  /// Two letters or more, all capitals.
  @inlinable public static var allCaps: TokenFlags { TokenFlags(rawValue: 1 << 1) }
  /// White space stands before the token (or it is the first of the range).
  @inlinable public static var afterSpace: TokenFlags { TokenFlags(rawValue: 1 << 2) }
  /// The first token of its sentence that is no punctuation.
  @inlinable public static var sentenceStart: TokenFlags { TokenFlags(rawValue: 1 << 3) }
  /// An elided word, its apostrophe included: l' · qu'.
  @inlinable public static var elided: TokenFlags { TokenFlags(rawValue: 1 << 4) }
  /// A clitic after a verb, its hyphen included in the range but not in the word: -t-il · -là.
  @inlinable public static var enclitic: TokenFlags { TokenFlags(rawValue: 1 << 5) }
  /// A word of several parts joined by hyphens.
  @inlinable public static var hyphenated: TokenFlags { TokenFlags(rawValue: 1 << 6) }
  /// At least one digit.
  @inlinable public static var hasDigit: TokenFlags { TokenFlags(rawValue: 1 << 7) }
  /// An opening quotation mark or bracket.
  @inlinable public static var opening: TokenFlags { TokenFlags(rawValue: 1 << 8) }
  /// A closing quotation mark or bracket.
  @inlinable public static var closing: TokenFlags { TokenFlags(rawValue: 1 << 9) }
  /// A quotation mark, of any form.
  @inlinable public static var quote: TokenFlags { TokenFlags(rawValue: 1 << 10) }
  /// An abbreviation with its full stop: M. · etc. · J.-C.
  @inlinable public static var abbreviation: TokenFlags { TokenFlags(rawValue: 1 << 11) }
  /// A capital after the first letter, in a word that is not all capitals: OpenAI, iPhone.
  @inlinable public static var innerCapital: TokenFlags { TokenFlags(rawValue: 1 << 12) }
}

/// One token: 16 bytes, no reference counting.
///
/// - Units: `start` and `end` are byte offsets into the buffer that was tokenized.
@frozen public struct Token: Sendable, Hashable {
  /// First byte.
  public var start: Int32
  /// One past the last byte.
  public var end: Int32
  /// The normalised word; every token has one, punctuation too.
  public var word: WordID
  /// What the token is.
  public var kind: TokenKind
  /// How it is written.
  public var flags: TokenFlags

  /// A token at its place.
  @inlinable public init(
    start: Int32, end: Int32, word: WordID, kind: TokenKind, flags: TokenFlags
  ) {
    self.start = start
    self.end = end
    self.word = word
    self.kind = kind
    self.flags = flags
  }

  /// The bytes of the token in the buffer.
  @inlinable public var range: Range<Int> { Int(start)..<Int(end) }
}
