extension TokenScanner {
  /// A quotation mark, or an apostrophe that stands outside a word.
  mutating func scanQuote(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ kind: ScalarClass,
    _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) {
    let spaceBehind = isSpaceOrEnd(bytes, end)
    let elidedBefore = buffer.tokens.last?.flags.contains(.elided) ?? false
    let openingBefore = buffer.tokens.last?.flags.contains(.opening) ?? false
    let free = afterSpace || elidedBefore || openingBefore
    var flags: TokenFlags = .quote
    switch kind {
    case .openQuote: flags.insert(.opening)
    case .closeQuote: flags.insert(.closing)
    case .plainQuote:
      // Spaces on both sides, or on none, leave it to the mark that is open.
      let opening = free == spaceBehind ? !inStraightQuote : free
      flags.insert(opening ? .opening : .closing)
      inStraightQuote = opening
    default:
      if free && !spaceBehind { flags.insert(.opening) }
      if !free { flags.insert(.closing) }
    }
    emit(bytes, start, end, .punctuation, flags, &buffer, &words)
    guard let form = quoteForm(bytes, start) else { return }
    if flags.contains(.opening) {
      SentenceSplitter.open(form, in: &buffer)
    } else if flags.contains(.closing) {
      SentenceSplitter.close(form, in: &buffer)
    }
  }

  private func quoteForm(_ bytes: Span<UInt8>, _ start: Int) -> OpenEnclosure.Form? {
    switch UTF8Scalar.decode(bytes, start, limit).value {
    case 0xab, 0xbb: .guillemets
    case 0x201c, 0x201d, 0x201e: .curly
    case 0x22: .straight
    default: nil
    }
  }

  /// @name, #word, or the sign alone.
  mutating func scanHandle(
    _ bytes: Span<UInt8>, _ start: Int, _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) -> Int {
    var end = start + 1
    var letters = false
    while end < limit {
      let (kind, length) = ScalarClass.at(bytes, end, limit)
      guard kind.isWord, kind != .invisible else { break }
      letters = letters || kind != .digit
      end += length
    }
    if letters {
      emit(
        bytes, start, end, bytes[start] == 0x40 ? .mention : .hashtag, [], &buffer, &words)
      return end
    }
    end = start + 1
    if bytes[start] == 0x23, followedByKeycap(bytes, end) {
      end = emojiEnd(bytes, start)
      emit(bytes, start, end, .emoji, [], &buffer, &words)
      return end
    }
    while end < limit, bytes[end] == bytes[start] { end += 1 }
    emit(bytes, start, end, .symbol, [], &buffer, &words)
    return end
  }

  /// The end of the emoji sequence at `start`: modifiers, selectors, tags, joined emoji, flags.
  func emojiEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    let first = UTF8Scalar.decode(bytes, start, limit)
    var position = start + first.length
    let isFlagLetter = TokenScanner.isFlagLetter(first.value)
    if isFlagLetter {
      guard position < limit else { return position }
      let second = UTF8Scalar.decode(bytes, position, limit)
      return TokenScanner.isFlagLetter(second.value) ? position + second.length : position
    }
    while position < limit, bytes[position] >= 0x80 {
      let scalar = UTF8Scalar.decode(bytes, position, limit)
      switch scalar.value {
      case 0xfe0e, 0xfe0f, 0x20e3, 0x1f3fb...0x1f3ff, 0xe0020...0xe007f:
        position += scalar.length
      case 0x200d:
        let next = position + scalar.length
        guard next < limit, bytes[next] >= 0x80 else { return position }
        let joined = UTF8Scalar.decode(bytes, next, limit)
        guard let value = Unicode.Scalar(joined.value), value.properties.isEmoji else {
          return position
        }
        position = next + joined.length
      default: return position
      }
    }
    return position
  }

  private static func isFlagLetter(_ scalar: UInt32) -> Bool {
    scalar >= 0x1f1e6 && scalar <= 0x1f1ff
  }

  /// Whether the selector U+FE0F, which asks for the emoji form, stands at `position`.
  func followedByEmojiSelector(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
    position + 2 < limit && bytes[position] == 0xef && bytes[position + 1] == 0xb8
      && bytes[position + 2] == 0x8f
  }

  /// Whether a keycap follows: U+20E3, with or without selector.
  func followedByKeycap(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
    let place = followedByEmojiSelector(bytes, position) ? position + 3 : position
    return place + 2 < limit && bytes[place] == 0xe2 && bytes[place + 1] == 0x83
      && bytes[place + 2] == 0xa3
  }

  /// The end of the emoticon at `start`, or nil; blank or a sign of punctuation must follow.
  func emoticonEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    guard bytes[start] < 0x80, shared.rules.mayBeEmoticon(bytes[start]) else { return nil }
    for form in shared.rules.emoticons where form[0] == bytes[start] && start + form.count <= limit
    {
      var same = true
      for offset in 1..<form.count where bytes[start + offset] != form[offset] {
        same = false
        break
      }
      let end = start + form.count
      if same, !isLetterOrDigit(bytes, end) { return end }
    }
    return nil
  }
}
