import StanceText

/// Phrases of several words: whether one can begin, and the longest that does.
extension Scanner {
  /// Kinds that leave their tokens to the lexicon even when they are of several words; so do
  /// those of `irrealis`.
  private static var overlays: Roles {
    OperatorKind.bits(
      .riskOf, .expectation, .attributionVerb, .outdo, .counterfactual, .modal, .presence)
  }

  /// Tokens that may stand inside a phrase after its verb.
  static var particles: Roles {
    OperatorKind.bits(
      .negationFirst, .negationSecond, .negationAmbiguous, .negationPronoun, .clitic, .reflexive,
      .skippable, .intensifier, .downtoner, .auxiliary)
  }

  /// What may become of a phrase that begins at a token.
  enum Outlook {
    /// ``search`` would find nothing: so it is with most.
    case none
    /// What it would find is a matter of this pair of words alone.
    case pair(UInt64)
    case open
  }

  /// What the next tokens make of a phrase that begins here.
  mutating func outlook(
    _ place: Int, _ end: Int, _ buffer: TokenBuffer, _ lexicon: Lexicon, _ language: Language,
    _ cache: WordCache, _ states: [TokenState]
  ) -> Outlook {
    let head = buffer.tokens[place].word
    let follow = cache.states[Int(head)].follow
    let isVerb = states[place].marks.contains(.startsVerbPhrase)
    var next = place + 1
    // Behind a verb the same up to three particles later: they may be passed over.
    while next < end, next <= place + 4 {
      let token = buffer.tokens[next]
      let isPassed = isVerb && states[next].roles & Scanner.particles != 0
      if follow & cache.states[Int(token.word)].symbols(token.kind) != 0 {
        if token.kind == .number || token.kind == .amount { return .open }
        let key = PhrasePairs.key(head, token.word, language)
        let pair =
          pairs.pair(key)
          ?? pair(
            key, cache.facts[Int(head)], cache.facts[Int(token.word)], lexicon, language, cache)
        if pair.follow != 0, next + 1 < end {
          let third = buffer.tokens[next + 1]
          if pair.follow & cache.states[Int(third.word)].symbols(third.kind) != 0 { return .open }
        }
        if pair.isOpen {
          return next > place + 1 || isPassed || states[next].isUsed ? .open : .pair(key)
        }
      }
      guard isPassed else { return .none }
      next += 1
    }
    return .none
  }

  /// What a pair leads to, found out and remembered.
  @inline(never)
  private mutating func pair(
    _ key: UInt64, _ first: WordFacts, _ second: WordFacts, _ lexicon: Lexicon,
    _ language: Language, _ cache: WordCache
  ) -> PhrasePairs.Pair {
    let found = Scanner.pair(first, second, lexicon, language, cache)
    pairs.enter(found, key)
    return found
  }

  /// What two words that stand side by side lead to, by the same steps as ``follow``.
  private static func pair(
    _ first: WordFacts, _ second: WordFacts, _ lexicon: Lexicon, _ language: Language,
    _ cache: WordCache
  ) -> PhrasePairs.Pair {
    var pair = PhrasePairs.Pair()
    let sections = ImageFormat.sections(language)
    let symbols = cache.symbols.span
    for layer in lexicon.layers.indices {
      let image = lexicon.layers[layer]
      for start in Int(first.symbols)..<(Int(first.symbols) + Int(first.symbolCount)) {
        let item = symbols[start]
        guard Int(item.layer) == layer, item.root.number != 0 else { continue }
        for next in Int(second.symbols)..<(Int(second.symbols) + Int(second.symbolCount)) {
          let symbol = symbols[next].symbol
          guard image.mayPair(item.symbol, symbol, language) else { continue }
          if item.root.list != 0 { pair.isOpen = true }
          guard symbols[next].layer == item.layer,
            let node = image.step(item.root.number, symbol, sections)
          else { continue }
          if node.list != 0 { pair.isOpen = true }
          pair.follow |= node.follow
        }
      }
    }
    return pair
  }

  /// Finds the longest phrase that begins at a token, as ``best``; says whether there is one.
  mutating func search(
    _ place: Int, _ end: Int, _ outlook: Outlook, _ buffer: TokenBuffer, _ lexicon: Lexicon,
    _ language: Language, _ cache: WordCache, _ states: [TokenState]
  ) -> Bool {
    if case .none = outlook { return false }
    if case .pair(let key) = outlook, let found = pairs.phrase(key) {
      recall(found, place)
      return best.isFound
    }
    best.isFound = false
    let sections = ImageFormat.sections(language)
    for layer in lexicon.layers.indices.reversed() {
      path.clear()
      follow(
        place, end, TrieNode(), layer, 0, lexicon.layers[layer], sections, buffer, cache, states)
    }
    if case .pair(let key) = outlook {
      let length = best.isFound ? best.tokens.count : 0
      pairs.enter(PhrasePairs.Phrase(length: length, layer: best.layer, list: best.list), key)
    }
    return best.isFound
  }

  /// Takes a remembered phrase for the best.
  private mutating func recall(_ found: PhrasePairs.Phrase, _ place: Int) {
    best.isFound = found.length > 0
    best.layer = found.layer
    best.list = found.list
    best.tokens.clear()
    for token in place..<(place + found.length) { best.tokens.append(Int32(token)) }
  }

  /// Turns the phrase that was found at a token into cue and operators.
  ///
  /// - Returns: whether the token has nothing more to say.
  mutating func take(
    _ place: Int, _ sentence: Int32, _ buffer: TokenBuffer, _ lexicon: Lexicon,
    _ cache: WordCache, _ states: inout [TokenState],
    _ analysis: inout LexicalAnalysis
  ) -> Bool {
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
        // « au ministère »: the article is a preposition too.
        if operation.kind == .thirdParty {
          kinds |= states[place].roles & OperatorKind.preposition.bit
        }
        if operation.kind.bit & Scanner.overlays == 0, operation.kind != .irrealis {
          isOverlay = false
        }
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
  func opensWithPraise(_ place: Int, _ buffer: TokenBuffer, _ cache: WordCache) -> Bool {
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
    _ place: Int, _ end: Int, _ node: TrieNode, _ layer: Int, _ skipped: Int,
    _ image: LexiconImage, _ sections: ImageFormat.Sections, _ buffer: TokenBuffer,
    _ cache: WordCache, _ states: [TokenState]
  ) {
    guard place < end, path.count < 16, !states[place].isUsed else { return }
    let token = buffer.tokens[place]
    let fact = cache.facts[Int(token.word)]
    for index in 0..<Int(fact.symbolCount) {
      let item = cache.symbols[Int(fact.symbols) + index]
      guard Int(item.layer) == layer else { continue }
      var child = item.root
      if !path.isEmpty {
        guard node.follow & (1 << UInt64(item.symbol & 63)) != 0,
          let found = image.step(node.number, item.symbol, sections)
        else { continue }
        child = found
      }
      guard child.number != 0 else { continue }
      step(place, end, child, item.symbol, layer, image, sections, buffer, cache, states)
    }
    if token.kind == .number || token.kind == .amount {
      let symbol = WordGroup.number.rawValue
      if let child = image.step(node.number, symbol, sections) {
        step(place, end, child, symbol, layer, image, sections, buffer, cache, states)
      }
    }
    if path.count == 1, skipped >= 0, skipped < 3, states[place].roles & Scanner.particles != 0 {
      follow(
        place + 1, end, node, layer, skipped + 1, image, sections, buffer, cache, states)
    }
  }

  private mutating func step(
    _ place: Int, _ end: Int, _ node: TrieNode, _ symbol: UInt32, _ layer: Int,
    _ image: LexiconImage, _ sections: ImageFormat.Sections, _ buffer: TokenBuffer,
    _ cache: WordCache, _ states: [TokenState]
  ) {
    path.append(Int32(place))
    if node.list != 0, !best.isFound || place > Int(best.tokens.last ?? -1) {
      best.tokens.clear()
      best.tokens.append(contentsOf: path)
      best.layer = layer
      best.list = node.list
      best.isFound = true
    }
    // Particles are skipped after the head of a phrase only when it is a verb.
    let next = place + 1
    let isVerb = path.count == 1 && symbol >= ImageFormat.firstVerbSymbol
    if next < end,
      node.follow & cache.states[Int(buffer.tokens[next].word)].symbols(buffer.tokens[next].kind)
        != 0
        || isVerb && states[next].roles & Scanner.particles != 0
    {
      let skipped = path.count == 1 && !isVerb ? -1 : 0
      follow(next, end, node, layer, skipped, image, sections, buffer, cache, states)
    }
    path.removeLast()
  }
}
