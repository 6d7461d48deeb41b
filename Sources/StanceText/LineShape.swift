/// What a short line looks like: lengths, first letter, closing mark, marks of a list or heading.
struct LineShape: Sendable {
  enum Ending: UInt8 { case none, period, question, exclamation, ellipsis, colon, comma }
  enum Marker: UInt8 { case none, bullet, number, hash, bold }

  var characters = 0
  var letters = 0
  var words = 0
  /// The first letter or digit is a capital or a digit.
  var beginsLarge = false
  var ending = Ending.none
  /// A closing mark inside the line, with a new sentence behind it.
  var hasInnerStop = false
  var marker = Marker.none
  /// Signs that separate the entries of a menu: | > › · / with blanks around.
  var separators = 0
  /// The text without the marks of Markdown.
  var text: Range<Int>

  /// Looks at `bytes[range]`.
  ///
  /// - Complexity: O(bytes of the range).
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    text = range
    findMarker(bytes, range)
    var position = text.lowerBound
    var inWord = false
    var wordLetters = 0
    var stop = Ending.none
    var stopIsStrong = false
    var first = true
    while position < text.upperBound {
      let (kind, length) = ScalarClass.at(bytes, position, text.upperBound)
      characters += 1
      switch kind {
      case .lower, .upper, .letter, .ideograph, .digit:
        if first {
          beginsLarge = kind != .lower
          first = false
        }
        if stop != .none, stopIsStrong, kind == .upper, !inWord { hasInnerStop = true }
        stop = .none
        if !inWord {
          words += 1
          wordLetters = 0
        }
        inWord = true
        wordLetters += 1
        if kind != .digit { letters += 1 }
      case .terminator:
        stopIsStrong = bytes[position] != 0x2e || wordLetters > 3
        stop = LineShape.ending(bytes, position, text.upperBound, after: stop)
        inWord = false
      case .punctuation:
        if bytes[position] == 0x2c || bytes[position] == 0x3b {
          stop = .comma
        } else if bytes[position] == 0x3a {
          stop = .colon
        } else if bytes[position] != 0x2a {
          if bytes[position] == 0x2f { countSeparator(bytes, position, length) }
          stop = .none
        }
        stopIsStrong = false
        inWord = false
      case .apostrophe, .hyphen: inWord = false
      case .space, .invisible, .closeQuote, .plainQuote, .close, .emoji, .openQuote, .open:
        inWord = false
      case .symbol, .dash, .currency:
        countSeparator(bytes, position, length)
        inWord = false
        if bytes[position] != 0x2a { stop = .none }
      }
      position += length
    }
    ending = stop
  }

  private static func ending(
    _ bytes: Span<UInt8>, _ position: Int, _ limit: Int, after former: Ending
  ) -> Ending {
    switch bytes[position] {
    case 0x2e: former == .period || former == .ellipsis ? .ellipsis : .period
    case 0x21: former == .question ? .question : .exclamation
    case 0x3f: .question
    default:
      switch UTF8Scalar.decode(bytes, position, limit).value {
      case 0x2026: .ellipsis
      case 0xff01, 0x203c: .exclamation
      case 0xff1f, 0x203d, 0x2047...0x2049, 0x61f: .question
      default: .period
      }
    }
  }

  private mutating func countSeparator(_ bytes: Span<UInt8>, _ position: Int, _ length: Int) {
    let end = position + length
    guard position > text.lowerBound, end < text.upperBound, bytes[position - 1] <= 0x20,
      bytes[end] <= 0x20
    else { return }
    switch bytes[position] {
    case 0x7c, 0x3e, 0x2f: separators += 1
    case 0xe2, 0xc2: separators += length == 3 && bytes[position + 1] == 0x80 ? 0 : 1
    default: break
    }
  }

  /// Recognises « # », « **…** », « - », « 1. » and narrows `text` where the mark is no text.
  private mutating func findMarker(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let start = range.lowerBound
    let end = range.upperBound
    guard start < end else { return }
    var position = start
    switch bytes[start] {
    case 0x23:
      while position < end, bytes[position] == 0x23 { position += 1 }
      guard position - start <= 6, position < end, bytes[position] <= 0x20 else { return }
      marker = .hash
      var stop = end
      while stop > position, bytes[stop - 1] == 0x23 { stop -= 1 }
      text = LineScanner.trim(bytes, position, stop)
      stripBold(bytes)
    case 0x2a, 0x5f:
      if position + 1 < end, bytes[position + 1] == bytes[start] {
        let before = text
        stripBold(bytes)
        if text != before { marker = .bold }
      } else if bytes[start] == 0x2a, position + 1 < end, bytes[position + 1] <= 0x20 {
        marker = .bullet
      }
    case 0x2d:
      if position + 1 < end, bytes[position + 1] <= 0x20 { marker = .bullet }
    case 0xe2:
      let scalar = UTF8Scalar.decode(bytes, start, end).value
      switch scalar {
      case 0x2013, 0x2014, 0x2022, 0x2023, 0x25aa, 0x25cf, 0x25e6, 0x27a1, 0x2192:
        marker = .bullet
      default: break
      }
    case 0x30...0x39:
      while position < end, position - start < 3, bytes[position] >= 0x30, bytes[position] <= 0x39 {
        position += 1
      }
      if position + 1 < end, bytes[position] == 0x2e || bytes[position] == 0x29,
        bytes[position + 1] <= 0x20
      {
        marker = .number
      }
    default: break
    }
  }

  /// Takes `**` or `__` away at both ends when nothing bold begins in between.
  private mutating func stripBold(_ bytes: Span<UInt8>) {
    let start = text.lowerBound
    var end = text.upperBound
    guard end - start > 4, bytes[start] == 0x2a || bytes[start] == 0x5f,
      bytes[start + 1] == bytes[start]
    else { return }
    let mark = bytes[start]
    if bytes[end - 1] == 0x3a { end -= 1 }
    guard end - start > 4, bytes[end - 1] == mark, bytes[end - 2] == mark else { return }
    for position in (start + 2)..<(end - 3)
    where bytes[position] == mark && bytes[position + 1] == mark { return }
    text = LineScanner.trim(bytes, start + 2, end - 2)
  }
}
