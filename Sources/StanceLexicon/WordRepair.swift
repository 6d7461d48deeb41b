import StanceText

/// Slips of typing that neither accents nor sound explain.
extension Lexicon {
  /// Shortest word whose first letters may be an article or pronoun without its apostrophe.
  private static let shortestElided = 6

  /// Words of little weight are left alone: an unknown word is likelier.
  private static let leastSwapped: Float = 0.4

  /// « lentreprise », « narrive »: the apostrophe is missing. The rest must be listed as it is
  /// written, and begin with a vowel or h.
  ///
  /// - Complexity: O(length · layers).
  func missingApostrophe(
    _ normal: ArraySlice<UInt8>, _ folded: ArraySlice<UInt8>, _ sections: ImageFormat.Sections,
    _ reading: inout WordReading
  ) {
    guard folded.count >= Lexicon.shortestElided, folded.count <= 24 else { return }
    let first = folded[folded.startIndex]
    var length = 1
    switch first {
    case UInt8(ascii: "l"), UInt8(ascii: "d"), UInt8(ascii: "j"), UInt8(ascii: "n"),
      UInt8(ascii: "s"):
      break
    case UInt8(ascii: "q"):
      guard folded[folded.startIndex + 1] == UInt8(ascii: "u") else { return }
      length = 2
    default: return
    }
    switch folded[folded.startIndex + length] {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"), UInt8(ascii: "h"):
      break
    default: return
    }
    let rest = normal.dropFirst(length)
    for (layer, image) in layers.enumerated() {
      var found = WordReading()
      if let list = image.find(rest, sections.exact) { take(list, layer, into: &found) }
      // « lechec »: without its accent too.
      if found.entries.isEmpty, rest.count >= Lexicon.shortestElided - 1,
        let list = image.findHash(rest, sections.folded)
      {
        image.forEach(list) { kind, key in
          guard kind == .key else { return }
          let (text, items) = image.key(key)
          let isPlain = Lexicon.folded(text).elementsEqual(rest)
          if isPlain, !Lexicon.onlyFinalAccent(text) { take(items, layer, into: &found) }
        }
      }
      guard !found.entries.isEmpty else { continue }
      reading.entries = found.entries
      reading.traits = found.traits
      reading.symbols = found.symbols
      reading.operators = found.operators
      if first == UInt8(ascii: "n") { reading.operators.append((kind: .negationFirst, value: 0)) }
      reading.path = .skeleton
      reading.form = String(decoding: rest, as: UTF8.self)
      return
    }
  }

  /// « mesnonge »: two neighbouring letters have changed places. The first letter stands, and so
  /// do the last two, which inflect.
  ///
  /// - Complexity: O(length² · layers).
  func swappedLetters(
    _ folded: ArraySlice<UInt8>, _ sections: ImageFormat.Sections, _ reading: inout WordReading
  ) {
    guard folded.count >= Skeleton.minimumLength, folded.count <= 24 else { return }
    guard folded.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }) else { return }
    let hashes = Self.swappedHashes(folded)
    for image in layers { for hash in hashes { image.prefetchSlots(hash, sections) } }
    reading.clear()
    for (number, hash) in hashes.enumerated() {
      let place = folded.startIndex + 1 + number
      if folded[place] == folded[place + 1] { continue }
      for layer in layers.indices {
        let image = layers[layer]
        guard
          image.mayHold(hash, sections.exact) || image.findHash(hash, sections.folded) != nil
        else { continue }
        var letters = folded
        letters.swapAt(place, place + 1)
        let exact = image.find(letters, hash: hash, sections.exact)
        if let exact { take(exact, layer, into: &reading) }
        let plain = reading.entries.isEmpty ? image.findHash(hash, sections.folded) : nil
        if exact == nil, plain == nil { continue }
        if let list = plain {
          image.forEach(list) { kind, key in
            guard kind == .key else { return }
            let (text, items) = image.key(key)
            if Lexicon.folded(text).elementsEqual(letters) { take(items, layer, into: &reading) }
          }
        }
        // The simple past is too rare to be meant (« épaisse » is no « épiasse »).
        if let (layer, index) = reading.entries.first, !reading.traits.contains(.rare),
          abs(facts(layer, index).valence) >= Lexicon.leastSwapped
        {
          reading.path = .skeleton
          reading.form = String(decoding: letters, as: UTF8.self)
          return
        }
        reading.clear()
      }
    }
  }

  /// The hash of a word with the letters at each place from the second on and behind it swapped, but
  /// for the last two.
  private static func swappedHashes(_ letters: ArraySlice<UInt8>) -> [UInt32] {
    let letters = letters.span
    var hashes: [UInt32] = []
    hashes.append(addingCapacity: letters.count) { hashes in
      var before = ImageFormat.RunningHash()
      before.add(letters[0])
      for place in 1..<(letters.count - 2) {
        var hash = before
        hash.add(letters[place + 1])
        hash.add(letters[place])
        for rest in (place + 2)..<letters.count { hash.add(letters[rest]) }
        hashes.append(hash.value)
        before.add(letters[place])
      }
    }
    return hashes
  }

  /// Asks for what looking up texts with these hashes reads first: three loops, each of which asks for
  /// what the next one reads, so that it is awaited for many texts at once.
  func prefetch(_ hashes: [UInt32], _ sections: ImageFormat.Sections) {
    for layer in layers.indices {
      let image = layers[layer]
      for hash in hashes { image.prefetchSlots(hash, sections) }
      for hash in hashes { image.prefetchKeys(hash, sections.exact) }
      for hash in hashes { image.prefetchTexts(hash, sections.exact) }
    }
  }
}
