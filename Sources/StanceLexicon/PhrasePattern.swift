import StanceText

/// One element of a multi-word pattern.
enum PatternElement: Hashable, Sendable {
  /// This word form, normalised.
  case word(String)
  /// Any form of a lemma: `prendre:v`, `coup:n`, `mauvais:adj`.
  case lemma(String, PartOfSpeech)
  /// `{poss}`, `{refl}`, `{det}`, `{num}`
  case group(WordGroup)
}

/// A closed class of words that a pattern can name.
enum WordGroup: UInt32, Hashable, Sendable, CaseIterable {
  case possessive = 1
  case reflexive
  case determiner
  case number

  var name: String {
    switch self {
    case .possessive: "{poss}"
    case .reflexive: "{refl}"
    case .determiner: "{det}"
    case .number: "{num}"
    }
  }
}

/// A term as the sequence of elements that the matcher follows.
struct PhrasePattern: Hashable, Sendable {
  var elements: [PatternElement]

  /// - Returns: nil with the offending piece when a piece cannot be read.
  init(_ term: String, _ words: inout WordTable) throws(PatternError) {
    elements = []
    for piece in term.split(separator: " ") {
      if piece.hasPrefix("{") {
        guard let group = WordGroup.allCases.first(where: { $0.name == piece }) else {
          throw PatternError(piece: String(piece))
        }
        elements.append(.group(group))
        continue
      }
      let parts = piece.split(separator: ":", maxSplits: 1)
      if parts.count == 2 {
        let part: PartOfSpeech? =
          switch parts[1] {
          case "v": .verb
          case "n": .noun
          case "adj": .adjective
          default: nil
          }
        guard let part else { throw PatternError(piece: String(piece)) }
        elements.append(.lemma(PhrasePattern.normal(String(parts[0]), &words), part))
      } else {
        elements.append(.word(PhrasePattern.normal(String(piece), &words)))
      }
    }
  }

  /// The normal form of a word, as the tokenizer makes it.
  static func normal(_ word: String, _ words: inout WordTable) -> String {
    let id = words.intern(word)
    return words.string(id)
  }
}

struct PatternError: Error {
  let piece: String
}
