import StanceText

/// Gathers forms, phrases and operators of all rows, then writes the image.
struct LexiconBuilder {
  /// What is known of one word form of one language.
  private struct Form {
    var entries: [(rank: Int, entry: UInt32)] = []
    var symbols: [UInt32] = []
    var operators: [UInt32] = []
    var traits: FormTraits = []
  }

  /// Forms, symbols and trie of one language.
  private struct Side {
    var forms: [String: Form] = [:]
    /// Form texts in the order of first appearance.
    var order: [String] = []
    var literals: [String: UInt32] = [:]
    var lemmas: [PatternElement: UInt32] = [:]
    var edges: [(node: UInt32, symbol: UInt32, child: UInt32)] = []
    var children: [UInt64: UInt32] = [:]
    var payloads: [[UInt32]] = [[]]
    var suffixes: [UInt32] = []
    var nextSymbol: UInt32 = 16
    /// Symbols of verbs lie above all others: particles may follow a verb inside a phrase.
    var nextVerb: UInt32 = ImageFormat.firstVerbSymbol

    mutating func edit(_ text: String, _ change: (inout Form) -> Void) {
      if forms[text] == nil { order.append(text) }
      change(&forms[text, default: Form()])
    }
  }

  private let inflector: Inflector
  private var writer = ImageWriter()
  private var words = WordTable()
  private var sides: [Side] = [Side(), Side()]
  private var entryCount: UInt32 = 0
  private var operatorCount: UInt32 = 0

  init(inflector: Inflector) {
    self.inflector = inflector
  }

  static func side(_ language: Language) -> Int { language == .english ? 1 : 0 }

  mutating func add(_ row: EntryRow) throws(LexiconError) {
    let isPhrase = row.part == .phrase || row.term.contains(" ")
    let pattern = isPhrase ? try self.pattern(row.term, row.file, row.line) : nil
    let id = entryCount
    entryCount += 1
    let side = LexiconBuilder.side(row.language)
    let record: [UInt32] = [
      writer.string(row.term), UInt32(row.part.rawValue) | UInt32(side) << 8,
      row.valence.bitPattern, row.tags.tags.rawValue, writer.string(row.source),
      writer.string(row.file), UInt32(row.line),
    ]
    writer.append(record, to: .entries)
    if let pattern {
      insert(pattern, ImageFormat.item(.entry, id), side, row.language)
      return
    }
    // A form left out on purpose is known to be another word.
    for form in row.tags.hints.dropped {
      sides[side].edit(PhrasePattern.normal(form, &words)) { _ in }
    }
    let lemma = PhrasePattern.normal(row.term, &words)
    for form in inflector.forms(of: row.term, row.part, row.language, row.tags.hints) {
      let text = PhrasePattern.normal(form.text, &words)
      let rank = LexiconBuilder.rank(row.part, isLemma: text == lemma)
      sides[side].edit(text) { known in
        known.entries.append((rank, id))
        known.traits.formUnion(form.traits)
      }
    }
  }

  mutating func add(_ row: OperatorRow) throws(LexiconError) {
    let isSuffix = row.term.hasPrefix("-") && !row.term.contains(" ") && row.kind == .conditional
    let pattern = isSuffix ? nil : try self.pattern(row.term, row.file, row.line)
    let id = operatorCount
    operatorCount += 1
    let side = LexiconBuilder.side(row.language)
    let record: [UInt32] = [
      writer.string(row.term), UInt32(row.kind.rawValue) | UInt32(side) << 8,
      row.value.bitPattern, 0, writer.string(row.source), writer.string(row.file),
      UInt32(row.line),
    ]
    writer.append(record, to: .operators)
    guard let pattern else {
      sides[side].suffixes.append(writer.string(String(row.term.dropFirst())))
      sides[side].suffixes.append(id)
      return
    }
    insert(pattern, ImageFormat.item(.operation, id), side, row.language)
    guard row.value != 0, let tags = LexiconBuilder.cueTags(row.kind) else { return }
    let entry = entryCount
    entryCount += 1
    writer.append(
      [
        writer.string(row.term), UInt32(PartOfSpeech.phrase.rawValue) | UInt32(side) << 8,
        row.value.bitPattern, tags.rawValue, writer.string(row.source), writer.string(row.file),
        UInt32(row.line),
      ], to: .entries)
    insert(pattern, ImageFormat.item(.entry, entry), side, row.language)
  }

  /// The tags of the entry that an operator of this kind makes by its value; nil when it makes none.
  private static func cueTags(_ kind: OperatorKind) -> EntryTags? {
    switch kind {
    case .lack: .fact
    case .praise: [.eval, .praise]
    case .outdo: [.fact, .outdo]
    case .choice, .denial, .attributionAll: .fact
    default: nil
    }
  }

  /// Among several rows for one form the first in this order speaks.
  private static func rank(_ part: PartOfSpeech, isLemma: Bool) -> Int {
    let order: Int =
      switch part {
      case .interjection: 4
      case .adjective: 0
      case .noun: 1
      case .adverb: 2
      case .verb: 3
      case .phrase: 5
      }
    return order + (isLemma ? 0 : 10)
  }

  private mutating func pattern(
    _ term: String, _ file: String, _ line: Int
  ) throws(LexiconError) -> PhrasePattern {
    do {
      return try PhrasePattern(term, &words)
    } catch {
      throw .row(
        file: file, line: line, expected: "a pattern element (:v, :n, :adj, {poss}, {refl}, …)",
        found: "\"\(error.piece)\"")
    }
  }

  private mutating func insert(
    _ pattern: PhrasePattern, _ item: UInt32, _ side: Int, _ language: Language
  ) {
    if pattern.elements.count == 1 {
      switch pattern.elements[0] {
      case .word(let text): attach(item, text, side)
      case .lemma(let lemma, let part):
        for form in inflector.forms(of: lemma, part, language, InflectionHints())
        where !form.traits.contains(.rare) {
          attach(item, PhrasePattern.normal(form.text, &words), side, form.traits)
        }
      case .group: break
      }
      return
    }
    var node: UInt32 = 0
    for element in pattern.elements {
      let symbol = self.symbol(element, side, language)
      let key = UInt64(node) << 32 | UInt64(symbol)
      if let child = sides[side].children[key] {
        node = child
      } else {
        let child = UInt32(sides[side].payloads.count)
        sides[side].payloads.append([])
        sides[side].children[key] = child
        sides[side].edges.append((node, symbol, child))
        node = child
      }
    }
    sides[side].payloads[Int(node)].append(item)
  }

  private mutating func attach(
    _ item: UInt32, _ text: String, _ side: Int, _ traits: FormTraits = []
  ) {
    sides[side].edit(text) { form in
      if item >> 28 == ImageFormat.ItemKind.operation.rawValue {
        form.operators.append(item & 0x0fff_ffff)
      } else {
        form.entries.append((20, item & 0x0fff_ffff))
      }
      form.traits.formUnion(traits)
    }
  }

  private mutating func symbol(
    _ element: PatternElement, _ side: Int, _ language: Language
  ) -> UInt32 {
    switch element {
    case .group(let group): return group.rawValue
    case .word(let text):
      if let known = sides[side].literals[text] { return known }
      let symbol = sides[side].nextSymbol
      sides[side].nextSymbol += 1
      sides[side].literals[text] = symbol
      sides[side].edit(text) { $0.symbols.append(symbol) }
      return symbol
    case .lemma(let lemma, let part):
      if let known = sides[side].lemmas[element] { return known }
      let symbol = part == .verb ? sides[side].nextVerb : sides[side].nextSymbol
      if part == .verb { sides[side].nextVerb += 1 } else { sides[side].nextSymbol += 1 }
      sides[side].lemmas[element] = symbol
      for form in inflector.forms(of: lemma, part, language, InflectionHints())
      where !form.traits.contains(.rare) {
        let text = PhrasePattern.normal(form.text, &words)
        sides[side].edit(text) { known in
          if !known.symbols.contains(symbol) { known.symbols.append(symbol) }
          known.traits.formUnion(form.traits)
        }
      }
      return symbol
    }
  }

  /// Writes everything down.
  mutating func image(blobs: [ImageFormat.Section: [UInt8]]) -> [UInt8] {
    let sections:
      [(
        exact: ImageFormat.Section, folded: ImageFormat.Section, skeleton: ImageFormat.Section,
        edges: ImageFormat.Section, nodes: ImageFormat.Section, suffixes: ImageFormat.Section
      )] = [
        (.exactFrench, .foldedFrench, .skeletonFrench, .edgesFrench, .nodesFrench, .suffixesFrench),
        (
          .exactEnglish, .foldedEnglish, .skeletonEnglish, .edgesEnglish, .nodesEnglish,
          .suffixesEnglish
        ),
      ]
    for (index, section) in sections.enumerated() {
      let side = sides[index]
      var exact: [(text: [UInt8], key: UInt32)] = []
      var folded = OrderedGroups()
      var skeletons = OrderedGroups()
      var skeleton = Skeleton()
      for text in side.order {
        guard let form = side.forms[text] else { continue }
        let key = writer.key(text, writer.list(LexiconBuilder.items(form)))
        exact.append((Array(text.utf8), key))
        let word = words.intern(text)
        let plain = Array(words.folded(word))
        if words.hasAccents(word), !LexiconBuilder.items(form).isEmpty { folded.add(plain, key) }
        let isGuessable =
          !LexiconBuilder.items(form).isEmpty && plain.count >= Skeleton.minimumLength - 1
          && !form.traits.contains(.rare)
          && !text.contains("-") && !text.contains("'")
        if isGuessable {
          skeleton.reduce(plain[...])
          skeletons.add(skeleton.bytes, key)
        }
      }
      writer.dictionary(exact, in: section.exact)
      dictionary(folded, in: section.folded)
      dictionary(skeletons, in: section.skeleton)
      writer.trie(
        edges: side.edges, payloads: side.payloads, in: section.edges, nodes: section.nodes,
        pairs: index == 0 ? .pairsFrench : .pairsEnglish)
      writer.append(side.suffixes, to: section.suffixes)
    }
    return writer.bytes(blobs: blobs)
  }

  private mutating func dictionary(_ groups: OrderedGroups, in section: ImageFormat.Section) {
    var lists: [(text: [UInt8], list: UInt32)] = []
    for group in groups.order {
      let items = (groups.members[group] ?? []).map { ImageFormat.item(.key, $0) }
      lists.append((group, writer.list(items)))
    }
    writer.hashed(lists, in: section)
  }

  private static func items(_ form: Form) -> [UInt32] {
    var items: [UInt32] = []
    for (_, entry) in form.entries.sorted(by: { ($0.rank, $0.entry) < ($1.rank, $1.entry) }) {
      items.append(ImageFormat.item(.entry, entry))
    }
    for symbol in form.symbols { items.append(ImageFormat.item(.symbol, symbol)) }
    for operation in form.operators { items.append(ImageFormat.item(.operation, operation)) }
    if !form.traits.isEmpty {
      items.append(ImageFormat.item(.traits, UInt32(form.traits.rawValue)))
    }
    return items
  }
}

/// Keys under a common text, in the order in which they came.
private struct OrderedGroups {
  var order: [[UInt8]] = []
  var members: [[UInt8]: [UInt32]] = [:]

  mutating func add(_ text: [UInt8], _ key: UInt32) {
    if members[text] == nil { order.append(text) }
    members[text, default: []].append(key)
  }
}
