internal import StanceLinear

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension ContextWeights {
  /// A document's rows in their context.
  public struct Reading: Sendable, Equatable {
    /// Rows × K, row-major, in nats: their softmax gives the probabilities.
    public var logits: [Float]
    /// What the own scores were multiplied with; the mean of a row's logits over the labels is this
    /// times the mean of its scores where sections took part.
    public var own: Float
    /// How sure it is that sections hold views of their own; 0 in running text.
    public var sections: Double
  }

  /// Reads one document.
  ///
  /// - Parameters:
  ///   - scores: n × K, row-major, which the document's rows index.
  ///   - temperature: of the model.
  /// - Returns: nil where the paragraphs keep their scores.
  /// - Complexity: that of ``SectionField`` for a divided document, else O(rows · K²).
  public func reading(
    of document: Document, scores: [Float], labels: Int, temperature: Float
  ) -> Reading? {
    if document.isRunning {
      return running.map {
        Reading(
          logits: $0.logits(
            scores, rows: document.rows, labels: labels, temperature: temperature),
          own: $0.own, sections: 0)
      }
    }
    guard document.isDivided else { return nil }
    // Sections too many for the ties are parts of a long text, not views one beside the other.
    let mayHoldViews =
      division == nil || running == nil
      || SectionViews.hasTies(sections: document.sections.count, labels: labels)
    let field =
      mayHoldViews ? SectionField(self, document, scores: scores, labels: labels) : nil
    var shares =
      field?.paragraphs ?? Array(repeating: 0, count: document.rows.count * labels)
    var factor = own
    var certainty = 1.0
    /// The labels of the row at work.
    var row = Array(repeating: 0.0, count: labels)
    if let division, let running {
      certainty =
        field.map { field in
          division.certainty(
            division.evidence(self, document, field, scores: scores, labels: labels), of: document)
        } ?? 0
      factor = Float(certainty) * own + Float(1 - certainty) * running.own
      let other = running.logits(
        scores, rows: document.rows, labels: labels, temperature: temperature)
      for start in stride(from: 0, to: shares.count, by: labels) {
        for label in 0..<labels { row[label] = Double(other[start + label]) }
        Softmax.normalize(&row)
        for label in 0..<labels {
          shares[start + label] =
            certainty * shares[start + label] + (1 - certainty) * row[label]
        }
      }
    }
    var logits: [Float] = []
    logits.reserveCapacity(shares.count)
    for (index, place) in document.rows.enumerated() {
      var level = 0.0
      var mean: Float = 0
      for label in 0..<labels {
        row[label] = log(max(shares[index * labels + label], 1e-30))
        level += row[label]
        mean += scores[place * labels + label] / Float(labels)
      }
      level /= Double(labels)
      for log in row { logits.append(Float(log - level) + factor * mean) }
    }
    return Reading(logits: logits, own: factor, sections: certainty)
  }

  /// Applies the weights to the scores of documents.
  ///
  /// - Parameters:
  ///   - scores: n × K, row-major; rows outside the documents keep theirs.
  ///   - temperature: of the model: the softmax of the new scores over it gives the probabilities.
  /// - Returns: n × K: temperature times the logits of ``reading(of:scores:labels:temperature:)``.
  public func applied(
    to scores: [Float], labels: Int, temperature: Float, documents: [Document]
  ) -> [Float] {
    var result = scores
    for document in documents {
      guard
        let reading = reading(
          of: document, scores: scores, labels: labels, temperature: temperature)
      else { continue }
      for (place, logit) in reading.logits.enumerated() {
        result[document.rows.lowerBound * labels + place] = temperature * logit
      }
    }
    return result
  }
}
