public import StanceLexicon

/// Tells whether a document names a target at all, before anything is tokenized.
///
///     let search = TargetSearch(pack)
///     search.isNamed(in: bytes[...])
public struct TargetSearch: Sendable {
  /// Bytes that are searched: titles and leads name whom an article is about.
  static let limit = 1 << 16

  /// What a byte means where it stands.
  private struct Mark: Sendable {
    var isLetter = false
    /// Second bytes, modulo 64, of the terms that begin with the byte.
    var seconds: UInt64 = 0
  }
  private var marks = Array(repeating: Mark(), count: 256)
  /// In small letters, by the first byte.
  private var terms: [UInt8: [[UInt8]]] = [:]

  /// - Complexity: O(bytes of the pack).
  public init(_ pack: TargetPack) {
    for byte in UInt8.min...UInt8.max {
      let small = Self.lowered(byte)
      marks[Int(byte)].isLetter =
        small >= 0x80 || small >= 0x61 && small <= 0x7A || small >= 0x30 && small <= 0x39
    }
    for row in pack.rows {
      switch row.role {
      case .rival, .reject, .flip, .title: continue
      default:
        let term = row.term.utf8.map(Self.lowered)
        guard let first = term.first else { continue }
        terms[first, default: []].append(term)
        let seconds = term.count > 1 ? Self.bit(term[1]) : ~0
        marks[Int(first)].seconds |= seconds
        if first >= 0x61, first <= 0x7A { marks[Int(first) & ~0x20].seconds |= seconds }
      }
    }
  }

  /// Whether one of the pack's names, aliases, persons, products or descriptions occurs in the
  /// first 64 KB, letters of ASCII compared without case.
  ///
  /// - Complexity: O(bytes), and the terms that begin like one of the text's words.
  public func isNamed(in bytes: ArraySlice<UInt8>) -> Bool {
    let head = bytes.prefix(Self.limit)
    let (text, marks) = (head.span, marks.span)
    var isInside = false
    for place in text.indices {
      let mark = marks[Int(text[place])]
      if !isInside, mark.seconds != 0 {
        let second = place + 1 < text.count ? Self.lowered(text[place + 1]) : 0
        if mark.seconds & Self.bit(second) != 0, isTerm(at: place, in: text) { return true }
      }
      isInside = mark.isLetter
    }
    return false
  }

  /// Whether a term stands there and no letter goes on behind it.
  private func isTerm(at start: Int, in text: Span<UInt8>) -> Bool {
    for term in terms[Self.lowered(text[start])] ?? [] {
      let end = start + term.count
      guard end <= text.count, end == text.count || !marks[Int(text[end])].isLetter else {
        continue
      }
      if term.indices.allSatisfy({ Self.lowered(text[start + $0]) == term[$0] }) { return true }
    }
    return false
  }

  @inline(__always)
  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  @inline(__always)
  private static func bit(_ byte: UInt8) -> UInt64 { 1 &<< UInt64(byte & 63) }
}
