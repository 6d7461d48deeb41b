public import StanceModel

extension LinearModel {
  /// The same model with its named features off: what its n-grams say by themselves.
  ///
  /// The n-gram weights were learned beside the lexicon, so this is a lower bound of a model that
  /// was trained without; cross-validation retrains it.
  public var withoutLexicon: LinearModel {
    var model = self
    model.denseWeights = Array(repeating: 0, count: denseWeights.count)
    return model
  }

  /// Name of this baseline in reports.
  public static let withoutLexiconName = "linear without lexicon"
}
