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
    bytes.removeAll(keepingCapacity: true)
    let letters = Array(word)
    var place = 0
    while place < letters.count { place += step(letters, place) }
    while bytes.count > 3, let last = bytes.last, Skeleton.isMuteAtEnd(last) { bytes.removeLast() }
  }

  private mutating func push(_ byte: UInt8) {
    if bytes.last != byte || Skeleton.isVowel(byte) { bytes.append(byte) }
  }

  /// Handles the letters at `place` and returns how many were used.
  private mutating func step(_ letters: [UInt8], _ place: Int) -> Int {
    func at(_ offset: Int) -> UInt8 {
      let index = place + offset
      return index >= 0 && index < letters.count ? letters[index] : 0
    }
    let letter = at(0)
    let next = at(1)
    switch letter {
    case UInt8(ascii: "p") where next == UInt8(ascii: "h"):
      push(UInt8(ascii: "f"))
      return 2
    case UInt8(ascii: "c") where next == UInt8(ascii: "h"),
      UInt8(ascii: "s") where next == UInt8(ascii: "h"):
      push(UInt8(ascii: "C"))
      return 2
    case UInt8(ascii: "h"):
      return 1
    case UInt8(ascii: "q"):
      push(UInt8(ascii: "k"))
      return next == UInt8(ascii: "u") ? 2 : 1
    case UInt8(ascii: "c"):
      push(Skeleton.isSoftening(next) ? UInt8(ascii: "s") : UInt8(ascii: "k"))
      return 1
    case UInt8(ascii: "g"):
      if next == UInt8(ascii: "u"), Skeleton.isSoftening(at(2)) {
        push(letter)
        return 2
      }
      push(Skeleton.isSoftening(next) ? UInt8(ascii: "j") : letter)
      return next == UInt8(ascii: "e") && Skeleton.isVowel(at(2)) ? 2 : 1
    case UInt8(ascii: "s"):
      let between = Skeleton.isVowel(at(-1)) && Skeleton.isVowel(next)
      push(between ? UInt8(ascii: "z") : letter)
      return 1
    case UInt8(ascii: "t")
    where next == UInt8(ascii: "i") && at(2) == UInt8(ascii: "o") && at(3) == UInt8(ascii: "n"):
      push(UInt8(ascii: "s"))
      return 1
    default:
      return vowel(letter, next, at(2), at(3))
    }
  }

  private mutating func vowel(
    _ letter: UInt8, _ next: UInt8, _ third: UInt8, _ fourth: UInt8
  ) -> Int {
    let isNasal: (UInt8, UInt8) -> Bool = { nasal, after in
      (nasal == UInt8(ascii: "n") || nasal == UInt8(ascii: "m")) && !Skeleton.isVowel(after)
        && after != UInt8(ascii: "n") && after != UInt8(ascii: "m")
        && after != UInt8(ascii: "h")
    }
    switch (letter, next) {
    case (UInt8(ascii: "e"), UInt8(ascii: "a")) where third == UInt8(ascii: "u"):
      push(UInt8(ascii: "o"))
      return 3
    case (UInt8(ascii: "a"), UInt8(ascii: "u")):
      push(UInt8(ascii: "o"))
      return 2
    case (UInt8(ascii: "o"), UInt8(ascii: "u")):
      push(UInt8(ascii: "W"))
      return 2
    case (UInt8(ascii: "a"), UInt8(ascii: "i")), (UInt8(ascii: "e"), UInt8(ascii: "i")):
      if isNasal(third, fourth) {
        push(UInt8(ascii: "I"))
        return 3
      }
      push(UInt8(ascii: "e"))
      return 2
    case (UInt8(ascii: "a"), _) where isNasal(next, third),
      (UInt8(ascii: "e"), _) where isNasal(next, third):
      push(UInt8(ascii: "A"))
      return 2
    case (UInt8(ascii: "i"), _) where isNasal(next, third),
      (UInt8(ascii: "y"), _) where isNasal(next, third):
      push(UInt8(ascii: "I"))
      return 2
    case (UInt8(ascii: "y"), _):
      push(UInt8(ascii: "i"))
      return 1
    default:
      push(letter)
      return 1
    }
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"), UInt8(ascii: "y"):
      true
    default: false
    }
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
      if result.last != byte || isVowel(byte) { result.append(byte) }
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
    let first = Array(left)
    let second = Array(right)
    guard abs(first.count - second.count) <= limit, first.count <= 64, second.count <= 64 else {
      return nil
    }
    var row = Array(0...second.count)
    for i in first.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in second.indices {
        let cost = diagonal + (first[i] == second[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(cost, min(row[j], diagonal) + 1)
      }
    }
    let distance = row[second.count]
    return distance <= limit ? distance : nil
  }
}
