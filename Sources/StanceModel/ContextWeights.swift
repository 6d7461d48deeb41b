/// How the paragraphs around one take part in its scores.
///
/// Within one section (from one heading to the next) the scores of paragraph i become
/// zᵢ' = own·zᵢ + neighbours·Σⱼ decay^|i−j| zⱼ / Σⱼ decay^|i−j|  over 1 ≤ |i−j| ≤ radius,
/// because an author rarely changes sides from one paragraph to the next. The words of headings
/// take no part. A paragraph alone in its section keeps `alone`·zᵢ.
public struct ContextWeights: Sendable, Equatable {
  public var own: Float
  public var neighbours: Float
  /// Factor of a paragraph without neighbours.
  public var alone: Float
  public var radius: Int
  public var decay: Float

  public init(own: Float, neighbours: Float, alone: Float, radius: Int = 3, decay: Float = 0.7) {
    self.own = own
    self.neighbours = neighbours
    self.alone = alone
    self.radius = radius
    self.decay = decay
  }

  /// The share of each neighbour in the mean: positions relative to `index`, weights sum to 1.
  ///
  /// - Returns: empty when the section has no other paragraph within the radius.
  public func shares(of index: Int, in section: Range<Int>) -> [(index: Int, share: Float)] {
    var result: [(index: Int, share: Float)] = []
    var total: Float = 0
    let low = max(section.lowerBound, index - radius)
    let high = min(section.upperBound, index + radius + 1)
    for other in low..<high where other != index {
      var weight: Float = 1
      for _ in 0..<abs(other - index) - 1 { weight *= decay }
      result.append((other, weight))
      total += weight
    }
    return result.map { ($0.index, $0.share / total) }
  }

  /// Applies the weights to the scores of a run of units.
  ///
  /// - Parameters:
  ///   - scores: n × K, row-major.
  ///   - sections: ranges of rows that stand in one section; rows outside any keep `alone`.
  /// - Complexity: O(n · K · radius).
  public func applied(to scores: [Float], labels: Int, sections: [Range<Int>]) -> [Float] {
    var result = scores
    for index in result.indices { result[index] *= alone }
    /// Weight of a neighbour by its distance.
    var weights: [Float] = [0, 1]
    while weights.count <= radius { weights.append(weights[weights.count - 1] * decay) }
    for section in sections where section.count > 1 {
      for row in section {
        // The same sums as over `shares`, without a list of them.
        let low = max(section.lowerBound, row - radius)
        let high = min(section.upperBound, row + radius + 1)
        var total: Float = 0
        for other in low..<high where other != row { total += weights[abs(other - row)] }
        for label in 0..<labels {
          var mean: Float = 0
          for other in low..<high where other != row {
            mean += weights[abs(other - row)] / total * scores[other * labels + label]
          }
          result[row * labels + label] = own * scores[row * labels + label] + neighbours * mean
        }
      }
    }
    return result
  }
}
