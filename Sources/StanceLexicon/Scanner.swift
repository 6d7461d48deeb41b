import StanceText

/// First pass over a unit: names, phrases, words → mentions, cues, operators, roles.
struct Scanner: Sendable {
  /// Tokens of the match at work, and of the best one so far.
  private var path: [Int32] = []
  private var best = Match()
  /// Tokens that may begin or be something.
  private var visits: [Int32] = []
  /// Words that count the other way for this target, as ranges of tokens.
  private(set) var flips: [Range<Int32>] = []

  /// What a multi-word match found.
  struct Match: Sendable {
    var tokens: [Int32] = []
    var layer = 0
    var list: UInt32 = 0
    var isFound = false
  }

  /// Kinds that take their tokens away from the lexicon when they are of several words.
  private static var overlays: Roles {
    OperatorKind.bits(
      .riskOf, .expectation, .attributionVerb, .outdo, .counterfactual, .modal, .presence)
  }

  /// Tokens that may stand inside a phrase after its verb.
  private static var particles: Roles {
    OperatorKind.bits(
      .negationFirst, .negationSecond, .negationAmbiguous, .negationPronoun, .clitic, .reflexive,
      .skippable, .intensifier, .downtoner, .auxiliary)
  }

  mutating func scan(
    _ buffer: TokenBuffer, _ words: WordTable, _ language: Language, _ lexicon: Lexicon,
    _ names: TargetMatcher, _ cache: inout WordCache, _ engine: inout RuleEngine,
    _ analysis: inout LexicalAnalysis
  ) {
    let count = buffer.tokens.count
    cache.prepare(words)
    engine.states.removeAll(keepingCapacity: true)
    flips.removeAll(keepingCapacity: true)
    engine.states.reserveCapacity(count)
    let interesting: Marks = [.startsName, .startsPhrase, .hasOperators, .hasEntry]
    var wordCount = 0
    var seen: TokenFlags = []
    visits.removeAll(keepingCapacity: true)
    for (place, token) in buffer.tokens.enumerated() {
      let state = cache.state(token.word, words, lexicon, language, names)
      engine.states.append(state)
      wordCount += token.kind == .word ? 1 : 0
      seen.formUnion(token.flags)
      if !state.marks.isDisjoint(with: interesting) { visits.append(Int32(place)) }
    }
    engine.hasQuotes = seen.contains(.quote)
    analysis.wordCount = wordCount
    defer { swap(&engine.flips, &flips) }
    var sentence = 0
    var end = 0
    for visited in visits {
      let place = Int(visited)
      while place >= end, sentence < buffer.sentences.count {
        end = min(Int(buffer.sentences[sentence].tokens.upperBound), count)
        sentence += 1
      }
      if engine.states[place].isUsed || place >= end { continue }
      visit(
        place, end, Int32(sentence - 1), cache.facts[Int(buffer.tokens[place].word)], buffer,
        lexicon, language, names, cache, &engine.states, &engine.names, &analysis)
    }
  }

  private mutating func visit(
    _ place: Int, _ end: Int, _ sentence: Int32, _ fact: WordFacts, _ buffer: TokenBuffer,
    _ lexicon: Lexicon, _ language: Language, _ names: TargetMatcher, _ cache: WordCache,
    _ states: inout [TokenState], _ found: inout [Mention], _ analysis: inout LexicalAnalysis
  ) {
    if fact.marks.contains(.startsName),
      name(place, end, sentence, buffer, names, cache, &states, &found)
    {
      return
    }
    if fact.marks.contains(.startsPhrase),
      mayContinue(place, end, fact, buffer, lexicon, language, cache, states),
      phrase(place, end, sentence, buffer, lexicon, language, cache, &states, &analysis)
    {
      return
    }
    let token = buffer.tokens[place]
    let range = Int32(place)..<Int32(place + 1)
    let bytes = token.start..<token.end
    for index in 0..<Int(fact.operatorCount) {
      let operation = cache.operators[Int(fact.operators) + index]
      analysis.operators.append(
        OperatorHit(
          kind: operation.kind, tokens: range, bytes: bytes, value: operation.value,
          sentence: sentence))
    }
    guard fact.entry >= 0, isUsable(place, fact, buffer) else { return }
    var tags = EntryTags(rawValue: fact.tags)
    if fact.valence > 0, opensWithPraise(place, buffer, cache) { tags.insert(.praise) }
    analysis.cues.append(
      Cue(
        tokens: range, bytes: bytes, entry: EntryID(rawValue: fact.entry), base: fact.valence,
        value: fact.valence, tags: tags,
        flags: fact.marks.contains(.approximate) ? .approximate : [], sentence: sentence))
  }

  /// Whether the next token can go on with a phrase that begins here; most cannot.
  private func mayContinue(
    _ place: Int, _ end: Int, _ fact: WordFacts, _ buffer: TokenBuffer, _ lexicon: Lexicon,
    _ language: Language, _ cache: WordCache, _ states: [TokenState]
  ) -> Bool {
    guard place + 1 < end else { return false }
    let next = buffer.tokens[place + 1]
    if fact.followSet & cache.symbolSets[Int(next.word)] != 0 {
      let after = cache.facts[Int(next.word)]
      for first in Int(fact.symbols)..<(Int(fact.symbols) + Int(fact.symbolCount)) {
        let item = cache.symbols[first]
        guard item.root != 0 else { continue }
        for second in Int(after.symbols)..<(Int(after.symbols) + Int(after.symbolCount))
        where lexicon.layers[Int(item.layer)].mayPair(
          item.symbol, cache.symbols[second].symbol, language)
        {
          return true
        }
      }
    }
    if next.kind == .number || next.kind == .amount { return true }
    return fact.marks.contains(.startsVerbPhrase)
      && states[place + 1].roles & Scanner.particles != 0
  }

  /// Conditions on how and where a single word stands.
  private func isUsable(_ place: Int, _ fact: WordFacts, _ buffer: TokenBuffer) -> Bool {
    let token = buffer.tokens[place]
    let isCapital = token.flags.contains(.allCaps)
    if fact.marks.contains(.onlyCapitals), !isCapital { return false }
    if fact.marks.contains(.guessed), token.flags.contains(.capitalized), !isCapital,
      !token.flags.contains(.sentenceStart)
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
        let symbol = cache.facts[Int(buffer.tokens[index].word)].name
        guard symbol >= 0 else { break }
        node = names.step(node, symbol)
      }
      guard node >= 0 else { break }
      index += 1
      guard let name = names.name(node) else { continue }
      let flags = buffer.tokens[place].flags
      let isCapital = flags.contains(.capitalized) || flags.contains(.allCaps)
      if name.needsCapital, !isCapital { continue }
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

  private mutating func phrase(
    _ place: Int, _ end: Int, _ sentence: Int32, _ buffer: TokenBuffer, _ lexicon: Lexicon,
    _ language: Language, _ cache: WordCache, _ states: inout [TokenState],
    _ analysis: inout LexicalAnalysis
  ) -> Bool {
    best.isFound = false
    let sections = ImageFormat.sections(language)
    for layer in lexicon.layers.indices.reversed() {
      path.removeAll(keepingCapacity: true)
      follow(place, end, 0, layer, 0, lexicon.layers[layer], sections, buffer, cache, states)
    }
    guard best.isFound, let last = best.tokens.last else { return false }
    var entry: UInt32?
    var isOverlay = true
    let first = analysis.operators.count
    let tokens = Int32(place)..<(last + 1)
    let bytes = buffer.tokens[place].start..<buffer.tokens[Int(last)].end
    var kinds: Roles = 0
    lexicon.layers[best.layer].forEach(best.list) { kind, number in
      switch kind {
      case .entry: if entry == nil { entry = number }
      case .operation:
        guard let operation = lexicon.operation(best.layer, number) else { return }
        kinds |= operation.kind.bit
        if operation.kind.bit & Scanner.overlays == 0 { isOverlay = false }
        analysis.operators.append(
          OperatorHit(
            kind: operation.kind, tokens: tokens, bytes: bytes, value: operation.value,
            sentence: sentence))
      case .symbol, .traits, .key: break
      }
    }
    if entry == nil, isOverlay {
      // The words keep their own meaning beside the operator.
      states[place].roles |= kinds
      let fact = cache.facts[Int(buffer.tokens[place].word)]
      if analysis.operators.count == first { return false }
      if fact.entry < 0 { return keepRoles(fact, place, sentence, buffer, cache, &analysis) }
      return false
    }
    let conditional = states[place].roles & OperatorKind.conditional.bit
    for token in best.tokens {
      states[Int(token)].isUsed = true
      states[Int(token)].roles = 0
    }
    states[place].roles = kinds | conditional
    if conditional != 0 {
      analysis.operators.append(
        OperatorHit(
          kind: .conditional, tokens: tokens.lowerBound..<(tokens.lowerBound + 1), bytes: bytes,
          value: 0, sentence: sentence))
    }
    if let entry {
      var (valence, tags, _) = lexicon.facts(best.layer, entry)
      if valence > 0, opensWithPraise(place, buffer, cache) { tags.insert(.praise) }
      let id = lexicon.entryStarts[best.layer] + Int32(bitPattern: entry)
      if valence != 0 || !tags.intersection([.shift, .amp]).isEmpty {
        analysis.cues.append(
          Cue(
            tokens: tokens, bytes: bytes, entry: EntryID(rawValue: id), base: valence,
            value: valence, tags: tags, flags: .phrase, sentence: sentence))
      }
    }
    return true
  }

  /// Whether the first word of a phrase is a word of praise (« bravo à »).
  private func opensWithPraise(_ place: Int, _ buffer: TokenBuffer, _ cache: WordCache) -> Bool {
    let fact = cache.facts[Int(buffer.tokens[place].word)]
    let first = Int(fact.operators)
    return cache.operators[first..<(first + Int(fact.operatorCount))].contains {
      $0.kind == .praise
    }
  }

  /// Emits the single-word operators of the head of an overlay.
  private func keepRoles(
    _ fact: WordFacts, _ place: Int, _ sentence: Int32, _ buffer: TokenBuffer,
    _ cache: WordCache, _ analysis: inout LexicalAnalysis
  ) -> Bool {
    let token = buffer.tokens[place]
    for index in 0..<Int(fact.operatorCount) {
      let operation = cache.operators[Int(fact.operators) + index]
      analysis.operators.append(
        OperatorHit(
          kind: operation.kind, tokens: Int32(place)..<Int32(place + 1),
          bytes: token.start..<token.end, value: operation.value, sentence: sentence))
    }
    return true
  }

  /// Depth-first search for the longest match that begins at `path[0]`.
  private mutating func follow(
    _ place: Int, _ end: Int, _ node: UInt32, _ layer: Int, _ skipped: Int,
    _ image: LexiconImage, _ sections: ImageFormat.Sections, _ buffer: TokenBuffer,
    _ cache: WordCache, _ states: [TokenState]
  ) {
    guard place < end, path.count < 16, !states[place].isUsed else { return }
    let token = buffer.tokens[place]
    let fact = cache.facts[Int(token.word)]
    let following = path.isEmpty ? 0 : image.following(node, sections.nodes)
    for index in 0..<Int(fact.symbolCount) {
      let item = cache.symbols[Int(fact.symbols) + index]
      guard Int(item.layer) == layer else { continue }
      var child = item.root
      if !path.isEmpty {
        guard following & (1 << UInt64(item.symbol & 63)) != 0 else { continue }
        child = image.child(node, item.symbol, sections.edges)
      }
      guard child != 0 else { continue }
      step(place, end, child, item.symbol, layer, image, sections, buffer, cache, states)
    }
    if token.kind == .number || token.kind == .amount {
      let symbol = WordGroup.number.rawValue
      let child = image.child(node, symbol, sections.edges)
      if child != 0 {
        step(place, end, child, symbol, layer, image, sections, buffer, cache, states)
      }
    }
    if path.count == 1, skipped >= 0, skipped < 3, states[place].roles & Scanner.particles != 0 {
      follow(
        place + 1, end, node, layer, skipped + 1, image, sections, buffer, cache, states)
    }
  }

  private mutating func step(
    _ place: Int, _ end: Int, _ child: UInt32, _ symbol: UInt32, _ layer: Int,
    _ image: LexiconImage, _ sections: ImageFormat.Sections, _ buffer: TokenBuffer,
    _ cache: WordCache, _ states: [TokenState]
  ) {
    path.append(Int32(place))
    let list = image.list(child, sections.nodes)
    if list != 0, !best.isFound || place > Int(best.tokens.last ?? -1) {
      best.tokens.removeAll(keepingCapacity: true)
      best.tokens.append(contentsOf: path)
      best.layer = layer
      best.list = list
      best.isFound = true
    }
    // Particles are skipped after the head of a phrase only when it is a verb.
    let skipped = path.count == 1 && symbol < ImageFormat.firstVerbSymbol ? -1 : 0
    follow(place + 1, end, child, layer, skipped, image, sections, buffer, cache, states)
    path.removeLast()
  }
}
