import StanceText

/// Roles of a token as a bit set over the first 64 kinds of operators.
typealias Roles = UInt64

extension OperatorKind {
  /// The role bit; 0 for the kinds that have none.
  @inline(__always)
  var bit: Roles { rawValue < 64 ? 1 << Roles(rawValue) : 0 }

  /// The bit of a kind that has no role, in a set of those; 0 for the others.
  @inline(__always)
  var bitBeyond: Roles { rawValue < 64 ? 0 : 1 << Roles(rawValue - 64) }
}

/// What a token is besides its roles.
struct Marks: OptionSet, Sendable {
  let rawValue: UInt32

  static let startsPhrase = Marks(rawValue: 1 << 0)
  static let startsName = Marks(rawValue: 1 << 1)
  static let onlyCapitals = Marks(rawValue: 1 << 2)
  static let approximate = Marks(rawValue: 1 << 3)
  static let guessed = Marks(rawValue: 1 << 4)
  static let participle = Marks(rawValue: 1 << 5)
  static let comma = Marks(rawValue: 1 << 6)
  /// ; : and dashes between spaces
  static let strongStop = Marks(rawValue: 1 << 7)
  static let colon = Marks(rawValue: 1 << 8)
  static let bracket = Marks(rawValue: 1 << 9)
  static let hasOperators = Marks(rawValue: 1 << 10)
  static let exclamation = Marks(rawValue: 1 << 11)
  static let startsVerbPhrase = Marks(rawValue: 1 << 12)
  static let hasEntry = Marks(rawValue: 1 << 13)
  /// All facts of the word are known.
  static let isFilled = Marks(rawValue: 1 << 14)
  /// What the lexicon says of it is known, whatever the target pack does.
  static let isRead = Marks(rawValue: 1 << 22)
  /// « par »
  static let agent = Marks(rawValue: 1 << 15)
  /// « à », « pour », « contre »
  static let toward = Marks(rawValue: 1 << 16)
  /// A form of avoir.
  static let have = Marks(rawValue: 1 << 17)
  /// « avec »
  static let with = Marks(rawValue: 1 << 19)
  /// « sera », « aura »
  static let future = Marks(rawValue: 1 << 20)
  /// A word of a name of the target pack.
  static let inName = Marks(rawValue: 1 << 21)
  /// « ce », « cette »
  static let demonstrative = Marks(rawValue: 1 << 18)
}

/// What is known of one distinct word, in one language; an array of these beside the word table.
///
/// 32 bytes: two words to a cache line. Roles and marks are in the word's ``TokenState``.
struct WordFacts: Sendable {
  var valence: Float = 0
  var tags: UInt32 = 0
  /// Row that speaks, or −1.
  var entry: Int32 = -1
  /// Slices of the cache's side arrays.
  var operators: Int32 = 0
  var symbols: Int32 = 0
  var operatorCount: UInt8 = 0
  var symbolCount: UInt8 = 0
  /// Row number of the part of speech; 255 when there is no entry.
  var part: UInt8 = 255
  /// Symbol of the target pack, where the word is marked as one of a name.
  var name: Int32 = -1
  /// Node of the pack's trie that the word leads to from the root, where it is marked so.
  var nameRoot: Int32 = -1
}

/// A symbol of a word in one layer's trie, with the node that it leads to from the root.
struct PhraseSymbol: Sendable {
  var layer: Int32
  var symbol: UInt32
  var root = TrieNode()
}

/// A node of a trie, with what is said of it: the trie itself is far away.
struct TrieNode: Sendable {
  /// 0 for none, which is also the root's.
  var number: UInt32 = 0
  /// What ends at it; 0 for nothing.
  var list: UInt32 = 0
  /// Symbols that go on from it, modulo 64.
  var follow: UInt64 = 0
}

/// The facts of all words seen so far.
struct WordCache: Sendable {
  private(set) var facts: [WordFacts] = []
  /// What a token of each word begins with: all that most tokens need.
  private(set) var states: [TokenState] = []
  private(set) var operators: [(kind: OperatorKind, value: Float)] = []
  private(set) var symbols: [PhraseSymbol] = []
  /// Words that are filled, once each.
  private var filled: [WordID] = []
  private var generation = -1

  /// Makes room for all words of the table; forgets everything when the table was reset.
  mutating func prepare(_ words: WordTable) {
    if words.generation != generation {
      facts.removeAll(keepingCapacity: true)
      states.removeAll(keepingCapacity: true)
      operators.removeAll(keepingCapacity: true)
      symbols.removeAll(keepingCapacity: true)
      filled.clear()
      generation = words.generation
    }
    while facts.count < words.count {
      facts.append(WordFacts())
      states.append(TokenState())
    }
  }

  /// Forgets what words are to the target pack; what the lexicon says of them stays.
  ///
  /// - Complexity: O(words met since the last time).
  mutating func forgetNames() {
    for word in filled { states[Int(word)].marks.subtract([.isFilled, .inName, .startsName]) }
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
    for token in tokens where !states[Int(token.word)].marks.contains(.isFilled) {
      // Once each: what is noted first is filled below.
      states[Int(token.word)].marks.insert(.isFilled)
      filled.append(token.word)
      if states[Int(token.word)].marks.contains(.isRead) {
        guard data.names.mayName(states[Int(token.word)].initial) else { continue }
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
    for form in forms { fill(form, data.lexicon, data.names, language) }
  }

  /// Finds out what is to be known of a word.
  private mutating func fill(
    _ form: WordForm, _ lexicon: Lexicon, _ names: TargetMatcher, _ language: Language
  ) {
    var fact = WordFacts()
    var state = TokenState()
    state.marks = WordCache.punctuation(form.normal)
    if language == .french || language == .english {
      var reading = WordReading()
      lexicon.read(form, language, into: &reading)
      store(reading, lexicon, language, &fact, &state)
    }
    state.marks.formUnion([.isFilled, .isRead])
    state.initial = form.folded.first ?? 0
    if fact.entry >= 0 { state.marks.insert(.hasEntry) }
    facts[Int(form.word)] = fact
    states[Int(form.word)] = state
    if names.mayName(state.initial) { name(form, names) }
  }

  /// Finds out what a word is to the target pack.
  private mutating func name(_ form: WordForm, _ names: TargetMatcher) {
    let word = Int(form.word)
    facts[word].name = names.symbol(form)
    guard facts[word].name >= 0 else { return }
    states[word].marks.insert(.inName)
    facts[word].nameRoot = names.step(0, facts[word].name)
    if facts[word].nameRoot >= 0 { states[word].marks.insert(.startsName) }
  }

  private mutating func store(
    _ reading: WordReading, _ lexicon: Lexicon, _ language: Language, _ fact: inout WordFacts,
    _ state: inout TokenState
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
      state.roles |= operation.kind.bit
      if let mark = WordCache.mark(operation.kind) {
        state.marks.insert(mark)
        continue
      }
      // Purely grammatical kinds are read from the roles, never reported.
      if operation.kind.bit & RuleEngine.silent == 0 || operation.kind == .possessive {
        operators.append(operation)
      }
    }
    if reading.traits.contains(.conditional) {
      operators.append((.conditional, 0))
      state.roles |= OperatorKind.conditional.bit
    }
    fact.operatorCount = UInt8(truncatingIfNeeded: operators.count - Int(fact.operators))
    if fact.operatorCount > 0 { state.marks.insert(.hasOperators) }
    fact.symbols = Int32(symbols.count)
    for (layer, symbol) in reading.symbols.prefix(32) {
      symbols.append(PhraseSymbol(layer: Int32(layer), symbol: symbol))
    }
    addGroups(lexicon, state.roles)
    fact.symbolCount = UInt8(truncatingIfNeeded: symbols.count - Int(fact.symbols))
    let sections = ImageFormat.sections(language)
    for index in Int(fact.symbols)..<symbols.count {
      let item = symbols[index]
      state.symbols |= 1 << UInt64(item.symbol & 63)
      let image = lexicon.layers[Int(item.layer)]
      guard let root = image.step(0, item.symbol, sections) else { continue }
      symbols[index].root = root
      state.marks.insert(.startsPhrase)
      state.follow |= root.follow
      if item.symbol >= ImageFormat.firstVerbSymbol { state.marks.insert(.startsVerbPhrase) }
    }
    if reading.onlyCapitals { state.marks.insert(.onlyCapitals) }
    if reading.path != .exact { state.marks.insert(.approximate) }
    if reading.path == .skeleton { state.marks.insert(.guessed) }
    if reading.traits.contains(.participle) { state.marks.insert(.participle) }
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
