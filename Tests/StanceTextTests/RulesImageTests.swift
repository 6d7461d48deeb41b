import StanceTestSupport
import Testing

@testable import StanceText

@Suite struct RulesImageTests {
  /// A few rules of every kind.
  static func rules() throws -> ReadingRules {
    let furniture = [
      "a1\tline\tlire aussi :\tfr\tlink", "a2\tcontains\tabonnez vous … lettre\tfr\tcall",
      "a3\topening\tpar {name}\tfr\tauthor", "a4\tonly\tpartager imprimer\tfr\tbuttons",
      "a5\tshape\tno-words\tfr\tnothing to read", "a6\tshort\t{num} commentaires\tfr\tcount",
      "a7\ttail\tsur le même sujet\tfr\tlinks",
    ]
    func table(_ header: String, _ rows: [String]) -> [UInt8] {
      Array(([header] + rows).joined(separator: "\n").utf8)
    }
    return try ReadingRules(files: [
      ("furniture.tsv", table("id\tmatch\tpattern\tlang\treason", furniture)),
      (
        "section-titles.tsv",
        table("title\tlabel\tlang\tnote", ["Pour\tfavor\tfr\t", "Contexte\t\tfr\t"])
      ),
      (
        "abbreviations.tsv",
        table("form\tlang\tkind\tnote", ["m\tfr\tname\t", "etc\tfr\tfinal\t"])
      ),
      (
        "word-parts.tsv",
        table(
          "form\tkind\tlang\tnote",
          ["l\telision\tfr\t", "l\tbare\tfr\t", "rendez-vous\twhole\tfr\t", ":-)\temoticon\t*\t"])
      ),
      ("function-words.tsv", table("word\tlang\trole", ["le\tfr\t", "pourquoi\tfr\tquestion"])),
    ])
  }

  static let text = """
    Le titre

    Par Jeanne Dupont

    Pour

    Le chat de M. Martin dort :-) et l oiseau chante. Au rendez-vous, le chat dort.

    Abonnez-vous à notre lettre
    Partager Imprimer
    12 commentaires
    ***
    Lire aussi : le chien

    Pourquoi le chat ?
    """

  @Test func preparedRulesReadAsTheTables() throws {
    let rules = try Self.rules()
    let read = try ReadingRules(prepared: ConstantBytes(rules.prepared))
    #expect(read.prepared == rules.prepared)
    #expect(units(Self.text, read) == units(Self.text, rules))
    #expect(units(Self.text, rules) != units(Self.text, ReadingRules()))
    #expect(read.reason(ofRule: "a2") == "call")
    #expect(read.titles.longest == rules.titles.longest)
  }

  @Test func shippedRulesReadAsTheTables() throws {
    let rules = try TextTestFiles.rules()
    let read = try ReadingRules(prepared: ConstantBytes(rules.prepared))
    #expect(read.prepared == rules.prepared)
    for line in TextTestFiles.goldenLines("sentences.txt") + [Self.text] {
      #expect(units(line, read) == units(line, rules))
    }
  }

  /// Rules that may stand anywhere, whose pattern would begin elsewhere than it does: at its gap,
  /// so that the search for it would begin before or behind the line.
  @Test func anAnchorOutsideOfItsPatternIsRefused() throws {
    let furniture = try Self.rules().furniture
    let rule = furniture[1]
    let gap = try #require(furniture.parts[1...].firstIndex(of: FurnitureRules.Part.gap))
    #expect(rule.match == .contains && rule.parts.contains(Int32(gap)) && rule.anchor >= 0)
    var writer = RulesWriter()
    furniture.write(to: &writer)
    func bytes(_ numbers: [Int32]) -> [UInt8] {
      numbers.flatMap { number in
        (0..<4).map { UInt8(truncatingIfNeeded: number >> Int32(8 * $0)) }
      }
    }
    let intact = bytes([rule.parts.lowerBound, rule.parts.upperBound, rule.anchor])
    let image = writer.image
    let places = (0..<image.count - 12).filter { image[$0..<$0 + 12].elementsEqual(intact) }
    try #require(places.count == 1)
    var keys = LineKeys()
    let line = Array("Abonnez-vous à notre lettre".utf8)
    keys.read(line.span, line.indices, limit: .max)
    let length = rule.parts.upperBound - Int32(gap)
    for anchor in [.min, -100, -1, length, length + 1, .max, 0, length - 1] {
      var damaged = image
      damaged.replaceSubrange(
        places[0]..<places[0] + 12, with: bytes([Int32(gap), rule.parts.upperBound, anchor]))
      let read = Result { () throws(ReadingRulesError) in
        var reader = try RulesReader(ConstantBytes(damaged))
        return try FurnitureRules(&reader)
      }
      switch read {
      case .failure: #expect(anchor < 0 || anchor >= length, "\(anchor)")
      case .success(let rules):
        _ = rules.match(keys, characters: line.count)
        #expect(anchor >= 0 && anchor < length, "\(anchor)")
      }
    }
  }

  @Test func damageIsRefusedOrHarmless() throws {
    let image = try Self.rules().prepared
    let tokens = Array(Self.text.utf8)
    for length in stride(from: 0, to: image.count, by: 8) {
      #expect(throws: ReadingRulesError.self, "cut at \(length)") {
        try ReadingRules(prepared: ConstantBytes(Array(image[..<length])))
      }
    }
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<3_000 {
      var damaged = image
      let place = Int.random(in: 0..<image.count, using: &generator)
      damaged[place] = UInt8.random(in: 0...255, using: &generator)
      guard let rules = try? ReadingRules(prepared: ConstantBytes(damaged)) else { continue }
      #expect(!units(tokens, rules).isEmpty)
      var buffer = TokenBuffer()
      var words = WordTable()
      Tokenizer(rules: rules).tokenize(
        tokens, in: 0..<tokens.count, language: .french, into: &buffer, words: &words)
      #expect(!buffer.tokens.isEmpty)
    }
  }
}
