/// A rule of the engine. Raw values are stable: they may be stored.
@frozen
public enum RuleID: UInt8, Sendable, Hashable, CaseIterable {
  case negation = 0
  case doubleNegation
  case intensifier
  case downtoner
  case minimizer
  case excess
  case less
  case superlative
  case restriction
  case beforeContrast
  case afterContrast
  case sentenceContrast
  case concession
  case substitution
  case hypothesis
  case conditional
  case riskOf
  case counterfactual
  case question
  case rhetorical
  case quotation
  case reportedSpeech
  case selfPraise
  case scareQuotes
  case distance
  case expectation
  case denial
  case past
  case comparison
  case competition
  case flip
  case shift
  case amplify
  case irony
  case exclamation
  case capitals
  case approximate
  case given
  case disputed
  case suspended
  case camp
  case irrealis

  /// Short name for traces and reports.
  public var name: String { RuleID.facts[Int(rawValue)].name }

  /// One line that says what the rule does and why.
  public var summary: String { RuleID.facts[Int(rawValue)].summary }

  /// Where the rule comes from.
  public var source: String { RuleID.facts[Int(rawValue)].source }

  struct Facts: Sendable {
    let name: String
    let summary: String
    let source: String
  }
}
