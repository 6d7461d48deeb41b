public import StanceText

extension ReadingRules {
  public func language(of bytes: [UInt8], in range: Range<Int>) -> Language { .french }
}
