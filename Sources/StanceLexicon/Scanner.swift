import StanceText

/// First pass over a unit: names, phrases, words → mentions, cues, operators, roles.
struct Scanner: Sendable {
  /// Tokens of the match at work, and of the best one so far.
  var path: [Int32] = []
  var best = Match()
  var pairs = PhrasePairs()
  /// Places for tokens that may begin or be something, of which the first `visitCount` are taken.
  private var visits: [Int32] = []
  private var visitCount = 0
  /// Whether the unit has capital letters at all; without any, names need none.
  private var hasCapitals = true
  /// Words that count the other way for this target, as ranges of tokens.
  private(set) var flips: [Range<Int32>] = []

  /// What a multi-word match found.
  struct Match: Sendable {
    var tokens: [Int32] = []
    var layer = 0
    var list: UInt32 = 0
    var isFound = false
  }

  mutating func scan(
    _ buffer: TokenBuffer, _ words: WordTable, _ language: Language, _ data: LexicalData,
    _ cache: inout WordCache, _ engine: inout RuleEngine,
    _ analysis: inout LexicalAnalysis
  ) {
    let count = buffer.tokens.count
    cache.prepare(words)
    pairs.prepare(words)
    flips.clear()
    look(buffer.tokens, words, language, data, &cache, &engine, &analysis)
    let visits = visits
    let taken = visits.span.extracting(first: visitCount)
    defer { swap(&engine.flips, &flips) }
    var sentence = 0
    var end = 0
    for number in taken.indices {
      let place = Int(taken[number])
      while place >= end, sentence < buffer.sentences.count {
        end = min(Int(buffer.sentences[sentence].tokens.upperBound), count)
        sentence += 1
      }
      if engine.states[place].isUsed || place >= end { continue }
      visit(
        place, end, Int32(sentence - 1), buffer, data, language, cache, &engine.states,
        &engine.names, &analysis)
    }
  }

  /// Gives every token the state of its word, and notes the tokens worth a visit.
  private mutating func look(
    _ tokens: [Token], _ words: WordTable, _ language: Language, _ data: LexicalData,
    _ cache: inout WordCache, _ engine: inout RuleEngine,
    _ analysis: inout LexicalAnalysis
  ) {
    var sum = Scanner.copy(tokens, cache.states, into: &engine.states)
    if !sum.marks.contains(.isFilled) {
      cache.fill(tokens, words, data, language)
      sum = Scanner.copy(tokens, cache.states, into: &engine.states)
    }
    choose(tokens, cache.states)
    hasCapitals = !sum.flags.isDisjoint(with: [.capitalized, .allCaps])
    engine.hasQuotes = sum.flags.contains(.quote)
    analysis.wordCount = sum.words
  }

  /// What the tokens of a unit come to.
  private struct Sum {
    /// Marks that all have.
    var marks = Marks(rawValue: .max)
    /// Flags that one has.
    var flags: TokenFlags = []
    var words = 0
  }

  /// Sets the states of tokens to what is known of their words.
  ///
  /// This loop, and the next ones that fetch, do little else: what is not in the cache is then
  /// awaited for many words at once. The loops that decide find everything at hand.
  private static func copy(
    _ tokens: [Token], _ known: [WordState], into states: inout [TokenState]
  ) -> Sum {
    if states.count < tokens.count {
      states.append(
        contentsOf: repeatElement(TokenState(), count: tokens.count - states.count))
    }
    let (tokens, known) = (tokens.span, known.span)
    var places = states.mutableSpan
    var sum = Sum()
    for place in tokens.indices {
      let token = tokens[place]
      let state = known[Int(token.word)].token
      places[place] = state
      sum.marks.formIntersection(state.marks)
      sum.flags.formUnion(token.flags)
      // No branch on what nobody could foresee: `word` is the first kind.
      sum.words &+= 1 &- Int(min(token.kind.rawValue, 1))
    }
    return sum
  }

  /// Notes the tokens worth a visit: those that are something, and those that may begin a phrase
  /// with the token behind them.
  private mutating func choose(_ tokens: [Token], _ known: [WordState]) {
    if visits.count < tokens.count {
      visits.append(contentsOf: repeatElement(0, count: tokens.count - visits.count))
    }
    visitCount = 0
    let (tokens, known) = (tokens.span, known.span)
    guard !tokens.isEmpty else { return }
    let telling: Marks = [.startsName, .hasOperators, .hasEntry]
    var places = visits.mutableSpan
    var count = 0
    var state = known[Int(tokens[0].word)]
    for place in tokens.indices {
      let next = tokens[min(place &+ 1, tokens.count &- 1)]
      let following = known[Int(next.word)]
      // No branch on the answer: nobody could foresee it.
      let isTelling = state.token.marks.rawValue & telling.rawValue != 0
      let begins = Scanner.mayFollow(following, next.kind, state)
      places[count] = Int32(truncatingIfNeeded: place)
      count &+= (isTelling ? 1 : 0) | (begins ? 1 : 0)
      state = following
    }
    visitCount = count
  }

  /// Whether a token can be the second of a phrase, as far as the two words tell.
  @inline(__always)
  static func mayFollow(_ next: WordState, _ kind: TokenKind, _ first: WordState) -> Bool {
    let isParticle =
      (first.token.marks.contains(.startsVerbPhrase) ? next.token.roles & Scanner.particles : 0)
    return first.follow & next.symbols(kind) | isParticle != 0
  }

  @inline(__always)
  private mutating func visit(
    _ place: Int, _ end: Int, _ sentence: Int32, _ buffer: TokenBuffer, _ data: LexicalData,
    _ language: Language, _ cache: WordCache, _ states: inout [TokenState],
    _ found: inout [Mention], _ analysis: inout LexicalAnalysis
  ) {
    let marks = states[place].marks
    if marks.contains(.startsName),
      name(place, end, sentence, buffer, data.names, cache, &states, &found)
    {
      return
    }
    if marks.contains(.startsPhrase) {
      let outlook = outlook(place, end, buffer, data.lexicon, language, cache, states)
      if search(place, end, outlook, buffer, data.lexicon, language, cache, states),
        take(place, sentence, buffer, data.lexicon, cache, &states, &analysis)
      {
        return
      }
    }
    guard !marks.isDisjoint(with: [.hasOperators, .hasEntry]) else { return }
    let token = buffer.tokens[place]
    let fact = cache.facts[Int(token.word)]
    let range = Int32(place)..<Int32(place + 1)
    let bytes = token.start..<token.end
    for index in 0..<Int(fact.operatorCount) {
      let operation = cache.operators[Int(fact.operators) + index]
      analysis.operators.append(
        OperatorHit(
          kind: operation.kind, tokens: range, bytes: bytes, value: operation.value,
          sentence: sentence))
    }
    guard fact.entry >= 0, isUsable(place, fact, marks, buffer, states) else { return }
    var tags = EntryTags(rawValue: fact.tags)
    if fact.valence > 0, opensWithPraise(place, buffer, cache) { tags.insert(.praise) }
    analysis.cues.append(
      Cue(
        tokens: range, bytes: bytes, entry: EntryID(rawValue: fact.entry), base: fact.valence,
        value: fact.valence, tags: tags,
        flags: marks.contains(.approximate) ? .approximate : [], sentence: sentence))
  }

  /// Conditions on how and where a single word stands.
  private func isUsable(
    _ place: Int, _ fact: WordFacts, _ marks: Marks, _ buffer: TokenBuffer,
    _ states: [TokenState]
  ) -> Bool {
    let token = buffer.tokens[place]
    let isCapital = token.flags.contains(.allCaps)
    if marks.contains(.onlyCapitals), !isCapital { return false }
    if marks.contains(.approximate), token.flags.contains(.capitalized), !isCapital,
      !token.flags.contains(.sentenceStart)
    {
      return false
    }
    // « le maire, Parfait Martin »: a person's name; but « un Excellent Produit ».
    let followsCapital =
      place + 1 < buffer.tokens.count && buffer.tokens[place + 1].kind == .word
      && buffer.tokens[place + 1].flags.contains(.capitalized)
    // « Claire Dupont dirige »
    if marks.contains(.givenName), token.flags.contains(.capitalized), followsCapital {
      return false
    }
    if token.flags.contains(.capitalized), !isCapital, !token.flags.contains(.sentenceStart),
      followsCapital, place > 0,
      states[place - 1].roles & OperatorKind.bits(.determiner, .possessive) == 0
    {
      return false
    }
    // « la gare de Limoges »: no verb has a capital but at the start.
    if token.flags.contains(.capitalized), !isCapital, !token.flags.contains(.sentenceStart),
      marks.contains(.verb), place > 0, buffer.tokens[place - 1].kind == .word
    {
      return false
    }
    guard fact.part == PartOfSpeech.interjection.rawValue else { return true }
    if token.flags.contains(.sentenceStart) { return true }
    return place > 0 && buffer.tokens[place - 1].kind == .punctuation
  }

  private mutating func name(
    _ place: Int, _ end: Int, _ sentence: Int32, _ buffer: TokenBuffer, _ names: TargetMatcher,
    _ cache: WordCache, _ states: inout [TokenState], _ mentions: inout [Mention]
  ) -> Bool {
    var node = cache.facts[Int(buffer.tokens[place].word)].nameRoot
    var index = place
    var found: (role: TargetRole, end: Int)?
    while index < end {
      if index > place {
        // Most names end here; a word's facts are farther away than its marks.
        guard states[index].marks.contains(.inName) else { break }
        node = names.step(node, cache.facts[Int(buffer.tokens[index].word)].name)
      }
      guard node >= 0 else { break }
      index += 1
      guard let name = names.name(node) else { continue }
      let flags = buffer.tokens[place].flags
      let isCapital = flags.contains(.capitalized) || flags.contains(.allCaps)
      if name.needsCapital, !isCapital, hasCapitals { continue }
      found = (name.role, index)
    }
    guard let found else { return false }
    if found.role == .flip {
      flips.append(Int32(place)..<Int32(found.end))
      return false
    }
    for taken in place..<found.end {
      states[taken].isUsed = true
      states[taken].roles = 0
    }
    guard found.role != .reject else { return true }
    mentions.append(
      Mention(
        tokens: Int32(place)..<Int32(found.end),
        bytes: buffer.tokens[place].start..<buffer.tokens[found.end - 1].end,
        referent: found.role == .rival ? .rival : .target,
        kind: found.role == .description ? .description : .name, role: found.role, antecedent: -1,
        sentence: sentence))
    return true
  }
}
