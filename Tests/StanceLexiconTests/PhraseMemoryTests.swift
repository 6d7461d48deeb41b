import StanceLexicon
import StanceText
import Testing

/// What an analyzer remembers of the phrases that it met changes nothing of what it finds.
@Suite struct PhraseMemoryTests {
  /// The sentences of the tests of rules and pairs, each also behind the one before it.
  static let texts: [(text: String, language: Language)] = {
    var texts = RuleTests.cases.map { (text: $0.text, language: $0.language) }
    texts += PairTests.pairs.flatMap(\.lines).map { (text: $0.text, language: .french) }
    return texts
      + zip(texts, texts.dropFirst()).filter { $0.language == $1.language }.map {
        (text: $0.text + " " + $1.text, language: $0.language)
      }
  }()

  /// Reads texts with one word table and one analyzer, or with new ones.
  struct Reader {
    var words = WordTable()
    var analyzer: LexicalAnalyzer
    var buffer = TokenBuffer()
    var analysis = LexicalAnalysis()

    mutating func read(_ text: String, _ language: Language) -> LexicalAnalysis {
      let bytes = Array(text.utf8)
      Tokenizer(rules: Bench.reading).tokenize(
        bytes, in: 0..<bytes.count, language: language, into: &buffer, words: &words)
      analyzer.analyze(bytes, buffer, words: words, language: language, into: &analysis)
      return analysis
    }
  }

  @Test func phrasesMetBeforeAreFoundAsNewOnes() throws {
    let fresh = Reader(
      analyzer: LexicalAnalyzer(lexicon: try Bench.lexicon.get(), target: try Bench.pack("meta")))
    var phrases = 0
    let expected = Self.texts.map { text in
      var reader = fresh
      let analysis = reader.read(text.text, text.language)
      phrases += analysis.cues.count { $0.flags.contains(.phrase) }
      phrases += analysis.operators.count { $0.tokens.count > 1 }
      return analysis
    }
    #expect(phrases > Self.texts.count / 2)
    var reader = fresh
    let order = Array(Self.texts.indices)
    // A small table is renewed many times on the way.
    var small = fresh
    small.words = WordTable(capacity: 200)
    for index in order + order.reversed() {
      let (text, language) = Self.texts[index]
      let found = reader.read(text, language)
      #expect(found.cues == expected[index].cues, "\(text)")
      #expect(found.operators == expected[index].operators, "\(text)")
      let renewed = small.read(text, language)
      #expect(renewed.cues == expected[index].cues, "\(text)")
      #expect(renewed.operators == expected[index].operators, "\(text)")
    }
    #expect(reader.words.generation == 0)
    #expect(small.words.generation > 10 && small.words.survivors.contains { $0 > 20 })
  }
}
