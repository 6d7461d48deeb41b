/// One rule applied to one cue: `after = before · factor`, exactly (in `Float`).
///
/// The firings of a cue form a chain: the first `before` is the cue's `base`, each further `before`
/// is the preceding `after`, and the last `after` is the cue's `value`.
@frozen
public struct RuleFiring: Sendable, Hashable {
  /// Which rule.
  public var rule: RuleID
  /// Tokens that made the rule fire; empty when the whole sentence did.
  public var trigger: Range<Int32>
  /// What it multiplied the valence by.
  public var factor: Float
  /// Valence before it.
  public var before: Float
  /// Valence after it.
  public var after: Float

  /// A firing as it happened.
  @inlinable
  public init(
    rule: RuleID, trigger: Range<Int32>, factor: Float, before: Float, after: Float
  ) {
    self.rule = rule
    self.trigger = trigger
    self.factor = factor
    self.before = before
    self.after = after
  }
}
