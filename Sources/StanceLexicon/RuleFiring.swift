/// One rule applied to one cue: `after = before · factor`, exactly (in `Float`).
///
/// The firings of a cue form a chain: the first `before` is the cue's `base`, each further `before`
/// is the preceding `after`, and the last `after` is the cue's `value`.
@frozen
public struct RuleFiring: Sendable, Hashable {
  public var rule: RuleID
  /// Tokens that made the rule fire; empty when the whole sentence did.
  public var trigger: Range<Int32>
  public var factor: Float
  public var before: Float
  public var after: Float

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
