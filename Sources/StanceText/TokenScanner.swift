/// One pass over a range of bytes; this file holds the loop and the signs, others the words and
/// numbers.
struct TokenScanner {
  let shared: SharedWordRules
  /// One past the last byte to read.
  let limit: Int
  let isFrenchLike: Bool
  let isEnglishLike: Bool
  let isFrench: Bool
  /// White space was passed since the last token.
  var afterSpace = true
  /// A straight quotation mark is open.
  var inStraightQuote = false

  init(shared: SharedWordRules, limit: Int, language: Language) {
    self.shared = shared
    self.limit = limit
    isFrenchLike = language != .english
    isEnglishLike = language == .english || language == .undetermined
    isFrench = language == .french
  }

  mutating func scan(
    _ bytes: Span<UInt8>, from start: Int, _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) {
    var position = start
    while position < limit {
      let byte = bytes[position]
      if byte <= 0x20 {
        position += 1
        afterSpace = true
        continue
      }
      if buffer.tokens.count &- buffer.firstPending >= TokenScanner.batch {
        words.resolve(&buffer.tokens, from: buffer.firstPending, bytes)
        buffer.firstPending = buffer.tokens.count
      }
      if byte >= 0x61, let next = scanPlainWord(bytes, position, &buffer, &words) {
        position = next
        continue
      }
      // The commonest of what is left are told without their class.
      if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7a {
        position = scanWord(bytes, position, &buffer, &words)
        continue
      }
      if byte == 0x2c, !afterSpace {
        emit(position, position + 1, .punctuation, [], WordTable.free, &buffer)
        position += 1
        continue
      }
      let (kind, length) = ScalarClass.at(bytes, position, limit)
      switch kind {
      case .lower, .upper, .letter:
        position = scanWord(bytes, position, &buffer, &words)
      case .digit:
        position = scanNumber(bytes, position, &buffer, &words)
      case .space:
        position += length
        afterSpace = true
      case .invisible:
        position += length
      default:
        position = scanSign(bytes, position, kind, length, &buffer, &words)
      }
    }
  }

  /// The commonest word: small letters, ASCII or of Latin-1, and a blank or comma behind them.
  ///
  /// What it leaves to `scanWord` comes out the same there.
  @inline(__always)
  private mutating func scanPlainWord(
    _ bytes: Span<UInt8>, _ start: Int, _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) -> Int? {
    var end = start
    while end + 8 <= limit {
      let word = ByteScan.load(bytes, end)
      let run = ByteScan.lowerRun(word)
      end += run
      if run == 8 { continue }
      let rest = word &>> UInt64(truncatingIfNeeded: run * 8)
      switch UInt8(truncatingIfNeeded: rest) {
      case 0xc3:
        // The byte behind it may lie in the next eight.
        if run == 7 { continue }
        guard TokenScanner.isSmallTrail(UInt8(truncatingIfNeeded: rest &>> 8)) else { return nil }
        end += 2
      case 0x20:
        guard mayBePlain(bytes, start, end) else { return nil }
        emitPlain(bytes, start, end, &buffer, &words)
        afterSpace = true
        return end + 1
      case 0x2c:
        guard mayBePlain(bytes, start, end) else { return nil }
        emitPlain(bytes, start, end, &buffer, &words)
        return end
      default: return nil
      }
    }
    return nil
  }

  /// Whether a word of small letters is no elision that lost its apostrophe.
  @inline(__always)
  private func mayBePlain(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    end > start
      && (end - start > 2 || !isFrench || !shared.rules.mayBeBare(bytes[start], end - start))
  }

  /// Whether a byte behind 0xC3 ends one of à...ÿ; ÷ is none.
  @inline(__always)
  static func isSmallTrail(_ byte: UInt8) -> Bool { byte >= 0xa0 && byte <= 0xbf && byte != 0xb7 }

  @inline(__always)
  private mutating func emitPlain(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ buffer: inout TokenBuffer,
    _ words: inout WordTable
  ) {
    if end - start > Surface.longest { return emit(bytes, start, end, .word, [], &buffer, &words) }
    emit(start, end, .word, [], WordTable.free, &buffer)
  }

  /// Appends a token whose word is its own surface; it is looked up with others later.
  @inline(never)
  mutating func emit(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ kind: TokenKind, _ flags: TokenFlags,
    _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) {
    let isLong = end - start > Surface.longest
    emit(
      start, end, kind, flags, isLong ? words.intern(bytes, start, end) : WordTable.free, &buffer)
  }

  /// Most words that are looked up together.
  private static let batch = 256

  @inline(__always)
  mutating func emit(
    _ start: Int, _ end: Int, _ kind: TokenKind, _ flags: TokenFlags, _ word: WordID,
    _ buffer: inout TokenBuffer
  ) {
    buffer.tokens.append(
      Token(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), word: word,
        kind: kind, flags: afterSpace ? flags.union(.afterSpace) : flags))
    afterSpace = false
  }

  /// The class of the character at `position`, or nil at the end.
  @inline(__always)
  func kind(_ bytes: Span<UInt8>, _ position: Int) -> ScalarClass? {
    position < limit ? ScalarClass.at(bytes, position, limit).0 : nil
  }

  func isLetterOrDigit(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
    switch kind(bytes, position) {
    case .lower, .upper, .letter, .digit: true
    default: false
    }
  }

  func isSpaceOrEnd(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
    let kind = kind(bytes, position)
    return kind == nil || kind == .space
  }

  /// A token that begins with neither letter nor digit.
  private mutating func scanSign(
    _ bytes: Span<UInt8>, _ start: Int, _ kind: ScalarClass, _ length: Int,
    _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) -> Int {
    if afterSpace, let end = emoticonEnd(bytes, start) {
      emit(bytes, start, end, .emoji, [], &buffer, &words)
      return end
    }
    var end = start + length
    switch kind {
    case .terminator: return scanTerminator(bytes, start, end, &buffer, &words)
    case .openQuote, .closeQuote, .plainQuote, .apostrophe:
      scanQuote(bytes, start, end, kind, &buffer, &words)
      return end
    case .open:
      emit(bytes, start, end, .punctuation, .opening, &buffer, &words)
      if let form = bracketForm(bytes[start]) { SentenceSplitter.open(form, in: &buffer) }
      return end
    case .close:
      emit(bytes, start, end, .punctuation, .closing, &buffer, &words)
      if let form = bracketForm(bytes[start]) { SentenceSplitter.close(form, in: &buffer) }
      return end
    case .hyphen, .dash:
      if afterSpace, self.kind(bytes, end) == .digit {
        return scanNumber(bytes, start, signEnd: end, &buffer, &words)
      }
      end = runEnd(bytes, start, end)
      emit(bytes, start, end, .punctuation, [], &buffer, &words)
      return end
    case .currency:
      if self.kind(bytes, end) == .digit {
        return scanNumber(bytes, start, signEnd: end, &buffer, &words)
      }
      emit(bytes, start, end, .symbol, [], &buffer, &words)
      return end
    case .emoji:
      end = emojiEnd(bytes, start)
      emit(bytes, start, end, .emoji, [], &buffer, &words)
      return end
    case .ideograph:
      emit(bytes, start, end, .word, [], &buffer, &words)
      return end
    case .punctuation:
      if bytes[start] == 0x40 || bytes[start] == 0x23 {
        return scanHandle(bytes, start, &buffer, &words)
      }
      end = runEnd(bytes, start, end)
      emit(bytes, start, end, .punctuation, [], &buffer, &words)
      return end
    default:
      if kind == .symbol, followedByEmojiSelector(bytes, end) {
        end = emojiEnd(bytes, start)
        emit(bytes, start, end, .emoji, [], &buffer, &words)
        return end
      }
      if bytes[start] == 0x2b, afterSpace, self.kind(bytes, end) == .digit {
        return scanNumber(bytes, start, signEnd: end, &buffer, &words)
      }
      end = runEnd(bytes, start, end)
      emit(bytes, start, end, .symbol, [], &buffer, &words)
      return end
    }
  }

  /// The end of a run of the same ASCII sign: **, --, ====.
  private func runEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    let byte = bytes[start]
    guard byte < 0x80, byte != 0x2c, byte != 0x3b, byte != 0x25 else { return end }
    var position = end
    while position < limit, bytes[position] == byte { position += 1 }
    return position
  }

  private func bracketForm(_ byte: UInt8) -> OpenEnclosure.Form? {
    switch byte {
    case 0x28, 0x29: .round
    case 0x5b, 0x5d: .square
    default: nil
    }
  }

  private mutating func scanTerminator(
    _ bytes: Span<UInt8>, _ start: Int, _ first: Int, _ buffer: inout TokenBuffer,
    _ words: inout WordTable
  ) -> Int {
    var end = first
    var terminator = SentenceTerminator.period
    switch bytes[start] {
    case 0x2e:
      while end < limit, bytes[end] == 0x2e { end += 1 }
      if end - start > 1 { terminator = .ellipsis }
    case 0x21, 0x3f:
      while end < limit, bytes[end] == 0x21 || bytes[end] == 0x3f { end += 1 }
      terminator = .exclamation
      for position in start..<end where bytes[position] == 0x3f { terminator = .question }
    default:
      switch UTF8Scalar.decode(bytes, start, limit).value {
      case 0x2026: terminator = .ellipsis
      case 0xff01, 0x203c: terminator = .exclamation
      case 0xff1f, 0x203d, 0x2047...0x2049, 0x61f: terminator = .question
      default: break
      }
    }
    emit(bytes, start, end, .punctuation, [], &buffer, &words)
    SentenceSplitter.mark(terminator, in: &buffer)
    return end
  }
}
