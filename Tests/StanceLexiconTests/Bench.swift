import StanceLexicon
import StanceTestSupport
import StanceText

/// The shipped tables and helpers that analyse one text with them.
enum Bench {
  /// Tables of `Lexicons/fr` and `Lexicons/en`, in the order in which they are compiled.
  static let sources: [LexiconSource] = {
    var sources: [LexiconSource] = []
    for language in ["fr", "en"] {
      for name in PackageFiles.list("Lexicons/" + language) where name.hasSuffix(".tsv") {
        let file = language + "/" + name
        guard let text = PackageFiles.read("Lexicons/" + file),
          let source = LexiconSource(file: file, text: text)
        else { continue }
        sources.append(source)
      }
    }
    return sources
  }()

  static let lexicon: Result<Lexicon, LexiconError> = Result { () throws(LexiconError) in
    try Lexicon(prepared: try LexiconCompiler.compile(sources: sources), verifying: true)
  }

  static let reading: ReadingRules = {
    let files = ReadingRules.fileNames.compactMap { name in
      PackageFiles.read("Lexicons/reading/" + name).map { (name: name, bytes: $0) }
    }
    return (try? ReadingRules(files: files)) ?? ReadingRules()
  }()

  static func pack(_ id: String) throws -> TargetPack {
    try TargetPack(id: id, table: PackageFiles.read("Lexicons/targets/\(id).tsv") ?? [])
  }

  /// One text analysed.
  struct Outcome {
    var bytes: [UInt8]
    var tokens: [Token]
    var analysis: LexicalAnalysis
    var lexicon: Lexicon

    func text(_ range: Range<Int32>) -> String {
      String(decoding: bytes[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
    }

    /// The cue whose text is `word`, or nil.
    func cue(_ word: String) -> Cue? { analysis.cues.first { text($0.bytes) == word } }

    func rules(_ cue: Cue) -> [RuleID] {
      analysis.firings[Int(cue.firings.lowerBound)..<Int(cue.firings.upperBound)].map(\.rule)
    }

    var label: String {
      let score = analysis.ruleScore
      return abs(score) < LexicalAnalysis.neutralBand ? "neutral" : score > 0 ? "favor" : "against"
    }

    /// Cues with their rules, for the message of a failed expectation.
    var trace: String {
      analysis.cues.map { cue in
        "\(text(cue.bytes)) \(cue.base)→\(cue.value) \(cue.referent) \(cue.voice) "
          + rules(cue).map(\.name).joined(separator: ",")
      }.joined(separator: "; ") + " = \(analysis.ruleScore)"
    }
  }

  static func analyze(
    _ text: String, lexicon: Lexicon? = nil, target: TargetPack? = nil,
    language: Language = .french, assumeTarget: Bool = false
  ) throws -> Outcome {
    let shipped = try lexicon ?? self.lexicon.get()
    var analyzer = LexicalAnalyzer(lexicon: shipped, target: try target ?? pack("meta"))
    let bytes = Array(text.utf8)
    var buffer = TokenBuffer()
    var words = WordTable()
    var analysis = LexicalAnalysis()
    Tokenizer(rules: reading).tokenize(
      bytes, in: 0..<bytes.count, language: language, into: &buffer, words: &words)
    analyzer.analyze(
      bytes, buffer, words: words, language: language, assumeTarget: assumeTarget, into: &analysis)
    return Outcome(bytes: bytes, tokens: buffer.tokens, analysis: analysis, lexicon: shipped)
  }
}
