import StanceText

/// Roles of a token as a bit set over the first 64 kinds of operators.
typealias Roles = UInt64

extension OperatorKind {
  /// The role bit; 0 for the kinds that have none.
  @inline(__always)
  var bit: Roles { rawValue < 64 ? 1 << Roles(rawValue) : 0 }

  static func bits(_ kinds: OperatorKind...) -> Roles {
    kinds.reduce(0) { $0 | $1.bit }
  }
}

/// What a token is besides its roles.
struct Marks: OptionSet, Sendable {
  let rawValue: UInt16

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
}

/// What is known of one distinct word, in one language; an array of these beside the word table.
struct WordFacts: Sendable {
  var roles: Roles = 0
  var valence: Float = 0
  var tags: UInt32 = 0
  /// Row that speaks, or −1.
  var entry: Int32 = -1
  /// Slices of the cache's side arrays.
  var operators: Int32 = 0
  var symbols: Int32 = 0
  var operatorCount: UInt8 = 0
  var symbolCount: UInt8 = 0
  var marks: Marks = []
  /// Symbol of the target pack, or −1.
  var name: Int32 = -1
  /// Row number of the part of speech; 255 when there is no entry.
  var part: UInt8 = 255
  var isFilled = false
}

/// The facts of all words seen so far.
struct WordCache: Sendable {
  private(set) var facts: [WordFacts] = []
  private(set) var operators: [(kind: OperatorKind, value: Float)] = []
  private(set) var symbols: [(layer: Int32, symbol: UInt32)] = []
  private var generation = -1

  /// Makes room for all words of the table; forgets everything when the table was reset.
  mutating func prepare(_ words: WordTable) {
    if words.generation != generation {
      facts.removeAll(keepingCapacity: true)
      operators.removeAll(keepingCapacity: true)
      symbols.removeAll(keepingCapacity: true)
      generation = words.generation
    }
    while facts.count < words.count { facts.append(WordFacts()) }
  }

  /// The facts of a word, found out now if need be.
  @inline(__always)
  mutating func fact(
    _ word: WordID, _ words: WordTable, _ lexicon: Lexicon, _ language: Language,
    _ names: TargetMatcher
  ) -> WordFacts {
    let known = facts[Int(word)]
    if known.isFilled { return known }
    return fill(word, words, lexicon, language, names)
  }

  private mutating func fill(
    _ word: WordID, _ words: WordTable, _ lexicon: Lexicon, _ language: Language,
    _ names: TargetMatcher
  ) -> WordFacts {
    var fact = WordFacts()
    fact.isFilled = true
    let normal = words.normalized(word)
    fact.marks = WordCache.punctuation(normal)
    if language == .french || language == .english {
      let reading = lexicon.read(
        normal: normal, folded: words.folded(word), hasAccents: words.hasAccents(word),
        language: language)
      store(reading, lexicon, language, &fact)
    }
    fact.name = names.symbol(normal: normal, folded: words.folded(word))
    if fact.name >= 0, names.starts(fact.name) { fact.marks.insert(.startsName) }
    facts[Int(word)] = fact
    return fact
  }

  private mutating func store(
    _ reading: WordReading, _ lexicon: Lexicon, _ language: Language, _ fact: inout WordFacts
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
      operators.append(operation)
      fact.roles |= operation.kind.bit
    }
    if reading.traits.contains(.conditional) {
      operators.append((.conditional, 0))
      fact.roles |= OperatorKind.conditional.bit
    }
    fact.operatorCount = UInt8(truncatingIfNeeded: operators.count - Int(fact.operators))
    if fact.operatorCount > 0 { fact.marks.insert(.hasOperators) }
    fact.symbols = Int32(symbols.count)
    for (layer, symbol) in reading.symbols.prefix(32) {
      symbols.append((Int32(layer), symbol))
    }
    addGroups(lexicon, fact.roles)
    fact.symbolCount = UInt8(truncatingIfNeeded: symbols.count - Int(fact.symbols))
    let sections = ImageFormat.sections(language)
    for index in Int(fact.symbols)..<symbols.count {
      let (layer, symbol) = symbols[index]
      if lexicon.layers[Int(layer)].child(0, symbol, sections.edges) != 0 {
        fact.marks.insert(.startsPhrase)
      }
    }
    if reading.onlyCapitals { fact.marks.insert(.onlyCapitals) }
    if reading.path != .exact { fact.marks.insert(.approximate) }
    if reading.path == .skeleton { fact.marks.insert(.guessed) }
    if reading.traits.contains(.participle) { fact.marks.insert(.participle) }
  }

  /// Words of closed classes carry the class's symbol in every layer.
  private mutating func addGroups(_ lexicon: Lexicon, _ roles: Roles) {
    let possessive = roles & OperatorKind.possessive.bit != 0
    for layer in lexicon.layers.indices {
      if possessive { symbols.append((Int32(layer), WordGroup.possessive.rawValue)) }
      if roles & OperatorKind.reflexive.bit != 0 {
        symbols.append((Int32(layer), WordGroup.reflexive.rawValue))
      }
      if possessive || roles & OperatorKind.determiner.bit != 0 {
        symbols.append((Int32(layer), WordGroup.determiner.rawValue))
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
