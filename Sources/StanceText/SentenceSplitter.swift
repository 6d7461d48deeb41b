/// Finds the sentences in a run of tokens.
///
/// The tokenizer reports marks, quotes and brackets as it meets them; `finish` then decides at
/// each mark by what follows. Marks inside a short quotation or bracket do not end a sentence:
/// « Il a dit : « Non ! Jamais ! » Puis il sortit » are two.
enum SentenceSplitter {
  /// Longest quotation or bracket, in bytes, that is kept in one sentence.
  static let longestEnclosure: Int32 = 320
  /// Most tokens of a sentence; a longer run without an end is cut, so that what looks around in
  /// its sentence stays linear on any input.
  static let longestSentence: Int32 = 1_024
  /// Deepest nesting that is followed.
  static let deepest = 8

  /// Notes a mark that may end a sentence; it is the last token of `buffer`.
  static func mark(_ terminator: SentenceTerminator, in buffer: inout TokenBuffer) {
    let index = Int32(truncatingIfNeeded: buffer.tokens.count - 1)
    if let last = buffer.stops.last, last.end == index,
      !buffer.tokens[Int(index)].flags.contains(.afterSpace) || last.terminator == terminator
    {
      // Marks in a row are one: « ?… », « ! ! ».
      buffer.stops[buffer.stops.count - 1].end = index + 1
      if strength(terminator) > strength(last.terminator) {
        buffer.stops[buffer.stops.count - 1].terminator = terminator
      }
      return
    }
    buffer.stops.append(SentenceStop(mark: index, end: index + 1, terminator: terminator))
  }

  private static func strength(_ terminator: SentenceTerminator) -> Int {
    switch terminator {
    case .none, .colon: 0
    case .period: 1
    case .ellipsis: 2
    case .exclamation: 3
    case .question: 4
    }
  }

  /// Notes an opening quote or bracket, the last token of `buffer`.
  static func open(_ form: OpenEnclosure.Form, in buffer: inout TokenBuffer) {
    if buffer.enclosures.count == deepest { buffer.enclosures.removeFirst() }
    buffer.enclosures.append(
      OpenEnclosure(token: Int32(truncatingIfNeeded: buffer.tokens.count - 1), form: form))
  }

  /// Notes a closing quote or bracket, the last token of `buffer`.
  static func close(_ form: OpenEnclosure.Form, in buffer: inout TokenBuffer) {
    let index = Int32(truncatingIfNeeded: buffer.tokens.count - 1)
    var opening: Int32? = nil
    if let place = buffer.enclosures.lastIndex(where: { $0.form == form }) {
      opening = buffer.enclosures[place].token
      buffer.enclosures.removeSubrange(place...)
    }
    guard var last = buffer.stops.last else { return }
    guard let opening, last.mark > opening else {
      // Nothing to suppress; a footnote mark, « fin.[1] », still belongs to its sentence.
      let attached =
        opening == last.end && form == .square
        && !buffer.tokens[Int(last.end)].flags.contains(.afterSpace)
      if last.end == index || attached { buffer.stops[buffer.stops.count - 1].end = index + 1 }
      return
    }
    let atEnd = last.end == index
    last.end = index + 1
    let length = buffer.tokens[Int(index)].end - buffer.tokens[Int(opening)].start
    if length <= longestEnclosure {
      while let stop = buffer.stops.last, stop.mark > opening { buffer.stops.removeLast() }
      if atEnd { buffer.stops.append(last) }
    } else if atEnd {
      buffer.stops[buffer.stops.count - 1] = last
    }
  }

  /// Cuts the tokens of `buffer` into sentences and flags the first token of each.
  static func finish(_ bytes: Span<UInt8>, _ buffer: inout TokenBuffer) {
    let count = Int32(truncatingIfNeeded: buffer.tokens.count)
    var start: Int32 = 0
    let isSmall = beginsSmall(buffer.tokens)
    for stop in buffer.stops {
      var end = stop.end
      if end <= start { continue }
      while end < count, buffer.tokens[Int(end)].kind == .emoji { end += 1 }
      guard end < count else { break }
      if ends(bytes, buffer.tokens, stop, start: start, next: Int(end), isSmall: isSmall) {
        append(start..<end, stop.terminator, to: &buffer)
        start = end
      }
    }
    guard start < count else { return }
    append(start..<count, lastTerminator(bytes, buffer, start: start), to: &buffer)
  }

  private static func lastTerminator(
    _ bytes: Span<UInt8>, _ buffer: TokenBuffer, start: Int32
  ) -> SentenceTerminator {
    var end = Int32(truncatingIfNeeded: buffer.tokens.count)
    while end > start, buffer.tokens[Int(end) - 1].kind == .emoji { end -= 1 }
    guard end > start else { return .none }
    if let stop = buffer.stops.last, stop.end >= end, stop.mark >= start { return stop.terminator }
    let last = buffer.tokens[Int(end) - 1]
    return last.end - last.start == 1 && bytes[Int(last.start)] == 0x3a ? .colon : .none
  }

  private static func append(
    _ whole: Range<Int32>, _ terminator: SentenceTerminator, to buffer: inout TokenBuffer
  ) {
    var tokens = whole
    while tokens.count > longestSentence {
      let cut = tokens.lowerBound + longestSentence
      append(tokens.lowerBound..<cut, .none, to: &buffer)
      tokens = cut..<tokens.upperBound
    }
    buffer.sentences.append(Sentence(tokens: tokens, terminator: terminator))
    for index in tokens where isContent(buffer.tokens[Int(index)].kind) {
      buffer.tokens[Int(index)].flags.insert(.sentenceStart)
      break
    }
  }

  private static func isContent(_ kind: TokenKind) -> Bool {
    kind != .punctuation && kind != .symbol
  }

  /// Whether the sentence from `start` ends at `stop`, given the token `next` behind it.
  private static func ends(
    _ bytes: Span<UInt8>, _ tokens: [Token], _ stop: SentenceStop, start: Int32, next: Int,
    isSmall: Bool
  ) -> Bool {
    guard hasContent(tokens, Int(start)..<Int(stop.mark) + 1) else { return false }
    var following = next
    while following < tokens.count, following < next + 4, opens(bytes, tokens[following]) {
      following += 1
    }
    guard following < tokens.count else { return false }
    let token = tokens[following]
    let mark = tokens[Int(stop.mark)]
    let spaced = tokens[next].flags.contains(.afterSpace)
    switch token.kind {
    case .word:
      if !token.flags.contains(.capitalized) && !token.flags.contains(.innerCapital) {
        // Only a text that itself begins small begins its sentences so.
        return isSmall && spaced && following == next && stop.terminator != .ellipsis
          && !mark.flags.contains(.abbreviation)
      }
    case .number, .amount:
      if stop.terminator == .ellipsis || !spaced { return false }
    case .punctuation, .symbol: return false
    case .url, .email, .mention, .hashtag, .emoji:
      if stop.terminator == .ellipsis || !spaced { return false }
    }
    guard stop.terminator == .period else { return true }
    if mark.flags.contains(.abbreviation) { return spaced }
    guard stop.mark > start else { return false }
    let before = tokens[Int(stop.mark) - 1]
    if before.kind == .number, stop.mark == start + 1 { return false }
    if spaced || following > next { return true }
    // « fin.Puis » with the space forgotten, but not « M.A » or « ASP.NET ».
    return before.kind != .word
      || (!before.flags.contains(.allCaps) && before.end - before.start > 1
        && !token.flags.contains(.allCaps))
  }

  /// Whether the first word is written small, as in messages without capitals.
  private static func beginsSmall(_ tokens: [Token]) -> Bool {
    guard let first = tokens.first(where: { isContent($0.kind) }) else { return false }
    return first.kind == .word
      && first.flags.isDisjoint(with: [.capitalized, .innerCapital, .hasDigit])
  }

  private static func hasContent(_ tokens: [Token], _ range: Range<Int>) -> Bool {
    for index in range where isContent(tokens[index].kind) { return true }
    return false
  }

  /// Whether a token can stand before the first word of a sentence: opening quotes and brackets,
  /// dashes, bullets.
  private static func opens(_ bytes: Span<UInt8>, _ token: Token) -> Bool {
    guard token.kind == .punctuation || token.kind == .symbol else { return false }
    if token.flags.contains(.opening) { return true }
    switch bytes[Int(token.start)] {
    case 0x2d, 0x2a, 0xc2: return true
    case 0xe2:
      // Dashes U+2010...U+2015 and the bullet U+2022.
      guard token.end - token.start >= 3, bytes[Int(token.start) + 1] == 0x80 else { return false }
      let trail = bytes[Int(token.start) + 2]
      return (trail >= 0x90 && trail <= 0x95) || trail == 0xa2
    default: return false
    }
  }
}
