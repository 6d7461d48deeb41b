import StanceText
import Testing

@Suite struct TokenizerTests {
  /// Golden/tokens.txt: words, numbers and signs of every kind.
  @Test func goldenTokens() throws {
    let tokenizer = Tokenizer(rules: try TextTestFiles.rules())
    let lines = TextTestFiles.goldenLines("tokens.txt")
    #expect(lines.count >= 70)
    for line in lines {
      let isEnglish = line.hasPrefix("@en ")
      let fields = (isEnglish ? String(line.dropFirst(4)) : line).utf8.split(separator: 0x09)
      try #require(fields.count == 2, "\(line)")
      let text = Array(fields[0])
      let found = rendered(tokenizer, text, isEnglish ? .english : .french)
      #expect(found == String(Substring(fields[1])))
    }
  }

  private func rendered(_ tokenizer: Tokenizer, _ text: [UInt8], _ language: Language) -> String {
    var buffer = TokenBuffer()
    var words = WordTable()
    tokenizer.tokenize(
      text, in: 0..<text.count, language: language, into: &buffer, words: &words)
    return buffer.tokens.map { token in
      var marks = ""
      if token.flags.contains(.elided) { marks += "E" }
      if token.flags.contains(.enclitic) { marks += "C" }
      if token.flags.contains(.abbreviation) { marks += "A" }
      if token.flags.contains(.opening) { marks += "<" }
      if token.flags.contains(.closing) { marks += ">" }
      let plain = token.kind == .word || token.kind == .punctuation
      return (plain ? "" : "\(token.kind):") + "[\(words.string(token.word))]" + marks
    }.joined(separator: " ")
  }

  /// The word ids of a text in French.
  private func ids(_ text: String, _ words: inout WordTable) throws -> [WordID] {
    let tokenizer = Tokenizer(rules: try TextTestFiles.rules())
    var buffer = TokenBuffer()
    let bytes = Array(text.utf8)
    tokenizer.tokenize(bytes, in: 0..<bytes.count, language: .french, into: &buffer, words: &words)
    return buffer.tokens.map(\.word)
  }

  @Test(arguments: [
    ("L’IA n’a qu’à s’adapter aujourd’hui.", "L'IA n'a qu'à s'adapter aujourd'hui."),
    ("Élève, cœur, été", "E\u{301}le\u{300}ve, cœur, e\u{301}te\u{301}"),
    ("va-t-elle là-bas ce jour-là", "va-t-elle la\u{300}-bas ce jour-la\u{300}"),
    ("65 000 ou 49 %", "65\u{202f}000 ou 49\u{a0}%"),
    ("CŒUR ŒUVRE", "coeur oeuvre"),
    ("fin… suite", "fin... suite"),
    ("mot-clé", "mot\u{2011}clé"),
    ("a  b\tc\r\nd", "a b c d"),
    ("Ưỡng ế", "U\u{31b}o\u{31b}\u{303}ng e\u{302}\u{301}"),
  ])
  func sameWords(_ first: String, _ second: String) throws {
    var words = WordTable()
    let one = try ids(first, &words)
    #expect(try ids(second, &words) == one, "\(first) | \(second)")
  }

  @Test func flags() throws {
    let tokenizer = Tokenizer(rules: try TextTestFiles.rules())
    var buffer = TokenBuffer()
    var words = WordTable()
    let bytes = Array("Paris aime OpenAI, l'ÉTÉ et 5G. Porte-avions ? « non »".utf8)
    tokenizer.tokenize(bytes, in: 0..<bytes.count, language: .french, into: &buffer, words: &words)
    let flags = Dictionary(
      buffer.tokens.map { (words.string($0.word), $0.flags) }, uniquingKeysWith: { one, _ in one })
    #expect(flags["paris"] == [.capitalized, .sentenceStart, .afterSpace])
    #expect(flags["aime"] == [.afterSpace])
    #expect(flags["openai"] == [.capitalized, .innerCapital, .afterSpace])
    #expect(flags[","] == [])
    #expect(flags["l'"] == [.elided, .afterSpace])
    #expect(flags["été"] == [.capitalized, .allCaps])
    #expect(flags["5g"] == [.hasDigit, .afterSpace])
    #expect(flags["porte-avions"] == [.capitalized, .hyphenated, .sentenceStart, .afterSpace])
    #expect(flags["«"] == [.opening, .quote, .afterSpace])
    #expect(flags["»"] == [.closing, .quote, .afterSpace])
  }

  @Test func capitalsWithoutAccentsKeepTheirFoldedForm() throws {
    var words = WordTable()
    let plain = try ids("EVENEMENT", &words)[0]
    let accented = try ids("événement", &words)[0]
    #expect(plain != accented)
    #expect(Array(words.folded(plain)) == Array(words.folded(accented)))
    #expect(words.hasAccents(accented))
    #expect(!words.hasAccents(plain))
  }

  @Test func emptyRulesStillTokenize() {
    let tokenizer = Tokenizer(rules: ReadingRules())
    var buffer = TokenBuffer()
    var words = WordTable()
    let bytes = Array("L'IA gagne. Elle perd !".utf8)
    tokenizer.tokenize(
      bytes, in: 0..<bytes.count, language: .undetermined, into: &buffer, words: &words)
    #expect(
      buffer.tokens.map { words.string($0.word) } == ["l'ia", "gagne", ".", "elle", "perd", "!"])
    #expect(buffer.sentences.count == 2)
  }

  @Test func layoutIsSixteenBytes() {
    #expect(MemoryLayout<Token>.stride == 16)
  }
}
