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
  /// Long names without their accents: found with one letter wrong.
  private var longNames: [(first: UInt8, count: Int, symbol: Int32)] = []
  private static let shortestSlip = 8
  /// Whether a name that is found misspelt begins with a byte.
  private var isInitial = Array(repeating: false, count: 256)
  private var edges: [UInt64: Int32] = [:]
  /// By node.
  private var names: [Name?] = [nil]
  private var nodeCount: Int32 = 1

  init(_ pack: TargetPack) {
    var words = WordTable()
    for row in pack.rows {
      for pieces in TargetMatcher.readings(row.term) {
        insert(pieces.map { Array(PhrasePattern.normal($0, &words).utf8) }, row)
      }
    }
  }

  /// The word sequences that a term stands for; descriptions match with any article.
  private static func readings(_ term: String) -> [[String]] {
    let pieces = TargetMatcher.pieces(term)
    var readings = [pieces]
    // « l'entreprise de X » stands for « de l'entreprise de X », « du groupe de X » for « le … ».
    if pieces.count > 1, pieces[0] == "le" { readings.append(["du"] + pieces.dropFirst()) }
    if pieces.count > 1, pieces[0] == "le" { readings.append(["au"] + pieces.dropFirst()) }
    if pieces.count > 1, pieces[0] == "les" { readings.append(["des"] + pieces.dropFirst()) }
    if pieces.count > 1, pieces[0] == "les" { readings.append(["aux"] + pieces.dropFirst()) }
    return readings
  }

  /// Words of a term, cut as the tokenizer cuts them.
  static func pieces(_ term: String) -> [String] {
    var pieces: [String] = []
    var word = String.UnicodeScalarView()
    func finish() {
      if !word.isEmpty { pieces.append(String(word)) }
      word = String.UnicodeScalarView()
    }
    for scalar in term.unicodeScalars {
      switch scalar {
      case " ", "\u{a0}", "\u{202f}": finish()
      case "'", "’":
        word.append("'")
        if isElision(String(word)) { finish() }
      case "+", ",", "(", ")":
        finish()
        pieces.append(String(scalar))
      default: word.append(scalar)
      }
    }
    finish()
    return pieces
  }

  private static func isElision(_ word: String) -> Bool {
    guard word.utf8.count <= 3 else { return false }
    switch word.lowercased() {
    case "l'", "d'", "qu'", "n'", "s'", "j'", "m'", "t'", "c'": return true
    default: return false
    }
  }

  private mutating func insert(_ words: [[UInt8]], _ row: TargetPack.Row) {
    guard !words.isEmpty else { return }
    var node: Int32 = 0
    for word in words {
      let folded = Lexicon.folded(word[...])
      let symbol = symbols.find(word[...]) ?? Int32(symbols.count)
      if Int(symbol) == symbols.count {
        symbols.insert(word, symbol)
        foldedNames.append(folded)
      }
      if plain.find(folded[...]) == nil { plain.insert(folded, symbol) }
      let shortest = Skeleton.minimumLength + (row.needsCapital ? 0 : 2)
      if word.count >= shortest {
        var skeleton = Skeleton()
        skeleton.reduce(folded[...])
        skeletons.insert(skeleton.bytes, symbol)
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

  /// The pack's symbol for a word, or −1; names of six letters or more are found misspelt too.
  func symbol(normal: ArraySlice<UInt8>, folded: ArraySlice<UInt8>) -> Int32 {
    if let symbol = symbols.find(normal) ?? plain.find(folded) { return symbol }
    guard folded.count >= Skeleton.minimumLength, folded.count <= 24,
      let first = folded.first, isInitial[Int(first)]
    else { return -1 }
    var skeleton = Skeleton()
    skeleton.reduce(folded)
    if let symbol = skeletons.find(skeleton.bytes[...]),
      Skeleton.isMisspelling(folded, of: foldedNames[Int(symbol)][...])
    {
      return symbol
    }
    // « Zuckerbeg »: one letter off.
    guard folded.count >= TargetMatcher.shortestSlip else { return -1 }
    for name in longNames where name.first == first && abs(name.count - folded.count) <= 1 {
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
