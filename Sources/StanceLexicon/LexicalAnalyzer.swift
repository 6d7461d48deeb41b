public import StanceText

/// Finds the cues, operators and mentions of a unit and lets the rules work on them.
///
/// One per worker: it keeps what it knows of each distinct word beside the word table.
///
///     var analyzer = LexicalAnalyzer(lexicon: lexicon, target: pack)
///     analyzer.analyze(bytes, buffer, words: words, language: .french, into: &analysis)
///     for cue in analysis.cues { … }
public struct LexicalAnalyzer: Sendable {
  public var lexicon: Lexicon { data.lexicon }
  public var target: TargetPack { data.target }

  /// What never changes, behind one reference: it is handed about for every unit.
  private let data: LexicalData
  var french = WordCache()
  var english = WordCache()
  var other = WordCache()
  var engine = RuleEngine()
  var scanner = Scanner()

  public init(lexicon: Lexicon, target: TargetPack) {
    data = LexicalData(lexicon, target)
  }

  /// Analyses one unit.
  ///
  /// - Parameters:
  ///   - bytes: the bytes that were tokenized; offsets in the result refer to them.
  ///   - buffer: tokens and sentences of the unit.
  ///   - words: the table that numbered the tokens' words.
  ///   - language: decides which lexicon and operators are used; other than French and English,
  ///     only mentions are found.
  ///   - assumeTarget: the document is about the target, so that « cette stratégie » without a
  ///     name near it means the target's.
  ///   - analysis: receives the result; its former content goes.
  /// - Complexity: O(tokens), plus O(length) for each word not seen before.
  public mutating func analyze(
    _ bytes: [UInt8], _ buffer: TokenBuffer, words: WordTable, language: Language,
    assumeTarget: Bool = false, into analysis: inout LexicalAnalysis
  ) {
    analysis.removeAll()
    engine.reset()
    engine.tokens = buffer.tokens
    switch language {
    case .english:
      scanner.scan(buffer, words, language, data, &english, &engine, &analysis)
    case .french:
      scanner.scan(buffer, words, language, data, &french, &engine, &analysis)
    case .other, .undetermined:
      scanner.scan(buffer, words, language, data, &other, &engine, &analysis)
    }
    engine.run(buffer.sentences, assumeTarget, &analysis)
    engine.tokens = []
  }
}

/// What an analyzer reads and never changes.
final class LexicalData: Sendable {
  let lexicon: Lexicon
  let target: TargetPack
  let names: TargetMatcher

  init(_ lexicon: Lexicon, _ target: TargetPack) {
    self.lexicon = lexicon
    self.target = target
    names = TargetMatcher(target)
  }
}
