import ArgumentParser
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceText

/// `stance lexicon why`: what the lexicon says of words and expressions.
struct LexiconWhy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Says which rows a word or an expression leads to.",
    discussion: """
      A word gives its rows, the one that counts first, and its grammatical roles. Several \
      words in quotation marks are read as a text: the cues with the rules that touch them.
      """)

  @Argument(help: ArgumentHelp("Words, or expressions in quotation marks.", valueName: "word"))
  var words: [String]

  @Option(help: "fr or en.")
  var language: LexiconLanguage = .fr

  @Option(help: "text or json.")
  var format: ValueFormat = .text

  @OptionGroup var options: LexiconOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    do {
      let lexicon = try options.load()
      let index = LexiconIndex(lexicon)
      let answers = try words.map { word throws -> LexiconAnswer in
        var answer = LexiconAnswer(word: word)
        if word.contains(where: \.isWhitespace) {
          answer.cues = try cues(word, lexicon)
        } else {
          answer.findings = index.why(word, language.language)
          answer.operators = index.operators(word, language.language)
        }
        return answer
      }
      switch format {
      case .json: try output.write(JSONWriter.encodePretty(.array(answers.map(\.json))))
      case .text:
        let text = LexiconText(color: output.isColored, width: output.width)
        try output.write(answers.map(text.why).joined(separator: "\n"))
      }
    } catch { throw Console.stop(error) }
  }

  private func cues(_ text: String, _ lexicon: Lexicon) throws -> [LexiconAnswer.Cue] {
    let rules = try ReadingRules(prepared: BundledAssets.reading)
    var analyzer = UnitAnalyzer(lexicon: lexicon, target: .nobody, rules: rules)
    let bytes = Array(text.utf8)
    analyzer.read(bytes, 0..<bytes.count, language: language.language, assumeTarget: false)
    return analyzer.analysis.cues.compactMap { cue in
      guard let entry = lexicon.entry(cue.entry) else { return nil }
      let firings = analyzer.analysis.firings[
        Int(cue.firings.lowerBound)..<Int(cue.firings.upperBound)]
      let range = Int(cue.bytes.lowerBound)..<Int(cue.bytes.upperBound)
      return LexiconAnswer.Cue(
        words: String(decoding: bytes[range], as: UTF8.self), entry: entry,
        value: Double(cue.value), rules: Array(firings))
    }
  }
}
