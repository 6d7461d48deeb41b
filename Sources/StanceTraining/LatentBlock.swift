internal import StanceLinear
internal import StanceModel

/// The leading latent directions of the words of a training set, as dense columns of its design.
///
/// L = X·V·c: X the rows' values in the columns of words that several texts have, V the leading
/// right singular vectors, c such that a row of L has length 1 on average. A weight for a direction
/// moves all its words at once, so that a word which no label taught follows those it goes with.
/// The map is linear: after the fit its weights are added to those of the words
/// (``fold(_:into:)``), and the model that scores knows nothing of directions.
///
/// - Shapes: `values` n × k.
struct LatentBlock {
  let values: DenseMatrix
  /// Sparse column of the design for each column of the components.
  private let columns: [Int]
  /// (V·c)ᵀ.
  private let components: DenseMatrix

  /// Directions asked for; fewer for less than four times as many texts.
  private static let directions = 100
  /// Texts that must have a column: rarer ones say nothing of what goes together.
  private static let leastTexts: Int32 = 5

  /// - Parameters:
  ///   - design: its sparse block.
  ///   - all: the columns of that block.
  ///   - threads: share the work; the block is the same for any number.
  /// - Returns: nil where there is too little to decompose.
  /// - Complexity: O(entries · k + columns · k²).
  init?(
    _ design: DesignMatrix, _ all: DesignColumns, seed: UInt64, threads: Int
  ) throws(LinearError) {
    let columns = (0..<all.count).filter {
      all.owners[$0] == .words && all.frequencies[$0] >= Self.leastTexts
    }
    let k = min(Self.directions, design.rows / 4, columns.count / 2)
    guard k >= 10 else { return nil }
    let words = try design.expanded(columns: columns)
    let decomposition = try TruncatedSVD(
      words, TruncatedSVD.Settings(components: k, powerIterations: 2, seed: seed),
      threads: threads)
    var values = decomposition.project(words, threads: threads)
    let squares = values.elements.reduce(0) { $0 + $1 * $1 }
    guard squares > 0 else { return nil }
    let scale = (Double(design.rows) / squares).squareRoot()
    for index in values.elements.indices { values.elements[index] *= scale }
    var components = decomposition.components
    for index in components.elements.indices { components.elements[index] *= scale }
    self.values = values
    self.components = components
    self.columns = columns
  }

  /// Number of directions.
  var count: Int { values.columns }

  /// Adds the weights of the directions, the last of the dense block, to those of the words.
  func fold(_ weights: LinearWeights, into sparse: inout [Float]) {
    let outputs = weights.outputs
    let first = weights.denseFeatures - count
    for (place, column) in columns.enumerated() {
      for output in 0..<outputs {
        var sum = 0.0
        for direction in 0..<count {
          sum += components[direction, place] * weights[first + direction, output]
        }
        sparse[column * outputs + output] += Float(sum)
      }
    }
  }
}
