/// What stands around a unit, as far as the window reaches.
struct Surroundings {
  /// A blank line, or nothing, stands before the unit.
  var isAfterBlank: Bool
  /// Where the line behind the unit begins.
  var next: Int
  /// Bytes from here on are not looked at.
  var windowEnd: Int
  /// Paragraphs are separated by blank lines.
  var isSpaced: Bool
  var layout: TextLayout

  /// A line of text has at least so many characters, or a closing stop.
  static let longLine = 120
  /// A paragraph that a closing note cannot stand before has more characters.
  static let longParagraph = 160
  /// Lines that are looked at.
  static let lines = 6

  /// What follows the unit.
  struct Outlook {
    /// A line follows.
    var hasNext = false
    /// It follows without a blank line between.
    var isAdjacent = false
    /// It is a rule of = or - that underlines the unit.
    var isUnderline = false
    /// Its text, cut at the window.
    var next = 0..<0
    var nextCharacters = 0
    /// A line of text follows, at once or behind short lines.
    var reachesText = false
    /// A paragraph of more than 160 characters follows, at once or behind other lines.
    var reachesLong = false
  }

  /// Looks at the lines behind the unit.
  ///
  /// - Complexity: O(1): at most `lines` lines and `UnitReader.window` bytes.
  func look(_ bytes: Span<UInt8>) -> Outlook {
    var outlook = Outlook()
    var position = next
    var seen = 0
    var isBlank = false
    while position < windowEnd, seen < Surroundings.lines {
      let found = LineScanner.lineEnd(bytes, from: position, limit: windowEnd)
      let end = found ?? windowEnd
      let line = LineScanner.trim(bytes, position, end)
      if line.isEmpty {
        isBlank = true
      } else {
        seen += 1
        let characters = TextLayout.columns(bytes, line)
        if !outlook.hasNext {
          outlook.hasNext = true
          outlook.isAdjacent = !isBlank
          outlook.next = line
          outlook.nextCharacters = characters
          outlook.isUnderline = !isBlank && isRule(bytes, line)
        }
        if !outlook.reachesText { outlook.reachesText = isText(bytes, line, characters) }
        if characters > Surroundings.longParagraph {
          outlook.reachesLong = true
          return outlook
        }
      }
      guard let found else { break }
      position =
        LineScanner.next(bytes, after: found, limit: windowEnd, isLast: true) ?? found + 1
    }
    return outlook
  }

  /// Three or more = or -, and nothing else.
  private func isRule(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    let first = bytes[line.lowerBound]
    guard line.count >= 3, line.count <= 200, first == 0x3d || first == 0x2d else { return false }
    for position in line where bytes[position] != first { return false }
    return true
  }

  private func isText(_ bytes: Span<UInt8>, _ line: Range<Int>, _ characters: Int) -> Bool {
    if characters > Surroundings.longLine { return true }
    if case .wrapped(let width) = layout, characters * 4 >= width * 3 { return true }
    guard characters >= 12 else { return false }
    let shape = LineShape(bytes, line)
    if shape.marker == .bullet { return true }
    switch shape.ending {
    case .period, .exclamation, .ellipsis: return shape.words >= 3
    default: return shape.hasInnerStop
    }
  }
}
