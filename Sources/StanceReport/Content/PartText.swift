internal import StanceKit
internal import StanceModel

/// How parts of a score are worded for people.
enum PartText {
  /// `+0.42 towards favor`, `−0.10 towards against`.
  static func effect(_ value: Double, _ poles: Poles) -> String {
    NumberText.signed(value) + " towards " + (value >= 0 ? poles.towardName : poles.awayName)
  }

  /// The part in words: what kind it is and what it stands on.
  static func feature(_ part: Contribution) -> String {
    let kind = kind(part)
    guard let name = name(part) else { return kind }
    return part.source == .shape ? kind + ": " + name : kind + " \u{201C}" + name + "\u{201D}"
  }

  /// What the text around a paragraph is called.
  static func context(_ part: Contribution) -> String {
    part.feature == sectionsFeature
      ? "the sections of the article" : "the rest of the article"
  }

  /// What numbers near ±1 and 100 % say of a text that was read as sections.
  static let sections = "paragraphs of a section are scored together: 100 % speaks of the section"

  /// Whether a text was read as sections, as far as explanations tell.
  ///
  /// - Complexity: O(parts of the first explanation) where the text around takes part, else of all.
  static func hasSections(_ predictions: some Sequence<UnitPrediction>) -> Bool {
    for prediction in predictions {
      let parts = prediction.explanation?.contributions ?? []
      if let around = parts.first(where: { $0.source == .context }) {
        return around.feature == sectionsFeature
      }
    }
    return false
  }

  /// The feature of the text around where it is sections.
  private static let sectionsFeature = "sections"

  /// What kind of evidence a part is.
  static func kind(_ part: Contribution) -> String {
    switch part.source {
    case .bias: "the model\u{2019}s constant"
    case .context: context(part)
    case .cue: "cue"
    case .shape: "the text as a whole"
    case .word: "word"
    case .words: "words in a row"
    case .nearTarget: "near the target"
    case .withTarget: "with this target"
    case .opening: "at the opening"
    case .targetWords: "wording of the target"
    }
  }

  /// The word, phrase or property that the feature names, without its prefix and the lexicon's
  /// marks for parts of speech: `bogue:n majeur:adj` is `bogue majeur`, `lexicon.quoted.negative`
  /// is `quoted, negative`; nil for parts that name nothing.
  static func name(_ part: Contribution) -> String? {
    switch part.source {
    case .bias, .context, .targetWords: return nil
    case .shape:
      let name = part.feature.split(separator: ".").dropFirst().joined(separator: " ")
      return name.isEmpty ? part.feature : name
    default:
      let colon = UInt8(ascii: ":")
      let bytes = part.feature.utf8
      guard let mark = bytes.firstIndex(of: colon) else { return part.feature }
      let name = bytes[bytes.index(after: mark)...]
      guard part.source == .cue, name.contains(colon) else {
        return String(part.feature[name.startIndex...])
      }
      return name.split(separator: UInt8(ascii: " ")).map { word in
        String(word[..<(word.lastIndex(of: colon) ?? word.endIndex)]) ?? ""
      }.joined(separator: " ")
    }
  }

  /// The rules that fired, with a true minus: `negation ×−0.70`.
  static func rules(_ part: Contribution) -> String? {
    guard !part.rules.isEmpty else { return nil }
    var text = ""
    for character in part.ruleNames {
      text.append(character == "-" && text.last == "\u{D7}" ? "\u{2212}" : character)
    }
    return text
  }
}
