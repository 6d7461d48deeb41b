/// How the paragraphs around one take part in its scores.
///
/// An author rarely changes sides from one paragraph to the next, and an article that is divided
/// into sections of several paragraphs gives each of them a view of its own. The scores of
/// paragraph i become
/// zᵢ' = own·zᵢ + neighbours·Σⱼ decay^|i−j| zⱼ / Σⱼ decay^|i−j| + others·mean of zⱼ over j elsewhere
/// with the first sum over the paragraphs of its section within the radius, the last over the
/// paragraphs of the other sections. Divided and running texts have weights of their own; the
/// words of titles take no part. A record that stands by itself keeps its scores.
public struct ContextWeights: Sendable, Equatable {
  /// Factors of a paragraph's own scores, its neighbours' mean and the other sections' mean.
  public struct Pull: Sendable, Equatable {
    public var own: Float
    public var neighbours: Float
    public var others: Float

    public init(own: Float, neighbours: Float, others: Float) {
      self.own = own
      self.neighbours = neighbours
      self.others = others
    }

    /// Own scores only.
    public static let none = Pull(own: 1, neighbours: 0, others: 0)
  }

  /// Rows that stand in one section.
  public struct Section: Sendable, Equatable {
    public var rows: Range<Int>
    /// Whether the section has a title of its own: false before the first one of a document.
    public var isTitled: Bool

    public init(rows: Range<Int>, isTitled: Bool) {
      self.rows = rows
      self.isTitled = isTitled
    }
  }

  /// The sections of one document, in order and without gaps; none is empty.
  public struct Document: Sendable, Equatable {
    public var sections: [Section]

    public init(sections: [Section]) { self.sections = sections }

    public var rows: Range<Int> {
      (sections.first?.rows.lowerBound ?? 0)..<(sections.last?.rows.upperBound ?? 0)
    }

    /// Whether the text is divided into parts rather than broken up by intertitles: three or more
    /// titled sections, of two paragraphs and more in the mean.
    public var isDivided: Bool {
      let titled = sections.filter(\.isTitled)
      return titled.count { $0.rows.count > 1 } >= 3
        && titled.reduce(0) { $0 + $1.rows.count } >= 2 * titled.count
    }
  }

  /// What stands around each row of a document: row-major, K values a row, in the document's order.
  public struct Surroundings: Sendable, Equatable {
    /// Weighted mean of the neighbours in the section; 0 without one.
    public var neighbours: [Float]
    /// Mean of the other sections; 0 without one.
    public var others: [Float]
  }

  public var divided: Pull
  public var running: Pull
  public var radius: Int
  public var decay: Float

  public init(divided: Pull, running: Pull, radius: Int = 3, decay: Float = 0.7) {
    self.divided = divided
    self.running = running
    self.radius = radius
    self.decay = decay
  }

  public func pull(of document: Document) -> Pull { document.isDivided ? divided : running }

  /// The means that the weights are for.
  ///
  /// - Parameter scores: row-major, K values a row; the document's rows index it.
  /// - Complexity: O(rows · K · radius).
  public func surroundings(
    of document: Document, in scores: [Float], labels: Int
  ) -> Surroundings {
    let first = document.rows.lowerBound
    let count = document.rows.count * labels
    var result = Surroundings(
      neighbours: Array(repeating: 0, count: count), others: Array(repeating: 0, count: count))
    /// Weight of a neighbour by its distance.
    var weights: [Float] = [0, 1]
    while weights.count <= radius { weights.append(weights[weights.count - 1] * decay) }
    var whole = Array(repeating: Float(0), count: labels)
    for row in document.rows {
      for label in 0..<labels { whole[label] += scores[row * labels + label] }
    }
    for section in document.sections {
      let elsewhere = document.rows.count - section.rows.count
      for label in 0..<labels where elsewhere > 0 {
        var inside: Float = 0
        for row in section.rows { inside += scores[row * labels + label] }
        let mean = (whole[label] - inside) / Float(elsewhere)
        for row in section.rows { result.others[(row - first) * labels + label] = mean }
      }
      for row in section.rows {
        let low = max(section.rows.lowerBound, row - radius)
        let high = min(section.rows.upperBound, row + radius + 1)
        var total: Float = 0
        for other in low..<high where other != row { total += weights[abs(other - row)] }
        for other in low..<high where other != row {
          let share = weights[abs(other - row)] / total
          for label in 0..<labels {
            result.neighbours[(row - first) * labels + label] +=
              share * scores[other * labels + label]
          }
        }
      }
    }
    return result
  }

  /// Applies the weights to the scores of documents.
  ///
  /// - Parameters:
  ///   - scores: n × K, row-major; rows outside the documents keep theirs.
  /// - Complexity: O(n · K · radius).
  public func applied(to scores: [Float], labels: Int, documents: [Document]) -> [Float] {
    var result = scores
    for document in documents {
      let pull = pull(of: document)
      let around = surroundings(of: document, in: scores, labels: labels)
      let first = document.rows.lowerBound * labels
      for index in around.neighbours.indices {
        result[first + index] =
          pull.own * scores[first + index] + pull.neighbours * around.neighbours[index]
          + pull.others * around.others[index]
      }
    }
    return result
  }
}
