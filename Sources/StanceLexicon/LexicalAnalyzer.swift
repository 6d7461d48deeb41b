public import StanceText

/// Finds the cues, operators and mentions of a unit and lets the rules work on them.
///
/// One per worker: it keeps what it knows of each distinct word beside the word table.
///
///     var analyzer = LexicalAnalyzer(lexicon: lexicon, target: pack)
///     analyzer.analyze(bytes, buffer, words: words, language: .french, into: &analysis)
///     for cue in analysis.cues { … }
public struct LexicalAnalyzer: Sendable {
  /// What words mean.
  public var lexicon: Lexicon { data.lexicon }
  /// Whose names are found. After a change what is known of words stays.
  ///
  /// - Complexity: O(distinct words met since the last change) for a change.
  public var target: PreparedTarget {
    get { data.target }
    set {
      guard newValue !== data.target else { return }
      data = LexicalData(data.lexicon, newValue)
      french.forgetNames()
      english.forgetNames()
      other.forgetNames()
    }
  }

  /// What units do not change, behind one reference: it is handed about for every unit.
  private var data: LexicalData
  var french = WordCache()
  var english = WordCache()
  var other = WordCache()
  var own = LexicalState()
  var scanner = Scanner()

  /// An analyzer that has met no word yet; one a thread.
  ///
  /// - Complexity: O(bytes of the target's names).
  public init(lexicon: Lexicon, target: TargetPack) {
    data = LexicalData(lexicon, PreparedTarget(target))
  }

  /// Analyses one unit.
  ///
  /// - Parameters:
  ///   - bytes: the bytes that were tokenized; offsets in the result refer to them.
  ///   - buffer: tokens and sentences of the unit.
  ///   - words: the table that numbered the tokens' words.
  ///   - language: decides which lexicon and operators are used; text too short to tell
  ///     (« Service impeccable ») is read as French; in other languages only mentions are found.
  ///   - assumeTarget: the document is about the target, so that « cette stratégie » without a
  ///     name near it means the target's.
  ///   - analysis: receives the result; its former content goes.
  /// - Complexity: O(tokens), plus O(length) for each word not seen before.
  public mutating func analyze(
    _ bytes: [UInt8], _ buffer: TokenBuffer, words: WordTable, language: Language,
    assumeTarget: Bool = false, into analysis: inout LexicalAnalysis
  ) {
    var state = LexicalState()
    swap(&state, &own)
    find(buffer, words: words, language: language, into: &analysis, &state)
    state.judge(buffer, assumeTarget: assumeTarget, into: &analysis)
    swap(&state, &own)
  }

  /// Asks for what is known of the words of a unit that is analysed next.
  public func prefetch(_ buffer: TokenBuffer, language: Language) {
    let language = Self.read(language)
    scanner.pairs.prefetch(buffer.tokens, language)
    switch language {
    case .english: english.prefetch(buffer.tokens)
    case .french, .undetermined: french.prefetch(buffer.tokens)
    case .other: other.prefetch(buffer.tokens)
    }
  }

  /// The language whose lexicon reads a text.
  private static func read(_ language: Language) -> Language {
    language == .undetermined ? .french : language
  }

  /// The first half of ``analyze(_:_:words:language:assumeTarget:into:)``: cues, operators, names.
  ///
  /// - Parameter state: receives what the second half needs; its former content goes.
  public mutating func find(
    _ buffer: TokenBuffer, words: WordTable, language: Language,
    into analysis: inout LexicalAnalysis, _ state: inout LexicalState
  ) {
    analysis.removeAll()
    state.engine.reset()
    state.engine.tokens = buffer.tokens
    state.engine.hasTarget = !data.target.isNobody
    let language = Self.read(language)
    switch language {
    case .english:
      scanner.scan(buffer, words, language, data, &english, &state.engine, &analysis)
    case .french, .undetermined:
      scanner.scan(buffer, words, language, data, &french, &state.engine, &analysis)
    case .other:
      scanner.scan(buffer, words, language, data, &other, &state.engine, &analysis)
    }
  }
}

/// What one unit needs between the two halves of its analysis; reused from unit to unit.
public struct LexicalState: Sendable {
  var engine = RuleEngine()

  /// Room for one unit.
  public init() {}

  /// The second half of an analysis: the rules.
  ///
  /// - Parameters:
  ///   - buffer: the tokens and sentences of the first half.
  ///   - analysis: what the first half found; receives what it means.
  /// - Complexity: O(tokens).
  public mutating func judge(
    _ buffer: TokenBuffer, assumeTarget: Bool, into analysis: inout LexicalAnalysis
  ) {
    engine.run(buffer.sentences, assumeTarget, &analysis)
    engine.tokens = []
  }
}

/// What an analyzer reads and never changes.
final class LexicalData: Sendable {
  let lexicon: Lexicon
  let target: PreparedTarget
  var names: TargetMatcher { target.names }

  init(_ lexicon: Lexicon, _ target: PreparedTarget) {
    self.lexicon = lexicon
    self.target = target
  }
}
