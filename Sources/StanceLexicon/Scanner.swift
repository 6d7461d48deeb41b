import StanceText

/// First pass over a unit: names, phrases, words → mentions, cues, operators, roles.
struct Scanner: Sendable {
  /// Tokens that a match has taken.
  private var used: [Bool] = []
  /// Tokens of the match at work, and of the best one so far.
  private var path: [Int32] = []
  private var best = Match()

  /// What a multi-word match found.
  struct Match: Sendable {
    var tokens: [Int32] = []
    var layer = 0
    var list: UInt32 = 0
    var isFound = false
  }

  /// Kinds that take their tokens away from the lexicon when they are of several words.
  private static let overlays: Roles = OperatorKind.bits(
    .riskOf, .expectation, .attributionVerb, .outdo, .counterfactual, .modal, .presence)

  /// Tokens that may stand inside a phrase after its verb.
  private static let particles: Roles = OperatorKind.bits(
    .negationFirst, .negationSecond, .negationAmbiguous, .negationPronoun, .clitic, .reflexive,
    .skippable, .intensifier, .downtoner, .auxiliary)

  mutating func scan(
    _ buffer: TokenBuffer, _ words: WordTable, _ language: Language, _ lexicon: Lexicon,
    _ names: TargetMatcher, _ cache: inout WordCache, _ engine: inout RuleEngine,
    _ analysis: inout LexicalAnalysis
  ) {
    let count = buffer.tokens.count
    cache.prepare(words)
    engine.roles.removeAll(keepingCapacity: true)
    engine.marks.removeAll(keepingCapacity: true)
    used.removeAll(keepingCapacity: true)
    var wordCount = 0
    for token in buffer.tokens {
      let fact = cache.fact(token.word, words, lexicon, language, names)
      engine.roles.append(fact.roles)
      engine.marks.append(fact.marks)
      used.append(false)
      if token.kind == .word { wordCount += 1 }
    }
    analysis.wordCount = wordCount
    let interesting: Marks = [.startsName, .startsPhrase, .hasOperators]
    for (index, sentence) in buffer.sentences.enumerated() {
      let end = min(Int(sentence.tokens.upperBound), count)
      var place = Int(sentence.tokens.lowerBound)
      while place < end {
        defer { place += 1 }
        if used[place] { continue }
        let fact = cache.facts[Int(buffer.tokens[place].word)]
        if fact.entry < 0, fact.marks.isDisjoint(with: interesting) { continue }
        visit(
          place, end, Int32(index), fact, buffer, lexicon, language, names, cache,
          &engine.roles, &engine.names, &analysis)
      }
    }
  }

  private mutating func visit(
    _ place: Int, _ end: Int, _ sentence: Int32, _ fact: WordFacts, _ buffer: TokenBuffer,
    _ lexicon: Lexicon, _ language: Language, _ names: TargetMatcher, _ cache: WordCache,
    _ roles: inout [Roles], _ found: inout [Mention], _ analysis: inout LexicalAnalysis
  ) {
    if fact.marks.contains(.startsName),
      name(place, end, sentence, buffer, names, cache, &roles, &found)
    {
      return
    }
    if fact.marks.contains(.startsPhrase),
      phrase(place, end, sentence, buffer, lexicon, language, cache, &roles, &analysis)
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
    analysis.cues.append(
      Cue(
        tokens: range, bytes: bytes, entry: EntryID(rawValue: fact.entry), base: fact.valence,
        value: fact.valence, tags: EntryTags(rawValue: fact.tags),
        flags: fact.marks.contains(.approximate) ? .approximate : [], sentence: sentence))
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
    _ cache: WordCache, _ roles: inout [Roles], _ mentions: inout [Mention]
  ) -> Bool {
    var node: Int32 = 0
    var index = place
    var found: (role: TargetRole, end: Int)?
    while index < end {
      let symbol = cache.facts[Int(buffer.tokens[index].word)].name
      guard symbol >= 0 else { break }
      node = names.step(node, symbol)
      guard node >= 0 else { break }
      index += 1
      guard let name = names.name(node) else { continue }
      let flags = buffer.tokens[place].flags
      let isCapital = flags.contains(.capitalized) || flags.contains(.allCaps)
      if name.needsCapital, !isCapital { continue }
      found = (name.role, index)
    }
    guard let found, found.role != .flip else { return false }
    for taken in place..<found.end {
      used[taken] = true
      roles[taken] = 0
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
    _ language: Language, _ cache: WordCache, _ roles: inout [Roles],
    _ analysis: inout LexicalAnalysis
  ) -> Bool {
    best.isFound = false
    let sections = ImageFormat.sections(language)
    for layer in lexicon.layers.indices.reversed() {
      path.removeAll(keepingCapacity: true)
      follow(place, end, 0, layer, 0, lexicon.layers[layer], sections, buffer, cache, roles)
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
      roles[place] |= kinds
      let fact = cache.facts[Int(buffer.tokens[place].word)]
      if analysis.operators.count == first { return false }
      if fact.entry < 0 { return keepRoles(fact, place, sentence, buffer, cache, &analysis) }
      return false
    }
    let conditional = roles[place] & OperatorKind.conditional.bit
    for token in best.tokens {
      used[Int(token)] = true
      roles[Int(token)] = 0
    }
    roles[place] = kinds | conditional
    if conditional != 0 {
      analysis.operators.append(
        OperatorHit(
          kind: .conditional, tokens: tokens.lowerBound..<(tokens.lowerBound + 1), bytes: bytes,
          value: 0, sentence: sentence))
    }
    if let entry {
      let (valence, tags, _) = lexicon.facts(best.layer, entry)
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
    _ cache: WordCache, _ roles: [Roles]
  ) {
    guard place < end, path.count < 16, !used[place] else { return }
    let token = buffer.tokens[place]
    let fact = cache.facts[Int(token.word)]
    for index in 0..<Int(fact.symbolCount) {
      let (owner, symbol) = cache.symbols[Int(fact.symbols) + index]
      guard Int(owner) == layer else { continue }
      step(place, end, node, symbol, layer, image, sections, buffer, cache, roles)
    }
    if token.kind == .number || token.kind == .amount {
      step(
        place, end, node, WordGroup.number.rawValue, layer, image, sections, buffer, cache, roles)
    }
    if path.count == 1, skipped >= 0, skipped < 3, roles[place] & Scanner.particles != 0 {
      follow(
        place + 1, end, node, layer, skipped + 1, image, sections, buffer, cache, roles)
    }
  }

  private mutating func step(
    _ place: Int, _ end: Int, _ node: UInt32, _ symbol: UInt32, _ layer: Int,
    _ image: LexiconImage, _ sections: ImageFormat.Sections, _ buffer: TokenBuffer,
    _ cache: WordCache, _ roles: [Roles]
  ) {
    let child = image.child(node, symbol, sections.edges)
    guard child != 0 else { return }
    path.append(Int32(place))
    let list = image.word(sections.nodes, Int(child))
    if list != 0, !best.isFound || place > Int(best.tokens.last ?? -1) {
      best.tokens.removeAll(keepingCapacity: true)
      best.tokens.append(contentsOf: path)
      best.layer = layer
      best.list = list
      best.isFound = true
    }
    // Particles are skipped after the head of a phrase only when it is a verb.
    let skipped = path.count == 1 && symbol < ImageFormat.firstVerbSymbol ? -1 : 0
    follow(place + 1, end, child, layer, skipped, image, sections, buffer, cache, roles)
    path.removeLast()
  }
}
