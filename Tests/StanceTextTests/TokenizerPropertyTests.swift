import StanceTestSupport
import StanceText
import Testing

/// What holds of the tokens of any text.
@Suite struct TokenizerPropertyTests {
  /// Pieces that exercise the rules when put together at random.
  static let pieces = [
    "l'", "L’", "qu'", "IA", " ", " ", " ", "\n", "\r\n", "\u{a0}", "\u{202f}", ".", "...", "…",
    "!",
    "?", "« ", " »", "“", "”", "\"", "'", "’", "(", ")", "[", "]", "-", "–", "—", "-t-il", "-là",
    "a", "été", "e\u{301}", "Œuvre", "14,3", "65 000", "49 %", "100M$", "12:30", "14h30", "1er",
    "https://a.fr/b", "www.", "x@y.org", "@", "#", "😀", "👩‍💻", "🇫🇷", "🇫", "1️⃣", "\u{200d}",
    "\u{fe0f}", "\u{301}", "M.", "etc.", "J.-C.", "p.", "n°", "&", "_", "*", "<3", ":)", "中", "я",
    "\u{0}", "\u{7f}", "\u{ad}", "\u{200b}", "\u{feff}", "$", "€", "%", "/", "\\", "|", "Puis",
  ]

  func check(_ bytes: [UInt8], _ range: Range<Int>, _ buffer: TokenBuffer, _ seed: UInt64) {
    var last = Int32(range.lowerBound)
    var isOrdered = true
    for token in buffer.tokens {
      isOrdered = isOrdered && token.start >= last && token.end > token.start && token.word >= 0
      last = token.end
    }
    #expect(isOrdered && Int(last) <= range.upperBound, "seed \(seed)")
    var next: Int32 = 0
    var isCovered = true
    for sentence in buffer.sentences {
      isCovered =
        isCovered && sentence.tokens.lowerBound == next && !sentence.tokens.isEmpty
      next = sentence.tokens.upperBound
    }
    #expect(isCovered && next == Int32(buffer.tokens.count), "seed \(seed)")
  }

  /// Whether every token begins and ends between characters.
  func cutsBetweenCharacters(_ bytes: [UInt8], _ buffer: TokenBuffer) -> Bool {
    buffer.tokens.allSatisfy { token in
      String(validating: bytes[token.range], as: UTF8.self) != nil
    }
  }

  @Test(arguments: 0..<60) func piecesOfText(_ seed: UInt64) throws {
    let tokenizer = Tokenizer(rules: try TextTestFiles.rules())
    var generator = SeededGenerator(seed: seed)
    var buffer = TokenBuffer()
    var words = WordTable()
    for language in Language.allCases {
      var text = ""
      for _ in 0..<Int.random(in: 0...60, using: &generator) {
        text += Self.pieces.randomElement(using: &generator) ?? ""
      }
      let bytes = Array(text.utf8)
      tokenizer.tokenize(
        bytes, in: 0..<bytes.count, language: language, into: &buffer, words: &words)
      check(bytes, 0..<bytes.count, buffer, seed)
      #expect(cutsBetweenCharacters(bytes, buffer), "seed \(seed): \(text)")
    }
  }

  @Test(arguments: 0..<40) func anyScalars(_ seed: UInt64) throws {
    let tokenizer = Tokenizer(rules: try TextTestFiles.rules())
    var generator = SeededGenerator(seed: seed)
    var buffer = TokenBuffer()
    var words = WordTable()
    var text = String.UnicodeScalarView()
    for _ in 0..<200 {
      let top: UInt32 = [0x80, 0x800, 0x3000, 0x1_0000, 0x11_0000].randomElement(using: &generator)!
      if let scalar = Unicode.Scalar(UInt32.random(in: 0..<top, using: &generator)) {
        text.append(scalar)
      }
    }
    let bytes = Array(String(text).utf8)
    tokenizer.tokenize(
      bytes, in: 0..<bytes.count, language: .french, into: &buffer, words: &words)
    check(bytes, 0..<bytes.count, buffer, seed)
    #expect(cutsBetweenCharacters(bytes, buffer), "seed \(seed)")
  }

  @Test(arguments: 0..<40) func anyBytes(_ seed: UInt64) throws {
    let tokenizer = Tokenizer(rules: try TextTestFiles.rules())
    var generator = SeededGenerator(seed: seed)
    var buffer = TokenBuffer()
    var words = WordTable()
    let bytes = (0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let low = Int.random(in: 0..<300, using: &generator)
    let range = low..<Int.random(in: low...300, using: &generator)
    tokenizer.tokenize(bytes, in: range, language: .french, into: &buffer, words: &words)
    check(bytes, range, buffer, seed)
    // Through the decoder: valid text or a typed error.
    if let text = try? TextDecoder.decode(bytes) {
      #expect(String(validating: text.bytes, as: UTF8.self) != nil, "seed \(seed)")
      tokenizer.tokenize(
        text.bytes, in: 0..<text.bytes.count, language: .undetermined, into: &buffer,
        words: &words)
      check(text.bytes, 0..<text.bytes.count, buffer, seed)
      #expect(cutsBetweenCharacters(text.bytes, buffer), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<20) func apostrophesDoNotMatter(_ seed: UInt64) throws {
    let tokenizer = Tokenizer(rules: try TextTestFiles.rules())
    var generator = SeededGenerator(seed: seed)
    var words = WordTable()
    var buffer = TokenBuffer()
    var text = ""
    for _ in 0..<40 { text += Self.pieces.randomElement(using: &generator) ?? "" }
    var results: [[WordID]] = []
    for mark in ["'", "\u{2019}"] {
      let scalars = text.unicodeScalars.map { $0 == "'" || $0 == "\u{2019}" ? mark : String($0) }
      let bytes = Array(scalars.joined().utf8)
      tokenizer.tokenize(
        bytes, in: 0..<bytes.count, language: .french, into: &buffer, words: &words)
      results.append(buffer.tokens.map(\.word))
    }
    #expect(results[0] == results[1], "seed \(seed): \(text)")
  }

  /// Blanks behind the text, which let the tokenizer look further ahead, change nothing.
  @Test(arguments: 0..<30) func whatFollowsDoesNotMatter(_ seed: UInt64) throws {
    let tokenizer = Tokenizer(rules: try TextTestFiles.rules())
    var generator = SeededGenerator(seed: seed)
    var words = WordTable()
    var short = TokenBuffer()
    var padded = TokenBuffer()
    let letters =
      Self.pieces + ["mot", "de", "la", "extraordinaire", "constitution", "l", "qu", ","]
    for language in Language.allCases {
      var text = ""
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        text += letters.randomElement(using: &generator) ?? ""
      }
      let bytes = Array(text.utf8)
      let blanks = bytes + Array(repeating: 0x20, count: 40)
      tokenizer.tokenize(
        blanks, in: 0..<bytes.count, language: language, into: &short, words: &words)
      tokenizer.tokenize(
        blanks, in: 0..<blanks.count, language: language, into: &padded, words: &words)
      #expect(short.tokens == padded.tokens, "seed \(seed): \(text)")
      #expect(short.sentences == padded.sentences, "seed \(seed): \(text)")
    }
  }
}
