import StanceText

/// Recognises the names of a target pack: a trie over normalised words.
struct TargetMatcher: Sendable {
  /// What a node of the trie stands for.
  struct Name: Sendable {
    var role: TargetRole
    var needsCapital: Bool
  }

  private var symbols: [[UInt8]: Int32] = [:]
  /// Names without their accents.
  private var plain: [[UInt8]: Int32] = [:]
  private var skeletons: [[UInt8]: [UInt8]] = [:]
  /// Long names without their accents, with their normal form: found with one letter wrong.
  private var longNames: [(name: [UInt8], word: [UInt8])] = []
  private static let shortestSlip = 8
  /// First letters of the names that are found misspelt.
  private var initials: Set<UInt8> = []
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
    var word = ""
    for character in term {
      switch character {
      case " ", "\u{a0}", "\u{202f}":
        if !word.isEmpty { pieces.append(word) }
        word = ""
      case "'", "’":
        word.append("'")
        if isElision(word) {
          pieces.append(word)
          word = ""
        }
      case "+", ",", "(", ")":
        if !word.isEmpty { pieces.append(word) }
        pieces.append(String(character))
        word = ""
      default: word.append(character)
      }
    }
    if !word.isEmpty { pieces.append(word) }
    return pieces
  }

  private static func isElision(_ word: String) -> Bool {
    ["l'", "d'", "qu'", "n'", "s'", "j'", "m'", "t'", "c'"].contains(word.lowercased())
  }

  private mutating func insert(_ words: [[UInt8]], _ row: TargetPack.Row) {
    guard !words.isEmpty else { return }
    var node: Int32 = 0
    for word in words {
      let symbol = symbols[word] ?? Int32(symbols.count)
      symbols[word] = symbol
      let folded = Lexicon.folded(word[...])
      if plain[folded] == nil { plain[folded] = symbol }
      let shortest = Skeleton.minimumLength + (row.needsCapital ? 0 : 2)
      if word.count >= shortest {
        var skeleton = Skeleton()
        skeleton.reduce(Lexicon.folded(word[...])[...])
        skeletons[skeleton.bytes] = word
        if row.needsCapital, word.count >= TargetMatcher.shortestSlip {
          longNames.append((folded, word))
        }
        if let first = word.first { initials.insert(first) }
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
    if let symbol = symbols[Array(normal)] ?? plain[Array(folded)] { return symbol }
    guard folded.count >= Skeleton.minimumLength, folded.count <= 24,
      let first = folded.first, initials.contains(first)
    else { return -1 }
    var skeleton = Skeleton()
    skeleton.reduce(folded)
    if let word = skeletons[skeleton.bytes],
      Skeleton.isMisspelling(folded, of: Lexicon.folded(word[...])[...])
    {
      return symbols[word] ?? -1
    }
    // « Zuckerbeg »: one letter off.
    guard folded.count >= TargetMatcher.shortestSlip else { return -1 }
    for (name, word) in longNames where name.first == first {
      if Skeleton.distance(name[...], folded, limit: 1) != nil { return symbols[word] ?? -1 }
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
