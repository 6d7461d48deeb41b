/// Guesses the language of a paragraph from its function words and letters.
enum LanguageGuess {
  static let french: UInt8 = 1
  static let english: UInt8 = 2
  static let other: UInt8 = 4

  /// The bit of a language tag; every language but French and English counts as other.
  static func bits(_ tag: String) -> UInt8 {
    switch tag {
    case "fr": french
    case "en": english
    default: other
    }
  }
}
