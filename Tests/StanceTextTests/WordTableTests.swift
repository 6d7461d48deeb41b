import Foundation
import StanceTestSupport
import Testing

@testable import StanceText

@Suite struct WordTableTests {
  @Test func lettersOfLatin1AreLoweredAndFoldedAsUnicodeSays() throws {
    var words = WordTable()
    for value in UInt32(0xc0)...0xff
    where ![0xc6, 0xe6, 0xdf, 0xd0, 0xf0, 0xd8, 0xf8].contains(value) {
      let letter = try #require(Unicode.Scalar(value))
      let word = words.intern("t\(letter)t")
      let lower = "t\(letter.properties.lowercaseMapping)t"
      #expect(words.string(word) == lower)
      #expect(words.normalized(word).count == lower.utf8.count)
      var plain = ""
      for part in lower.decomposedStringWithCanonicalMapping.unicodeScalars
      where part.properties.canonicalCombiningClass == .notReordered {
        plain.unicodeScalars.append(part)
      }
      #expect(Array(words.folded(word)) == Array(plain.utf8), "\(letter)")
      #expect(words.hasAccents(word) == (plain != lower), "\(letter)")
    }
    for (surface, folded) in [("tßt", "tsst"), ("tðt", "tdt"), ("tøt", "tot")] {
      let word = words.intern(surface)
      #expect(String(decoding: words.folded(word), as: UTF8.self) == folded)
    }
    // A word of which nothing is left without its marks.
    let mark = words.intern("\u{301}")
    #expect(words.folded(mark).isEmpty && !words.normalized(mark).isEmpty)
    #expect(words.hasAccents(mark))
  }

  /// A letter that French does not have is read by the rules for all letters, and so is the whole word
  /// before it; the shorter way of French words comes to the same.
  @Test(arguments: 0..<8) func frenchWordsAreReadAsAllOthers(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let letters =
      (0xC0...0xFF).compactMap { Unicode.Scalar($0).map(Character.init) } + Array("aZ09'’-éÉçœŒ`")
    var words = WordTable()
    for _ in 0..<300 {
      let count = Int.random(in: 1...9, using: &generator)
      let text = String((0..<count).map { _ in letters.randomElement(using: &generator)! })
      let (own, longer) = (words.intern(text), words.intern(text + "Ž"))
      #expect(words.string(own) + "ž" == words.string(longer), "\(text)")
      #expect(Array(words.folded(own)) + [0x7a] == Array(words.folded(longer)), "\(text)")
    }
  }

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
    for _ in 0..<1_000 {
      let length = Int.random(in: 1...20, using: &generator)
      let word = String(
        (0..<length).map { _ in
          Character(["a", "B", "é", "E\u{301}"].randomElement(using: &generator)!)
        }
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

  /// Words of a long text are looked up many at a time: the answers are those of one at a time.
  @Test(arguments: 0..<10) func tokensHaveTheWordsOfTheirSurfaces(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let letters = ["a", "e", "É", "ï", "b", "T", "ÿ", "x"]
    let text = (0..<Int.random(in: 1...900, using: &generator)).map { _ in
      (0..<Int.random(in: 3...22, using: &generator)).map { _ in
        letters.prefix(Int.random(in: 1...8, using: &generator)).randomElement(using: &generator)!
      }.joined()
    }.joined(separator: [" ", ", ", " . "].randomElement(using: &generator)!)
    let bytes = Array(text.utf8)
    var words = WordTable()
    var buffer = TokenBuffer()
    Tokenizer(rules: ReadingRules()).tokenize(
      bytes, in: 0..<bytes.count, language: .french, into: &buffer, words: &words)
    for token in buffer.tokens {
      #expect(token.word == words.intern(Array(bytes[token.range])), "seed \(seed)")
    }
    #expect(words.count == Set(buffer.tokens.map(\.word)).count, "seed \(seed)")
  }

  @Test func isRenewedAtAUnitBoundary() throws {
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
    // Tokens that are still in use keep their words.
    let generation = words.generation
    for _ in 0..<2 {
      tokenizer.tokenize(
        bytes, in: 0..<bytes.count, language: .french, into: &buffer, words: &words,
        keepingWords: true)
      #expect(words.generation == generation)
    }
  }

  /// A stream of ever new words, as one form each and as two: the table stays as small as its
  /// limit says, whatever has passed.
  @Test(arguments: [["mot"], ["mot", "Mot"]])
  func newWordsWithoutEndTakeBoundedSpace(forms: [String]) {
    let tokenizer = Tokenizer(rules: ReadingRules())
    var words = WordTable()
    var buffer = TokenBuffer()
    let perUnit = 1000
    for unit in 0..<100 {
      let text = (0..<perUnit).map { number in
        forms.map { "\($0)\(unit)x\(number)" }.joined(separator: " ")
      }.joined(separator: " ")
      let bytes = Array(text.utf8)
      tokenizer.tokenize(
        bytes, in: 0..<bytes.count, language: .french, into: &buffer, words: &words)
      #expect(words.count < WordTable.defaultCapacity + perUnit)
      #expect(words.surfaces.count <= forms.count * (WordTable.defaultCapacity + perUnit))
      #expect(words.slots.count <= forms.count << 16)
    }
    #expect(words.generation == 100 * perUnit / WordTable.defaultCapacity)
  }

  /// Common words among ever new ones: what is met again stays, and every id means its word.
  @Test(arguments: [16, 64, 1000])
  func whatIsMetAgainSurvives(capacity: Int) {
    let tokenizer = Tokenizer(rules: ReadingRules())
    var words = WordTable(capacity: capacity)
    var buffer = TokenBuffer()
    var before: [String] = []
    var kept = 0
    for unit in 0..<200 {
      let text =
        "Le chat déjà-vu Éternel CŒUR une-surface-de-plus-de-seize-octets "
        + (0..<capacity / 16).map { "neuf\(unit)é\($0)" }.joined(separator: " ")
      let bytes = Array(text.utf8)
      let generation = words.generation
      tokenizer.tokenize(
        bytes, in: 0..<bytes.count, language: .french, into: &buffer, words: &words)
      if words.generation > generation {
        #expect(words.generation == generation + 1)
        #expect(words.survivors.count == before.count)
        let new = words.survivors.filter { $0 >= 0 }
        #expect(new == Array(0..<WordID(new.count)) && new.count <= capacity / 2)
        for (old, new) in words.survivors.enumerated() where new >= 0 {
          #expect(words.string(new) == before[old])
          #expect(words.hasAccents(new) == before[old].contains { !$0.isASCII })
          #expect(words.find(normal: Array(before[old].utf8)) == new)
          #expect(!before[old].hasPrefix("neuf"))
        }
        kept += new.count
      }
      var fresh = WordTable()
      for token in buffer.tokens {
        let own = fresh.intern(Array(bytes[token.range]))
        #expect(words.string(token.word) == fresh.string(own))
        #expect(words.folded(token.word) == fresh.folded(own))
        #expect(words.hash(token.word) == fresh.hash(own))
      }
      before = (0..<words.count).map { words.string(WordID($0)) }
    }
    #expect(words.generation > 5 && kept >= words.generation)
  }

  @Test func hashDependsOnTheNormalFormOnly() {
    var one = WordTable()
    var two = WordTable()
    _ = two.intern("autre")
    let first = one.intern("L’")
    let second = two.intern("l'")
    #expect(first != second)
    #expect(one.hash(first) == two.hash(second))
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

  /// Golden/nfc.txt: composition as another implementation does it.
  @Test func composition() throws {
    for line in TextTestFiles.goldenLines("nfc.txt") {
      let fields = line.split(separator: "\t").map {
        $0.split(separator: " ").compactMap { UInt32($0, radix: 16) }
      }
      try #require(fields.count == 2)
      var composed = fields[0]
      CanonicalForm.composeAll(&composed)
      #expect(composed == fields[1], "\(line)")
    }
  }
}
