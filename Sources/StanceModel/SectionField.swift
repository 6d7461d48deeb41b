internal import StanceLinear

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The field of ``ContextWeights`` on one document, solved exactly.
///
/// The ties between sections depend only on how many sections have each view, so the sums run over
/// these numbers, section by section.
///
/// - Complexity: O((S + 1)ᴷ·K + rows·K) in time and (S + 1)ᴷ numbers in memory for S sections and K
///   labels. Where (S + 1)ᴷ is above ``mostStates`` the ties count as 0.
public struct SectionField: Sendable {
  /// Numbers of sections by view, for each section, that are gone through: 57 sections of three
  /// labels, 446 of two. They take 1.6 MB at most.
  static let mostStates = 200_000

  /// log Σ over V and y of the product in ``ContextWeights``.
  public let logPartition: Double
  /// Rows × K: P(yᵢ = k).
  public let paragraphs: [Double]
  /// Sections × K: P(Vₛ = k).
  public let sections: [Double]
  /// What each weight multiplies, expected: Σ zᵢ[yᵢ], minus the departures, pairs alike by label.
  /// The derivatives of ``logPartition`` by own, departure and alike.
  public let expectations: [Double]

  /// - Parameters:
  ///   - scores: row-major, K values a row; the document's rows index it.
  ///   - gold: labels of the document's rows where they are known, which then are held fast.
  /// - Precondition: `weights.alike` has one value a label.
  public init(
    _ weights: ContextWeights, _ document: ContextWeights.Document, scores: [Float], labels: Int,
    gold: [Int?]? = nil
  ) {
    precondition(weights.alike.count == labels, "one value of `alike` for each label")
    let first = document.rows.lowerBound
    let rows = document.rows.count
    let leave = exp(-Double(weights.departure))

    // own·z less its largest value, and what a paragraph says for each view of its section.
    var shifted = Array(repeating: 0.0, count: rows * labels)
    /// exp of these, where no label is known.
    var raised = shifted
    var messages = Array(repeating: 0.0, count: rows * labels)
    var levels = 0.0
    for row in 0..<rows {
      let span = row * labels..<(row + 1) * labels
      var largest = -Double.infinity
      for label in 0..<labels {
        let value = Double(weights.own) * Double(scores[(first + row) * labels + label])
        shifted[span.lowerBound + label] = value
        largest = max(largest, value)
      }
      for place in span { shifted[place] -= largest }
      levels += largest
      if let label = gold?[row] {
        for view in 0..<labels {
          messages[span.lowerBound + view] =
            shifted[span.lowerBound + label] - (view == label ? 0 : Double(weights.departure))
        }
      } else {
        var total = 0.0
        for place in span {
          raised[place] = exp(shifted[place])
          total += raised[place]
        }
        for place in span {
          messages[place] = log(max(leave * total + (1 - leave) * raised[place], 1e-250))
        }
      }
    }
    var evidence = Array(repeating: 0.0, count: document.sections.count * labels)
    for (index, section) in document.sections.enumerated() {
      for row in section.rows {
        for view in 0..<labels {
          evidence[index * labels + view] += messages[(row - first) * labels + view]
        }
      }
    }
    let views = SectionViews(evidence: evidence, alike: weights.alike.map(Double.init))
    logPartition = views.logPartition + levels
    sections = views.marginals

    var paragraphs = Array(repeating: 0.0, count: rows * labels)
    var own = 0.0
    var departures = 0.0
    for (index, section) in document.sections.enumerated() {
      for row in section.rows.map({ $0 - first }) {
        let base = row * labels
        if let label = gold?[row] {
          paragraphs[base + label] = 1
          departures += 1 - views.marginals[index * labels + label]
        } else {
          // P(y) = exp(own·z[y])·Σ over V of P(V)·(leave, or 1 where y = V)/exp(message of V)
          var away = 0.0
          for view in 0..<labels {
            messages[base + view] = exp(-messages[base + view])
            away += views.marginals[index * labels + view] * messages[base + view]
          }
          for label in 0..<labels {
            let same =
              views.marginals[index * labels + label] * messages[base + label]
              * raised[base + label]
            paragraphs[base + label] = leave * away * raised[base + label] + (1 - leave) * same
            departures += views.marginals[index * labels + label] - same
          }
        }
        for label in 0..<labels {
          own += paragraphs[base + label] * Double(scores[(first + row) * labels + label])
        }
      }
    }
    self.paragraphs = paragraphs
    expectations = [own, -departures] + views.pairs
  }
}
