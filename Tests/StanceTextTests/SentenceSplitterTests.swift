import StanceText
import Testing

@Suite struct SentenceSplitterTests {
  /// Golden/sentences.txt: the hard cases of French, and English ones.
  @Test func goldenSentences() throws {
    let tokenizer = Tokenizer(rules: try TextTestFiles.rules())
    let lines = TextTestFiles.goldenLines("sentences.txt")
    #expect(lines.count >= 170)
    var buffer = TokenBuffer()
    var words = WordTable()
    for line in lines {
      let isEnglish = line.hasPrefix("@en ")
      let marked = isEnglish ? String(line.dropFirst(4)) : line
      let expected = marked.split(separator: "‖").map(trimmed)
      let bytes = Array(marked.split(separator: "‖").joined().utf8)
      tokenizer.tokenize(
        bytes, in: 0..<bytes.count, language: isEnglish ? .english : .french, into: &buffer,
        words: &words)
      let found = buffer.sentences.map { sentence in
        let start = buffer.tokens[Int(sentence.tokens.lowerBound)].range.lowerBound
        let end = buffer.tokens[Int(sentence.tokens.upperBound) - 1].range.upperBound
        return String(decoding: bytes[start..<end], as: UTF8.self)
      }
      #expect(found == expected, "\(marked)")
    }
  }

  private func trimmed(_ text: Substring) -> String {
    var view = text.utf8[...]
    while view.first == 0x20 { view = view.dropFirst() }
    while view.last == 0x20 { view = view.dropLast() }
    return String(Substring(view))
  }

  @Test(arguments: [
    ("Il vient.", SentenceTerminator.period), ("Vient-il ?", .question), ("Viens !", .exclamation),
    ("Il vient…", .ellipsis), ("Il vient...", .ellipsis), ("Voici :", .colon),
    ("Sans point", .none), ("Vient-il ?! 🤖", .question), ("« Il vient. »", .period),
    ("« Viens ! ».", .exclamation), ("(Il vient ?)", .question), ("Une liste, etc.", .period),
    ("Il vient…?", .question), ("Prix : 3,5 %", .none),
  ])
  func terminator(_ text: String, _ expected: SentenceTerminator) throws {
    let tokenizer = Tokenizer(rules: try TextTestFiles.rules())
    var buffer = TokenBuffer()
    var words = WordTable()
    let bytes = Array(text.utf8)
    tokenizer.tokenize(
      bytes, in: 0..<bytes.count, language: .french, into: &buffer, words: &words)
    #expect(buffer.sentences.map(\.terminator) == [expected])
  }
}
