import StanceText

/// The facts of all words seen so far.
struct WordCache: Sendable {
  private(set) var facts: [WordFacts] = []
  /// All that most tokens need.
  private(set) var states: [WordState] = []
  private(set) var operators: [(kind: OperatorKind, value: Float)] = []
  private(set) var symbols: [PhraseSymbol] = []
  /// Words that are filled, once each.
  private var filled: [WordID] = []
  private var generation = -1

  /// Makes room for all words of the table; keeps those that survived a renewal of it.
  mutating func prepare(_ words: WordTable) {
    if words.generation != generation {
      keep(words.generation == generation + 1 ? words.survivors : [])
      generation = words.generation
    }
    while facts.count < words.count {
      facts.append(WordFacts())
      states.append(WordState())
    }
  }

  private mutating func keep(_ survivors: [WordID]) {
    facts.keep(survivors)
    states.keep(survivors)
    filled = filled.filter { Int($0) < survivors.count }.map { survivors[Int($0)] }
    filled.removeAll { $0 < 0 }
    let old = (operators, symbols)
    operators.clear()
    symbols.clear()
    for word in facts.indices {
      let fact = facts[word]
      facts[word].operators = Int32(operators.count)
      facts[word].symbols = Int32(symbols.count)
      operators += old.0[Int(fact.operators)..<Int(fact.operators) + Int(fact.operatorCount)]
      symbols += old.1[Int(fact.symbols)..<Int(fact.symbols) + Int(fact.symbolCount)]
    }
  }

  /// Forgets what words are to the target pack; what the lexicon says of them stays.
  ///
  /// - Complexity: O(words met since the last time).
  mutating func forgetNames() {
    for word in filled {
      states[Int(word)].token.marks.subtract([.isFilled, .inName, .startsName])
    }
    filled.clear()
  }

  /// Asks for what is known of the words of some tokens.
  func prefetch(_ tokens: [Token]) {
    let (states, facts) = (states, facts)
    for token in tokens {
      states.prefetch(Int(token.word))
      facts.prefetch(Int(token.word))
    }
  }

  /// Finds out what is to be known of the words of some tokens, where it is not known.
  mutating func fill(
    _ tokens: [Token], _ words: WordTable, _ data: LexicalData, _ language: Language
  ) {
    var forms: [WordForm] = []
    forms.reserveCapacity(min(tokens.count, Self.together))
    for token in tokens where !states[Int(token.word)].token.marks.contains(.isFilled) {
      // Once each: what is noted first is filled below.
      states[Int(token.word)].token.marks.insert(.isFilled)
      filled.append(token.word)
      if states[Int(token.word)].token.marks.contains(.isRead) {
        guard data.names.mayName(states[Int(token.word)].token.initial) else { continue }
        name(WordForm(token.word, words), data.names)
        continue
      }
      forms.append(WordForm(token.word, words))
      if forms.count == Self.together {
        fill(forms, data, language)
        forms.clear()
      }
    }
    fill(forms, data, language)
  }

  /// Words that are looked up together: what is asked for must stay at hand until its turn comes.
  private static let together = 32

  private mutating func fill(_ forms: [WordForm], _ data: LexicalData, _ language: Language) {
    data.lexicon.prefetch(forms.map(\.hash), ImageFormat.sections(language))
    var reading = WordReading()
    for form in forms { fill(form, data.lexicon, data.names, language, &reading) }
  }

  /// Finds out what is to be known of a word.
  ///
  /// - Parameter reading: for reuse; its former content goes.
  private mutating func fill(
    _ form: WordForm, _ lexicon: Lexicon, _ names: TargetMatcher, _ language: Language,
    _ reading: inout WordReading
  ) {
    var fact = WordFacts()
    var state = WordState()
    state.token.marks = WordCache.punctuation(form.normal)
    if language == .french || language == .english {
      reading.clear()
      lexicon.read(form, language, into: &reading)
      store(reading, lexicon, language, &fact, &state)
    }
    if WordCache.isParticipial(form.normal) { state.token.marks.insert(.participial) }
    state.token.marks.formUnion([.isFilled, .isRead])
    state.token.initial = form.folded.first ?? 0
    if fact.entry >= 0 { state.token.marks.insert(.hasEntry) }
    facts[Int(form.word)] = fact
    states[Int(form.word)] = state
    if names.mayName(state.token.initial) { name(form, names) }
  }

  /// Finds out what a word is to the target pack.
  private mutating func name(_ form: WordForm, _ names: TargetMatcher) {
    let word = Int(form.word)
    facts[word].name = names.symbol(form)
    guard facts[word].name >= 0 else { return }
    states[word].token.marks.insert(.inName)
    facts[word].nameRoot = names.step(0, facts[word].name)
    if facts[word].nameRoot >= 0 { states[word].token.marks.insert(.startsName) }
  }

  private mutating func store(
    _ reading: WordReading, _ lexicon: Lexicon, _ language: Language, _ fact: inout WordFacts,
    _ state: inout WordState
  ) {
    if let (layer, index) = reading.entries.first {
      let (valence, tags, part) = lexicon.facts(layer, index)
      fact.valence = valence
      fact.tags = tags.rawValue
      fact.part = part
      // A silenced row leaves no cue; a pure shifter stays.
      let isPureOperator = !tags.intersection([.shift, .amp]).isEmpty
      if valence != 0 || isPureOperator {
        fact.entry = lexicon.entryStarts[layer] + Int32(bitPattern: index)
      }
    }
    fact.operators = Int32(operators.count)
    for operation in reading.operators.prefix(255) {
      state.token.roles |= operation.kind.bit
      if let mark = WordCache.mark(operation.kind) {
        state.token.marks.insert(mark)
        continue
      }
      // Purely grammatical kinds are read from the roles, never reported.
      if operation.kind.bit & RuleEngine.silent == 0 || operation.kind == .possessive {
        operators.append(operation)
      }
    }
    if reading.traits.contains(.conditional) {
      operators.append((.conditional, 0))
      state.token.roles |= OperatorKind.conditional.bit
    }
    fact.operatorCount = UInt8(truncatingIfNeeded: operators.count - Int(fact.operators))
    if fact.operatorCount > 0 { state.token.marks.insert(.hasOperators) }
    fact.symbols = Int32(symbols.count)
    for (layer, symbol) in reading.symbols.prefix(32) {
      symbols.append(PhraseSymbol(layer: Int32(layer), symbol: symbol))
    }
    addGroups(lexicon, state.token.roles)
    fact.symbolCount = UInt8(truncatingIfNeeded: symbols.count - Int(fact.symbols))
    let sections = ImageFormat.sections(language)
    for index in Int(fact.symbols)..<symbols.count {
      let item = symbols[index]
      state.symbols |= 1 << UInt64(item.symbol & 63)
      let image = lexicon.layers[Int(item.layer)]
      guard let root = image.step(0, item.symbol, sections) else { continue }
      symbols[index].root = root
      state.token.marks.insert(.startsPhrase)
      state.follow |= root.follow
      if item.symbol >= ImageFormat.firstVerbSymbol { state.token.marks.insert(.startsVerbPhrase) }
    }
    if reading.onlyCapitals { state.token.marks.insert(.onlyCapitals) }
    if reading.path != .exact { state.token.marks.insert(.approximate) }
    if reading.path == .skeleton { state.token.marks.insert(.guessed) }
    if reading.traits.contains(.participle) { state.token.marks.insert(.participle) }
    let isVerb = fact.part == PartOfSpeech.verb.rawValue
    if isVerb { state.token.marks.insert(.verb) }
    if isVerb || state.token.roles & OperatorKind.auxiliary.bit != 0,
      reading.traits.isDisjoint(with: [.lemma, .participle])
    {
      state.token.marks.insert(.finite)
    }
    if fact.part == PartOfSpeech.adverb.rawValue { state.token.marks.insert(.adverb) }
    if fact.part == PartOfSpeech.noun.rawValue { state.token.marks.insert(.noun) }
    if reading.traits.contains(.lemma), state.token.roles & OperatorKind.attributionVerb.bit != 0 {
      state.token.marks.insert(.infinitive)
    }
  }

  /// The mark that stands for a kind of which only the place matters.
  private static func mark(_ kind: OperatorKind) -> Marks? {
    switch kind {
    case .agent: .agent
    case .toward: .toward
    case .have: .have
    case .demonstrative: .demonstrative
    case .with: .with
    case .future: .future
    case .givenName: .givenName
    case .bystander: .bystander
    case .belonging: .belonging
    case .company: .company
    default: nil
    }
  }

  /// Words of closed classes carry the class's symbol in every layer.
  private mutating func addGroups(_ lexicon: Lexicon, _ roles: Roles) {
    var groups: [WordGroup] = []
    if roles & OperatorKind.possessive.bit != 0 { groups += [.possessive, .determiner] }
    if roles & OperatorKind.reflexive.bit != 0 { groups.append(.reflexive) }
    if roles & OperatorKind.determiner.bit != 0 { groups.append(.determiner) }
    for layer in lexicon.layers.indices {
      for group in groups {
        symbols.append(PhraseSymbol(layer: Int32(layer), symbol: group.rawValue))
      }
    }
  }

  private static func isParticipial(_ normal: ArraySlice<UInt8>) -> Bool {
    // The place of the last letter; no slice is copied.
    var last = normal.endIndex - 1
    if last > normal.startIndex, normal[last] == UInt8(ascii: "s") { last -= 1 }
    guard last >= normal.startIndex + 2 else { return false }
    // « publie », « continue » are verbs.
    if normal[last] == UInt8(ascii: "i") || normal[last] == UInt8(ascii: "u") {
      return last > normal.startIndex + 2
    }
    if normal[last] == UInt8(ascii: "e") { last -= 1 }
    return last >= normal.startIndex + 2 && normal[last - 1] == 0xc3 && normal[last] == 0xa9
  }

  private static func punctuation(_ normal: ArraySlice<UInt8>) -> Marks {
    guard let first = normal.first, normal.count <= 3 else { return [] }
    switch first {
    case UInt8(ascii: ","): return .comma
    case UInt8(ascii: ";"): return .strongStop
    case UInt8(ascii: ":"): return [.strongStop, .colon]
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
      return .bracket
    case UInt8(ascii: "!"): return .exclamation
    case 0xe2
    where normal.elementsEqual([0xe2, 0x80, 0x94]) || normal.elementsEqual([0xe2, 0x80, 0x93]):
      return .strongStop
    default: return []
    }
  }
}
