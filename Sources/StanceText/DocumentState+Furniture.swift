extension DocumentState {
  /// The id of the rule that makes the line furniture, or nil.
  mutating func furniture(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ shape: LineShape?, _ characters: Int,
    _ around: Surroundings,
    _ rules: ReadingRules
  ) -> String? {
    let isOpening = title != nil && section == nil && french + english == 0
    let rule = rules.furniture.match(keys, characters: characters) { place in
      switch place {
      case .opening: isOpening
      case .only: isAfterFurniture
      default: hasBegun && !around.look(bytes).reachesLong
      }
    }
    if let rule {
      switch rule.match {
      case .tail: zone = .tail
      case .links where zone == .text: zone = .links(0)
      default: break
      }
      return rules.furniture.id(rule)
    }
    return shapeRule(bytes, range, shape, characters, around, rules)
  }

  private func shapeRule(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ shape: LineShape?, _ characters: Int,
    _ around: Surroundings,
    _ rules: ReadingRules
  ) -> String? {
    var words = 0
    var addresses = 0
    var bar: Int? = nil
    for (place, key) in keys.keys.enumerated() {
      if key.kind == .word { words += 1 }
      if key.kind == .address { addresses += 1 }
      if key.kind == .bar, bar == nil { bar = place }
    }
    let shapes = rules.furniture.shapes
    guard words <= 10 || bar != nil || characters <= 120 else { return nil }
    if words == 0, addresses == 0, keys.isWhole, let id = shapes["no-words"] { return id }
    if words == 0, addresses > 0, keys.isWhole, let id = shapes["bare-address"] { return id }
    if addresses > 0, words <= 10, let id = shapes["address-line"] {
      let shape = shape ?? LineShape(bytes, range)
      if !shape.hasInnerStop, shape.ending == .none || shape.ending == .colon { return id }
    }
    guard characters <= 200 else { return nil }
    if let id = shapes["site-promotion"],
      let bar = keys.keys.firstIndex(where: { $0.kind == .bar }),
      bar >= 2, bar <= 6, let first = keys.keys.first,
      DocumentState.siteWords.contains(first.hash)
    {
      return id
    }
    guard characters <= 120, let shape else { return nil }
    if shape.separators >= 2, shape.ending == .none,
      shape.words <= 6 * (shape.separators + 1), let id = shapes["breadcrumb"]
    {
      return id
    }
    if !hasBegun, let id = shapes["site-name"], characters <= 40, shape.words <= 5,
      shape.ending == .none, isNavigation(bytes, shape, around, rules)
    {
      return id
    }
    return nil
  }

  /// Whether a short first line is a site's name: the line behind it, without a blank line
  /// between, is furniture too; or there was a menu before it and a longer title is to come.
  private func isNavigation(
    _ bytes: Span<UInt8>, _ shape: LineShape, _ around: Surroundings, _ rules: ReadingRules
  ) -> Bool {
    let outlook = around.look(bytes)
    if isAfterFurniture, shape.words <= 3, outlook.hasNext, outlook.nextCharacters <= 150 {
      let next = LineShape(bytes, outlook.next)
      var keys = LineKeys()
      keys.read(bytes, outlook.next, limit: 64)
      if next.words >= 4, next.ending != .period, rules.titles.meaning(keys) == nil,
        rules.furniture.match(keys, characters: outlook.nextCharacters) == nil
      {
        return true
      }
    }
    guard outlook.hasNext, outlook.isAdjacent, outlook.nextCharacters <= 60 else { return false }
    if LineShape(bytes, outlook.next).separators >= 2 { return true }
    var next = LineKeys()
    next.read(bytes, outlook.next, limit: 32)
    let rule = rules.furniture.match(next, characters: outlook.nextCharacters)
    return rule.map { rules.furniture.id($0).hasPrefix("nav") } ?? false
  }

  /// « Dans <site> | … », « In <site> | … »
  private static let siteWords: Set<UInt64> = Set(
    ["dans", "sur", "chez", "en", "in", "on", "via"].map { LineKeys.phrase($0)[0].hash })
}
