public import StanceLexicon
public import StanceText

/// Tokens and lexical analysis of one unit at a time, with everything reused between units.
///
/// One per worker; the first step of scoring, explaining and training alike, so that
/// the three cannot disagree.
public struct UnitAnalyzer: Sendable {
  /// Every word met so far.
  public private(set) var words = WordTable()
  /// Tokens and sentences of the last unit.
  public private(set) var buffer = TokenBuffer()
  /// Cues and mentions of the last unit.
  public private(set) var analysis = LexicalAnalysis()
  /// The unit as n-grams see it: words in order, the target and its rivals as placeholders.
  public private(set) var symbols: [Symbol] = []
  /// Whose names are found; see ``LexicalAnalyzer/target``.
  public var target: PreparedTarget {
    get { lexical.target }
    set { lexical.target = newValue }
  }
  /// The target that the record names; decides which words echo it.
  public var recordTarget = RecordTarget.none
  /// Numbers and amounts of the unit.
  public private(set) var numbers = 0

  private let tokenizer: Tokenizer
  private var lexical: LexicalAnalyzer

  /// - Complexity: O(1) beyond what the lexicon's analyzer needs for the target pack.
  public init(lexicon: Lexicon, target: TargetPack, rules: ReadingRules) {
    tokenizer = Tokenizer(rules: rules)
    lexical = LexicalAnalyzer(lexicon: lexicon, target: target)
  }

  /// A word of the unit as n-grams see it.
  public struct Symbol: Sendable, Equatable {
    /// Stable 64-bit hash of the normal form, or of the placeholder.
    public var hash: UInt64
    /// Id of the word; −1 for a placeholder.
    public var word: WordID
    /// Bytes of the text that it stands for.
    public var bytes: Range<Int32>
    /// Whether it opens a sentence.
    public var opensSentence: Bool
    /// What is mentioned; `.unknown` when nothing is.
    public var referent: Referent
    /// Whether the word is one of the record's target.
    public var echoesTarget = false

    /// Whether the words around it are words near the target.
    var opensWindow: Bool { referent == .target || echoesTarget }
  }

  /// Hashes of what is not a word of its own: equal for every target, number or address. Their lowest
  /// three bits differ, by which ``PlaceholderSet`` tells them apart.
  enum Placeholder {
    static let target: UInt64 = 0x7461_7267_6574_0001
    static let rival: UInt64 = 0x7269_7661_6C00_0002
    static let number: UInt64 = 0x6E75_6D62_6572_0003
    static let address: UInt64 = 0x6164_6472_0000_0004
    static let account: UInt64 = 0x6163_636F_756E_0005
  }

  /// A unit to read.
  public struct Unit: Sendable {
    /// Byte range in the block.
    public var range: Range<Int>
    /// As the reader found it.
    public var language: Language

    /// A unit at this place.
    public init(range: Range<Int>, language: Language) {
      self.range = range
      self.language = language
    }
  }

  /// Units whose reading goes on side by side.
  ///
  /// Each step is done for all of them before the next begins: its instructions then stay in the
  /// nearest cache, which does not hold those of all steps.
  public static let group = 16

  /// A unit that was read and is not the one at hand.
  private struct Waiting: Sendable {
    var buffer = TokenBuffer()
    var analysis = LexicalAnalysis()
    var state = LexicalState()

    mutating func find(_ lexical: inout LexicalAnalyzer, _ words: WordTable, _ language: Language) {
      lexical.find(buffer, words: words, language: language, into: &analysis, &state)
    }

    mutating func judge(_ assumeTarget: Bool) {
      state.judge(buffer, assumeTarget: assumeTarget, into: &analysis)
    }
  }
  private var waiting: [Waiting] = []

  /// Reads one unit.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 of the block in which the unit lies.
  ///   - range: byte range of the unit.
  ///   - assumeTarget: the document is known to be about the target.
  /// - Complexity: O(bytes of the unit).
  public mutating func read(
    _ bytes: [UInt8], _ range: Range<Int>, language: Language, assumeTarget: Bool
  ) {
    read(bytes, [Unit(range: range, language: language)], assumeTarget: assumeTarget)
    show(0)
  }

  /// Reads some units; ``show(_:)`` then brings one after another to hand.
  ///
  /// - Parameter units: at most ``group`` are meant; more work too.
  /// - Complexity: O(bytes of the units).
  mutating func read(_ bytes: [UInt8], _ units: ArraySlice<Unit>, assumeTarget: Bool) {
    while waiting.count < units.count { waiting.append(Waiting()) }
    for (place, unit) in units.enumerated() {
      tokenizer.tokenize(
        bytes, in: unit.range, language: unit.language, into: &waiting[place].buffer,
        words: &words, keepingWords: place > 0)
    }
    for (place, unit) in units.enumerated() {
      if let next = units.dropFirst(place + 1).first {
        lexical.prefetch(waiting[place + 1].buffer, language: next.language)
      }
      waiting[place].find(&lexical, words, unit.language)
    }
    for place in 0..<units.count { waiting[place].judge(assumeTarget) }
  }

  /// The tokens of a unit that was read and is not yet at hand.
  func tokens(waiting place: Int) -> [Token] { waiting[place].buffer.tokens }

  /// Brings a unit that was read to hand; each once, in any order.
  ///
  /// - Parameter hashing: whether the symbols of words have their hashes.
  mutating func show(_ place: Int, hashing: Bool = true) {
    swap(&buffer, &waiting[place].buffer)
    swap(&analysis, &waiting[place].analysis)
    collectSymbols(hashing)
  }

  private mutating func collectSymbols(_ hashing: Bool) {
    var found: [Symbol] = []
    swap(&found, &symbols)
    found.clear()
    numbers = enterSymbols(words, into: &found)
    defer { swap(&found, &symbols) }
    guard hashing else { return }
    // A loop of its own, which only fetches: many hashes are then awaited at once.
    var places = found.mutableSpan
    for index in places.indices where places[index].word >= 0 {
      places[index].hash = words.hash(places[index].word)
    }
  }

  /// Appends the symbols of the unit, but for the hashes of its words; says how many numbers it has.
  ///
  /// - Parameter words: the table of `self`; read through that, it would be copied for each mark.
  private func enterSymbols(_ words: WordTable, into symbols: inout [Symbol]) -> Int {
    let mentions = analysis.mentions
    let echoing = !recordTarget.joints.isEmpty
    let tokens = buffer.tokens.span
    symbols.reserveCapacity(tokens.count)
    var numbers = 0
    var name = NameCursor(mentions)
    var skipUntil: Int32 = 0
    for sentence in buffer.sentences {
      var opens = true
      var index = max(sentence.tokens.lowerBound, skipUntil)
      while index < sentence.tokens.upperBound {
        let token = tokens[Int(index)]
        var symbol = Symbol(
          hash: 0, word: -1, bytes: token.start..<token.end, opensSentence: opens,
          referent: .unknown)
        if name.mayBegin(at: index, mentions),
          let mention = name.mention(mentions)
        {
          symbol.hash = mention.referent == .rival ? Placeholder.rival : Placeholder.target
          symbol.referent = mention.referent
          symbol.bytes = mention.bytes
          skipUntil = mention.tokens.upperBound
          index = max(index, skipUntil &- 1)
        } else {
          switch token.kind {
          case .word, .hashtag, .emoji:
            symbol.word = token.word
            symbol.echoesTarget =
              echoing && recordTarget.mayEcho(words.firstByte(token.word))
              && recordTarget.echoes(words.normalized(token.word))
          case .number, .amount:
            symbol.hash = Placeholder.number
            numbers += 1
          case .url, .email: symbol.hash = Placeholder.address
          case .mention: symbol.hash = Placeholder.account
          case .punctuation, .symbol:
            guard Self.isTelling(token, words.firstByte(token.word)) else {
              index &+= 1
              continue
            }
            symbol.word = token.word
          }
        }
        symbols.append(symbol)
        index &+= 1
        opens = false
      }
    }
    return numbers
  }

  /// Goes along the mentions of a unit beside its tokens.
  private struct NameCursor {
    private var place = 0
    private var start = Int32.max
    private var end = Int32.max

    init(_ mentions: [Mention]) { look(mentions) }

    private mutating func look(_ mentions: [Mention]) {
      let range = place < mentions.count ? mentions[place].tokens : .max..<(.max)
      start = range.lowerBound
      end = range.upperBound
    }

    /// Whether a mention begins at a token; tokens come in order.
    @inline(__always)
    mutating func mayBegin(at token: Int32, _ mentions: [Mention]) -> Bool {
      while token >= end {
        place += 1
        look(mentions)
      }
      return token == start
    }

    /// The mention that begins, if it is a name or a description.
    func mention(_ mentions: [Mention]) -> Mention? {
      let found = mentions[place]
      return found.kind == .name || found.kind == .description ? found : nil
    }
  }

  /// Whether a mark that begins with a byte carries an attitude; the others only separate.
  @inline(__always)
  private static func isTelling(_ token: Token, _ first: UInt8) -> Bool {
    first == 0x21 || first == 0x3F
      || first == 0xE2 && token.end - token.start == 3
        && token.flags.isDisjoint(with: [.quote, .opening, .closing])
  }
}
