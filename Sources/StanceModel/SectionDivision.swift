internal import StanceLinear

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension ContextWeights {
  /// How a text whose sections hold views is told from running text under intertitles.
  ///
  /// log P(views)/P(running text) = constant + slope·e + leading·[text stands before the first title]
  /// + titled·log(n/3), with n titled sections, 3 the fewest of a divided text, and e the log of how
  /// much better the scores fit a field of sections than paragraphs that are labelled one by one as
  /// running text is (a Bayes factor: a slope of 1 takes it at its word). It stands beside weights of
  /// running text, else nothing is weighed.
  public struct Division: Sendable, Equatable {
    /// Share of each label in running text: K, above 0, 1 in sum.
    public var shares: [Float]
    /// In nats, as ``leading``.
    public var constant: Float
    /// Nats for a nat of evidence.
    public var slope: Float
    /// What text before the first title says for views; below 0 where it speaks of intertitles.
    public var leading: Float
    /// Nats for each factor e of titled sections.
    public var titled: Float

    /// Weights as they were fitted or read.
    public init(shares: [Float], constant: Float, slope: Float, leading: Float, titled: Float) {
      self.shares = shares
      self.constant = constant
      self.slope = slope
      self.leading = leading
      self.titled = titled
    }

    /// How much better the scores of a document fit sections with views than running text, in nats.
    ///
    /// - Parameter field: of the same weights, document and scores.
    /// - Complexity: O(rows · K + K·S²) for S sections.
    public func evidence(
      _ weights: ContextWeights, _ document: Document, _ field: SectionField, scores: [Float],
      labels: Int
    ) -> Double {
      // What the field gives each labelling of the rows before their scores are seen, summed.
      let prior =
        SectionViews.logPrior(
          sections: document.sections.count, alike: weights.alike.map(Double.init))
        + Double(document.rows.count)
        * log(1 + Double(labels - 1) * exp(-Double(weights.departure)))
      var result = field.logPartition - prior
      let usual = shares.map { log(Double($0)) }
      var terms = Array(repeating: 0.0, count: labels)
      for row in document.rows {
        for label in 0..<labels {
          terms[label] =
            usual[label] + Double(weights.own) * Double(scores[row * labels + label])
        }
        result -= Softmax.logSumExp(terms)
      }
      return result
    }

    /// What constant, slope, leading and titled are multiplied with.
    public static func terms(evidence: Double, of document: Document) -> [Double] {
      let titled = document.sections.count(where: \.isTitled)
      return [
        1, evidence, document.leads ? 1 : 0, log(Double(max(titled, fewest)) / Double(fewest)),
      ]
    }

    /// Titled sections of the shortest divided text.
    static let fewest = 3

    /// P(views), given the evidence.
    public func certainty(_ evidence: Double, of document: Document) -> Double {
      let weights = [constant, slope, leading, titled].map(Double.init)
      let odds = zip(weights, Self.terms(evidence: evidence, of: document)).reduce(0) {
        $0 + $1.0 * $1.1
      }
      return Softmax.sigmoid(odds)
    }
  }
}
