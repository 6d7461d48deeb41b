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
    /// All words from the pattern; a single word only behind another line of furniture.
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
    /// Where the id stands in its file.
    var id: Range<Int>
    var match: Match
    /// The pattern, in `parts`.
    var parts: Range<Int>
    /// For rules that may stand anywhere: the place in the pattern of the word to look for.
    var anchor = 0
    /// Where the reason stands there.
    var reason: Range<Int>
    var file: Int
  }

  private(set) var rules: [Rule] = []
  private var parts: [Part] = []
  /// The files that the rules came from, for their reasons.
  private var files: [[UInt8]] = []
  /// Shapes that are switched on, with the id of their rule.
  private(set) var shapes: [String: String] = [:]
  /// First word → rules that must begin a line with it.
  private var anchored = HashIndex()
  /// Rules that begin with something else than a word.
  private var open: [Int] = []
  /// Longest word → rules that may stand anywhere.
  private var floating = HashIndex()
  /// Words of the `only` rules → their places in `onlyRules`.
  private var only = HashIndex()
  private var onlyRules: [Int] = []

  static let startLimit = 300
  static let shortLimit = 110
  static let closingLimit = 140

  /// Adds the rows of a file: id, match, pattern, lang, reason.
  mutating func add(_ table: RuleTable) throws(ReadingRulesError) {
    files.append(table.bytes)
    var reader = LineKeys()
    var before: (name: ArraySlice<UInt8>, match: Match)?
    for row in table.rows {
      let name = table.field(row, 1)
      let same = before.flatMap { $0.name == name ? $0.match : nil }
      guard let match = same ?? Match(rawValue: table.string(row, 1)) else {
        throw table.error(row, "unknown kind of match: \(table.string(row, 1))")
      }
      before = (name, match)
      let reason = table.place(row, 4)
      guard !table.place(row, 0).isEmpty, !reason.isEmpty else {
        throw table.error(row, "expected an id and a reason")
      }
      let first = parts.count
      let anchor = match == .shape ? 0 : addParts(table.bytes, table.place(row, 2), &reader)
      guard match == .shape || parts.count > first else {
        throw table.error(row, "expected words in the pattern")
      }
      let index = rules.count
      rules.append(
        Rule(
          id: table.place(row, 0), match: match, parts: first..<parts.count, anchor: anchor,
          reason: reason, file: files.count - 1))
      switch match {
      case .shape: shapes[table.string(row, 2)] = table.string(row, 0)
      case .only:
        guard onlyRules.count < 64 else {
          throw table.error(row, "more than 64 rules of kind only")
        }
        for place in first..<parts.count {
          if case .key(let hash) = parts[place] { only.insert(hash, onlyRules.count) }
        }
        onlyRules.append(index)
      case .contains, .closing:
        guard case .key(let hash) = parts[first + anchor] else {
          throw table.error(row, "expected a word at the beginning of the pattern")
        }
        floating.insert(hash, index)
      case .line, .tail, .links, .start, .short, .opening:
        if case .key(let hash) = parts[first] {
          anchored.insert(hash, index)
        } else {
          open.append(index)
        }
      }
    }
  }

  /// Appends the parts of a pattern; returns the place of the longest word before the first gap,
  /// the rarest by a good guess.
  private mutating func addParts(
    _ bytes: [UInt8], _ place: Range<Int>, _ reader: inout LineKeys
  ) -> Int {
    let first = parts.count
    let span = bytes.span
    var anchor = 0
    var longest = 0
    var hasGap = false
    var start = place.lowerBound
    while start < place.upperBound {
      var end = start
      while end < place.upperBound, span[end] != 0x20 { end += 1 }
      let word = start..<end
      start = end + 1
      if word.isEmpty { continue }
      if let part = FurnitureRules.sign(bytes[word]) {
        hasGap = hasGap || part == .gap
        parts.append(part)
        continue
      }
      reader.read(span, word, limit: .max)
      for key in reader.keys { parts.append(.key(key.hash)) }
      if !hasGap, !reader.keys.isEmpty, word.count / reader.keys.count > longest {
        longest = word.count / reader.keys.count
        anchor = parts.count - 1 - first
      }
    }
    return anchor
  }

  /// The sign that a word of a pattern is, or nil; looks further only at what begins like one.
  private static func sign(_ word: ArraySlice<UInt8>) -> Part? {
    switch word.first {
    case 0x7b, 0x3a, 0x7c, 0xe2: break
    default: return nil
    }
    switch String(decoding: word, as: UTF8.self) {
    case "{num}": return .kind(.number)
    case "{url}": return .kind(.address)
    case "{at}": return .kind(.at)
    case "{name}": return .name
    case ":": return .kind(.colon)
    case "|": return .kind(.bar)
    case "…": return .gap
    default: return nil
    }
  }

  /// The id of a rule.
  func id(_ rule: Rule) -> String {
    String(decoding: files[rule.file][rule.id], as: UTF8.self)
  }

  /// The reason of a rule, or nil for an unknown id.
  func reason(_ id: String) -> String? {
    rules.first { self.id($0) == id }.map {
      String(decoding: files[$0.file][$0.reason], as: UTF8.self)
    }
  }
}

// MARK: - Matching

extension FurnitureRules {
  /// The first rule that a line satisfies, or nil.
  ///
  /// - Parameters:
  ///   - keys: the line's words; enough of them for whole lines of `startLimit` characters.
  ///   - characters: length of the line.
  ///   - isPlace: whether the line stands where a rule of kind `opening`, `closing` or `only` (for
  ///     a single word) holds; asked only when such a rule matches otherwise.
  func match(
    _ keys: LineKeys, characters: Int, isPlace: (Match) -> Bool = { _ in false }
  ) -> Rule? {
    guard let first = keys.keys.first, characters <= FurnitureRules.startLimit else { return nil }
    var link = anchored.first(first.hash)
    while link >= 0 {
      let rule = rules[anchored.value(link)]
      if matches(rule, keys, characters, isPlace) { return rule }
      link = anchored.next(link)
    }
    for index in open where matches(rules[index], keys, characters, isPlace) {
      return rules[index]
    }
    if let index = onlyMatch(keys), keys.keys.count > 1 || isPlace(.only) { return rules[index] }
    for (place, key) in keys.keys.enumerated() {
      var link = floating.first(key.hash)
      while link >= 0 {
        let rule = rules[floating.value(link)]
        link = floating.next(link)
        let start = place - rule.anchor
        guard start >= 0, end(rule.parts, keys.keys, start) != nil else { continue }
        if rule.match == .contains { return rule }
        if characters <= FurnitureRules.closingLimit, isPlace(.closing) { return rule }
      }
    }
    return nil
  }

  private func onlyMatch(_ keys: LineKeys) -> Int? {
    guard keys.isWhole else { return nil }
    var bits = UInt64.max
    var words = 0
    for key in keys.keys where key.kind == .word {
      var own: UInt64 = 0
      var link = only.first(key.hash)
      while link >= 0 {
        own |= 1 << UInt64(truncatingIfNeeded: only.value(link))
        link = only.next(link)
      }
      bits &= own
      if bits == 0 { return nil }
      words += 1
    }
    return words > 0 ? onlyRules[bits.trailingZeroBitCount] : nil
  }

  private func matches(
    _ rule: Rule, _ keys: LineKeys, _ characters: Int, _ isPlace: (Match) -> Bool
  ) -> Bool {
    guard let end = end(rule.parts, keys.keys, 0) else { return false }
    switch rule.match {
    case .line, .tail, .links:
      return keys.isWhole && keys.keys[end...].allSatisfy { $0.kind == .colon }
    case .short: return characters <= FurnitureRules.shortLimit
    case .opening: return characters <= FurnitureRules.shortLimit && isPlace(.opening)
    default: return true
    }
  }

  /// Where the keys go on behind the pattern that begins at `start`, or nil without a match.
  private func end(_ pattern: Range<Int>, _ keys: [LineKeys.Key], _ start: Int) -> Int? {
    var place = start
    for index in pattern {
      if parts[index] == .gap {
        for later in place...keys.count {
          if let found = end(index + 1..<pattern.upperBound, keys, later) { return found }
        }
        return nil
      }
      guard place < keys.count else { return nil }
      let key = keys[place]
      let agrees =
        switch parts[index] {
        case .key(let hash): key.hash == hash
        case .kind(let kind): key.kind == kind
        case .name: key.kind == .word && key.isCapitalized
        case .gap: false
        }
      guard agrees else { return nil }
      place += 1
    }
    return place
  }
}
