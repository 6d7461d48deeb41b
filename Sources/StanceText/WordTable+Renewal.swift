/// Making room in a full table: the words of the language stay, those that were met once go.
extension WordTable {
  /// Words from which on a table watches which of them are met again: three quarters of its
  /// capacity. What comes up again in the last quarter is likely to do so later.
  private var watchedFrom: Int { capacity - capacity / 4 }

  /// Notes which words that the table had before a unit the unit has; called for each unit.
  ///
  /// - Complexity: O(1) until the table is nearly full, then O(tokens).
  mutating func watch(_ tokens: [Token]) {
    guard entries.count >= watchedFrom else { return }
    for token in tokens where token.word < isMetAgain.count {
      isMetAgain[Int(token.word)] = true
    }
    let new = entries.count - isMetAgain.count
    if new > 0 { isMetAgain.append(contentsOf: repeatElement(false, count: new)) }
  }

  /// Begins the next generation with the words that were met again lately, at most half as many as
  /// the table holds: the others are forgotten, and ``survivors`` says where those went.
  ///
  /// - Complexity: O(words).
  mutating func renew() {
    let old = (entries, arena, surfaces, hashes)
    survivors = Array(repeating: WordTable.free, count: old.0.count)
    generation += 1
    slots = Array(repeating: 0, count: WordTable.firstSlots)
    normalSlots = Array(repeating: WordTable.free, count: WordTable.firstSlots)
    surfaces = [Slot()]
    entries.clear()
    hashes.clear()
    arena.clear()
    for word in isMetAgain.indices where isMetAgain[word] && entries.count < capacity / 2 {
      let entry = old.0[word]
      let normal = Int(entry.normal)..<Int(entry.normal + entry.normalLength)
      let folded = Int(entry.folded)..<Int(entry.folded + entry.foldedLength)
      let slot = normalSlot(old.1[normal].span, old.3[word])
      survivors[word] = enter(
        old.1[normal], folded == normal ? nil : old.1[folded], hash: old.3[word], at: slot)
    }
    isMetAgain.clear()
    // Surfaces that are not here are entered when they are met.
    for surface in old.2.dropFirst() where surface.place >= 0 && surfaces.count < capacity {
      let word = survivors[Int(surface.word)]
      guard word != WordTable.free else { continue }
      surfaces.append(Slot(key: surface.key, tail: surface.tail, word: word, place: surface.place))
    }
    while slots.count < surfaces.count * 2 { slots += slots }
    fillSlots()
  }
}

extension Array {
  /// Keeps what lies beside the words that survived a renewal of their table, at their new places.
  ///
  /// - Parameter survivors: ``WordTable/survivors``; new places ascend as old ones do.
  /// - Complexity: O(elements).
  package mutating func keep(_ survivors: [WordID]) {
    var count = 0
    for (old, new) in zip(indices, survivors) where new >= 0 {
      self[Int(new)] = self[old]
      count = Int(new) + 1
    }
    removeLast(self.count - count)
  }
}
