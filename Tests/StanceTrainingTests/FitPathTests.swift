import StanceLinear
import StanceModel
import Testing

@testable import StanceTraining

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Starts against weights that lie on lines.
@Suite struct FitPathTests {
  private let design: TrainingDesign

  init() throws {
    let data = try PreparedData(
      Fixtures.synthetic(groups: 6), trainer: Fixtures.trainer(), progress: { _ in true })
    design = try TrainingDesign(data.rows, families: [.words], usesLexicon: true)
  }

  /// Weights of the design that are all this value.
  private func weights(_ value: Double) -> LinearWeights {
    var result = LinearWeights(
      outputs: 3, denseFeatures: design.design.dense.columns,
      sparseFeatures: design.columns.count)
    for place in result.values.indices { result.values[place] = value }
    return result
  }

  /// Whether each fit starts at its value.
  private func isAt(_ values: [Double], _ found: [LinearWeights]?) -> Bool {
    guard let found, found.count == values.count else { return false }
    return zip(values, found).allSatisfy { value, weights in
      !weights.values.isEmpty && weights.values.allSatisfy { abs($0 - value) < 1e-12 }
    }
  }

  @Test func theFirstStartIsNothingAndTheSecondTheFirstFit() {
    var path = FitPath([0, nil], design, nil)
    #expect(path.start(1) == nil)
    path.add([weights(2), weights(5)], 1)
    #expect(isAt([2, 5], path.start(3)))
  }

  /// On a line over log C the start is the point itself, wherever the strengths stand.
  @Test(arguments: [[1.0, 3, 9], [1, 2, 8], [1, 10, 30], [0.5, 5, 5.5]])
  func aLineOverTheLogarithmGoesOn(strengths: [Double]) {
    var path = FitPath([0, nil], design, nil)
    // What lies before the last two is forgotten.
    path.add([weights(77), weights(-9)], 0.1)
    for strength in strengths.dropLast() {
      path.add([weights(2 + log(strength)), weights(1 - 3 * log(strength))], strength)
    }
    let end = log(strengths[2])
    #expect(isAt([2 + end, 1 - 3 * end], path.start(strengths[2])))
  }

  @Test func noStartLiesMoreThanTwiceAsFarAsTheLastStep() {
    var path = FitPath([nil], design, nil)
    path.add([weights(4)], 1)
    path.add([weights(5)], 2)
    // Seven times as far over log C, had there been no end.
    #expect(isAt([7], path.start(256)))
  }

  @Test func earlierFitsSayWhereToBeginAndHowFarToGo() {
    var earlier = FoldFits.Fits(design: design)
    for (strength, value) in [(1.0, 10.0), (3, 14), (10, 15)] {
      earlier.weights[strength] = [0: weights(value), 1: weights(-value), nil: weights(2 * value)]
    }
    var path = FitPath([1, nil], design, earlier)
    #expect(isAt([-10, 20], path.start(1)))
    path.add([weights(0.5), weights(3)], 1)
    // On by what the earlier ones moved from 1 to 3.
    #expect(isAt([0.5 - 4, 3 + 8], path.start(3)))
    path.add([weights(-2), weights(9)], 3)
    #expect(isAt([-2 - 1, 9 + 2], path.start(10)))
    path.add([weights(-3), weights(12)], 10)
    // No earlier fit of 100/3: as they moved last, over as much of log C.
    #expect(isAt([-4, 15], path.start(100 / 3.0)))
  }

  @Test func anEarlierStrengthWithoutAFoldSaysNothing() {
    var earlier = FoldFits.Fits(design: design)
    earlier.weights[1] = [0: weights(10), nil: weights(20)]
    earlier.weights[3] = [nil: weights(24)]
    var both = FitPath([0, nil], design, earlier)
    #expect(isAt([10, 20], both.start(1)))
    #expect(both.start(3) == nil)
    both.add([weights(1), weights(2)], 1)
    #expect(isAt([1, 2], both.start(3)))
    var all = FitPath([nil], design, earlier)
    all.add([weights(2)], 1)
    #expect(isAt([6], all.start(3)))
  }
}
