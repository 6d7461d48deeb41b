extension TokenScanner {
  /// An abbreviation: the word `start..<end` with the full stop behind it, or nil when that stop
  /// is the sentence's.
  mutating func scanAbbreviation(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ letters: Letters,
    _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) -> Int? {
    let stop = end + 1
    if stop < limit, bytes[stop] == 0x2e { return nil }
    var flags = letters.flags.union(.abbreviation)
    let isSingle = letters.upper + letters.lower == 1 && letters.digits == 0
    if isSingle, let last = acronymEnd(bytes, end) {
      // « J.-P. Dupont » goes on, « 52 av. J.-C. » may end.
      let isDated = buffer.tokens.last?.flags.contains(.abbreviation) ?? false
      let goesOn = !isDated && letters.upper == 1 && isInitial(bytes, last, buffer)
      flags.remove(.hyphenated)
      emit(bytes, start, last, .word, flags, &buffer, &words)
      if !goesOn { SentenceSplitter.mark(.period, in: &buffer) }
      return last
    }
    let bits = shared.rules.abbreviations.value(ShortWordTable.key(bytes, start, end))
    let isTitle =
      bits & WordRules.Abbreviation.title != 0
      || (bits & WordRules.Abbreviation.name != 0 && letters.firstUpper)
    if isTitle {
      emit(bytes, start, stop, .word, flags, &buffer, &words)
      return stop
    }
    if bits & WordRules.Abbreviation.number != 0, numberFollows(bytes, stop) {
      emit(bytes, start, stop, .word, flags, &buffer, &words)
      return stop
    }
    if bits & WordRules.Abbreviation.final != 0 {
      emit(bytes, start, stop, .word, flags, &buffer, &words)
      SentenceSplitter.mark(.period, in: &buffer)
      return stop
    }
    if isSingle, letters.upper == 1, isInitial(bytes, stop, buffer) {
      emit(bytes, start, stop, .word, flags, &buffer, &words)
      return stop
    }
    return nil
  }

  /// The end of a run « A.B. », « J.-C. », « e.g. » whose first stop is at `dot`, or nil when
  /// there is only one letter.
  private func acronymEnd(_ bytes: Span<UInt8>, _ dot: Int) -> Int? {
    var end = dot + 1
    var count = 1
    while end < limit {
      let letter = bytes[end] == 0x2d ? end + 1 : end
      guard letter < limit else { break }
      let (kind, length) = ScalarClass.at(bytes, letter, limit)
      guard kind == .upper || kind == .lower, letter + length < limit,
        bytes[letter + length] == 0x2e
      else { break }
      end = letter + length + 1
      count += 1
    }
    return count > 1 ? end : nil
  }

  /// Whether a number, in digits or Roman capitals, stands at `position` or one blank behind it.
  private func numberFollows(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
    var place = position
    if place < limit, bytes[place] <= 0x20 {
      place += 1
    } else if let (kind, length) = place < limit ? ScalarClass.at(bytes, place, limit) : nil,
      kind == .space
    {
      place += length
    }
    guard place < limit else { return false }
    if isDigit(bytes, place) { return true }
    var end = place
    while end < limit, end - place < 8 {
      switch bytes[end] {
      case 0x49, 0x56, 0x58, 0x4c, 0x43: end += 1
      default: return end > place && !isLetterOrDigit(bytes, end)
      }
    }
    return end > place && !isLetterOrDigit(bytes, end)
  }

  /// Whether a single capital before `stop` is the initial of a name: a capitalised word that is
  /// no function word follows, and what stands before is no common noun (« le plan B. Zuckerberg »
  /// ends a sentence, « de J. Dupont » does not).
  private func isInitial(_ bytes: Span<UInt8>, _ stop: Int, _ buffer: TokenBuffer) -> Bool {
    var place = stop
    while place < limit, place - stop < 2 {
      let (kind, length) = ScalarClass.at(bytes, place, limit)
      guard kind == .space else { break }
      place += length
    }
    guard place < limit, kind(bytes, place) == .upper else { return false }
    var end = place
    while end < limit, isLetterOrDigit(bytes, end), end - place <= 12 {
      end += ScalarClass.at(bytes, end, limit).1
    }
    let next = ShortWordTable.key(bytes, place, end)
    if end - place > 1, next != 0, shared.rules.functionWords.value(next) != 0 { return false }
    guard let last = buffer.tokens.last, last.kind == .word else { return true }
    if !last.flags.isDisjoint(with: [.capitalized, .abbreviation, .elided]) { return true }
    let before = ShortWordTable.key(bytes, Int(last.start), Int(last.end))
    return before != 0 && shared.rules.functionWords.value(before) != 0
  }
}
