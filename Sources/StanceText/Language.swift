/// The language of a paragraph, as far as the reader distinguishes it.
///
/// `rawValue` is the tag that reports print. `other` means recognisably neither French nor
/// English; `undetermined` means too little text to tell.
public enum Language: String, Sendable, Hashable, CaseIterable {
  /// French.
  case french = "fr"
  /// English.
  case english = "en"
  /// Recognisably neither.
  case other = "other"
  /// Too little text to tell.
  case undetermined = "und"
}
