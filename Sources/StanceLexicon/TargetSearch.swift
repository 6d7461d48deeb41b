/// Tells whether a document names a target at all, before anything is tokenized.
///
///     let search = TargetSearch(pack)
///     search.isNamed(in: bytes[...])
public struct TargetSearch: Sendable {
  /// Whether the pack has no name to look for: then every document is about it.
  private let isNobody: Bool
  /// Bytes that are searched: titles and leads name whom an article is about.
  public static let limit = 1 << 16

  /// What a byte means where it stands.
  private struct Mark: Sendable {
    var isLetter = false
    /// Second bytes, modulo 64, of the terms that begin with the byte.
    var seconds: UInt64 = 0
    /// Those terms.
    var terms = 0..<0
  }

  /// The first eight bytes of a term, or all there are.
  private struct Head: Sendable {
    var letters: UInt64 = 0
    var mask: UInt64 = 0

    init(_ bytes: ArraySlice<UInt8>) {
      for byte in bytes.reversed() {
        letters = letters &<< 8 | UInt64(byte)
        mask = mask &<< 8 | 0xFF
      }
    }
  }
  private var marks = Array(repeating: Mark(), count: 256)
  /// Where each term ends in ``letters``, and the one before it, from 0.
  private var ends = [0]
  private var heads: [Head] = []
  /// Whether each term is a name only with a capital: « Orange », not « une orange ».
  private var needsCapital: [Bool] = []
  /// The terms in small letters, by the first byte.
  private var letters: [UInt8] = []

  /// - Complexity: O(bytes of the pack).
  public init(_ pack: TargetPack) {
    isNobody = pack.rows.isEmpty
    for byte in UInt8.min...UInt8.max {
      let small = Self.lowered(byte)
      marks[Int(byte)].isLetter =
        small >= 0x80 || small >= 0x61 && small <= 0x7A || small >= 0x30 && small <= 0x39
    }
    var terms: [(letters: [UInt8], needsCapital: Bool)] = []
    for row in pack.rows where !row.term.isEmpty {
      switch row.role {
      case .rival, .reject, .flip, .title: continue
      default: terms.append((row.term.utf8.map(Self.lowered), row.needsCapital))
      }
    }
    terms.sort { $0.letters[0] < $1.letters[0] }
    for (number, (term, isProper)) in terms.enumerated() {
      letters += term
      ends.append(letters.count)
      heads.append(Head(term.prefix(8)))
      needsCapital.append(isProper)
      let first = Int(term[0])
      if marks[first].terms.isEmpty { marks[first].terms = number..<number }
      marks[first].terms = marks[first].terms.lowerBound..<number + 1
      marks[first].seconds |= term.count > 1 ? Self.bit(term[1]) : ~0
    }
    for small in 0x61...0x7A {
      (marks[small & ~0x20].seconds, marks[small & ~0x20].terms) =
        (marks[small].seconds, marks[small].terms)
    }
  }

  /// Whether one of the pack's names, aliases, persons, products or descriptions occurs in the
  /// first 64 KB, letters of ASCII compared without case; a name that needs a capital, with one,
  /// unless there is none in the text.
  ///
  /// - Complexity: O(bytes), and the terms that begin like one of the text's words.
  public func isNamed(in bytes: ArraySlice<UInt8>) -> Bool {
    if isNobody { return true }
    let head = bytes.prefix(Self.limit)
    let (text, marks) = (head.span, marks.span)
    // Known when a name in small letters first asks.
    var hasCapitals: Bool?
    var place = 0
    while place < text.count {
      let mark = marks[Int(text[place])]
      if mark.seconds != 0 {
        let second = place + 1 < text.count ? Self.lowered(text[place + 1]) : 0
        if mark.seconds & Self.bit(second) != 0 {
          switch match(mark.terms, at: place, in: text) {
          case .name: return true
          case .needsCapital:
            let isWithout = !(hasCapitals ?? head.contains { (0x41...0x5A).contains($0) })
            if isWithout { return true }
            hasCapitals = true
          case nil: break
          }
        }
      }
      // The next word begins behind what ends this one.
      while place < text.count, marks[Int(text[place])].isLetter { place += 1 }
      place += 1
    }
    return false
  }

  private enum Match {
    case name
    /// A name that needs a capital, without any.
    case needsCapital
  }

  /// What of some terms stands there, where no letter goes on behind it.
  private func match(_ terms: Range<Int>, at start: Int, in text: Span<UInt8>) -> Match? {
    let (letters, ends, heads) = (letters.span, ends.span, heads.span)
    var found: Match?
    var head: UInt64 = 0
    for place in start..<min(start + 8, text.count) {
      head |= UInt64(Self.lowered(text[place])) &<< UInt64(8 * (place - start))
    }
    for term in terms where head & heads[term].mask == heads[term].letters {
      let (from, count) = (ends[term], ends[term + 1] - ends[term])
      guard start + count <= text.count else { continue }
      var same = 1
      while same < count, Self.lowered(text[start + same]) == letters[from + same] { same += 1 }
      guard same == count else { continue }
      let end = start + count
      guard end == text.count || !marks[Int(text[end])].isLetter else { continue }
      let isPlain = (start..<end).allSatisfy { !(0x41...0x5A).contains(text[$0]) }
      guard isPlain, needsCapital[term], text[start] < 0x80 else { return .name }
      found = .needsCapital
    }
    return found
  }

  @inline(__always)
  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  @inline(__always)
  private static func bit(_ byte: UInt8) -> UInt64 { 1 &<< UInt64(byte & 63) }
}
