import StanceText

/// Reduces a word to what it sounds like in French, roughly, so that misspellings meet.
///
/// catastrofe and catastrophe, persone and personne, Zukerberg and Zuckerberg share a key. Works on
/// folded forms (small letters without accents); other bytes stay as they are.
///
/// - Source: own, in the spirit of Soundex and Phonex.
struct Skeleton {
  private(set) var bytes: [UInt8] = []

  /// Shortest word that may be taken for a misspelling.
  static let minimumLength = 6

  mutating func reduce(_ word: ArraySlice<UInt8>) {
    bytes.clear()
    let letters = word.span
    // Each step takes a letter or more and leaves one at most.
    bytes.append(addingCapacity: letters.count) { sound in
      var last = -1
      var place = 0
      while place < letters.count {
        let (letter, length) = Skeleton.step(letters, place)
        place &+= length
        if letter < 0 || letter == last && !Skeleton.isVowel(letter) { continue }
        last = letter
        sound.append(UInt8(truncatingIfNeeded: letter))
      }
    }
    while bytes.count > 3, let last = bytes.last, Skeleton.isMuteAtEnd(last) { bytes.removeLast() }
  }

  /// Which of the letters b, d, l, r, v, x a word has, as a number below 64: its sound has the same.
  ///
  /// Words whose numbers differ do not sound alike; this is found out sooner than the sound.
  static func kept(_ word: ArraySlice<UInt8>) -> UInt64 {
    var kept: UInt64 = 0
    let letters = word.span
    for place in letters.indices {
      switch letters[place] {
      case UInt8(ascii: "b"): kept |= 1
      case UInt8(ascii: "d"): kept |= 2
      case UInt8(ascii: "l"): kept |= 4
      case UInt8(ascii: "r"): kept |= 8
      case UInt8(ascii: "v"): kept |= 16
      case UInt8(ascii: "x"): kept |= 32
      default: break
      }
    }
    return kept
  }

  /// The letter at a place; 0 outside.
  @inline(__always)
  private static func at(_ letters: Span<UInt8>, _ place: Int) -> UInt8 {
    place >= 0 && place < letters.count ? letters[place] : 0
  }

  /// What the letters at `place` sound like, −1 for nothing, and how many of them are used.
  @inline(__always)
  private static func step(_ letters: Span<UInt8>, _ place: Int) -> (sound: Int, length: Int) {
    let letter = letters[place]
    let next = at(letters, place &+ 1)
    switch letter {
    case UInt8(ascii: "p") where next == UInt8(ascii: "h"): return (sound("f"), 2)
    case UInt8(ascii: "c") where next == UInt8(ascii: "h"),
      UInt8(ascii: "s") where next == UInt8(ascii: "h"):
      return (sound("C"), 2)
    case UInt8(ascii: "h"): return (-1, 1)
    case UInt8(ascii: "q"): return (sound("k"), next == UInt8(ascii: "u") ? 2 : 1)
    case UInt8(ascii: "c"): return (isSoftening(next) ? sound("s") : sound("k"), 1)
    case UInt8(ascii: "g"):
      let third = at(letters, place &+ 2)
      if next == UInt8(ascii: "u"), isSoftening(third) { return (sound("g"), 2) }
      return (
        isSoftening(next) ? sound("j") : sound("g"),
        next == UInt8(ascii: "e") && isVowel(Int(third)) ? 2 : 1
      )
    case UInt8(ascii: "s"):
      let between = isVowel(Int(at(letters, place &- 1))) && isVowel(Int(next))
      return (between ? sound("z") : sound("s"), 1)
    case UInt8(ascii: "t")
    where next == UInt8(ascii: "i") && at(letters, place &+ 2) == UInt8(ascii: "o")
      && at(letters, place &+ 3) == UInt8(ascii: "n"):
      return (sound("s"), 1)
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "y"):
      return vowel(letter, next, at(letters, place &+ 2), at(letters, place &+ 3))
    default: return (Int(letter), 1)
    }
  }

  @inline(__always)
  private static func vowel(
    _ letter: UInt8, _ next: UInt8, _ third: UInt8, _ fourth: UInt8
  ) -> (sound: Int, length: Int) {
    switch (letter, next) {
    case (UInt8(ascii: "e"), UInt8(ascii: "a")) where third == UInt8(ascii: "u"):
      return (sound("o"), 3)
    case (UInt8(ascii: "a"), UInt8(ascii: "u")): return (sound("o"), 2)
    case (UInt8(ascii: "o"), UInt8(ascii: "u")): return (sound("W"), 2)
    case (UInt8(ascii: "a"), UInt8(ascii: "i")), (UInt8(ascii: "e"), UInt8(ascii: "i")):
      return isNasal(third, fourth) ? (sound("I"), 3) : (sound("e"), 2)
    case (UInt8(ascii: "a"), _) where isNasal(next, third),
      (UInt8(ascii: "e"), _) where isNasal(next, third):
      return (sound("A"), 2)
    case (UInt8(ascii: "i"), _) where isNasal(next, third),
      (UInt8(ascii: "y"), _) where isNasal(next, third):
      return (sound("I"), 2)
    case (UInt8(ascii: "y"), _): return (sound("i"), 1)
    default: return (Int(letter), 1)
    }
  }

  /// Whether n or m makes the vowel before it a nasal one.
  @inline(__always)
  private static func isNasal(_ nasal: UInt8, _ after: UInt8) -> Bool {
    (nasal == UInt8(ascii: "n") || nasal == UInt8(ascii: "m")) && !isVowel(Int(after))
      && after != UInt8(ascii: "n") && after != UInt8(ascii: "m") && after != UInt8(ascii: "h")
  }

  @inline(__always)
  private static func sound(_ letter: Unicode.Scalar) -> Int { Int(UInt8(ascii: letter)) }

  /// Whether a letter is one of « aeiouy ».
  @inline(__always)
  private static func isVowel(_ letter: Int) -> Bool {
    letter >= 0x60 && letter < 0x80 && 1 << (letter - 0x60) & 0x220_8222 != 0
  }

  private static func isSoftening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "e") || byte == UInt8(ascii: "i") || byte == UInt8(ascii: "y")
  }

  static func isMuteAtEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "e") || byte == UInt8(ascii: "s")
  }

  /// Whether `word` may be a misspelling of `listed`; both folded and of one skeleton.
  ///
  /// Two words that differ in their endings only are two words (demande, dément; savent, savant),
  /// unless a doubled letter is all the difference (persone, personne).
  static func isMisspelling(_ word: ArraySlice<UInt8>, of listed: ArraySlice<UInt8>) -> Bool {
    // Words that only accents tell apart were decided on before.
    guard word.first == listed.first, word != listed else { return false }
    let left = simplified(word)
    let right = simplified(listed)
    if left == right { return true }
    var common = 0
    while common < min(left.count, right.count), left[common] == right[common] { common += 1 }
    let tails = [left[common...], right[common...]]
    // « competant »: written a for e before n; the other way round it is a verb (suffisent).
    let isNasalSlip =
      left.count == right.count && left.count >= 8
      && left.indices.allSatisfy { place in
        left[place] == right[place]
          || left[place] == UInt8(ascii: "a") && right[place] == UInt8(ascii: "e")
            && place + 1 < left.count && left[place + 1] == UInt8(ascii: "n")
      }
    if isNasalSlip { return true }
    if tails.allSatisfy({ $0.count <= 5 && $0.allSatisfy(isEnding) }) { return false }
    let limit = word.count < 9 ? 1 : 2
    return distance(left[...], right[...], limit: limit) != nil
  }

  /// Without doubled consonants, ph as f, th as t.
  private static func simplified(_ word: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in word {
      if byte == UInt8(ascii: "h"), let last = result.last {
        if last == UInt8(ascii: "p") { result[result.count - 1] = UInt8(ascii: "f") }
        if last == UInt8(ascii: "p") || last == UInt8(ascii: "t") { continue }
      }
      if result.last != byte || isVowel(Int(byte)) { result.append(byte) }
    }
    return result
  }

  /// Letters of which French endings are made.
  private static func isEnding(_ byte: UInt8) -> Bool {
    "aeilmnrstzxdu".utf8.contains(byte)
  }

  /// Edit distance (insertions, deletions, replacements), or nil when above `limit`.
  ///
  /// - Complexity: O(n · m), words of at most 64 bytes.
  static func distance(
    _ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, limit: Int
  ) -> Int? {
    guard abs(left.count - right.count) <= limit, left.count <= 64, right.count <= 64 else {
      return nil
    }
    // What both begin and end with costs nothing.
    let (first, second) = (left.span, right.span)
    var start = 0
    while start < min(first.count, second.count), first[start] == second[start] { start += 1 }
    var (firstEnd, secondEnd) = (first.count, second.count)
    while firstEnd > start, secondEnd > start, first[firstEnd - 1] == second[secondEnd - 1] {
      firstEnd -= 1
      secondEnd -= 1
    }
    let longest = max(firstEnd, secondEnd) - start
    if longest <= 1 || limit <= 1 { return longest <= limit ? longest : nil }
    var row = Array(0...(secondEnd - start))
    for i in start..<firstEnd {
      var diagonal = row[0]
      row[0] = i - start + 1
      for j in start..<secondEnd {
        let cost = diagonal + (first[i] == second[j] ? 0 : 1)
        diagonal = row[j - start + 1]
        row[j - start + 1] = min(cost, min(row[j - start], diagonal) + 1)
      }
    }
    let distance = row[secondEnd - start]
    return distance <= limit ? distance : nil
  }
}
