import StanceText

/// Why a body unit has no label.
enum SilenceText {
  static let otherLanguage = "neither French nor English"

  static func reason(_ unit: TextUnit) -> String {
    unit.language == .other ? otherLanguage : "no text"
  }
}
