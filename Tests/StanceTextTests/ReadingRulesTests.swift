import Testing

@testable import StanceText

@Suite struct ReadingRulesTests {
  @Test func shippedFilesParse() throws {
    let rules = try TextTestFiles.rules()
    #expect(rules.furniture.count > 500)
    #expect(rules.furniture.shapes.count >= 6)
    #expect(rules.words.functionWords.count > 300)
  }

  @Test(arguments: [
    ("section-titles.tsv", "title\tlang\nPour\tfr", 1),
    ("section-titles.tsv", "# mine\ntitle\tlabel\nPour", 3),
    ("section-titles.tsv", "title\tlabel\tlang\tnote\nPour\tfavor", 2),
    ("abbreviations.tsv", "form\tlang\tkind\tnote\nm\tfr\tnonsense\t", 2),
    ("word-parts.tsv", "form\tkind\tlang\tnote\nveryverylong\tclitic\tfr\t", 2),
    ("furniture.tsv", "id\tmatch\tpattern\tlang\treason\nx\tline\t…\tfr\t", 2),
    ("furniture.tsv", "id\tmatch\tpattern\tlang\treason\nx\tnever\tmot\tfr\tparce que", 2),
    ("nothing.tsv", "", 0),
  ])
  func errorsNameTheLine(_ name: String, _ content: String, _ line: Int) {
    var rules = ReadingRules()
    #expect {
      try rules.add(name, Array(content.utf8))
    } throws: { error in
      guard let error = error as? ReadingRulesError else { return false }
      return error.file == name && error.line == line && !error.reason.isEmpty
    }
  }

  @Test func crlfAndComments() throws {
    var rules = ReadingRules()
    let content = "\u{FEFF}# sections\r\ntitle\tlabel\tlang\tnote\r\n\r\nPour\tfavor\tfr\t\r\n"
    try rules.add("section-titles.tsv", Array(content.utf8))
    var keys = LineKeys()
    keys.read(Array("Pour".utf8).span, 0..<4, limit: 9)
    #expect(rules.titles.meaning(keys) == SectionTitles.Meaning(label: "favor"))
  }

  @Test(arguments: [
    ("Le chat dort sur le lit et la nuit tombe.", Language.french),
    ("The cat is on the bed and the night falls.", .english),
    ("El gato duerme en la cama y los niños están en el jardín.", .other),
    ("Der Hund ist in dem Haus und die Katze nicht.", .other),
    ("Il cane è nella casa e il gatto non è con lui.", .other),
    ("Кошка спит на кровати.", .other), ("猫在床上睡觉", .other), ("", .undetermined),
    ("Meta", .undetermined), ("123 456", .undetermined), ("😀", .undetermined),
    ("L’IA n’a pas encore atteint sa maturité.", .french),
    (
      "Kissa nukkuu sängyllä ja koira makaa lattialla kun yö saapuu kaupunkiin ja lapset menevät nukkumaan",
      .other
    ),
  ])
  func language(_ text: String, _ expected: Language) throws {
    let rules = try TextTestFiles.rules()
    let bytes = Array(text.utf8)
    #expect(
      LanguageGuess.guess(bytes.span, 0..<bytes.count, rules.words.functionWords) == expected)
  }

  @Test func lowercasingEightBytes() {
    for text in ["ABCXYZ", "a@Z[`{", "É", "ÀÈÇ", "×÷ß", "Œ", "z0-9"] {
      let bytes = Array(text.utf8)
      let expected = text == "Œ" ? bytes : Array(text.lowercased().utf8)
      #expect(
        ShortWordTable.key(bytes) == ByteScan.word(expected.span, 0, expected.count), "\(text)")
    }
  }

  @Test func searchForLineEnds() {
    for length in 0..<40 {
      for place in 0...length {
        for mark: UInt8 in [0x0a, 0x0d] {
          var bytes = [UInt8](repeating: 0xa9, count: length)
          if place < length { bytes[place] = mark }
          if place + 3 < length { bytes[place + 3] = 0x0a }
          let found = LineScanner.lineEnd(bytes.span, from: 0, limit: length)
          #expect(found == (place < length ? place : nil))
        }
      }
    }
  }
}
