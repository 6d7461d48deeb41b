internal import StanceLexicon

extension Contribution {
  /// The rules that fired, by name, with their factors: `negation ×-0.7, downtoner ×0.5`.
  public var ruleNames: String {
    rules.map { "\($0.rule.name) ×\(Self.short($0.factor))" }.joined(separator: ", ")
  }

  private static func short(_ value: Float) -> String {
    let hundredths = Int((value * 100).rounded())
    let text = String(hundredths.magnitude % 100)
    let fraction = text.count == 1 ? "0" + text : text
    return (hundredths < 0 ? "-" : "") + "\(hundredths.magnitude / 100).\(fraction)"
  }
}
