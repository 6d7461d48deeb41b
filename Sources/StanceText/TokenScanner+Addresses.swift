extension TokenScanner {
  /// Farthest look-ahead for the @ of an e-mail address, in bytes.
  static let longestMailbox = 64

  /// A web or mail address that begins with the word `start..<end`, or nil.
  mutating func scanAddress(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ letters: Letters,
    _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) -> Int? {
    switch bytes[end] {
    case 0x3a:
      guard end + 3 < limit, bytes[end + 1] == 0x2f, bytes[end + 2] == 0x2f,
        !isSpaceOrEnd(bytes, end + 3)
      else { return nil }
      return emitURL(bytes, start, urlEnd(bytes, end + 3), &buffer, &words)
    case 0x2e:
      guard isLetterOrDigit(bytes, end + 1) else { return nil }
      if let mail = mailEnd(bytes, end) { return emitMail(start, mail, &buffer, &words) }
      guard let domain = domainEnd(bytes, end) else { return nil }
      let isWeb = ShortWordTable.key(bytes, start, end) == 0x77_7777
      if isWeb
        || (domain + 1 < limit && bytes[domain] == 0x2f && isLetterOrDigit(bytes, domain + 1))
      {
        return emitURL(bytes, start, urlEnd(bytes, domain), &buffer, &words)
      }
      let isName = letters.firstUpper
      emit(bytes, start, domain, isName ? .word : .url, letters.flags, &buffer, &words)
      return domain
    case 0x40, 0x2b:
      guard let mail = mailEnd(bytes, end) else { return nil }
      return emitMail(start, mail, &buffer, &words)
    default: return nil
    }
  }

  /// All web addresses share one word, so that they do not fill the table.
  private mutating func emitURL(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ buffer: inout TokenBuffer,
    _ words: inout WordTable
  ) -> Int {
    emit(start, end, .url, [], words.intern(TokenScanner.urlWord), &buffer)
    return end
  }

  private mutating func emitMail(
    _ start: Int, _ end: Int, _ buffer: inout TokenBuffer, _ words: inout WordTable
  ) -> Int {
    emit(start, end, .email, [], words.intern(TokenScanner.emailWord), &buffer)
    return end
  }

  /// The word of every full web address, « <url> ».
  static let urlWord = Array("<url>".utf8)
  /// The word of every e-mail address, « <email> ».
  static let emailWord = Array("<email>".utf8)

  /// The end of a web address: up to a blank, a quote or an angle bracket, without the
  /// punctuation of the sentence behind it.
  private func urlEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var end = start
    var depth = 0
    scanning: while end < limit {
      let byte = bytes[end]
      switch byte {
      case 0...0x20, 0x22, 0x27, 0x3c, 0x3e, 0x7c: break scanning
      case 0x28: depth += 1
      case 0x29:
        if depth == 0 { break scanning }
        depth -= 1
      case 0x80...:
        let (kind, length) = ScalarClass.at(bytes, end, limit)
        guard kind.isWord else { break scanning }
        end += length
        continue
      default: break
      }
      end += 1
    }
    while end > start {
      switch bytes[end - 1] {
      case 0x21, 0x2a, 0x2c, 0x2e, 0x3a, 0x3b, 0x3f, 0x5d: end -= 1
      default: return end
      }
    }
    return end
  }

  /// The end of an e-mail address whose local part reaches at least to `place`, or nil.
  private func mailEnd(_ bytes: Span<UInt8>, _ place: Int) -> Int? {
    var position = place
    let farthest = min(limit, place + TokenScanner.longestMailbox)
    while position < farthest, isMailboxByte(bytes[position]) { position += 1 }
    guard position < limit, bytes[position] == 0x40 else { return nil }
    position += 1
    var end = position
    var dots = 0
    while end < limit, isMailboxByte(bytes[end]) {
      if bytes[end] == 0x2e { dots += 1 }
      end += 1
    }
    while end > position, bytes[end - 1] == 0x2e || bytes[end - 1] == 0x2d {
      if bytes[end - 1] == 0x2e { dots -= 1 }
      end -= 1
    }
    return dots > 0 && end > position ? end : nil
  }

  private func isMailboxByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2b, 0x2d, 0x2e, 0x5f: true
    default: false
    }
  }

  /// The end of a bare domain name whose first label ends at `dot`, or nil: the last label must
  /// be a known one in one case (« Character.ai », « lemonde.fr », not « fin.Le »).
  func domainEnd(_ bytes: Span<UInt8>, _ dot: Int) -> Int? {
    var position = dot
    var found: Int? = nil
    while position < limit, bytes[position] == 0x2e {
      var end = position + 1
      while end < limit, isMailboxByte(bytes[end]), bytes[end] != 0x2e, bytes[end] != 0x2b {
        end += 1
      }
      guard end > position + 1, end - position <= 32, !isLetterOrDigit(bytes, end) else { break }
      let raw = end - position <= 9 ? ByteScan.word(bytes, position + 1, end) : 0
      let known =
        shared.rules.parts.value(ShortWordTable.lowercased(raw)) & WordRules.Part.domain != 0
      if known, bytes[position + 1] >= 0x61 || end - position == 4 && bytes[end - 1] < 0x61 {
        found = end
      }
      position = end
    }
    return found
  }
}
