import StanceLexicon
import StanceTestSupport
import Testing

/// Minimal pairs: both sentences of a pair must come out right by the rules alone.
@Suite struct PairTests {
  static let pairs: [(name: String, lines: [(label: String, text: String)])] = {
    var pairs: [(name: String, lines: [(label: String, text: String)])] = []
    for file in ["pairs.tsv", "constructions.tsv"] {
      let bytes = PackageFiles.read("Tests/StanceLexiconTests/Golden/" + file) ?? []
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst() {
        let fields = line.split(separator: "\t").map(String.init)
        if pairs.last?.name != fields[0] { pairs.append((fields[0], [])) }
        pairs[pairs.count - 1].lines.append((fields[2], fields[3]))
      }
    }
    return pairs
  }()

  @Test func thereArePairs() { #expect(Self.pairs.count == 165) }

  @Test(arguments: pairs.indices) func pair(index: Int) throws {
    let pair = Self.pairs[index]
    #expect(pair.lines.count == 2, "\(pair.name)")
    for line in pair.lines {
      let outcome = try Bench.analyze(line.text)
      #expect(outcome.label == line.label, "\(pair.name): \(line.text)\n\(outcome.trace)")
      LexicalAnalyzerTests.check(outcome)
    }
  }

  /// How a text is typed changes nothing: apostrophes, spaces, decomposed accents, line ends.
  @Test(arguments: pairs.indices) func typography(index: Int) throws {
    for line in Self.pairs[index].lines {
      let plain = try Bench.analyze(line.text)
      for variant in Self.variants(line.text) {
        let outcome = try Bench.analyze(variant)
        #expect(outcome.analysis.ruleScore == plain.analysis.ruleScore, "\(variant)")
        #expect(outcome.analysis.cues.map(\.value) == plain.analysis.cues.map(\.value))
      }
    }
  }

  static func variants(_ text: String) -> [String] {
    let decomposed = text.unicodeScalars.map { scalar -> String in
      let table: [(Character, String)] = [
        ("é", "e\u{301}"), ("è", "e\u{300}"), ("ê", "e\u{302}"), ("à", "a\u{300}"),
        ("ç", "c\u{327}"), ("ô", "o\u{302}"), ("û", "u\u{302}"), ("î", "i\u{302}"),
      ]
      return table.first { $0.0 == Character(scalar) }?.1 ?? String(scalar)
    }.joined()
    return [
      text.map { $0 == "'" ? "’" : String($0) }.joined(),
      text.map { $0 == "’" ? "'" : String($0) }.joined(),
      text.split(separator: " :", omittingEmptySubsequences: false).joined(separator: "\u{a0}:"),
      text + "\r\n",
      "  " + text,
      decomposed,
    ]
  }
}
