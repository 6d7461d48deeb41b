public import StanceModel
public import StanceText

/// The text of an evaluated item, with the reasons of its prediction.
public struct JudgedText: Sendable, Equatable {
  /// The words, UTF-8.
  public var text: [UInt8]
  /// Byte offset of `text` in what the contributions' ranges count from; 0 for a record.
  public var offset: Int
  public var language: Language
  public var explanation: Explanation?

  public init(
    text: [UInt8], offset: Int = 0, language: Language = .undetermined,
    explanation: Explanation? = nil
  ) {
    self.text = text
    self.offset = offset
    self.language = language
    self.explanation = explanation
  }
}
