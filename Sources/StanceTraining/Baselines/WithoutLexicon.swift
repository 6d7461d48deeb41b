public import StanceModel

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

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

extension ModelRunner {
  /// The model with what its named features add held at the mean over some texts, so that every
  /// text gets the same: the n-grams alone decide, from where the whole model starts.
  ///
  /// With dᵢ the named features' part of the scores of text i, centred over the labels, the bias
  /// grows by mean(d); without that step the labels that the lexicon usually lifts would hardly
  /// ever be answered. Labels of the texts are not looked at.
  ///
  /// - Complexity: O(bytes of the texts).
  public func modelWithoutLexicon(over examples: [Example]) -> LinearModel {
    var bare = model.withoutLexicon
    let examples = examples.filter(\.isScored)
    guard !examples.isEmpty else { return bare }
    func lone(_ model: LinearModel) -> [[Double]] {
      var runner = ModelRunner(model: model, lexicon: lexicon, rules: rules, targets: targets)
      runner.usesContext = false
      return runner.probabilities(examples)
    }
    let labels = model.labels.indices
    var shift = Array(repeating: 0.0, count: model.labels.count)
    for (full, rest) in zip(lone(model), lone(bare)) {
      for label in labels { shift[label] += log(max(full[label], 1e-12) / max(rest[label], 1e-12)) }
    }
    let scale = Double(model.temperature) / Double(examples.count)
    let centre = shift.reduce(0, +) / Double(shift.count)
    if model.labels.count == 2 {
      bare.bias[0] += Float(scale * (shift[1] - shift[0]))
    } else {
      for label in labels { bare.bias[label] += Float(scale * (shift[label] - centre)) }
    }
    return bare
  }
}
