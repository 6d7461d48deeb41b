import StanceTestSupport
import Testing

@testable import StanceText

@Suite struct WordTableTests {
  @Test func surfacesOfOneWordShareAnID() {
    var words = WordTable()
    let word = words.intern("Été")
    #expect(words.intern("été") == word)
    #expect(words.intern("ÉTÉ") == word)
    #expect(words.intern("e\u{301}te\u{301}") == word)
    #expect(words.intern("ete") != word)
    #expect(words.string(word) == "été")
    #expect(String(decoding: words.folded(word), as: UTF8.self) == "ete")
    #expect(words.find(normal: Array("été".utf8)) == word)
    #expect(words.find(normal: Array("hiver".utf8)) == nil)
    #expect(words.count == 2)
  }

  @Test func longWordsAndPrefixesAreTold() {
    var words = WordTable()
    let base = "anticonstitutionnellement"
    var ids: Set<WordID> = []
    for length in 1...base.count { ids.insert(words.intern(String(base.prefix(length)))) }
    #expect(ids.count == base.count)
    #expect(words.intern(base) == words.intern(base.uppercased()))
  }

  @Test(arguments: 0..<10) func agreesWithADictionary(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var words = WordTable()
    var oracle: [String: WordID] = [:]
    for _ in 0..<20_000 {
      let length = Int.random(in: 1...20, using: &generator)
      let word = String(
        (0..<length).map { _ in Character(["a", "B", "é", "E\u{301}"].randomElement(using: &generator)!) }
      )
      let id = words.intern(word)
      let normal = word.lowercased()
      if let known = oracle[normal] {
        #expect(id == known, "seed \(seed)")
      } else {
        #expect(Int(id) == oracle.count, "seed \(seed)")
        oracle[normal] = id
      }
    }
    #expect(words.count == oracle.count)
    for (word, id) in oracle { #expect(words.string(id) == word) }
  }

  @Test func resetsAtAUnitBoundary() throws {
    let tokenizer = Tokenizer(rules: ReadingRules())
    var words = WordTable(capacity: 16)
    var buffer = TokenBuffer()
    let text = (0..<40).map { "mot\($0)" }.joined(separator: " ")
    let bytes = Array(text.utf8)
    tokenizer.tokenize(bytes, in: 0..<bytes.count, language: .french, into: &buffer, words: &words)
    #expect(words.generation == 0 && words.count == 40 && words.isFull)
    tokenizer.tokenize(bytes, in: 0..<4, language: .french, into: &buffer, words: &words)
    #expect(words.generation == 1 && words.count == 1)
    #expect(words.string(buffer.tokens[0].word) == "mot0")
  }

  @Test func hashDependsOnTheNormalFormOnly() {
    var one = WordTable()
    var two = WordTable()
    _ = two.intern("autre")
    #expect(one.hash(one.intern("L’")) == two.hash(two.intern("l'")))
  }

  @Test func aMonstrousWordCountsByItsBeginning() {
    var words = WordTable()
    let long = [UInt8](repeating: 0x61, count: 1_000_000)
    let word = words.intern(long)
    #expect(words.normalized(word).count == WordTable.longestWord)
  }

  /// The composition table against the standard library's canonical equivalence.
  @Test func canonicalTable() throws {
    let rows = CanonicalTable.rows
    for index in stride(from: 0, to: rows.count, by: 3) {
      let values = try rows[index..<index + 3].map { try #require(Unicode.Scalar(UInt32($0))) }
      let composed = String(Character(values[0]))
      var parts = String.UnicodeScalarView()
      parts.append(contentsOf: values[1...])
      #expect(composed == String(parts), "U+\(String(values[0].value, radix: 16))")
    }
  }

  /// Composition against canonical equivalence: same text, no composable pair left.
  @Test(arguments: 0..<30) func composition(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet: [UInt32] = [
      0x61, 0x65, 0x6f, 0xe9, 0xea, 0x1ebf, 0x300, 0x301, 0x302, 0x303, 0x308, 0x31b, 0x323, 0x327,
      0x3b1, 0x345, 0x438, 0x306,
    ]
    for _ in 0..<200 {
      let scalars = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator)!
      }
      var composed = scalars
      CanonicalForm.composeAll(&composed)
      #expect(text(composed) == text(scalars), "seed \(seed): \(scalars)")
      var again = composed
      CanonicalForm.composeAll(&again)
      #expect(again == composed, "seed \(seed): \(scalars)")
      #expect(composed.count <= scalars.count)
    }
  }

  private func text(_ scalars: [UInt32]) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars { if let value = Unicode.Scalar(scalar) { view.append(value) } }
    return String(view)
  }
}
