public import StanceText

/// The target that a record names, as n-grams see it: a name, or a whole question.
///
/// A name of the target pack is found in the text by the lexical analysis. What is known here is
/// the wording: which words the target has, and which words of a text echo one of them.
public struct RecordTarget: Sendable, Equatable {
  /// Hashes of the target's words, once each, in order.
  public let words: [UInt64]
  /// What the words of a text are joined to: the beginnings of the target's first longer words,
  /// once each and ``mostJoints`` at most, so that questions in other words share what is learnt
  /// of one; the whole, case folded, when it has none. Empty for no target.
  public let joints: [UInt64]
  private let stems: Set<UInt64>
  /// First bytes of the words with these stems, modulo 64.
  private let initials: UInt64

  /// A long question has fewer longer words; a text taken for a target must not cost its square.
  static let mostJoints = 32

  /// No target.
  public static let none = RecordTarget()

  private init() {
    words = []
    joints = []
    stems = []
    initials = 0
  }

  /// - Complexity: O(bytes of the target).
  public init(_ target: String?, rules: ReadingRules) {
    guard let target, !target.isEmpty else {
      self = .none
      return
    }
    let bytes = Array(target.utf8)
    var buffer = TokenBuffer()
    var table = WordTable(capacity: 1024)
    Tokenizer(rules: rules).tokenize(
      bytes, in: 0..<bytes.count, language: rules.language(of: bytes, in: 0..<bytes.count),
      into: &buffer, words: &table)
    var words: [UInt64] = []
    var stems: Set<UInt64> = []
    var joints: [UInt64] = []
    var initials: UInt64 = 0
    var seen: Set<WordID> = []
    for token in buffer.tokens where token.kind == .word || token.kind == .hashtag {
      guard seen.insert(token.word).inserted else { continue }
      words.append(table.hash(token.word))
      guard let stem = Self.stem(table.normalized(token.word)) else { continue }
      initials |= 1 << UInt64(table.firstByte(token.word) & 63)
      if stems.insert(stem).inserted, joints.count < Self.mostJoints { joints.append(stem) }
    }
    if joints.isEmpty {
      var hash = NGramHash.target
      for byte in target.lowercased().utf8 { hash = NGramHash.join(hash, UInt64(byte)) }
      joints.append(hash)
    }
    self.words = words
    self.joints = joints
    self.stems = stems
    self.initials = initials
  }

  /// Whether a word may echo the target, as far as its first byte tells.
  @inline(__always)
  func mayEcho(_ initial: UInt8) -> Bool { initials >> UInt64(initial & 63) & 1 != 0 }

  /// Whether a word begins like one of the target's.
  @inline(__always)
  func echoes(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, mayEcho(first), let stem = Self.stem(word) else { return false }
    return stems.contains(stem)
  }

  /// Hash of the first six letters; nil for words of less than five, which are rarely telling.
  private static func stem(_ word: ArraySlice<UInt8>) -> UInt64? {
    var hash = NGramHash.target
    var letters = 0
    for byte in word {
      if byte & 0xC0 != 0x80 {
        if letters == 6 { break }
        letters += 1
      }
      hash = NGramHash.join(hash, UInt64(byte))
    }
    return letters >= 5 ? hash : nil
  }
}
