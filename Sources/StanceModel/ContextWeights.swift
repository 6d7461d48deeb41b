#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How the text around a paragraph takes part in its scores.
///
/// **Divided text.** An article that is divided into sections of several paragraphs gives each of them a view of its
/// own. A conditional random field says how firmly: section s has a view Vₛ, paragraph i of it a
/// label yᵢ, and
/// P(V, y) ∝ Πᵢ exp(own·zᵢ[yᵢ] − departure·[yᵢ ≠ Vₛ₍ᵢ₎]) · Π over s < t of exp(alike[Vₛ]·[Vₛ = Vₜ])
/// with z the scores that the paragraphs have alone. The words of titles take no part. Intertitles
/// may as well break up running text: ``Division`` says how sure it is of sections with views, and the
/// probabilities of both readings are mixed.
///
/// **Running text.** An author's view shows in the whole article, and most paragraphs of the press
/// report, the first ones most of all: ``Running`` lets the labels that the other paragraphs would
/// have alone speak for and against each label. Records, and texts of one paragraph, keep their
/// scores.
///
/// - Source: Lafferty, McCallum, Pereira 2001, Conditional Random Fields, ICML.
public struct ContextWeights: Sendable, Equatable {
  /// Factor of a paragraph's own scores, which holds the temperature; above 0.
  public var own: Float
  /// What it costs a paragraph to have another label than its section has, in nats; 0 and above.
  public var departure: Float
  /// What two sections of one view gain by it, for each label, in nats; below 0 where a view is
  /// seldom given twice.
  public var alike: [Float]
  /// Nil: paragraphs of running text keep their scores.
  public var running: Running?
  /// Nil: each divided text is taken to hold a view in each section.
  public var division: Division?

  /// Where a factor of own scores may lie: what is fitted beyond says that scores tell nothing, or
  /// all.
  public static let factors: ClosedRange<Double> = 1e-3...1e3

  /// Weights as they were fitted or read; their lengths are not checked here.
  public init(
    own: Float, departure: Float, alike: [Float], running: Running?, division: Division? = nil
  ) {
    self.own = own
    self.departure = departure
    self.alike = alike
    self.running = running
    self.division = division
  }

  /// The weights of running text of n paragraphs:
  /// P(yᵢ) ∝ exp(own·zᵢ[yᵢ] + (n − 1)/(n − 1 + ``half``)·Σₗ p̄ᵢ[l]·others[l, yᵢ] + [i = 1]·first[yᵢ]),
  /// with p̄ᵢ the mean of softmax(z/T) over the document's other paragraphs, T the model's temperature:
  /// the labels that they would have alone.
  public struct Running: Sendable, Equatable {
    /// Other paragraphs that give the context half of its weight: two or three say little of an
    /// author, and a paragraph among them is read nearly as it is alone.
    public static let half: Float = 6
    /// Most labels that the weights are fitted for: their number grows with the square.
    public static let mostLabels = 8
    /// Paragraphs from which on the first one of a text is told from the others.
    static let fewest = 3

    /// Factor of a paragraph's own scores, which holds the temperature; above 0.
    public var own: Float
    /// What each label gains by the labels of the others, in nats: K × K, a row for each of theirs.
    public var others: [Float]
    /// What each label gains in the first paragraph of a text, in nats.
    public var first: [Float]

    /// - Precondition: K² numbers and K.
    public init(own: Float, others: [Float], first: [Float]) {
      precondition(others.count == first.count * first.count, "a gain for each two labels")
      self.own = own
      self.others = others
      self.first = first
    }

    /// What the weights are multiplied with in a document's rows.
    public struct Surroundings: Sendable, Equatable {
      /// (n − 1)/(n − 1 + ``half``)·p̄: rows × K, row-major.
      public var others: [Float]
      /// Whether the document's first row is told from the others.
      public var tellsFirst: Bool
    }

    /// The labels of the other paragraphs, for each row of a document.
    ///
    /// - Parameter scores: n × K, row-major, which `rows` index.
    /// - Precondition: two rows at least; a temperature above 0.
    /// - Complexity: O(rows · K).
    public static func surroundings(
      _ scores: [Float], rows: Range<Int>, labels: Int, temperature: Float
    ) -> Surroundings {
      let rest = Float(rows.count - 1)
      var shares: [Float] = []
      shares.reserveCapacity(rows.count * labels)
      var sums = Array(repeating: Float(0), count: labels)
      for row in rows {
        let start = shares.count
        var largest = scores[row * labels]
        for label in 1..<labels { largest = max(largest, scores[row * labels + label]) }
        var total: Float = 0
        for label in 0..<labels {
          shares.append(exp((scores[row * labels + label] - largest) / temperature))
          total += shares[start + label]
        }
        for label in 0..<labels {
          shares[start + label] /= total
          sums[label] += shares[start + label]
        }
      }
      for place in shares.indices {
        shares[place] = (sums[place % labels] - shares[place]) / (rest + half)
      }
      return Surroundings(others: shares, tellsFirst: rows.count >= fewest)
    }

    /// The logits of a document's rows in their context.
    ///
    /// - Parameter scores: n × K, row-major, which `rows` index.
    /// - Returns: rows × K, row-major, in nats.
    /// - Precondition: two rows at least; a temperature above 0.
    /// - Complexity: O(rows · K²).
    public func logits(
      _ scores: [Float], rows: Range<Int>, labels: Int, temperature: Float
    ) -> [Float] {
      let around = Self.surroundings(scores, rows: rows, labels: labels, temperature: temperature)
      var result = Array(repeating: Float(0), count: rows.count * labels)
      for row in 0..<rows.count {
        for label in 0..<labels {
          var logit = own * scores[(rows.lowerBound + row) * labels + label]
          if row == 0, around.tellsFirst { logit += first[label] }
          for other in 0..<labels {
            logit += around.others[row * labels + other] * others[other * labels + label]
          }
          result[row * labels + label] = logit
        }
      }
      return result
    }
  }

  /// Rows that stand in one section.
  public struct Section: Sendable, Equatable {
    /// Positions among the rows of scores.
    public var rows: Range<Int>
    /// Whether the section has a title of its own: false before the first one of a document.
    public var isTitled: Bool

    /// A section of these rows.
    public init(rows: Range<Int>, isTitled: Bool) {
      self.rows = rows
      self.isTitled = isTitled
    }
  }

  /// The sections of one document, in order and without gaps; none is empty.
  public struct Document: Sendable, Equatable {
    /// In the order of the text.
    public var sections: [Section]

    /// A document of these sections.
    public init(sections: [Section]) { self.sections = sections }

    /// From the first row of the first section to the last of the last; empty without sections.
    public var rows: Range<Int> {
      (sections.first?.rows.lowerBound ?? 0)..<(sections.last?.rows.upperBound ?? 0)
    }

    /// Whether the text is divided into parts rather than broken up by intertitles: three or more
    /// titled sections of several paragraphs, and two paragraphs and more a titled section in the mean.
    public var isDivided: Bool {
      let titled = sections.filter(\.isTitled)
      return titled.count { $0.rows.count > 1 } >= Division.fewest
        && titled.reduce(0) { $0 + $1.rows.count } >= 2 * titled.count
    }

    /// Whether text stands before the first title.
    public var leads: Bool { sections.first?.isTitled == false }

    /// Whether it is running text: several paragraphs, not divided.
    public var isRunning: Bool { rows.count > 1 && !isDivided }
  }
}
