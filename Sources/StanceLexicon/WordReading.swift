import StanceText

/// How a word was found in the lexicon.
public enum LookupPath: UInt8, Sendable, Hashable {
  /// As it is written.
  case exact
  /// Without accents.
  case folded
  /// By its sound: a misspelling.
  case skeleton
}

/// Everything the layers say of one word form.
struct WordReading {
  /// (layer, row), the row that speaks first.
  var entries: [(layer: Int, index: UInt32)] = []
  var operators: [(kind: OperatorKind, value: Float)] = []
  var symbols: [(layer: Int, symbol: UInt32)] = []
  var traits: FormTraits = []
  var path = LookupPath.exact
  /// The entry holds only where the word is written in capitals (LIMITE for limité).
  var onlyCapitals = false
  /// In the tables as it is written, if only to say that it is no form of anything.
  var isListed = false
  /// The listed form that a misspelling was taken for.
  var form: String?

  var isEmpty: Bool { entries.isEmpty && operators.isEmpty && symbols.isEmpty }

  /// Empties it and keeps its memory.
  mutating func clear() {
    entries.clear()
    operators.clear()
    symbols.clear()
    traits = []
    path = .exact
    onlyCapitals = false
    isListed = false
    form = nil
  }
}

/// A word as it is looked up.
struct WordForm {
  let word: WordID
  let normal: ArraySlice<UInt8>
  /// Without accents.
  let folded: ArraySlice<UInt8>
  let hasAccents: Bool
  /// Hashes of the two, as prepared tables have them.
  let hash: UInt32
  let foldedHash: UInt32

  init(_ word: WordID, _ words: WordTable) {
    self.word = word
    normal = words.normalized(word)
    folded = words.folded(word)
    hasAccents = words.hasAccents(word)
    hash = ImageFormat.hash(normal)
    foldedHash = hasAccents ? ImageFormat.hash(folded) : hash
  }
}

extension Lexicon {
  /// Looks a normalised word up: as it is, then without accents, then by its sound.
  ///
  /// - Complexity: O(length · layers), and a few edit distances for a word found nowhere.
  /// - Parameter reading: an empty one, which receives everything.
  func read(_ word: WordForm, _ language: Language, into reading: inout WordReading) {
    let (normal, folded, hasAccents) = (word.normal, word.folded, word.hasAccents)
    let sections = ImageFormat.sections(language)
    for (layer, image) in layers.enumerated() {
      guard let list = image.find(normal, hash: word.hash, sections.exact) else { continue }
      reading.isListed = true
      take(list, layer, into: &reading)
    }
    let isExact = reading.isListed
    if !hasAccents || !isExact {
      var plain = WordReading()
      for (layer, image) in layers.enumerated() {
        // « éxcellent »: the listed form has no accent at all.
        if hasAccents, !Lexicon.endsAccented(normal),
          let list = image.find(folded, hash: word.foldedHash, sections.exact)
        {
          take(list, layer, into: &plain)
        }
        guard let list = image.findHash(word.foldedHash, sections.folded) else { continue }
        image.forEach(list) { kind, key in
          guard kind == .key else { return }
          let (text, items) = image.key(key)
          guard Lexicon.folded(text).elementsEqual(folded) else { return }
          // « réchauffe » is no misspelling of « réchauffé », nor « illustré » of « illustre ».
          if hasAccents, Lexicon.endsAccented(text) != Lexicon.endsAccented(normal) { return }
          if !hasAccents, Lexicon.onlyFinalAccent(text) { plain.onlyCapitals = true }
          take(items, layer, into: &plain)
        }
      }
      if !plain.symbols.isEmpty { reading.symbols += plain.symbols }
      if !isExact, !plain.isEmpty {
        reading.path = .folded
        reading.entries = plain.entries
        reading.operators = plain.operators
        reading.traits = plain.traits
        reading.onlyCapitals = plain.onlyCapitals
      } else if isExact, !reading.isEmpty, reading.operators.isEmpty, reading.entries.isEmpty {
        reading.entries = plain.entries
        reading.onlyCapitals = true
      }
    }
    if reading.isEmpty, !isExact {
      misspelling(folded, sections, &reading)
      if reading.isEmpty, language == .french {
        missingApostrophe(normal, folded, sections, &reading)
      }
      if reading.isEmpty { swappedLetters(folded, sections, &reading) }
    }
    if reading.path == .exact, !reading.traits.contains(.conditional) {
      suffix(normal, language, &reading)
    }
  }

  func take(_ list: UInt32, _ layer: Int, into reading: inout WordReading) {
    let image = layers[layer]
    // A row of a higher layer replaces what the lower ones say of the form.
    var replaces = reading.entries.first.map { $0.layer < layer } ?? false
    image.forEach(list) { kind, number in
      switch kind {
      case .entry:
        if replaces { reading.entries.removeAll() }
        replaces = false
        reading.entries.append((layer, number))
      case .symbol: reading.symbols.append((layer, number))
      case .operation:
        if let operation = operation(layer, number) { reading.operators.append(operation) }
      case .traits:
        reading.traits.formUnion(FormTraits(rawValue: UInt8(truncatingIfNeeded: number)))
      case .key: break
      }
    }
  }

  /// Whether the last vowel, before any mute e and s, carries an accent.
  private static func endsAccented(_ text: ArraySlice<UInt8>) -> Bool {
    var body = text
    while let last = body.last, last == UInt8(ascii: "s") || last == UInt8(ascii: "e") {
      body = body.dropLast()
    }
    return body.last.map { $0 >= 0x80 } ?? false
  }

  /// Whether the only accent is that of a final é, és, ée, ées: the plain word is often another.
  static func onlyFinalAccent(_ text: ArraySlice<UInt8>) -> Bool {
    var body = text
    while let last = body.last, last == UInt8(ascii: "s") || last == UInt8(ascii: "e") {
      body = body.dropLast()
    }
    guard body.suffix(2).elementsEqual([0xc3, 0xa9]) else { return false }
    return !body.dropLast(2).contains { $0 >= 0x80 }
  }

  private func misspelling(
    _ folded: ArraySlice<UInt8>, _ sections: ImageFormat.Sections, _ reading: inout WordReading
  ) {
    let isPlain = folded.allSatisfy { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
    guard folded.count >= Skeleton.minimumLength, folded.count <= 24, isPlain else { return }
    var skeleton = Skeleton()
    skeleton.reduce(folded)
    misspelling(folded, skeleton.bytes, sections, &reading)
    // « reusite »: one s for two.
    let voiced = UInt8(ascii: "z")
    if reading.isEmpty, skeleton.bytes.contains(voiced) {
      var plain = skeleton.bytes.map { $0 == voiced ? UInt8(ascii: "s") : $0 }
      while plain.count > 3, let last = plain.last, Skeleton.isMuteAtEnd(last) {
        plain.removeLast()
      }
      misspelling(folded, plain, sections, &reading)
    }
  }

  /// The listed form of this sound that is nearest in spelling.
  private func misspelling(
    _ folded: ArraySlice<UInt8>, _ sound: [UInt8], _ sections: ImageFormat.Sections,
    _ reading: inout WordReading
  ) {
    var best = Int.max
    for (layer, image) in layers.enumerated() {
      guard let list = image.findHash(sound[...], sections.skeleton) else { continue }
      image.forEach(list) { kind, key in
        guard kind == .key else { return }
        let (text, items) = image.key(key)
        let plain = Lexicon.folded(text)
        guard Skeleton.isMisspelling(folded, of: plain[...]),
          let distance = Skeleton.distance(plain[...], folded, limit: 3), distance < best
        else { return }
        best = distance
        reading.clear()
        reading.path = .skeleton
        reading.form = String(decoding: text, as: UTF8.self)
        take(items, layer, into: &reading)
      }
    }
  }

  /// A normal form without its accents: the Latin letters of French, two bytes each.
  static func folded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var place = text.startIndex
    while place < text.endIndex {
      let byte = text[place]
      guard byte == 0xc3, place + 1 < text.endIndex else {
        result.append(byte)
        place += 1
        continue
      }
      switch text[place + 1] {
      case 0xa0...0xa5: result.append(UInt8(ascii: "a"))
      case 0xa7: result.append(UInt8(ascii: "c"))
      case 0xa8...0xab: result.append(UInt8(ascii: "e"))
      case 0xac...0xaf: result.append(UInt8(ascii: "i"))
      case 0xb1: result.append(UInt8(ascii: "n"))
      case 0xb2...0xb6: result.append(UInt8(ascii: "o"))
      case 0xb9...0xbc: result.append(UInt8(ascii: "u"))
      case 0xbd, 0xbf: result.append(UInt8(ascii: "y"))
      default: result += [byte, text[place + 1]]
      }
      place += 2
    }
    return result
  }

  private func suffix(
    _ normal: ArraySlice<UInt8>, _ language: Language, _ reading: inout WordReading
  ) {
    if reading.operators.contains(where: { $0.kind == .known }) { return }
    if !reading.entries.isEmpty || !reading.traits.isEmpty { return }
    if let ending = ending(of: normal, language) {
      reading.operators.append(ending.operation)
    }
  }
}
