import StanceTestSupport
import StanceText
import Testing

/// What holds of the units of any text.
@Suite struct UnitReaderPropertyTests {
  static let lines = [
    "", "", "", " ", "Un titre court", "Point de vue optimiste", "Pour", "Exemple", "Lire aussi",
    "Laisser un commentaire", "https://example.org", "Source : ici", "**Gras**", "# Titre", "- un",
    "1. deux", "Quel prix ?", "Accueil", "***", "\u{a0}", "\u{feff}", "Été.", "中文。",
    "Une ligne de texte qui a une longueur moyenne et qui finit par un point final ordinaire.",
    "Une ligne plus longue, qui dépasse les cent vingt signes pour que nul ne la prenne pour un "
      + "titre, et qui va encore un peu plus loin.",
    "Une ligne pliée à soixante et dix colonnes ou à peu près comme tant de", "courriels le sont.",
  ]

  func text(_ generator: inout SeededGenerator, lines: Int) -> [UInt8] {
    let ends = [["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]].randomElement(using: &generator)!
    var text = ""
    for _ in 0..<lines {
      text += Self.lines.randomElement(using: &generator)!
      text += ends.randomElement(using: &generator)!
    }
    return Array(text.utf8)
  }

  /// Units are in order, know their lines, and leave nothing but white space between them.
  func check(_ bytes: [UInt8], _ units: [TextUnit], _ seed: UInt64) {
    var last = 0
    var line = 1
    var isRight = true
    for (index, unit) in units.enumerated() {
      isRight =
        isRight && unit.index == index && unit.range.lowerBound >= last && !unit.range.isEmpty
      guard isRight else { break }
      isRight = isBlank(bytes, last..<unit.range.lowerBound)
      line += lines(bytes, last..<unit.range.lowerBound)
      isRight = isRight && unit.line == line
      line += lines(bytes, unit.range)
      last = unit.range.upperBound
    }
    #expect(isRight && isBlank(bytes, last..<bytes.count), "seed \(seed)")
  }

  func lines(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var lines = 0
    for index in range {
      let isPair = index + 1 < bytes.count && bytes[index + 1] == 0x0a
      if bytes[index] == 0x0a || (bytes[index] == 0x0d && !isPair) { lines += 1 }
    }
    return lines
  }

  func isBlank(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    String(decoding: bytes[range], as: UTF8.self).unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || $0.properties.generalCategory == .format
    }
  }

  @Test(arguments: 0..<60) func unitsCoverTheText(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = text(&generator, lines: Int.random(in: 0...60, using: &generator))
    check(bytes, units(bytes, try TextTestFiles.rules()), seed)
  }

  @Test(arguments: 0..<30) func anyBytes(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<400).map { _ in
      [0x0a, 0x0d, 0x20, UInt8.random(in: 0...255, using: &generator)]
        .randomElement(using: &generator)!
    }
    var last = 0
    for unit in units(bytes, try TextTestFiles.rules()) {
      #expect(unit.range.lowerBound >= last && !unit.range.isEmpty, "seed \(seed)")
      last = unit.range.upperBound
    }
  }

  /// Lines folded at a width, each behind blanks of its own: a paragraph is one unit.
  @Test(arguments: 0..<60) func foldedLinesMayBeIndented(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let blank = [" ", "\t", "\u{3000}", "\u{a0}"].randomElement(using: &generator)!
    let most = [0, 4, 16, 17, 40].randomElement(using: &generator)!
    var text = ""
    var starts: [Int] = []
    for paragraph in 0..<12 {
      if paragraph > 0 { text += "\n" }
      starts.append(text.utf8.count)
      var column = 0
      for _ in 0..<Int.random(in: 40...90, using: &generator) {
        let word = String(repeating: "a", count: Int.random(in: 3...8, using: &generator))
        if column + 1 + word.count > 70 {
          text +=
            "\n" + String(repeating: blank, count: Int.random(in: 0...most, using: &generator))
          column = 0
        }
        text += (column > 0 ? " " : "") + word
        column += word.count + 1
      }
      text += "\n"
    }
    let bytes = Array(text.utf8)
    let found = units(bytes, try TextTestFiles.rules())
    check(bytes, found, seed)
    if most <= 4 {
      #expect(found.map(\.range.lowerBound) == starts, "seed \(seed)")
    }
  }

  /// Blocks of any size give the units of the whole.
  @Test(arguments: 0..<24) func blocksDoNotMatter(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rules = try TextTestFiles.rules()
    let bytes = text(&generator, lines: Int.random(in: 0...4_000, using: &generator))
    let whole = units(bytes, rules)
    check(bytes, whole, seed)
    var reader = UnitReader(rules: rules)
    var found: [TextUnit] = []
    var rest: [UInt8] = []
    var fed = 0
    while true {
      let size = Int.random(
        in: 0...[1, 50, 5_000, 80_000].randomElement(using: &generator)!, using: &generator)
      let next = min(bytes.count, fed + (bytes.count < 10_000 ? size : max(size, 500)))
      rest.append(contentsOf: bytes[fed..<next])
      fed = next
      let isLast = fed == bytes.count
      let consumed = reader.read(rest, isLast: isLast, into: &found)
      rest.removeFirst(consumed)
      #expect(reader.offset == fed - rest.count, "seed \(seed)")
      if isLast { break }
    }
    #expect(rest.isEmpty, "seed \(seed)")
    #expect(found == whole, "seed \(seed)")
  }

  /// LF, CRLF and CR give the same units, offsets aside.
  @Test(arguments: 0..<30) func lineEndsDoNotMatter(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rules = try TextTestFiles.rules()
    var results: [[TextUnit]] = []
    let lines = (0..<40).map { _ in Self.lines.randomElement(using: &generator)! }
    for end in ["\n", "\r\n", "\r"] {
      results.append(
        units(lines.joined(separator: end) + end, rules).map { unit in
          var unit = unit
          unit.range = 0..<1
          return unit
        })
    }
    #expect(results[0] == results[1], "seed \(seed)")
    #expect(results[0] == results[2], "seed \(seed)")
  }

  /// A single long line is one unit, whatever the blocks.
  @Test func aLongLine() throws {
    let rules = try TextTestFiles.rules()
    let piece = Array("Une phrase de plus, sans fin de ligne. ".utf8)
    var reader = UnitReader(rules: rules)
    var found: [TextUnit] = []
    var block: [UInt8] = []
    for _ in 0..<1_800 {
      block.append(contentsOf: piece)
      #expect(reader.read(block, isLast: false, into: &found) == 0)
    }
    reader.read(block, isLast: true, into: &found)
    #expect(found.count == 1)
    #expect(found.first?.range == 0..<(block.count - 1))
  }
}
