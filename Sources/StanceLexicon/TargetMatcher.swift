import StanceText

/// Recognises the names of a target pack: a trie over normalised words.
struct TargetMatcher: Sendable {
  /// What a node of the trie stands for.
  struct Name: Sendable {
    var role: TargetRole
    var needsCapital: Bool
  }

  /// Normal form → symbol.
  private var symbols = ByteTable()
  /// Names without their accents, by symbol.
  private var foldedNames: [[UInt8]] = []
  /// Name without its accents → symbol.
  private var plain = ByteTable()
  /// Sound → symbol.
  private var skeletons = ByteTable()
  /// ``Skeleton/kept(_:)`` of the names that have a sound here, as a set.
  private var sounds: UInt64 = 0
  /// Long names without their accents: found with one letter wrong.
  private var longNames: [(initial: UInt8, count: Int, symbol: Int32)] = []
  private static let shortestSlip = 8
  /// Whether a name that is found misspelt begins with a byte.
  private var isInitial = Array(repeating: false, count: 256)
  /// First bytes of all names, with and without their accents, modulo 64.
  private var initials: UInt64 = 0
  private var edges: [UInt64: Int32] = [:]
  /// By node.
  private var names: [Name?] = [nil]
  private var nodeCount: Int32 = 1

  init(_ pack: TargetPack) {
    var words = WordTable()
    for row in pack.rows {
      for pieces in TargetMatcher.readings(Array(row.term.utf8)) {
        let normal = pieces.map { piece in
          let word = words.intern(piece)
          mark(words.folded(word).first)
          return Array(words.normalized(word))
        }
        insert(normal, row)
      }
    }
  }

  /// The word sequences that a term stands for; descriptions match with any article.
  private static func readings(_ term: [UInt8]) -> [[[UInt8]]] {
    let pieces = TargetMatcher.pieces(term)
    guard pieces.count > 1 else { return [pieces] }
    // « l'entreprise de X » stands for « de l'entreprise de X », « du groupe de X » for « le … ».
    let others: [StaticString]
    switch pieces[0] {
    case [0x6c, 0x65]: others = ["du", "au"]
    case [0x6c, 0x65, 0x73]: others = ["des", "aux"]
    default: return [pieces]
    }
    return [pieces] + others.map { [Array($0.description.utf8)] + pieces.dropFirst() }
  }

  /// Words of a term, cut as the tokenizer cuts them.
  static func pieces(_ term: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var word: [UInt8] = []
    func finish() {
      if !word.isEmpty { pieces.append(word) }
      word = []
    }
    func apostrophe() {
      word.append(0x27)
      if isElision(word) { finish() }
    }
    var place = 0
    while place < term.count {
      let byte = term[place]
      switch byte {
      case 0x20: finish()
      case 0x27: apostrophe()
      case UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"):
        finish()
        pieces.append([byte])
      case 0xc2 where term[place...].starts(with: [0xc2, 0xa0]):
        finish()
        place += 1
      case 0xe2 where term[place...].starts(with: [0xe2, 0x80, 0x99]):
        apostrophe()
        place += 2
      case 0xe2 where term[place...].starts(with: [0xe2, 0x80, 0xaf]):
        finish()
        place += 2
      default: word.append(byte)
      }
      place += 1
    }
    finish()
    return pieces
  }

  private static func isElision(_ word: [UInt8]) -> Bool {
    switch word.count {
    case 2: "ldnsjmtc".utf8.contains(word[0] | 0x20)
    case 3: word[0] | 0x20 == UInt8(ascii: "q") && word[1] | 0x20 == UInt8(ascii: "u")
    default: false
    }
  }

  private mutating func mark(_ initial: UInt8?) { initials |= 1 << (UInt64(initial ?? 0) & 63) }

  private mutating func insert(_ words: [[UInt8]], _ row: TargetPack.Row) {
    guard !words.isEmpty else { return }
    var node: Int32 = 0
    for word in words {
      let symbol = symbols.find(word[...]) ?? Int32(symbols.count)
      if Int(symbol) == symbols.count {
        let folded = Lexicon.folded(word[...])
        symbols.insert(word, symbol)
        mark(folded.first)
        foldedNames.append(folded)
        if plain.find(folded[...]) == nil { plain.insert(folded, symbol) }
      }
      let folded = foldedNames[Int(symbol)]
      let shortest = Skeleton.minimumLength + (row.needsCapital ? 0 : 2)
      if word.count >= shortest {
        var skeleton = Skeleton()
        skeleton.reduce(folded[...])
        skeletons.insert(skeleton.bytes, symbol)
        sounds |= 1 << Skeleton.kept(folded[...])
        if row.needsCapital, word.count >= TargetMatcher.shortestSlip {
          longNames.append((folded.first ?? 0, folded.count, symbol))
        }
        if let first = word.first { isInitial[Int(first)] = true }
      }
      let key = TargetMatcher.key(node, symbol)
      if let child = edges[key] {
        node = child
      } else {
        edges[key] = nodeCount
        names.append(nil)
        node = nodeCount
        nodeCount += 1
      }
    }
    if names[Int(node)] == nil || row.role == .reject {
      names[Int(node)] = Name(role: row.role, needsCapital: row.needsCapital)
    }
  }

  private static func key(_ node: Int32, _ symbol: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: symbol))
  }

  /// Whether a word may have a symbol, as far as its first byte without accents tells.
  @inline(__always)
  func mayName(_ initial: UInt8) -> Bool { initials >> UInt64(initial & 63) & 1 != 0 }

  /// The pack's symbol for a word, or −1; names of six letters or more are found misspelt too.
  func symbol(_ word: WordForm) -> Int32 {
    if let symbol = symbols.find(word.normal, hash: word.hash) { return symbol }
    if let symbol = plain.find(word.folded, hash: word.foldedHash) { return symbol }
    let folded = word.folded
    guard folded.count >= Skeleton.minimumLength, folded.count <= 24,
      let first = folded.first, isInitial[Int(first)]
    else { return -1 }
    if sounds >> Skeleton.kept(folded) & 1 != 0 {
      var skeleton = Skeleton()
      skeleton.reduce(folded)
      if let symbol = skeletons.find(skeleton.bytes[...]),
        Skeleton.isMisspelling(folded, of: foldedNames[Int(symbol)][...])
      {
        return symbol
      }
    }
    // « Zuckerbeg »: one letter off.
    guard folded.count >= TargetMatcher.shortestSlip else { return -1 }
    for name in longNames where name.initial == first && abs(name.count - folded.count) <= 1 {
      let text = foldedNames[Int(name.symbol)][...]
      if Skeleton.distance(text, folded, limit: 1) != nil { return name.symbol }
    }
    return -1
  }

  /// The node reached, or −1.
  @inline(__always)
  func step(_ node: Int32, _ symbol: Int32) -> Int32 {
    edges[TargetMatcher.key(node, symbol)] ?? -1
  }

  /// What ends at a node.
  func name(_ node: Int32) -> Name? { names[Int(node)] }
}
