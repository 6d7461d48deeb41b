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
      let rule = self[anchored.value(link)]
      if matches(rule, keys, characters, isPlace) { return rule }
      link = anchored.next(link)
    }
    for index in open where mayBegin(Int(index), with: first) {
      let rule = self[Int(index)]
      if matches(rule, keys, characters, isPlace) { return rule }
    }
    if let index = onlyMatch(keys), keys.keys.count > 1 || isPlace(.only) { return self[index] }
    for (place, key) in keys.keys.enumerated() {
      var link = floating.first(key.hash)
      while link >= 0 {
        let rule = self[floating.value(link)]
        link = floating.next(link)
        let start = place - Int(rule.anchor)
        guard start >= 0, end(rule.parts, keys.keys, start) != nil else { continue }
        if rule.match == .contains { return rule }
        guard characters <= FurnitureRules.noteLimit else { continue }
        if rule.match == .note || isPlace(.closing) { return rule }
      }
    }
    return nil
  }

  /// Whether the first part of a rule lets a line begin with a key.
  private func mayBegin(_ rule: Int, with key: LineKeys.Key) -> Bool {
    guard let first = parts(of: rule).first else { return true }
    return parts[Int(first)] == Part.gap || Part.agrees(parts[Int(first)], with: key)
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
    return words > 0 ? Int(onlyRules[bits.trailingZeroBitCount]) : nil
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
  private func end(_ pattern: Range<Int32>, _ keys: [LineKeys.Key], _ start: Int) -> Int? {
    var place = start
    for index in pattern {
      let part = parts[Int(index)]
      if part == Part.gap {
        for later in place...keys.count {
          if let found = end(index + 1..<pattern.upperBound, keys, later) { return found }
        }
        return nil
      }
      guard place < keys.count else { return nil }
      guard Part.agrees(part, with: keys[place]) else { return nil }
      place += 1
    }
    return place
  }
}
