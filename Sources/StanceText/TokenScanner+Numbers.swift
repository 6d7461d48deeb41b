extension TokenScanner {
  /// A number, an amount, or a word that begins with a digit; returns where to go on.
  mutating func scanNumber(
    _ bytes: Span<UInt8>, _ start: Int, _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) -> Int {
    if followedByKeycap(bytes, start + 1) {
      let end = emojiEnd(bytes, start)
      emit(bytes, start, end, .emoji, [], &buffer, &words)
      return end
    }
    return scanNumber(bytes, start, signEnd: start, &buffer, &words)
  }

  /// A number whose digits begin at `signEnd`; before them a sign or a currency.
  mutating func scanNumber(
    _ bytes: Span<UInt8>, _ start: Int, signEnd: Int, _ buffer: inout TokenBuffer,
    _ words: inout WordTable
  ) -> Int {
    let digits = digitsEnd(bytes, signEnd)
    var end = digits
    var kind = TokenKind.number
    if signEnd > start, self.kind(bytes, start) == .currency { kind = .amount }
    if kind == .number, signEnd == start, end < limit,
      let word = scanAlphanumeric(bytes, start, end, &buffer, &words)
    {
      return word
    }
    end = magnitudeEnd(bytes, end)
    if end > digits { kind = .amount }
    if let unit = unitEnd(bytes, end) {
      end = unit
      kind = .amount
    }
    emit(bytes, start, end, kind, .hasDigit, &buffer, &words)
    return end
  }

  /// The end of the digits with their separators: 65 000 · 14,3 · 1.000 · 12:30 · 14h30.
  private func digitsEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var end = start
    while kind(bytes, end) == .digit { end += ScalarClass.at(bytes, end, limit).1 }
    let isShort = end - start <= 3
    var grouped = isShort
    while end < limit {
      let byte = bytes[end]
      switch byte {
      case 0x2c, 0x2e, 0x3a:
        guard isDigit(bytes, end + 1) else { return end }
        end += 1
        while isDigit(bytes, end) { end += 1 }
        grouped = false
      case 0x68, 0x48:
        // 14h, 14h30
        guard isShort, end - start <= 2 else { return end }
        var next = end + 1
        while isDigit(bytes, next), next - end <= 2 { next += 1 }
        return isLetterOrDigit(bytes, next) ? end : next
      case 0x20, 0xc2, 0xe2:
        guard grouped, let blank = thinBlankEnd(bytes, end), isGroup(bytes, blank) else {
          return end
        }
        end = blank + 3
      default: return end
      }
    }
    return end
  }

  /// The end of one blank that may stand inside a number: space, no-break, thin or narrow space.
  private func thinBlankEnd(_ bytes: Span<UInt8>, _ position: Int) -> Int? {
    guard position < limit else { return nil }
    if bytes[position] == 0x20 { return position + 1 }
    let scalar = UTF8Scalar.decode(bytes, position, limit)
    switch scalar.value {
    case 0xa0, 0x2009, 0x202f: return position + scalar.length
    default: return nil
    }
  }

  /// Whether exactly three digits stand at `position`.
  private func isGroup(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
    isDigit(bytes, position) && isDigit(bytes, position + 1) && isDigit(bytes, position + 2)
      && !isLetterOrDigit(bytes, position + 3)
  }

  /// The end of a magnitude written on to the digits (100M, 3,5Md), else `end`.
  private func magnitudeEnd(_ bytes: Span<UInt8>, _ end: Int) -> Int {
    var position = end
    while position < limit, position - end <= 4, (bytes[position] | 0x20) >= 0x61,
      (bytes[position] | 0x20) <= 0x7a
    { position += 1 }
    guard position > end, position - end <= 4, !isLetterOrDigit(bytes, position) else { return end }
    let bits = shared.rules.parts.value(ShortWordTable.key(bytes, end, position))
    return bits & WordRules.Part.magnitude != 0 ? position : end
  }

  /// The end of a percent or currency sign behind a number, over at most one blank and a
  /// magnitude: 49 % · 12 € · 100 M$ · 20 °C; nil when there is none.
  private func unitEnd(_ bytes: Span<UInt8>, _ end: Int) -> Int? {
    guard end < limit else { return nil }
    let place = thinBlankEnd(bytes, end) ?? end
    let unit = magnitudeEnd(bytes, place)
    guard unit < limit else { return nil }
    if bytes[unit] == 0x25 { return unit + 1 }
    let scalar = UTF8Scalar.decode(bytes, unit, limit)
    if scalar.value == 0x2030 { return unit + scalar.length }
    if scalar.value == 0xb0, unit + scalar.length < limit {
      let letter = bytes[unit + scalar.length]
      guard letter == 0x43 || letter == 0x46 else { return nil }
      return isLetterOrDigit(bytes, unit + scalar.length + 1) ? nil : unit + scalar.length + 1
    }
    guard kind(bytes, unit) == .currency else { return nil }
    let sign = unit + scalar.length
    // « 5 $100 »: the sign belongs to the number behind it.
    return place > end && unit == place && isDigit(bytes, sign) ? nil : sign
  }

  /// A word that begins with digits: 5G, 1er, 10-minute, 4o; nil for a plain number or an amount.
  private mutating func scanAlphanumeric(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ buffer: inout TokenBuffer,
    _ words: inout WordTable
  ) -> Int? {
    let isHyphen = bytes[end] == 0x2d
    guard let next = kind(bytes, isHyphen ? end + 1 : end) else { return nil }
    switch next {
    case .lower, .upper, .letter: break
    default: return nil
    }
    if !isHyphen, magnitudeEnd(bytes, end) > end { return nil }
    // Clitics and elisions do not occur here; letters, digits and hyphens do.
    var letters = Letters()
    letters.digits = 1
    var position = end
    while position < limit {
      let (kind, length) = ScalarClass.at(bytes, position, limit)
      switch kind {
      case .upper: letters.upper += 1
      case .lower, .letter: letters.lower += 1
      case .digit: break
      case .hyphen where isLetterOrDigit(bytes, position + length): letters.hyphens += 1
      default:
        emit(bytes, start, position, .word, letters.flags, &buffer, &words)
        return position
      }
      position += length
    }
    emit(bytes, start, position, .word, letters.flags, &buffer, &words)
    return position
  }
}
