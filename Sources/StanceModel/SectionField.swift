internal import StanceLinear

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The field of ``ContextWeights`` on one document, solved by going through every way of giving
/// its sections a view.
///
/// - Complexity: O(Kˢ·(S + K) + rows·K²) for S sections and K labels. Where Kˢ is above
///   ``mostAssignments`` the sections are too many to be views, and `alike` counts as 0.
public struct SectionField: Sendable {
  /// Ways of giving the sections views that are gone through: nine sections of three labels.
  public static let mostAssignments = 20_000

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
  public init(
    _ weights: ContextWeights, _ document: ContextWeights.Document, scores: [Float], labels: Int,
    gold: [Int?]? = nil
  ) {
    let first = document.rows.lowerBound
    let rows = document.rows.count
    func score(_ row: Int, _ label: Int) -> Double {
      Double(scores[(first + row) * labels + label])
    }

    // Given the view V of its section, a paragraph's labels follow `votes`, summed in `messages`.
    var votes = Array(repeating: -Double.infinity, count: rows * labels * labels)
    var messages = Array(repeating: 0.0, count: rows * labels)
    for row in 0..<rows {
      for view in 0..<labels {
        let base = (row * labels + view) * labels
        for label in 0..<labels where gold?[row] == nil || gold?[row] == label {
          votes[base + label] =
            Double(weights.own) * score(row, label)
            - (label == view ? 0 : Double(weights.departure))
        }
        messages[row * labels + view] = Softmax.logSumExp(Array(votes[base..<base + labels]))
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
    let views = Views(evidence: evidence, alike: weights.alike.map(Double.init))
    logPartition = views.logPartition
    sections = views.marginals

    var paragraphs = Array(repeating: 0.0, count: rows * labels)
    var own = 0.0
    var departures = 0.0
    for (index, section) in document.sections.enumerated() {
      for row in section.rows.map({ $0 - first }) {
        for view in 0..<labels {
          for label in 0..<labels {
            let vote = votes[(row * labels + view) * labels + label]
            let share =
              views.marginals[index * labels + view]
              * exp(vote - messages[row * labels + view])
            paragraphs[row * labels + label] += share
            own += share * score(row, label)
            if label != view { departures += share }
          }
        }
      }
    }
    self.paragraphs = paragraphs
    expectations = [own, -departures] + views.pairs
  }

  /// The views of the sections alone.
  private struct Views {
    var logPartition = 0.0
    var marginals: [Double]
    var pairs: [Double]

    /// - Parameter evidence: sections × K, in nats.
    init(evidence: [Double], alike: [Double]) {
      let labels = alike.count
      let count = evidence.count / labels
      marginals = Array(repeating: 0, count: evidence.count)
      pairs = Array(repeating: 0, count: labels)
      var ways = 1
      for _ in 0..<count where ways <= SectionField.mostAssignments { ways *= labels }
      guard ways <= SectionField.mostAssignments else {
        for section in 0..<count {
          var row = Array(evidence[section * labels..<(section + 1) * labels])
          logPartition += Softmax.normalize(&row)
          marginals.replaceSubrange(section * labels..<(section + 1) * labels, with: row)
        }
        return
      }
      var weights = Array(repeating: 0.0, count: ways)
      Self.forEach(ways, count, labels) { way, section, view, before in
        // One more section of a view stands beside each of those before it.
        weights[way] += evidence[section * labels + view] + alike[view] * before
      }
      logPartition = Softmax.normalize(&weights)
      Self.forEach(ways, count, labels) { way, section, view, before in
        marginals[section * labels + view] += weights[way]
        pairs[view] += weights[way] * before
      }
    }

    /// Calls `body` for each section of each way of giving them views, with the way, the section,
    /// its view, and how many sections before it have that view.
    @inline(__always)
    private static func forEach(
      _ ways: Int, _ count: Int, _ labels: Int, _ body: (Int, Int, Int, Double) -> Void
    ) {
      var seen = Array(repeating: 0.0, count: labels)
      for way in 0..<ways {
        for label in 0..<labels { seen[label] = 0 }
        var rest = way
        for section in 0..<count {
          let view = rest % labels
          rest /= labels
          body(way, section, view, seen[view])
          seen[view] += 1
        }
      }
    }
  }
}
