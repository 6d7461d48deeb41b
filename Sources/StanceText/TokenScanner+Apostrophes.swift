extension TokenScanner {
  /// What an apostrophe does to the word before it.
  enum Apostrophe {
    /// It is a letter of the word: aujourd'hui.
    case joins
    /// The word ends before it.
    case ends
    /// Tokens were emitted; go on at the given byte.
    case cuts(Int)
  }

  /// Decides on the apostrophe at `position`, `length` bytes long, after `start..<position`.
  mutating func apostrophe(
    _ bytes: Span<UInt8>, _ start: Int, _ position: Int, _ length: Int, _ letters: Letters,
    _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) -> Apostrophe {
    let next = position + length
    let inside = isLetterOrDigit(bytes, next)
    let bits = shared.rules.parts.value(ShortWordTable.key(bytes, start, position))
    let elision = isFrenchLike ? WordRules.Part.elision : WordRules.Part.elisionAnywhere
    if bits & elision != 0, !inside || !isNamePrefix(bytes, start, position, next) {
      emit(bytes, start, next, .word, letters.flags.union(.elided), &buffer, &words)
      return .cuts(next)
    }
    guard inside else { return .ends }
    if isEnglishLike, let end = contractionEnd(bytes, next) {
      return cutContraction(bytes, start, position, next, end, letters, &buffer, &words)
    }
    return .joins
  }

  /// N'Golo, M'Bappé: a name, where N'est and M'a would be elisions.
  private func isNamePrefix(
    _ bytes: Span<UInt8>, _ start: Int, _ position: Int, _ next: Int
  ) -> Bool {
    guard position == start + 1, bytes[start] == 0x4e || bytes[start] == 0x4d else { return false }
    let (kind, length) = ScalarClass.at(bytes, next, limit)
    return kind == .upper && self.kind(bytes, next + length) == .lower
  }

  /// The end of an English word part that begins at `next`, or nil.
  private func contractionEnd(_ bytes: Span<UInt8>, _ next: Int) -> Int? {
    var end = next
    while end < limit, end - next <= 2 {
      let letter = bytes[end] | 0x20
      guard letter >= 0x61 && letter <= 0x7a else { break }
      end += 1
    }
    guard end - next <= 2, !isLetterOrDigit(bytes, end) else { return nil }
    if end - next == 1, bytes[next] | 0x20 == 0x74 { return end }
    let bits = shared.rules.parts.value(ShortWordTable.key(bytes, next, end))
    return bits & WordRules.Part.contraction != 0 ? end : nil
  }

  /// it's → it + 's; don't → do + n't.
  private mutating func cutContraction(
    _ bytes: Span<UInt8>, _ start: Int, _ position: Int, _ next: Int, _ end: Int,
    _ letters: Letters, _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) -> Apostrophe {
    var cut = position
    if end - next == 1, bytes[next] | 0x20 == 0x74 {
      guard position - 1 > start, bytes[position - 1] | 0x20 == 0x6e else { return .joins }
      cut = position - 1
    }
    emit(bytes, start, cut, .word, letters.flags, &buffer, &words)
    let caps: TokenFlags = letters.lower == 0 && letters.upper > 1 ? .allCaps : []
    emit(bytes, cut, end, .word, caps.union(.enclitic), &buffer, &words)
    return .cuts(end)
  }
}
