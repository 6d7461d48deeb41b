/// Patterns of lines that are page furniture: each with an id and a reason.
///
/// A pattern is a sequence of words (see `LineKeys`) and of
/// `:` colon · `|` bar · `{num}` a number · `{url}` a web address · `{at}` an @ ·
/// `{name}` a capitalised word · `…` any words between.
struct FurnitureRules: Sendable {
  enum Match: String, Sendable {
    /// The whole line.
    case line
    /// The whole line; what follows is furniture too, and the section is over.
    case tail
    /// The whole line; a list of links follows.
    case links
    /// The beginning of a line of at most 300 characters.
    case start
    /// The beginning of a line of at most 110 characters.
    case short
    /// Anywhere in a line of at most 300 characters.
    case contains
    /// The beginning of a line of at most 110 characters, between the title and the text.
    case opening
    /// Anywhere in a line of at most 140 characters, behind the last long paragraph.
    case closing
    /// At least two words or numbers, all words from the pattern.
    case only
    /// A shape that code recognises; the pattern is its name.
    case shape
  }

  enum Part: Sendable, Equatable {
    case key(UInt64)
    case kind(LineKeys.Key.Kind)
    case name
    case gap
  }

  struct Rule: Sendable {
    var id: String
    var match: Match
    var parts: [Part]
    var reason: String
  }

  private(set) var rules: [Rule] = []
  /// Shapes that are switched on, with the id of their rule.
  private(set) var shapes: [String: String] = [:]
  /// First word → rules that must begin a line with it.
  private var anchored: [UInt64: [Int]] = [:]
  /// Rules that begin with something else than a word.
  private var open: [Int] = []
  /// First word → rules that may stand anywhere.
  private var floating: [UInt64: [Int]] = [:]
  /// A bit for each low byte of the hashes in `floating`, to pass over most words.
  private var filter: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  /// Words of the `only` rules, a bit for each rule; `onlyRules` names them.
  private var only: [UInt64: UInt64] = [:]
  private var onlyRules: [Int] = []

  static let startLimit = 300
  static let shortLimit = 110
  static let closingLimit = 140

  mutating func add(
    id: String, match: String, pattern: String, reason: String, file: String, line: Int
  ) throws(ReadingRulesError) {
    guard let match = Match(rawValue: match) else {
      throw ReadingRulesError(file: file, line: line, reason: "unknown kind of match: \(match)")
    }
    guard !id.isEmpty, !reason.isEmpty else {
      throw ReadingRulesError(file: file, line: line, reason: "expected an id and a reason")
    }
    let parts = match == .shape ? [] : FurnitureRules.parse(pattern)
    guard match == .shape || !parts.isEmpty else {
      throw ReadingRulesError(file: file, line: line, reason: "expected words in the pattern")
    }
    let index = rules.count
    rules.append(Rule(id: id, match: match, parts: parts, reason: reason))
    switch match {
    case .shape: shapes[pattern] = id
    case .only:
      guard onlyRules.count < 64 else {
        throw ReadingRulesError(file: file, line: line, reason: "more than 64 rules of kind only")
      }
      for case .key(let hash) in parts { only[hash, default: 0] |= 1 << onlyRules.count }
      onlyRules.append(index)
    case .contains, .closing:
      guard case .key(let hash) = parts[0] else {
        throw ReadingRulesError(
          file: file, line: line, reason: "expected a word at the beginning of the pattern")
      }
      floating[hash, default: []].append(index)
      setFilter(hash)
    case .line, .tail, .links, .start, .short, .opening:
      if case .key(let hash) = parts[0] {
        anchored[hash, default: []].append(index)
      } else {
        open.append(index)
      }
    }
  }

  private static func parse(_ pattern: String) -> [Part] {
    var parts: [Part] = []
    for word in pattern.split(separator: " ") {
      switch word {
      case "{num}": parts.append(.kind(.number))
      case "{url}": parts.append(.kind(.address))
      case "{at}": parts.append(.kind(.at))
      case "{name}": parts.append(.name)
      case ":": parts.append(.kind(.colon))
      case "|": parts.append(.kind(.bar))
      case "…": parts.append(.gap)
      default: parts.append(contentsOf: LineKeys.phrase(String(word)).map { .key($0.hash) })
      }
    }
    return parts
  }

  private mutating func setFilter(_ hash: UInt64) {
    let bit: UInt64 = 1 << ((hash >> 8) & 63)
    switch (hash >> 14) & 3 {
    case 0: filter.0 |= bit
    case 1: filter.1 |= bit
    case 2: filter.2 |= bit
    default: filter.3 |= bit
    }
  }

  @inline(__always)
  private func mayFloat(_ hash: UInt64) -> Bool {
    let word: UInt64 =
      switch (hash >> 14) & 3 {
      case 0: filter.0
      case 1: filter.1
      case 2: filter.2
      default: filter.3
      }
    return word >> ((hash >> 8) & 63) & 1 != 0
  }

  /// The first rule that a line satisfies, or nil.
  ///
  /// - Parameters:
  ///   - keys: the line's words; enough of them for whole lines of `startLimit` characters.
  ///   - characters: length of the line.
  ///   - isPlace: whether the line stands where a rule of kind `opening` or `closing` holds; asked
  ///     only when such a rule matches otherwise.
  func match(
    _ keys: LineKeys, characters: Int, isPlace: (Match) -> Bool = { _ in false }
  ) -> Rule? {
    guard let first = keys.keys.first, characters <= FurnitureRules.startLimit else { return nil }
    if let found = anchored[first.hash] {
      for index in found where matches(rules[index], keys, characters, isPlace) {
        return rules[index]
      }
    }
    for index in open where matches(rules[index], keys, characters, isPlace) {
      return rules[index]
    }
    if let index = onlyMatch(keys) { return rules[index] }
    for (place, key) in keys.keys.enumerated() where mayFloat(key.hash) {
      guard let found = floating[key.hash] else { continue }
      for index in found
      where FurnitureRules.matches(rules[index].parts[...], keys.keys[place...]) != nil {
        if rules[index].match == .contains { return rules[index] }
        if characters <= FurnitureRules.closingLimit, isPlace(.closing) { return rules[index] }
      }
    }
    return nil
  }

  private func onlyMatch(_ keys: LineKeys) -> Int? {
    guard keys.isWhole, keys.keys.count > 1 else { return nil }
    var bits = UInt64.max
    var words = 0
    for key in keys.keys where key.kind == .word {
      guard let own = only[key.hash] else { return nil }
      bits &= own
      if bits == 0 { return nil }
      words += 1
    }
    return words > 0 && bits != 0 ? onlyRules[bits.trailingZeroBitCount] : nil
  }

  private func matches(
    _ rule: Rule, _ keys: LineKeys, _ characters: Int, _ isPlace: (Match) -> Bool
  ) -> Bool {
    guard let rest = FurnitureRules.matches(rule.parts[...], keys.keys[...]) else { return false }
    switch rule.match {
    case .line, .tail, .links: return keys.isWhole && rest.allSatisfy { $0.kind == .colon }
    case .short: return characters <= FurnitureRules.shortLimit
    case .opening: return characters <= FurnitureRules.shortLimit && isPlace(.opening)
    default: return true
    }
  }

  /// What remains of `keys` behind the pattern, or nil when they do not begin with it.
  private static func matches(
    _ parts: ArraySlice<Part>, _ keys: ArraySlice<LineKeys.Key>
  ) -> ArraySlice<LineKeys.Key>? {
    guard let part = parts.first else { return keys }
    if part == .gap {
      var rest = keys
      while true {
        if let found = matches(parts.dropFirst(), rest) { return found }
        if rest.isEmpty { return nil }
        rest = rest.dropFirst()
      }
    }
    guard let key = keys.first else { return nil }
    let agrees =
      switch part {
      case .key(let hash): key.hash == hash
      case .kind(let kind): key.kind == kind
      case .name: key.kind == .word && key.isCapitalized
      case .gap: false
      }
    return agrees ? matches(parts.dropFirst(), keys.dropFirst()) : nil
  }

  /// The reason of a rule, or nil for an unknown id.
  func reason(_ id: String) -> String? { rules.first { $0.id == id }?.reason }
}
