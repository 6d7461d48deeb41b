extension TokenScanner {
  /// What the word scanner learns of the letters it passes.
  struct Letters {
    var upper = 0
    var lower = 0
    var digits = 0
    var firstUpper = false
    var lastHyphen = -1
    var hyphens = 0

    /// The flags of a word with these letters.
    var flags: TokenFlags {
      if upper | digits | hyphens == 0 { return [] }
      var flags: TokenFlags = []
      if firstUpper { flags.insert(.capitalized) }
      if lower == 0 && upper > 1 { flags.insert(.allCaps) }
      if lower > 0 && upper > (firstUpper ? 1 : 0) { flags.insert(.innerCapital) }
      if digits > 0 { flags.insert(.hasDigit) }
      if hyphens > 0 { flags.insert(.hyphenated) }
      return flags
    }
  }

  /// The token or tokens of a run of letters; returns where to go on.
  mutating func scanWord(
    _ bytes: Span<UInt8>, _ start: Int, _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) -> Int {
    var letters = Letters()
    var position = start
    scanning: while position < limit {
      if position + 8 <= limit {
        let run = ByteScan.lowerRun(ByteScan.load(bytes, position))
        letters.lower += run
        position += run
        if run == 8 { continue }
      }
      let byte = bytes[position]
      if byte <= 0x20 { break }
      if byte >= 0x61 && byte <= 0x7a {
        letters.lower += 1
        position += 1
        continue
      }
      if byte == 0xc3, position + 1 < limit {
        // Most letters outside ASCII.
        if TokenScanner.isSmallTrail(bytes[position + 1]) {
          letters.lower += 1
          position += 2
          continue
        }
      }
      if byte >= 0x80 {
        let (kind, length) = ScalarClass.at(bytes, position, limit)
        switch kind {
        case .lower, .letter: letters.lower += 1
        case .upper:
          if position == start { letters.firstUpper = true }
          letters.upper += 1
        case .digit: letters.digits += 1
        case .invisible: break
        case .hyphen:
          guard isLetterOrDigit(bytes, position + length) else { break scanning }
          letters.lastHyphen = position
          letters.hyphens += 1
        case .apostrophe:
          switch apostrophe(bytes, start, position, length, letters, &buffer, &words) {
          case .joins: break
          case .ends: break scanning
          case .cuts(let next): return next
          }
        case .symbol where isNumeroSign(bytes, start, position):
          position += length
          break scanning
        default: break scanning
        }
        position += length
        continue
      }
      switch byte {
      case 0x41...0x5a:
        if position == start { letters.firstUpper = true }
        letters.upper += 1
      case 0x30...0x39: letters.digits += 1
      case 0x5f: letters.lower += 1
      case 0x27:
        switch apostrophe(bytes, start, position, 1, letters, &buffer, &words) {
        case .joins: break
        case .ends: break scanning
        case .cuts(let next): return next
        }
      case 0x2d:
        guard isLetterOrDigit(bytes, position + 1) else { break scanning }
        letters.lastHyphen = position
        letters.hyphens += 1
      case 0x2e:
        // GPT-4.5, v2.1
        guard letters.digits > 0, isDigit(bytes, position - 1), isDigit(bytes, position + 1)
        else { break scanning }
      case 0x26:
        // R&D, AT&T
        guard letters.lower == 0, letters.upper > 0, self.kind(bytes, position + 1) == .upper
        else { break scanning }
      default: break scanning
      }
      position += 1
    }
    return endWord(bytes, start, position, letters, &buffer, &words)
  }

  func isDigit(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
    position < limit && bytes[position] >= 0x30 && bytes[position] <= 0x39
  }

  /// « n° » : the degree sign behind a single n.
  private func isNumeroSign(_ bytes: Span<UInt8>, _ start: Int, _ position: Int) -> Bool {
    position == start + 1 && bytes[start] | 0x20 == 0x6e && bytes[position] == 0xc2
      && position + 1 < limit && bytes[position + 1] == 0xb0
  }

  /// Decides on the word `start..<end` by what stands behind it, and emits it.
  private mutating func endWord(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ letters: Letters,
    _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) -> Int {
    if end < limit {
      switch bytes[end] {
      case 0x2e, 0x3a, 0x40, 0x2b:
        if let next = scanAddress(bytes, start, end, letters, &buffer, &words) { return next }
        if bytes[end] == 0x2e,
          let next = scanAbbreviation(bytes, start, end, letters, &buffer, &words)
        {
          return next
        }
      case 0x20 where end - start <= 2 && isFrench:
        if let next = scanBareElision(bytes, start, end, &buffer, &words) { return next }
      default: break
      }
    }
    if letters.lastHyphen > start, isFrenchLike,
      cutClitics(bytes, start, end, letters, &buffer, &words)
    {
      return end
    }
    emit(bytes, start, end, .word, letters.flags, &buffer, &words)
    return end
  }

  /// « l IA » for « l'IA »: the apostrophe was lost; the token counts as elided.
  private mutating func scanBareElision(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ buffer: inout TokenBuffer,
    _ words: inout WordTable
  ) -> Int? {
    guard shared.rules.mayBeBare(bytes[start], end - start) else { return nil }
    let bits = shared.rules.parts.value(ShortWordTable.key(bytes, start, end))
    guard bits & WordRules.Part.bare != 0, bytes[start] >= 0x61, end + 1 < limit else { return nil }
    if let last = buffer.tokens.last, last.kind == .number || last.kind == .amount { return nil }
    let next = UTF8Scalar.decode(bytes, end + 1, limit).value
    switch next | 0x20 {
    case 0x61, 0x65, 0x68, 0x69, 0x6f, 0x75, 0xe0...0xff, 0x172...0x173: break
    default: return nil
    }
    var form: [UInt8] = [bytes[start]]
    if end - start == 2 { form.append(bytes[start + 1]) }
    form.append(0x27)
    emit(start, end, .word, .elided, words.intern(form), &buffer)
    return end
  }

  /// Emits a word and the clitics hyphenated to it; false when it has none.
  private mutating func cutClitics(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ letters: Letters,
    _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) -> Bool {
    guard var cut = cliticStart(bytes, start, end, letters) else { return false }
    if shared.rules.wholes.contains(WordRules.wholeKey(bytes, start, end)) { return false }
    let outer = cut
    var inner: Clitic? = nil
    if let second = cliticStart(bytes, start, cut.token, letters) {
      inner = second
      cut = second
    }
    var flags = letters.flags
    if hyphen(bytes, start, cut.token) == nil { flags.remove(.hyphenated) }
    emit(bytes, start, cut.token, .word, flags, &buffer, &words)
    let caps: TokenFlags = letters.lower == 0 && letters.upper > 1 ? .allCaps : []
    if let inner {
      let word = words.intern(bytes, inner.word, outer.token)
      emit(inner.token, outer.token, .word, caps.union(.enclitic), word, &buffer)
    }
    let word = words.intern(bytes, outer.word, end)
    emit(outer.token, end, .word, caps.union(.enclitic), word, &buffer)
    return true
  }

  private struct Clitic {
    /// First byte of the token, a hyphen.
    var token: Int
    /// First byte of the word itself.
    var word: Int
  }

  /// The clitic at the end of `start..<end`, or nil.
  private func cliticStart(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ letters: Letters
  ) -> Clitic? {
    guard let (mark, word) = hyphen(bytes, start, end), mark > start else { return nil }
    guard end - word <= 8 else { return nil }
    let raw = ByteScan.word(bytes, word, end)
    let key = ShortWordTable.lowercased(raw)
    guard shared.rules.parts.value(key) & WordRules.Part.clitic != 0 else { return nil }
    guard raw == key || letters.lower == 0 else { return nil }
    // The euphonic t: a-t-il.
    let vowel = bytes[word] | 0x20
    if vowel == 0x69 || vowel == 0x65 || vowel == 0x6f,
      let (before, t) = hyphen(bytes, start, mark), before > start, t + 1 == mark,
      bytes[t] | 0x20 == 0x74
    {
      return Clitic(token: before, word: word)
    }
    return Clitic(token: mark, word: word)
  }

  /// The last hyphen in the last bytes of `start..<end`, and the byte behind it.
  private func hyphen(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (Int, Int)? {
    var position = end - 1
    let lowest = max(start, end - 12)
    while position >= lowest {
      if bytes[position] == 0x2d { return (position, position + 1) }
      if bytes[position] == 0xe2, position + 2 < end, bytes[position + 1] == 0x80,
        bytes[position + 2] == 0x90 || bytes[position + 2] == 0x91
      {
        return (position, position + 3)
      }
      position -= 1
    }
    return nil
  }
}
